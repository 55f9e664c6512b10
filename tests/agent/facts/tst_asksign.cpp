// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/facts/asksign.h"
#include "agent/facts/refusaltext.h"

#include <QTest>

using namespace assay;

class TestAskSign : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void words();
    void languages_data();
    void languages();
    void alikeAsksShareHashes();
    void excerpts();
    void refusals();
};

void TestAskSign::words()
{
    const auto words = [](const char *text) { return askSign(text).words; };
    QCOMPARE(words("Look at the PR feedback, look!"),
             (std::vector<std::string>{"at", "feedback", "look", "pr", "the"}));
    QCOMPARE(words("fix src/pay.go and `TestRetry` at https://x.org 12"),
             (std::vector<std::string>{"and", "at", "fix"}));
    QCOMPARE(words("Straße ＦＩＸ"), (std::vector<std::string>{"fix", "straße"}));
    QCOMPARE(words("修复测试"), (std::vector<std::string>{"修复", "复测", "测试"}));
    QCOMPARE(words("```\nlog line\n```\n    pasted\nrun it"), (std::vector<std::string>{"it", "run"}));
    QVERIFY(words("").empty());
}

void TestAskSign::languages_data()
{
    QTest::addColumn<std::string>("text");
    QTest::addColumn<std::string>("language");
    const auto add = [](const char *text, const char *language) {
        QTest::newRow(language) << std::string(text) << std::string(language);
    };
    add("please run the tests and fix what is broken", "en");
    add("bitte nicht den ganzen Test, nur die eine Datei", "de");
    add("n'utilise pas le serveur, il faut toujours lancer les tests", "fr");
    add("no uses el servidor, siempre corre los tests en una rama", "es");
    add("não use o servidor, sempre rode os testes", "pt");
    add("non usare il server, fai sempre girare i test nella cartella", "it");
    add("не трогай сервер, запусти тесты", "ru");
    add("不要用服务器", "zh");
    add("テストを実行してください", "ja");
    add("테스트를 실행해 줘", "ko");
}

void TestAskSign::languages()
{
    QFETCH(std::string, text);
    QFETCH(std::string, language);
    const auto guess = askSign(text).language;
    QCOMPARE(std::string(guess.data(), 2), language);
}

void TestAskSign::alikeAsksShareHashes()
{
    const AskSign a = askSign("please look at the review comments on this pull request and answer each of them");
    const AskSign b = askSign("Look at the review comments on this pull request please, and answer each of them!");
    const AskSign c = askSign("add a column for currency to the ledger table");
    QCOMPARE(a.simhash, b.simhash);
    QCOMPARE(a.minhash, b.minhash);
    QVERIFY(a.minhash != c.minhash);
    const std::size_t shared = static_cast<std::size_t>(
        std::ranges::count_if(a.minhash, [&](std::uint32_t h) { return std::ranges::count(c.minhash, h) > 0; }));
    QVERIFY(shared < 16);
}

void TestAskSign::excerpts()
{
    QCOMPARE(excerptOf("see /home/ann/x/y.go"), std::string("see ~/x/y.go"));
    const std::string cut = excerptOf(std::string(399, 'a') + "é and more", 400);
    QCOMPARE(cut, std::string(399, 'a'));
}

void TestAskSign::refusals()
{
    const char *said =
        "The user doesn't want to proceed with this tool use. The tool use was rejected (eg. if it was a file edit, "
        "the "
        "new_string was NOT written to the file). To tell you how to proceed, the user said:\nuse pnpm, not npm\n";
    QCOMPARE(std::string(refusalReason(said)), std::string("use pnpm, not npm"));
    QCOMPARE(refusalKindOf(said), RefusalKind::User);
    QVERIFY(refusalReason("The user doesn't want to proceed with this tool use. STOP").empty());
    QCOMPARE(refusalKindOf("Permission to use Bash with command x has been denied."), RefusalKind::Rule);
    QCOMPARE(refusalKindOf("Claude requested permissions to use Bash, but you haven't granted it yet."),
             RefusalKind::Nobody);
    QCOMPARE(std::string(refusalReason("PreToolUse:Bash hook error: [/x/guard]: no pushes on Friday")),
             std::string("no pushes on Friday"));
    QCOMPARE(refusalKindOf("PreToolUse:Bash hook error: [/x/guard]: no"), RefusalKind::Hook);
}

QTEST_APPLESS_MAIN(TestAskSign)
#include "tst_asksign.moc"
