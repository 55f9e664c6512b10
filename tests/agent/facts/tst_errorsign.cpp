// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/facts/errorsign.h"

#include <QTest>

using namespace assay;

class TestErrorSign : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void signs_data();
    void signs();
    void sameFailureSameKey();
    void otherFailureOtherKey();
    void hostileOutputDoesNoHarm();
};

namespace {

void row(const char *name, const char *head, const char *output, const char *wanted)
{
    QTest::newRow(name) << std::string(head) << std::string(output) << std::string(wanted);
}

std::string told(const FactError &error)
{
    return std::string(errorClassName(error.kind)) + " | " + error.code + " | " + error.text;
}

} // namespace

void TestErrorSign::signs_data()
{
    QTest::addColumn<std::string>("head");
    QTest::addColumn<std::string>("output");
    QTest::addColumn<std::string>("wanted");
    row("rustc", "cargo build", "Exit code 101\nerror[E0308]: mismatched types\n --> src/pay.rs:12:5",
        "build | E0308 | error[E0308]: mismatched types");
    row("tsc", "npx tsc", "Exit code 2\nsrc/a.ts(3,7): error TS2345: Argument of type 'string' is wrong.",
        "build | TS2345 | error TS2345: Argument of type <str> is wrong.");
    row("golangci", "golangci-lint run", "Exit code 1\npay/retry.go:33:2: error is not nil but it returns nil (nilerr)",
        "lint | nilerr | error is not nil but it returns nil (nilerr)");
    row("ruff", "ruff check", "Exit code 1\napp/a.py:10:1: E501 line too long (99 > 88)",
        "lint | E501 | E501 line too long (<n> ) <n>)");
    row("eslint", "npx eslint", "Exit code 1\n/x/a.ts\n  12:5  error  'a' is never used  no-unused-vars",
        "lint | no-unused-vars | <str> is never used no-unused-vars");
    row("traceback", "python",
        "Exit code 1\nTraceback (most recent call last):\n  File \"a.py\", line 3\nModuleNotFoundError: No module "
        "named 'yaml'",
        "environment | ModuleNotFoundError | No module named <str>");
    row("apostrophe", "gh pr create", "Exit code 1\nerror: Head sha can't be blank, they're 'none'",
        "other |  | error: Head sha can't be blank, they're <str>");
    row("missing command", "golangci-lint", "Exit code 127\n/bin/bash: line 1: golangci-lint: command not found",
        "environment | golangci-lint | command not found");
    row("push", "git push",
        "Exit code 1\nTo github.com:a/b.git\n ! [rejected]        fix-1 -> fix-1 (fetch first)\nerror: failed to push "
        "some refs",
        "other | rejected | ! [rejected] (fetch first)");
    row("http", "curl", "Exit code 22\ncurl: (22) The requested URL returned error: 503",
        "network | 503 | curl: (<n>) The requested URL returned error: <n>");
    row("phrase of http", "shopctl", "Exit code 1\npayments-api: 503 Service Unavailable",
        "network | 503 | payments-api: <n> Service Unavailable");
    row("go test", "go test",
        "Exit code 1\n--- FAIL: TestRetry (0.01s)\n    a_test.go:3: got 2, want 3\nFAIL\tx/pay\t0.1s",
        "test | TestRetry | failed test");
    row("refused connection", "psql",
        "Exit code 2\npsql: error: connection to server at \"localhost\", port 5432 failed: Connection refused",
        "network | ECONNREFUSED | psql: error: connection to server at <str>, port <n> failed: Connection refused");
    row("only a code", "make", "Exit code 2", "build | exit 2 | ");
    row("harness", "",
        "<tool_use_error>File has not been read yet. Read it first before writing to it.</tool_use_error>",
        "harness |  | File has not been read yet");
    row("any line", "shopctl", "Exit code 3\nnothing to do at 12:30:01 in /home/ann/x",
        "other | exit 3 | nothing to do at <n>:<n>:<n> in <path>");
}

void TestErrorSign::signs()
{
    QFETCH(std::string, head);
    QFETCH(std::string, output);
    QFETCH(std::string, wanted);
    QCOMPARE(QString::fromStdString(told(errorOf("Bash", head, output))), QString::fromStdString(wanted));
}

void TestErrorSign::sameFailureSameKey()
{
    const auto key = [](const char *output) { return errorOf("Bash", "go build", output).key; };
    QCOMPARE(key("Exit code 1\npay/a.go:3:1: undefined: retry 12 at 0x7ffe12ab"),
             key("Exit code 1\nledger/b.go:88:14: undefined: retry 7 at 0xc000123456"));
    QCOMPARE(key("/home/ann/x/a.go: no such file or directory"), key("/Users/bob/y/b.go: no such file or directory"));
}

void TestErrorSign::otherFailureOtherKey()
{
    QVERIFY(errorOf("Bash", "cargo build", "error[E0308]: x").key !=
            errorOf("Bash", "cargo build", "error[E0433]: x").key);
    QVERIFY(errorOf("Bash", "cargo build", "error: x").key != errorOf("Bash", "cargo test", "error: x").key);
}

void TestErrorSign::hostileOutputDoesNoHarm()
{
    std::uint64_t seed = 3;
    const std::string pieces[] = {"error",
                                  "'",
                                  "\"",
                                  "`",
                                  "/",
                                  "://",
                                  ":",
                                  "12",
                                  "\n",
                                  "(",
                                  ")",
                                  "[E",
                                  "! [",
                                  "Traceback (most recent call last)\n",
                                  "\x1b[31m",
                                  "\xff",
                                  "<",
                                  ">",
                                  "command not found",
                                  "HTTP ",
                                  "FAILED a::",
                                  " - ",
                                  "0x",
                                  "@a.b",
                                  "  error  ",
                                  "\xe2\x97\x8f "};
    for (int round = 0; round < 5'000; ++round) {
        std::string output;
        for (int i = 0; i < 14; ++i) {
            seed = seed * 6364136223846793005ULL + 1442695040888963407ULL;
            output += pieces[(seed >> 33U) % std::size(pieces)];
        }
        const FactError error = errorOf("Bash", "make", output);
        QVERIFY(error.text.size() <= 160);
        QVERIFY(error.code.size() <= 48);
        QVERIFY(std::ranges::all_of(error.text, [](char c) { return c >= 0x20 && c < 0x7F; }));
    }
    QVERIFY(errorOf("Bash", "make", std::string(2'000'000, '\'')).text.size() <= 160);
}

QTEST_APPLESS_MAIN(TestErrorSign)
#include "tst_errorsign.moc"
