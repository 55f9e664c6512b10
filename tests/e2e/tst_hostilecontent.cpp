// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agentprocess.h"

#include <pty.h>
#include <sys/wait.h>
#include <unistd.h>

#include <QTest>

using namespace Qt::Literals::StringLiterals;
using nlohmann::json;

namespace {

const QString session = u"33333333-aaaa-4bbb-8ccc-000000000000"_s;
const QString hostile = u"evil\x1b[31m\x1b]0;title\x07 \x9b"
                        u"2J back\rspace\b \u202egnp.exe\u202c <script>alert(1)</script> "
                        u"\x1b]8;;file:///etc/passwd\x1b\\link\x1b]8;;\x1b\\ \x1b]52;c;aGlkZGVu\x07 "
                        u"\x1b[8mhidden\x1b[0m pay\u200bpal \u2066isolated\u2069 ![](file:///etc/passwd)\n```\nout"_s;

// What a verb prints when standard output is a terminal.
QByteArray printedOnTerminal(const QStringList &words)
{
    int master = -1;
    const pid_t child = forkpty(&master, nullptr, nullptr, nullptr);
    if (child == 0) {
        std::vector<std::string> texts{AgentProcess::program().toStdString()};
        for (const QString &word : words)
            texts.push_back(word.toStdString());
        std::vector<char *> arguments;
        for (std::string &text : texts)
            arguments.push_back(text.data());
        arguments.push_back(nullptr);
        execv(arguments[0], arguments.data());
        _exit(127);
    }
    QByteArray out;
    char buffer[4096];
    for (ssize_t got = 0; (got = read(master, buffer, sizeof buffer)) > 0;)
        out.append(buffer, got);
    close(master);
    int status = 0;
    waitpid(child, &status, 0);
    return WIFEXITED(status) && WEXITSTATUS(status) != 127 ? out : QByteArray();
}

} // namespace

class TestHostileContent final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void nothingReachesATerminal_data();
    void nothingReachesATerminal();
    void documentsKeepTheText();
    void exportsAreSafe();

private:
    AgentProcess m_agent;
};

void TestHostileContent::initTestCase()
{
    const QString folder =
        m_agent.writeTranscript(session, {promptLine(session, 1, hostile), replyLine(session, 2, hostile)});
    QCOMPARE(m_agent.run({u"import"_s, u"--from"_s, folder}).exitCode, 0);
}

void TestHostileContent::nothingReachesATerminal_data()
{
    QTest::addColumn<QStringList>("words");
    for (const QString &verb : {u"sessions"_s, u"show"_s, u"search"_s}) {
        const QStringList words =
            verb == "sessions"_L1 ? QStringList{verb} : QStringList{verb, verb == "show"_L1 ? session : u"evil"_s};
        QTest::newRow(qPrintable(verb)) << words;
        QTest::newRow(qPrintable(verb + u" --json"_s)) << words + QStringList{u"--json"_s};
    }
    for (const QString &format : {u"md"_s, u"html"_s, u"json"_s, u"trajectory"_s})
        QTest::newRow(qPrintable(u"export "_s + format)) << QStringList{u"export"_s, session, u"--format"_s, format};
    QTest::newRow("an error message") << QStringList{u"show"_s, u"absent"_s + hostile};
}

void TestHostileContent::nothingReachesATerminal()
{
    QFETCH(QStringList, words);
    const QByteArray out = printedOnTerminal(words + QStringList{u"--data-dir"_s, m_agent.dataDir()});
    QVERIFY(!out.isEmpty());
    for (const QChar c : QString::fromUtf8(out)) {
        const char16_t code = c.unicode();
        const bool allowed = code == u'\n' || code == u'\r' || code == u'\t'; // the terminal itself makes CR LF
        QVERIFY2(allowed || (code >= 0x20 && code != 0x7f && (code < 0x80 || code >= 0xa0)),
                 QByteArray::number(code, 16).constData());
        QVERIFY(code < 0x202a || code > 0x202e);
        QVERIFY(code < 0x2066 || code > 0x2069);
    }
    QVERIFY(!out.contains("back\rspace"));
}

void TestHostileContent::documentsKeepTheText()
{
    const json shown = m_agent.json({u"show"_s, session}).json();
    QCOMPARE(QString::fromStdString(shown["events"][1]["text"].get<std::string>()), hostile);
}

void TestHostileContent::exportsAreSafe()
{
    const QByteArray html = m_agent.run({u"export"_s, session, u"--format"_s, u"html"_s}).out;
    QVERIFY(html.contains("&lt;script&gt;"));
    QVERIFY(!html.contains("<script"));
    QVERIFY(!html.contains("src=\"file"));
    const QByteArray markdown = m_agent.run({u"export"_s, session, u"--format"_s, u"md"_s}).out;
    QVERIFY(!markdown.contains("<script"));
    QCOMPARE(markdown.count("\n```\n") % 2, 0); // the fence the reply left open is closed
}

QTEST_GUILESS_MAIN(TestHostileContent)
#include "tst_hostilecontent.moc"
