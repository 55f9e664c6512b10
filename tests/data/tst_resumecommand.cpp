// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include <QProcess>
#include <QStandardPaths>
#include <QTest>

#include "models/data/export/resumecommand.h"
#include "models/data/record.h"

using namespace assay;
using namespace Qt::Literals::StringLiterals;

namespace {

SessionRow sessionIn(const QString &cwd, const QString &agent = u"claude"_s)
{
    SessionRow session;
    session.uuid = u"4f2a91c0-0000-4000-8000-000000000001"_s;
    session.agent = agent;
    session.cwd = cwd;
    return session;
}

// What a shell makes of the command: the words of cd and of the agent, each in brackets.
QString readBy(const QString &shell, const QString &command)
{
    QProcess process;
    const QString functions = u"cd() { printf '[%s]' \"$@\"; }; claude() { printf '[%s]' \"$@\"; }; "_s;
    process.start(shell, {u"-c"_s, functions + command});
    process.waitForFinished();
    return QString::fromUtf8(process.readAllStandardOutput() + process.readAllStandardError());
}

} // namespace

class TestResumeCommand final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void commandOfEachAgent();
    void shellsReadHostileFoldersAsOneWord_data();
    void shellsReadHostileFoldersAsOneWord();
    void noKeyReachesTheTerminal();
};

void TestResumeCommand::commandOfEachAgent()
{
    QCOMPARE(resumeCommand(sessionIn(u"/home/ada/my project"_s)),
             u"cd '/home/ada/my project' && claude --resume 4f2a91c0-0000-4000-8000-000000000001"_s);
    QCOMPARE(resumeCommand(sessionIn(u"/src/a"_s, u"codex"_s)),
             u"cd /src/a && codex resume 4f2a91c0-0000-4000-8000-000000000001"_s);
    QCOMPARE(resumeCommand(sessionIn({})), u"claude --resume 4f2a91c0-0000-4000-8000-000000000001"_s);
    QCOMPARE(resumeCommand(sessionIn(u"/src"_s, u"another"_s)), QString());
    SessionRow option = sessionIn(u"/src"_s);
    option.uuid = u"--dangerously-skip-permissions"_s;
    QCOMPARE(resumeCommand(option), QString());
    option.uuid = u"x; rm -rf ~"_s;
    QVERIFY(resumeCommand(option).endsWith(u"claude --resume 'x; rm -rf ~'"_s));
}

void TestResumeCommand::shellsReadHostileFoldersAsOneWord_data()
{
    QTest::addColumn<QString>("folder");
    QTest::addColumn<bool>("everyShell"); // else those that know $'…'
    QTest::newRow("blank") << u"/a b"_s << true;
    QTest::newRow("quotation marks") << u"/it's \"here\"''"_s << true;
    QTest::newRow("line feeds") << u"/a\nrm -rf ~\n"_s << true;
    QTest::newRow("substitutions") << u"/$(id)`id`$HOME\\${x}"_s << true;
    QTest::newRow("operators") << u"/a;b&c|d>e<f(g)*?[h]!#~"_s << true;
    QTest::newRow("home") << u"~"_s << true;
    QTest::newRow("not ASCII") << u"/größe/日本/🙂"_s << true;
    QTest::newRow("dollar quotes") << u"/$'\\n'"_s << true;
    QTest::newRow("keys") << u"/a\u0003\u0015\trm -rf ~\r'\\\n"_s << false;
    QTest::newRow("digit after a key") << u"/a\u00017"_s << false;
    QTest::newRow("upper controls") << u"/a\u009b31m\u007f"_s << false;
}

void TestResumeCommand::shellsReadHostileFoldersAsOneWord()
{
    QFETCH(QString, folder);
    QFETCH(bool, everyShell);
    const QString command = resumeCommand(sessionIn(folder));
    QStringList shells = {u"bash"_s, u"zsh"_s, u"ksh"_s};
    if (everyShell)
        shells += {u"sh"_s, u"dash"_s};
    int asked = 0;
    for (const QString &shell : shells) {
        if (QStandardPaths::findExecutable(shell).isEmpty())
            continue;
        ++asked;
        QCOMPARE(readBy(shell, command), u'[' + folder + u"][--resume][4f2a91c0-0000-4000-8000-000000000001]"_s);
    }
    if (asked == 0)
        QSKIP("no shell is installed");
}

void TestResumeCommand::noKeyReachesTheTerminal()
{
    QString all;
    for (char16_t c = 0; c < 0x100; ++c)
        all += QChar(c);
    const QString word = shellWord(all);
    QVERIFY(word.startsWith(u"$'"_s));
    for (const QChar c : word)
        QVERIFY(c.unicode() >= 0x20 && (c.unicode() < 0x7f || c.unicode() >= 0xa0));
    QCOMPARE(shellWord(QString()), u"''"_s);
    QCOMPARE(shellWord(u"a\0b"_s), u"ab"_s);
}

QTEST_GUILESS_MAIN(TestResumeCommand)
#include "tst_resumecommand.moc"
