// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "models/data/filter/tokenizer.h"
#include "models/data/store/statement.h"
#include "tests/support/teststore.h"

using namespace assay;
using namespace Qt::Literals::StringLiterals;

class TestTokenizer : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void words_data();
    void words();
    void positionsAreThoseOfTheText();
    void latinIsFoldedAsTheIndexFoldsIt();
};

void TestTokenizer::words_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("words");
    QTest::newRow("empty") << u""_s << u""_s;
    QTest::newRow("punctuation") << u"-> ... \n"_s << u""_s;
    QTest::newRow("path") << u"src/Main_Window.cpp"_s << u"src main window cpp"_s;
    QTest::newRow("accents") << u"Größe CAFÉ Ångström"_s << u"große cafe angstrom"_s;
    QTest::newRow("loose marks") << u"cafe\u0301 x"_s << u"cafe x"_s;
    QTest::newRow("other scripts") << u"Привет Ελλάδα 世界"_s << u"привет ελλάδα 世界"_s;
    QTest::newRow("emoji part words") << u"a😀b"_s << u"a b"_s;
    QTest::newRow("half a surrogate pair") << QString(u"a"_s + QChar(0xd83d) + u"b"_s) << u"a b"_s;
    QTest::newRow("zero byte") << QString(u"a"_s + QChar(u'\0') + u"b"_s) << u"a b"_s;
}

void TestTokenizer::words()
{
    QFETCH(QString, text);
    QFETCH(QString, words);
    QCOMPARE(foldedWords(text).join(u' '), words);
}

void TestTokenizer::positionsAreThoseOfTheText()
{
    const QString text = u"  Ünder (score)"_s;
    Tokenizer tokens(text);
    QVERIFY(tokens.next());
    QCOMPARE(text.mid(tokens.start(), tokens.end() - tokens.start()), u"Ünder"_s);
    QVERIFY(tokens.next());
    QCOMPARE(text.mid(tokens.start(), tokens.end() - tokens.start()), u"score"_s);
    QVERIFY(!tokens.next());
}

// One text per character: the index must find each by the word that we make of it.
void TestTokenizer::latinIsFoldedAsTheIndexFoldsIt()
{
    TestStore store;
    store.execute(u"CREATE VIRTUAL TABLE probe USING fts5(x, tokenize=\"unicode61 remove_diacritics 2\")"_s);
    Transaction transaction(store.db());
    QVERIFY(transaction.begin());
    Statement insert(store.db(), u"INSERT INTO probe(rowid, x) VALUES (?, ?)"_s);
    QList<std::pair<char32_t, char32_t>> ranges{
        {0x20, 0x24f}, {0x384, 0x3ff}, {0x400, 0x4ff}, {0x1e00, 0x1eff}, {0x4e00, 0x4eff}};
    for (const auto &[from, to] : ranges) {
        for (char32_t c = from; c <= to; ++c)
            QVERIFY(insert.bind(qint64{c}).bind(u"q%1q"_s.arg(QString::fromUcs4(&c, 1))).run());
    }
    QVERIFY(transaction.commit());

    Statement find(store.db(), u"SELECT count(*) FROM probe WHERE probe MATCH ? AND rowid = ?"_s);
    QStringList missed;
    for (const auto &[from, to] : ranges) {
        for (char32_t c = from; c <= to; ++c) {
            if (QChar::category(c) == QChar::Other_NotAssigned)
                continue;
            const QStringList words = foldedWords(u"q%1q"_s.arg(QString::fromUcs4(&c, 1)));
            QVERIFY(find.bind(u'"' + words.join(u' ') + u'"').bind(qint64{c}).next());
            if (find.integer(0) == 0)
                missed.append(QString::number(c, 16));
        }
    }
    QCOMPARE(missed.join(u' '), QString());
}

QTEST_GUILESS_MAIN(TestTokenizer)
#include "tst_tokenizer.moc"
