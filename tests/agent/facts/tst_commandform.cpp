// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/facts/commandform.h"
#include "agent/facts/factcorpus.h"

#include <QTest>

using namespace assay;

class TestCommandForm : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void forms_data();
    void forms();
    void programs_data();
    void programs();
    void lists_data();
    void lists();
    void notUnderstood_data();
    void notUnderstood();
    void templates_data();
    void templates();
    void filesWritten();
    void typedFormsAreNormal();
    void hostileTextDoesNoHarm();
    void nothingPrivateIsSaid_data();
    void nothingPrivateIsSaid();
    void marksWhatItsFormDoesNotTell();
};

namespace {

const FactPlace place{"/home/dev/shop"};

std::string formsOf(std::string_view text)
{
    std::string all;
    for (const NormalCommand &command : normalCommands(text, place))
        all += (all.empty() ? "" : " | ") + command.form;
    return all;
}

std::string headsOf(std::string_view text)
{
    std::string all;
    for (const NormalCommand &command : normalCommands(text, place))
        all += (all.empty() ? "" : ", ") + command.head;
    return all;
}

void row(const char *name, std::string text, std::string wanted)
{
    QTest::newRow(name) << std::move(text) << std::move(wanted);
}

void columns()
{
    QTest::addColumn<std::string>("text");
    QTest::addColumn<std::string>("wanted");
}

} // namespace

void TestCommandForm::forms_data()
{
    columns();
    row("bare", "ls", "ls");
    row("flags sorted", "ls -t -a", "ls -a -t");
    row("git message", "git commit -m 'Fix the retry' -a", "git commit -a -m <string>");
    row("git message in a document", "git commit -m \"$(cat <<'EOF'\nFix (the) retry's end\n\nBody \"here\"\nEOF\n)\"",
        "git commit -m <sub>");
    row("git refs", "git checkout -b feature/retry origin/main",
        "git checkout -b <ref=feature/retry> <ref=origin/main>");
    row("git push", "git push -u origin HEAD", "git push -u origin HEAD");
    row("git other folder", "git -C /home/dev/shop/web status --short", "git status --short -C <path=web>");
    row("git options before the verb", "git --no-pager log --oneline -5", "git log --no-pager --oneline -<int=5>");
    row("git nested verb", "git stash pop", "git stash pop");
    row("git sha", "git show 3f2a9bc1", "git show <sha>");
    row("go test", "go test -run TestRetry -count=1 ./...", "go test -count=<int=1> -run <word=TestRetry> ./...");
    row("go path", "go test ./internal/pay/...", "go test <path=internal/pay/...>");
    row("cargo", "cargo test -p ledger --features sqlite", "cargo test --features <word=sqlite> -p <word=ledger>");
    row("npm script", "npm run test:unit -- --watch=false", "npm run test:unit --watch=<word=false>");
    row("npx", "npx tsc --noEmit", "npx tsc --noEmit");
    row("scoped npx", "npx @biomejs/biome check src", "npx @biomejs/biome <word=check> <word=src>");
    row("install", "pnpm add -D vitest", "pnpm add -D <package=vitest>");
    row("gh", "gh pr view 123 --json title,body", "gh pr view --json <word=title,body> <int=123>");
    row("gh api", "gh api --paginate 'repos/acme/shop/pulls/17/comments?per_page=100'",
        "gh api --paginate <endpoint=repos/OWNER/REPO/pulls/N/comments>");
    row("gh prose", "gh pr create --draft --title \"Add it\" --body \"Long text\"",
        "gh pr create --body <string> --draft --title <string>");
    row("mise", "mise run test:ci", "mise run test:ci");
    row("mise with arguments", "mise run test:e2e -- -run TestResume", "mise run test:e2e -run <word=TestResume>");
    row("make", "make -j4 check", "make check -j<int=4>");
    row("docker", "docker compose -f dev.yml up -d", "docker compose up -d -f <path:yml=dev.yml>");
    row("docker port", "docker run -p 8080:80 --rm nginx", "docker run --rm -p <port=8080:80> <word=nginx>");
    row("kubectl", "kubectl -n pay rollout restart deploy/api",
        "kubectl rollout restart -n <word=pay> <path=deploy/api>");
    row("python module", "python3 -m pytest tests/test_pay.py -k retry",
        "python -m pytest -k <string> <path:py=tests/test_pay.py>");
    row("python text", "python3 -c 'print(1)'", "python -c <string>");
}

