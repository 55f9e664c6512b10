// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "models/data/query/phrases.h"

using namespace assay;
using namespace Qt::Literals::StringLiterals;

class TestPhrases : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void matching_data();
    void matching();
    void scannerGivesPlaces();
};

void TestPhrases::matching_data()
{
    QTest::addColumn<QString>("filter");
    QTest::addColumn<QStringList>("parts");
    QTest::addColumn<bool>("matching");
    QTest::newRow("word") << u"lexer"_s << QStringList{u"The Lexer."_s} << true;
    QTest::newRow("part of a word") << u"lex"_s << QStringList{u"lexer"_s} << false;
    QTest::newRow("prefix") << u"lex*"_s << QStringList{u"lexer"_s} << true;
    QTest::newRow("over the parts") << u"one two"_s << QStringList{u"two"_s, u""_s, u"one"_s} << true;
    QTest::newRow("one is missing") << u"one two"_s << QStringList{u"two"_s, u"too"_s} << false;
    QTest::newRow("phrase") << u"\"one two\""_s << QStringList{u"zero ONE - two"_s} << true;
    QTest::newRow("phrase after a false start") << u"\"a a b\""_s << QStringList{u"a a a b"_s} << true;
    QTest::newRow("phrase over the parts") << u"\"one two\""_s << QStringList{u"one"_s, u"two"_s} << false;
    QTest::newRow("phrase with a word between") << u"\"one two\""_s << QStringList{u"one xyz two"_s} << false;
    QTest::newRow("accent at the start") << u"ecole"_s << QStringList{u"xyz École"_s} << true;
    QTest::newRow("digit at the start") << u"42nd"_s << QStringList{u"xyz 42ND"_s} << true;
    QTest::newRow("path is a phrase") << u"src/a.cpp"_s << QStringList{u"in src/a.cpp:3"_s} << true;
    QTest::newRow("excluded") << u"one -two"_s << QStringList{u"one"_s, u"two"_s} << false;
    QTest::newRow("not excluded") << u"one -two"_s << QStringList{u"one"_s} << true;
    QTest::newRow("excluded phrase") << u"one -\"two three\""_s << QStringList{u"one two"_s, u"three"_s} << true;
    QTest::newRow("accents") << u"cafe"_s << QStringList{u"CAFÉ"_s} << true;
}

void TestPhrases::matching()
{
    QFETCH(QString, filter);
    QFETCH(QStringList, parts);
    QFETCH(bool, matching);
    QCOMPARE(matches(searchPhrases(parseFilter(filter, FilterClock{0, QTimeZone::utc()})), parts), matching);
}

void TestPhrases::scannerGivesPlaces()
{
    const auto phrases = searchPhrases(parseFilter(u"b \"a b\""_s, FilterClock{0, QTimeZone::utc()}));
    const QString text = u"x A, b b"_s;
    PhraseScanner scanner(phrases, text);
    QStringList found;
    while (scanner.next())
        found.append(u"%1:%2-%3"_s.arg(scanner.phrase()).arg(scanner.start()).arg(scanner.end()));
    QCOMPARE(found.join(u' '), u"0:5-6 1:2-6 0:7-8"_s);
}

QTEST_GUILESS_MAIN(TestPhrases)
#include "tst_phrases.moc"
