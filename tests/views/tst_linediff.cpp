// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QTest>

#include "views/text/linediff.h"

using namespace assay;
using namespace Qt::Literals::StringLiterals;

namespace {

// As a hunk that replaces one whole text by another.
QList<DiffLine> diffLines(const QStringList &before, const QStringList &after)
{
    PatchHunk hunk{1, 1, {}};
    for (const QString &line : before)
        hunk.lines.append(u'-' + line);
    for (const QString &line : after)
        hunk.lines.append(u'+' + line);
    return diffHunks({hunk});
}

// "-a" "+b" " c" joined by '|'.
QString signsOf(const QList<DiffLine> &lines)
{
    QStringList out;
    for (const DiffLine &line : lines)
        out.append(line.sign + line.text);
    return out.join(u'|');
}

QStringList split(const QString &text)
{
    return text.isEmpty() ? QStringList() : text.split(u',');
}

} // namespace

class TestLineDiff final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void lines_data();
    void lines();
    void rebuildsBothSides();
    void marksWords_data();
    void marksWords();
    void numbersHunks();
    void boundsItsWork();
};

void TestLineDiff::lines_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("after");
    QTest::addColumn<QString>("diff");
    QTest::newRow("empty") << QString() << QString() << QString();
    QTest::newRow("same") << u"a,b"_s << u"a,b"_s << u" a| b"_s;
    QTest::newRow("added") << u"a,c"_s << u"a,b,c"_s << u" a|+b| c"_s;
    QTest::newRow("removed") << u"a,b,c"_s << u"a,c"_s << u" a|-b| c"_s;
    QTest::newRow("replaced") << u"a,b,c"_s << u"a,x,c"_s << u" a|-b|+x| c"_s;
    QTest::newRow("all new") << QString() << u"a,b"_s << u"+a|+b"_s;
    QTest::newRow("all gone") << u"a,b"_s << QString() << u"-a|-b"_s;
    QTest::newRow("nothing shared") << u"a,b"_s << u"x,y"_s << u"-a|-b|+x|+y"_s;
    QTest::newRow("the paper's example") << u"a,b,c,a,b,b,a"_s << u"c,b,a,b,a,c"_s << u"-a|-b| c|+b| a| b|-b| a|+c"_s;
}

void TestLineDiff::lines()
{
    QFETCH(QString, before);
    QFETCH(QString, after);
    QFETCH(QString, diff);
    QCOMPARE(signsOf(diffLines(split(before), split(after))), diff);
}

void TestLineDiff::rebuildsBothSides()
{
    QRandomGenerator random(7);
    for (int round = 0; round < 200; ++round) {
        QStringList before;
        QStringList after;
        for (int i = random.bounded(40); i > 0; --i)
            before.append(QString::number(random.bounded(6)));
        for (int i = random.bounded(40); i > 0; --i)
            after.append(QString::number(random.bounded(6)));
        QStringList left;
        QStringList right;
        for (const DiffLine &line : diffLines(before, after)) {
            if (line.sign != u'+')
                left.append(line.text);
            if (line.sign != u'-')
                right.append(line.text);
        }
        QCOMPARE(left, before);
        QCOMPARE(right, after);
    }
}

void TestLineDiff::marksWords_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("after");
    QTest::addColumn<QString>("removed"); // marked texts joined by '|'
    QTest::addColumn<QString>("added");
    QTest::newRow("one word") << u"int alpha = 1;"_s << u"int beta = 1;"_s << u"alpha"_s << u"beta"_s;
    QTest::newRow("inserted") << u"call(a)"_s << u"call(a; b)"_s << QString() << u"; b"_s;
    QTest::newRow("too different") << u"alpha beta"_s << u"x y z q"_s << QString() << QString();
    QTest::newRow("spaces only") << u"  return value;"_s << u"    return value;"_s << u"  "_s << u"    "_s;
}

void TestLineDiff::marksWords()
{
    QFETCH(QString, before);
    QFETCH(QString, after);
    QFETCH(QString, removed);
    QFETCH(QString, added);
    const auto marked = [](const DiffLine &line) {
        QStringList out;
        for (const auto &[start, length] : line.marks)
            out.append(line.text.mid(start, length));
        return out.join(u'|');
    };
    const QList<DiffLine> lines = diffLines({before}, {after});
    QCOMPARE(lines.size(), 2);
    QCOMPARE(marked(lines.at(0)), removed);
    QCOMPARE(marked(lines.at(1)), added);
}

void TestLineDiff::numbersHunks()
{
    const QList<PatchHunk> hunks = {{10, 10, {u" a"_s, u"-b"_s, u"+c"_s, u"\\ No newline at end of file"_s}},
                                    {40, 41, {u"+d"_s, QString()}}};
    const QList<DiffLine> lines = diffHunks(hunks);
    QCOMPARE(signsOf(lines), u" a|-b|+c|@|+d| "_s);
    QCOMPARE(lines.at(1).oldNumber, 11);
    QCOMPARE(lines.at(1).newNumber, 0);
    QCOMPARE(lines.at(2).newNumber, 11);
    QCOMPARE(lines.at(4).newNumber, 41);
    QCOMPARE(lines.at(5).oldNumber, 40);
}

void TestLineDiff::boundsItsWork()
{
    QStringList before;
    QStringList after;
    for (int i = 0; i < 20'000; ++i) {
        before.append(u"old %1"_s.arg(i));
        after.append(u"new %1"_s.arg(i));
    }
    QElapsedTimer timer;
    timer.start();
    const QList<DiffLine> lines = diffLines(before, after);
    QCOMPARE(lines.size(), 40'000);
    QVERIFY2(timer.elapsed() < 5000, qPrintable(QString::number(timer.elapsed())));
}

QTEST_GUILESS_MAIN(TestLineDiff)
#include "tst_linediff.moc"