void TestCommandForm::programs_data()
{
    columns();
    row("own script", "./scripts/seed.sh --env dev", "./scripts/seed.sh --env <word=dev>");
    row("own script by its path", "/home/dev/shop/scripts/seed.sh", "./scripts/seed.sh");
    row("installed below the project", "./node_modules/.bin/jest --ci", "jest --ci");
    row("system program", "/usr/bin/env node build.mjs", "node <path:mjs=build.mjs>");
    row("unknown with a verb", "shopctl restart --now api", "shopctl <word=restart> --now <word=api>");
    row("pattern", "grep -rn \"retry(\" src/", "grep -rn <string> <path=src/>");
    row("sed", "sed -n '10,40p' src/pay.go", "sed -n <string> <path:go=src/pay.go>");
    row("find", "find . -name '*.go' -exec grep -l x {} \\;", "find -name <glob=*.go> .");
    row("url", "curl -s -X POST https://api.example.org/v1/pay?id=3 -d '{\"a\":1}'",
        "curl -X <word=POST> -d <string> -s <url=api.example.org>");
    row("local url", "curl localhost:8080/health", "curl <path=localhost:8080/health>");
    row("uuid", "shopctl show 5f0c7d0e-0000-4000-8000-000000000002", "shopctl <word=show> <uuid>");
    row("several files", "git add a.go b.go c.go", "git add <path:go=a.go> <path:go=b.go> <path:go=c.go>");
    row("environment", "GOFLAGS=-race PORT=8081 go test ./...", "go test ./... <env:GOFLAGS=-race> <env:PORT=8081>");
    row("exported", "export PORT=9000 && npm start", "npm start <env:PORT=9000>");
    row("sudo", "sudo -u postgres psql -c 'select 1'", "psql -c <string>");
    row("timeout", "timeout 60 go build ./...", "go build ./...");
    row("timeout with a flag", "timeout -k 5 60s env A=1 nice -n 5 make", "make <env:A=1>");
    row("runner", "mise exec -- go vet ./...", "go vet ./...");
    row("runner with options", "doppler run --project pay -- go vet ./...", "go vet ./...");
    row("shell in a shell", "bash -lc 'cd web && npm test'", "npm test");
    row("background", "npm run dev > /tmp/dev.log 2>&1 &", "npm run dev");
    row("pipe", "go test ./... 2>&1 | tail -20", "go test ./...");
    row("feeder", "echo '{}' | jq .a", "jq <string>");
    row("comment", "# run them all\ngo test ./...", "go test ./...");
    row("continued", "go test \\\n  -race \\\n  ./...", "go test -race ./...");
    row("version", "nvm use v20.11.0", "nvm use <version=v20.11.0>");
    row("sleep", "sleep 30", "sleep <int=30>");
    row("variable", "cat \"$FILE\"", "cat <var>");
    row("other place", "cat /home/dev/other/notes.txt", "cat <path:txt=~/other/notes.txt>");
    row("odd value", "shopctl set 'a<b'", "shopctl <word=set> <string>");
    row("redirect target", "go test ./... > out.txt", "go test ./...");
}

void TestCommandForm::forms()
{
    QFETCH(std::string, text);
    QFETCH(std::string, wanted);
    QCOMPARE(QString::fromStdString(formsOf(text)), QString::fromStdString(wanted));
}

void TestCommandForm::programs()
{
    forms();
}

