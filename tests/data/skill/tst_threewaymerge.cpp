// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include <random>

#include "models/data/text/threewaymerge.h"

using namespace assay;
using namespace Qt::Literals::StringLiterals;
using Kind = MergePart::Kind;
using Choice = MergePart::Choice;

class tst_ThreeWayMerge : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void bothChangesWhereTheyDoNotMeet();
    void handWinsAConflict();
    void lineIsGivenUpOneByOne();
    void editedPartIsTaken();
    void foreignFileIsAllHandWritten();
    void rejectedDraftLeavesTheFile();
    void lineEndsOfTheFile();
    void noHandWrittenLineDisappears();
};

void tst_ThreeWayMerge::bothChangesWhereTheyDoNotMeet()
{
    const QString base = u"a\nb\nc\nd\n"_s;
    const ThreeWayMerge merge(&base, u"a\nB\nc\nd\n"_s, u"a\nb\nc\nd\ne\n"_s);
    QVERIFY(!merge.hasConflict());
    QCOMPARE(merge.result(), u"a\nB\nc\nd\ne\n"_s);
    QCOMPARE(merge.changes().size(), 2);
    QVERIFY(merge.lost().isEmpty());
}

void tst_ThreeWayMerge::handWinsAConflict()
{
    const QString base = u"a\nb\nc\n"_s;
    ThreeWayMerge merge(&base, u"a\ndraft\nc\n"_s, u"a\nmine\nc\n"_s);
    QVERIFY(merge.hasConflict());
    QCOMPARE(merge.result(), u"a\nmine\nc\n"_s);
    merge.choose(merge.changes().first(), Choice::Draft);
    QCOMPARE(merge.result(), u"a\nmine\ndraft\nc\n"_s);
    QVERIFY(merge.lost().isEmpty());
}

void tst_ThreeWayMerge::lineIsGivenUpOneByOne()
{
    const QString base = u"a\nb\nc\n"_s;
    ThreeWayMerge merge(&base, u"a\ndraft\nc\n"_s, u"a\none\ntwo\nc\n"_s);
    const qsizetype part = merge.changes().first();
    QCOMPARE(merge.parts()[part].handWritten(), (QStringList{u"one"_s, u"two"_s}));
    merge.choose(part, Choice::Draft);
    merge.giveUp(part, 0);
    QCOMPARE(merge.result(), u"a\ntwo\ndraft\nc\n"_s);
    QCOMPARE(merge.lost(), QStringList{u"one"_s});
    merge.giveUp(part, 0, false);
    QVERIFY(merge.lost().isEmpty());
}

void tst_ThreeWayMerge::editedPartIsTaken()
{
    const QString base = u"a\nb\n"_s;
    ThreeWayMerge merge(&base, u"a\nx\n"_s, u"a\ny\n"_s);
    merge.edit(merge.changes().first(), {u"x and y"_s});
    QCOMPARE(merge.result(), u"a\nx and y\n"_s);
    QCOMPARE(merge.lost(), QStringList{u"y"_s});
}

void tst_ThreeWayMerge::foreignFileIsAllHandWritten()
{
    const ThreeWayMerge merge(nullptr, u"head\nnew\ntail\n"_s, u"head\ntail\nmine\n"_s);
    QCOMPARE(merge.result(), u"head\nnew\ntail\nmine\n"_s);
    QVERIFY(merge.lost().isEmpty());
}

void tst_ThreeWayMerge::rejectedDraftLeavesTheFile()
{
    const QString base = u"a\nb\nc\nd\n"_s;
    ThreeWayMerge merge(&base, u"A\nb\nc\nD\n"_s, u"a\nb\nx\nc\nd\n"_s);
    for (const qsizetype part : merge.changes()) {
        if (merge.parts()[part].kind == Kind::Draft)
            merge.choose(part, Choice::Base);
    }
    QCOMPARE(merge.result(), u"a\nb\nx\nc\nd\n"_s);
}

void tst_ThreeWayMerge::lineEndsOfTheFile()
{
    const QString base = u"a\r\nb\r\n"_s;
    QCOMPARE(ThreeWayMerge(&base, u"a\nb\nc\n"_s, u"a\r\nb\r\n"_s).result(), u"a\r\nb\r\nc\r\n"_s);
    QCOMPARE(ThreeWayMerge(nullptr, u"a\n"_s, {}).result(), u"a\n"_s);
    // Nobody touched the one line that ends otherwise.
    const QString mixed = u"a\nb\r\nc\nd\n"_s;
    QCOMPARE(ThreeWayMerge(&mixed, u"a\nb\nc\nD\n"_s, mixed).result().section(u'\n', 0, 2), u"a\nb\r\nc"_s);
}

void tst_ThreeWayMerge::noHandWrittenLineDisappears()
{
    std::mt19937 random(7);
    const auto mutated = [&random](QStringList lines, const QString &mark) {
        for (int i = 0; i < 6; ++i) {
            const auto at = static_cast<qsizetype>(random() % static_cast<unsigned>(lines.size() + 1));
            if (random() % 3 == 0 && at < lines.size())
                lines.removeAt(at);
            else
                lines.insert(at, mark + QString::number(random() % 9));
        }
        return lines.join(u'\n');
    };
    for (int round = 0; round < 400; ++round) {
        QStringList lines;
        for (int i = 0; i < 12; ++i)
            lines.append(u"line "_s + QString::number(random() % 8));
        const QString base = lines.join(u'\n');
        const QString draft = mutated(lines, u"draft "_s);
        const QString hand = mutated(lines, u"hand "_s);
        ThreeWayMerge merge(round % 2 == 0 ? &base : nullptr, draft, hand);
        for (const qsizetype part : merge.changes()) {
            if (random() % 2 == 0)
                merge.choose(part, random() % 2 == 0 ? Choice::Draft : Choice::Base);
        }
        QVERIFY2(merge.lost().isEmpty(), qPrintable(merge.lost().join(u'|')));
        const QStringList result = merge.result().split(u'\n');
        for (const QString &line : hand.split(u'\n'))
            QVERIFY(!line.startsWith("hand"_L1) || result.count(line) >= 1);
    }
}

QTEST_GUILESS_MAIN(tst_ThreeWayMerge)
#include "tst_threewaymerge.moc"
