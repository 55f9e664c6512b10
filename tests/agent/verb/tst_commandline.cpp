// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/verb/commandline.h"

#include "agent/verb/verb.h"

#include <QTest>

using namespace assay;
using namespace Qt::Literals::StringLiterals;

class TestCommandLine final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void understands();
    void keepsFilterWords();
    void refuses_data();
    void refuses();
    void helpNeedsNoArguments();
    void numbers_data();
    void numbers();
    void moreThanAnIntMeansAll();
};

void TestCommandLine::understands()
{
    const auto parsed =
        parseCommandLine({u"--data-dir=/d"_s, u"import"_s, u"--from"_s, u"a"_s, u"--from=b=c"_s, u"--json"_s});
    QVERIFY(parsed);
    QCOMPARE(parsed->verb->name, u"import"_s);
    QCOMPARE(parsed->value(u"data-dir"_s), u"/d"_s);
    QCOMPARE(parsed->options.value(u"from"_s), QStringList({u"a"_s, u"b=c"_s}));
    QVERIFY(parsed->has(u"json"_s));
    QVERIFY(!parsed->has(u"quiet"_s));
}

void TestCommandLine::keepsFilterWords()
{
    const auto parsed = parseCommandLine({u"sessions"_s, u"project:x"_s, u"-not"_s, u"--"_s, u"--really"_s});
    QVERIFY(parsed);
    QCOMPARE(parsed->arguments, QStringList({u"project:x"_s, u"-not"_s, u"--really"_s}));
}

void TestCommandLine::refuses_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<QString>("told");
    QTest::newRow("nothing") << QStringList() << u"assay-agent VERB"_s;
    QTest::newRow("verb") << QStringList{u"improt"_s} << u"Did you mean \"import\"?"_s;
    QTest::newRow("verb, no idea") << QStringList{u"zzzzzzzz"_s} << u"--help"_s;
    QTest::newRow("option") << QStringList{u"import"_s, u"--jsno"_s} << u"Did you mean \"json\"?"_s;
    QTest::newRow("option of another verb") << QStringList{u"show"_s, u"x"_s, u"--repair"_s} << u"--repair"_s;
    QTest::newRow("beginning of an option") << QStringList{u"--data"_s, u"x"_s} << u"\"data-dir\""_s;
    QTest::newRow("value missing") << QStringList{u"import"_s, u"--from"_s} << u"--from needs a value"_s;
    QTest::newRow("value too many") << QStringList{u"status"_s, u"--json=yes"_s} << u"takes no value"_s;
    QTest::newRow("choice") << QStringList{u"export"_s, u"x"_s, u"--format"_s, u"pdf"_s} << u"trajectory"_s;
    QTest::newRow("twice") << QStringList{u"export"_s, u"x"_s, u"--format=md"_s, u"--format=md"_s} << u"twice"_s;
    QTest::newRow("argument missing") << QStringList{u"show"_s} << u"SESSION"_s;
    QTest::newRow("argument too many") << QStringList{u"status"_s, u"now"_s} << u"\"now\""_s;
    QTest::newRow("very long") << QStringList{QString(100000, u'x')} << u"--help"_s;
}

void TestCommandLine::refuses()
{
    QFETCH(QStringList, words);
    QFETCH(QString, told);
    const auto parsed = parseCommandLine(words);
    QVERIFY(!parsed);
    QCOMPARE(parsed.error().code, Error::Code::Usage);
    QVERIFY2(parsed.error().what.contains(told), qPrintable(parsed.error().what.left(500)));
}

void TestCommandLine::helpNeedsNoArguments()
{
    for (const QStringList &words : {QStringList{u"show"_s, u"--help"_s}, {u"--help"_s}, {u"-h"_s}, {u"--version"_s}})
        QVERIFY(parseCommandLine(words));
}

void TestCommandLine::numbers_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("ok");
    QTest::newRow("one") << u"1"_s << true;
    QTest::newRow("zero") << u"0"_s << false;
    QTest::newRow("negative") << u"-3"_s << false;
    QTest::newRow("word") << u"many"_s << false;
    QTest::newRow("too large") << u"99999999999999999999"_s << false;
}

void TestCommandLine::numbers()
{
    QFETCH(QString, text);
    QFETCH(bool, ok);
    const auto parsed = parseCommandLine({u"search"_s, u"x"_s, u"--limit="_s + text});
    QVERIFY(parsed);
    QCOMPARE(parsed->number(u"limit"_s, 50).has_value(), ok);
    QCOMPARE(*parseCommandLine({u"search"_s, u"x"_s})->number(u"limit"_s, 50), 50);
}

void TestCommandLine::moreThanAnIntMeansAll()
{
    for (const QString &text : {u"4294967296"_s, u"4294967297"_s}) {
        const auto parsed = parseCommandLine({u"sessions"_s, u"--limit="_s + text});
        QVERIFY(parsed);
        QCOMPARE(*parsed->count(u"limit"_s, -1), std::numeric_limits<int>::max());
    }
}

QTEST_GUILESS_MAIN(TestCommandLine)
#include "tst_commandline.moc"