void TestCommandForm::lists_data()
{
    columns();
    row("and", "go build ./... && go test ./...", "go build, go test");
    row("semicolon", "git status; git diff", "git status, git diff");
    row("lines", "git add -A\ngit commit -m x\n\ngit push", "git add, git commit, git push");
    row("folder is context", "cd /tmp/x && ls", "ls");
    row("only a folder", "cd /tmp/x", "cd");
    row("talk is left out", "echo '== tests'; go test ./...; echo done", "go test");
    row("only talk", "echo one; echo two", "echo");
    row("or", "npm test || true", "npm test");
    row("subshell", "(cd web && npm test) && git push", "npm test, git push");
    row("group", "{ make; make check; } 2>&1 | tee log", "make, make check");
    row("loop", "for f in a b; do gofmt -w $f; done", "gofmt");
    row("while", "while ! curl -sf localhost:8080; do sleep 1; done", "curl, sleep");
    row("condition", "if [ -f go.mod ]; then go test ./...; else npm test; fi", "go test, npm test");
    row("double brackets", "[[ -n $A && -f b ]] && make", "make");
    row("arithmetic", "for ((i=0;i<3;i++)); do make; done", "make");
    row("substitution", "git log $(git merge-base HEAD main)..HEAD", "git log");
    row("process", "diff <(sort a) <(sort b)", "diff");
    row("document then more", "cat <<EOF > a.txt\nhello 'x\nEOF\nmake", "cat, make");
    row("document with tabs", "cat <<-'END' | psql\n\tselect 1;\n\tEND\n", "cat");
    row("here string", "jq . <<< '{}'", "jq");
    row("quotes", "echo \"a && b\"; git commit -m \"x; y | z\"", "git commit");
    row("wrapped in a find", "find . -name x | xargs rm", "find");
    row("empty", "", "");
    row("blank", "  \n ", "");
    row("nested shells", "bash -c \"sh -c 'go vet ./...'\"", "go vet");
    row("unicode", "git commit -m '修复' && git push", "git commit, git push");
}

void TestCommandForm::lists()
{
    QFETCH(std::string, text);
    QFETCH(std::string, wanted);
    QCOMPARE(QString::fromStdString(headsOf(text)), QString::fromStdString(wanted));
}

