// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "models/items/fuzzymatch.h"

using namespace assay;
using namespace Qt::Literals::StringLiterals;

class TestFuzzyMatch final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void marks_data();
    void marks();
    void refuses_data();
    void refuses();
    void better_data();
    void better();
    void longNamesEnd();
};

namespace {

// The name with the marked letters in brackets.
QString marked(const QString &pattern, const QString &name)
{
    const auto match = FuzzyPattern(pattern).match(name);
    if (!match)
        return u"-"_s;
    QString result = name;
    for (auto mark = match->marks.rbegin(); mark != match->marks.rend(); ++mark) {
        result.insert(mark->first + mark->second, u']');
        result.insert(mark->first, u'[');
    }
    return result;
}

int score(const QString &pattern, const QString &name)
{
    const auto match = FuzzyPattern(pattern).match(name);
    return match ? match->score : -1;
}

} // namespace

void TestFuzzyMatch::marks_data()
{
    QTest::addColumn<QString>("pattern");
    QTest::addColumn<QString>("shown");
    QTest::newRow("as it stands") << u"retry"_s << u"[Retry] 503s from the gateway"_s;
    QTest::newRow("in a word") << u"try"_s << u"Re[try] it"_s;
    QTest::newRow("a start of a word before any other place") << u"try"_s << u"Retry, then [try]"_s;
    QTest::newRow("two words, other order") << u"gate retr"_s << u"[Retr]y the [gate]way"_s;
    QTest::newRow("starts of words") << u"sss"_s << u"[S]how the [s]tore [s]oon"_s;
    QTest::newRow("starts and rows") << u"kebsh"_s << u"[Ke]y[b]oard [sh]ortcuts"_s;
    QTest::newRow("capitals in a name") << u"qlv"_s << u"[Q][L]ist[V]iew"_s;
    QTest::newRow("not ASCII") << u"grö ÄRG"_s << u"[Ärg]er mit [Grö]ßen"_s;
    QTest::newRow("nothing typed") << u"  "_s << u"anything"_s;
}

void TestFuzzyMatch::marks()
{
    QFETCH(QString, pattern);
    QFETCH(QString, shown);
    QString name = shown;
    name.remove(u'[').remove(u']');
    QCOMPARE(marked(pattern, name).remove(u"]["_s), shown.remove(u"]["_s));
}

void TestFuzzyMatch::refuses_data()
{
    QTest::addColumn<QString>("pattern");
    QTest::addColumn<QString>("name");
    QTest::newRow("a letter is not there") << u"retrx"_s << u"Retry"_s;
    QTest::newRow("wrong order") << u"yrter"_s << u"Retry"_s;
    QTest::newRow("parts of it all over a long title")
        << u"markdown"_s << u"when I am in a fork branch, and I do git push, then all refs are put in a new place"_s;
    QTest::newRow("letters lost in a sentence") << u"retry"_s << u"the harness was built to test every display"_s;
    QTest::newRow("one of two words") << u"retry queue"_s << u"Retry 503s"_s;
    QTest::newRow("empty name") << u"a"_s << QString();
}

void TestFuzzyMatch::refuses()
{
    QFETCH(QString, pattern);
    QFETCH(QString, name);
    QCOMPARE(marked(pattern, name), u"-"_s);
}

void TestFuzzyMatch::better_data()
{
    QTest::addColumn<QString>("pattern");
    QTest::addColumn<QString>("good");
    QTest::addColumn<QString>("less");
    QTest::newRow("start of a word") << u"try"_s << u"now try it"_s << u"now retry it"_s;
    QTest::newRow("further ahead") << u"set"_s << u"Settings"_s << u"Open the settings"_s;
    QTest::newRow("whole before letters") << u"sto"_s << u"the store"_s << u"Show the oldest"_s;
    QTest::newRow("more starts of words") << u"oti"_s << u"Open the inspector"_s << u"Open timings"_s;
}

void TestFuzzyMatch::better()
{
    QFETCH(QString, pattern);
    QFETCH(QString, good);
    QFETCH(QString, less);
    QVERIFY2(score(pattern, good) > score(pattern, less),
             qPrintable(u"%1 %2"_s.arg(score(pattern, good)).arg(score(pattern, less))));
}

void TestFuzzyMatch::longNamesEnd()
{
    const QString name = QString(100'000, u'a') + u"zebra"_s;
    QVERIFY(!FuzzyPattern(u"zebra"_s).match(name));
    QVERIFY(FuzzyPattern(QString(1'000, u'a')).match(name));
}

QTEST_GUILESS_MAIN(TestFuzzyMatch)
#include "tst_fuzzymatch.moc"
