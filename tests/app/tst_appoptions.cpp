// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "app/appoptions.h"

using namespace assay;
using namespace Qt::Literals::StringLiterals;

class TestAppOptions final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void tellsWhatWasNamed();
    void helpNamesTheProgram();
    void takesALink();
    void refuses_data();
    void refuses();
};

void TestAppOptions::tellsWhatWasNamed()
{
    const auto plain = parseAppOptions({u"assay"_s});
    QVERIFY(plain.has_value());
    QCOMPARE(plain->workspace, u"default"_s);
    QVERIFY(!plain->workspaceNamed);
    const auto full = parseAppOptions(
        {u"assay"_s, u"--workspace"_s, u"work"_s, u"--session"_s, u"7c1e#5"_s, u"--page"_s, u"search"_s});
    QVERIFY(full.has_value());
    QVERIFY(full->workspaceNamed);
    QCOMPARE(full->session, u"7c1e"_s);
    QCOMPARE(full->eventId, 5);
    QCOMPARE(full->page, u"search"_s);
}

void TestAppOptions::helpNamesTheProgram()
{
    QVERIFY2(appHelp().startsWith(u"Usage: assay [options]"_s), qPrintable(appHelp().left(60)));
}

void TestAppOptions::takesALink()
{
    const auto linked = parseAppOptions({u"assay"_s, u"assay://session/7c1e04d2-1234-4abc-8def-00000000b40f#7"_s});
    QVERIFY(linked.has_value());
    QCOMPARE(linked->session, u"7c1e04d2-1234-4abc-8def-00000000b40f"_s);
    QCOMPARE(linked->eventId, 7);
    const auto card = parseAppOptions({u"assay"_s, u"assay://candidate/c-74a5c129"_s});
    QVERIFY(card.has_value());
    QCOMPARE(card->candidate, u"c-74a5c129"_s);
    QCOMPARE(parseAppOptions({u"assay"_s, u"assay://candidate/c-74a5c129-13"_s})->candidate, u"c-74a5c129-13"_s);
    QCOMPARE(parseAppOptions({u"assay"_s, u"--candidate"_s, u"c-74a5c129"_s})->candidate, card->candidate);
    QVERIFY(parseAppOptions({u"assay"_s, u"--page"_s, u"skills"_s}).has_value());
    QVERIFY(parseAppOptions({u"assay"_s, u"--page"_s, u"now"_s}).has_value());
}

void TestAppOptions::refuses_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::newRow("page") << QStringList{u"--page"_s, u"nowhere"_s};
    QTest::newRow("event") << QStringList{u"--session"_s, u"abc#x"_s};
    QTest::newRow("link") << QStringList{u"assay://elsewhere"_s};
    QTest::newRow("candidate that leads elsewhere") << QStringList{u"assay://candidate/../x"_s};
    QTest::newRow("file") << QStringList{u"/etc/passwd"_s};
    QTest::newRow("two links") << QStringList{u"assay://session/7c1e04d2-1234-4abc-8def-00000000b40f"_s, u"x"_s};
}

void TestAppOptions::refuses()
{
    QFETCH(QStringList, words);
    const auto parsed = parseAppOptions(QStringList{u"assay"_s} + words);
    QVERIFY(!parsed.has_value());
    QVERIFY(!parsed.error().isEmpty());
}

QTEST_GUILESS_MAIN(TestAppOptions)
#include "tst_appoptions.moc"