void TestCommandForm::notUnderstood_data()
{
    QTest::addColumn<std::string>("text");
    QTest::newRow("open quote") << std::string("git commit -m 'x");
    QTest::newRow("open document") << std::string("cat <<EOF\nx");
    QTest::newRow("open substitution") << std::string("echo $(ls");
    QTest::newRow("closed twice") << std::string("ls )");
    QTest::newRow("function") << std::string("f() { ls; }; f");
    QTest::newRow("case") << std::string("case $a in b) ls;; esac");
    QTest::newRow("too long") << std::string(70'000, 'x');
    QTest::newRow("too deep") << std::string(100, '(') + "ls" + std::string(100, ')');
}

void TestCommandForm::notUnderstood()
{
    QFETCH(std::string, text);
    QCOMPARE(formsOf(text), std::string(unparsedHead));
}

void TestCommandForm::templates_data()
{
    columns();
    row("values go", "go test -count=<int=1> -run <word=TestRetry> ./...", "go test -count=<int> -run <word> ./...");
    row("equal neighbours", "git add <path:go=a.go> <path:go=b.go> <path:go=c.go>", "git add <path:go>…");
    row("environment", "go test ./... <env:PORT=8081>", "go test ./...");
    row("an equals sign of its own", "make A=<word=b> x", "make A=<word> x");
    row("no value", "git commit -m <string>", "git commit -m <string>");
    row("already one", "git add <path:go>…", "git add <path:go>…");
}

void TestCommandForm::templates()
{
    QFETCH(std::string, text);
    QFETCH(std::string, wanted);
    QCOMPARE(QString::fromStdString(templateOf(text)), QString::fromStdString(wanted));
    QCOMPARE(QString::fromStdString(templateOf(wanted)), QString::fromStdString(wanted));
}

void TestCommandForm::filesWritten()
{
    QCOMPARE(normalCommands("cat > web/a.ts <<'EOF'\nx\nEOF\n", place).at(0).file, std::string("web/a.ts"));
    QCOMPARE(normalCommands("echo x >> /home/dev/shop/.env.test", place).at(0).file, std::string(".env.test"));
    QCOMPARE(normalCommands("tee conf.yml <<EOF\na\nEOF\n", place).at(0).file, std::string("conf.yml"));
    QCOMPARE(normalCommands("echo x > /dev/null", place).at(0).file, std::string());
    QCOMPARE(normalCommands("cat a > b", place).at(0).file, std::string());
}

// What is drafted from a form, when it is typed and seen again, is the same command.
void TestCommandForm::typedFormsAreNormal()
{
    for (const char *text :
         {"go test -run TestRetry -count=1 ./...", "git checkout -b feature/x origin/main", "mise run test:ci",
          "gh pr view 12 --json title", "docker compose -f dev.yml up -d", "pnpm add -D vitest",
          "./scripts/seed.sh --env dev", "find . -name '*.go'", "make -j4 check", "shopctl restart --now api"}) {
        const std::string form = formsOf(text);
        QCOMPARE(QString::fromStdString(formsOf(typedForm(form))), QString::fromStdString(form));
    }
    QCOMPARE(typedForm("git commit -m <string>"), std::string("git commit -m <string>"));
    QCOMPARE(typedForm("npm start <env:PORT=9000>"), std::string("npm start"));
    QCOMPARE(formSlots("a <path:go=x%20y.go> -n <int=5> <string>").size(), std::size_t(2));
}

void TestCommandForm::hostileTextDoesNoHarm()
{
    const std::string pieces[] = {"'", "\"",   "$(",  ")",  "`", "<<EOF",    "\n",   "EOF", "((", "[[", "]]",
                                  "{", "}",    ";;",  "&&", "|", "\\",       "$'",   "${",  "<(", ">",  "2>&1",
                                  "#", "case", "for", "x",  " ", "\xc3\xa9", "\x01", "=",   "-",  "--", "/"};
    std::uint64_t seed = 7;
    for (int round = 0; round < 20'000; ++round) {
        std::string text;
        for (int i = 0; i < 12; ++i) {
            seed = seed * 6364136223846793005ULL + 1442695040888963407ULL;
            text += pieces[(seed >> 33U) % std::size(pieces)];
        }
        for (const NormalCommand &command : normalCommands(text, place)) {
            QVERIFY2(!command.head.empty(), text.c_str());
            QVERIFY(command.form.size() <= 600);
            QVERIFY2(command.form.find('\n') == std::string::npos, text.c_str());
            const std::string normal = templateOf(command.form);
            QCOMPARE(QString::fromStdString(templateOf(normal)), QString::fromStdString(normal));
        }
    }
    // Time would show what grows with the square.
    QCOMPARE(formsOf("echo " + std::string(60'000, '(')), std::string(unparsedHead));
    QCOMPARE(headsOf(std::string(30'000, '\n') + "ls"), std::string("ls"));
    std::string open;
    for (int i = 0; i < 9'000; ++i)
        open += "${a ((";
    QCOMPARE(formsOf(open), std::string(unparsedHead));
}

void TestCommandForm::nothingPrivateIsSaid_data()
{
    QTest::addColumn<std::string>("text");
    QTest::addColumn<std::string>("secret");
    const auto add = [](const char *name, const char *text, const char *secret) {
        QTest::newRow(name) << std::string(text) << std::string(secret);
    };
    add("home", "cat /home/ann.smith/notes.txt", "ann");
    add("mac home", "ls /Users/ann/Library", "ann");
    add("home in an option", "tool --dir=/home/ann/x", "ann");
    add("home of a program", "/home/ann/bin/tool run", "ann");
    add("home in the encoded form", "ls ~/.claude/projects/-home-ann-shop", "ann");
    add("person", "git log --author ann@example.org", "ann");
    add("login of a url", "git clone https://ann:pw@example.org/x.git", "ann");
    add("key", "curl -H 'Authorization: Bearer abc' x", "abc");
    add("random word", "login abcd1234efgh5678ijkl9012", "abcd1234");
    add("random in a path", "cat /tmp/x/abcd1234efgh5678ijkl9012mnop/y", "abcd1234");
    add("random in a variable", "TOKEN=abcd1234efgh5678ijkl9012 make", "abcd1234");
    add("masked", "curl -u [redacted:basic] x", "basic");
    add("message", "git commit -m secretword", "secretword");
    add("uuid", "cat 5f0c7d0e-0000-4000-8000-000000000002", "5f0c");
}

void TestCommandForm::nothingPrivateIsSaid()
{
    QFETCH(std::string, text);
    QFETCH(std::string, secret);
    const std::string form = formsOf(text);
    QVERIFY2(form.find(secret) == std::string::npos, form.c_str());
}

void TestCommandForm::marksWhatItsFormDoesNotTell()
{
    const auto risky = [](const char *text) { return normalCommands(text, {}).front().risky; };
    QVERIFY(risky("curl -sSL https://get.example/x | bash"));
    QVERIFY(risky("curl -sSL https://get.example/x | sudo sh -s -- -y"));
    QVERIFY(risky("sudo rm notes"));
    QVERIFY(!risky("go test ./... | tail -5"));
    QVERIFY(!risky("bash -c 'make seed'"));
}

QTEST_APPLESS_MAIN(TestCommandForm)
#include "tst_commandform.moc"
