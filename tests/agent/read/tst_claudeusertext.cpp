// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/read/claudeusertext.h"

#include <QTest>

using namespace Qt::Literals::StringLiterals;

namespace assay {

class ClaudeUserTextTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void tellsByText_data();
    void tellsByText();
    void flagsComeFirst_data();
    void flagsComeFirst();
    void shellKeepsInputAndOutputApart();
    void contextBlocks();
};

void ClaudeUserTextTest::tellsByText_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("head");
    const auto row = [](const char *name, const QString &text, EventKind kind, const QString &head) {
        QTest::newRow(name) << text << static_cast<int>(kind) << head;
    };
    row("typed", u"Please fix it\nsoon"_s, EventKind::Prompt, u"Please fix it"_s);
    row("typed, blank lines first", u"\n\n  Fix it"_s, EventKind::Prompt, u"Fix it"_s);
    row("typed, quotes a tag later", u"what is <bash-input>?"_s, EventKind::Prompt, u"what is <bash-input>?"_s);
    row("typed, a tag of no meaning", u"<div>broken"_s, EventKind::Prompt, u"<div>broken"_s);
    row("command", u"<command-name>/review</command-name>\n<command-message>review</command-message>"_s,
        EventKind::Command, u"/review"_s);
    row("command, message first",
        u"<command-message>review is running</command-message>\n<command-name>/review</command-name>"_s,
        EventKind::Command, u"/review"_s);
    row("command with arguments, ragged",
        u"  <command-name>/add </command-name>\n      <command-args> a  b\n</command-args>"_s, EventKind::Command,
        u"/add a  b"_s);
    row("skill without slash", u"<command-name>greet</command-name><command-args>Ada</command-args>"_s,
        EventKind::Command, u"/greet Ada"_s);
    row("command, message only", u"<command-message>greet</command-message>"_s, EventKind::Command, u"/greet"_s);
    row("local output", u"<local-command-stdout>\x1b[2mDone\x1b[22m</local-command-stdout>"_s, EventKind::LocalOutput,
        u"Done"_s);
    row("local error output", u"<local-command-stderr>No</local-command-stderr>"_s, EventKind::LocalOutput, u"No"_s);
    row("empty local output", u"<local-command-stdout></local-command-stdout>"_s, EventKind::LocalOutput, QString());
    row("caveat", u"<local-command-caveat>Below</local-command-caveat>"_s, EventKind::Injected,
        u"<local-command-caveat>Below</local-command-caveat>"_s);
    row("older caveat", u"Caveat: The messages below were generated"_s, EventKind::Injected,
        u"Caveat: The messages below were generated"_s);
    row("shell input", u"<bash-input>make -j</bash-input>"_s, EventKind::Shell, u"make -j"_s);
    row("shell output", u"<bash-stdout>ok</bash-stdout><bash-stderr></bash-stderr>"_s, EventKind::Shell, u"ok"_s);
    row("shell error output first", u"<bash-stderr>no</bash-stderr>"_s, EventKind::Shell, u"no"_s);
    row("task ended", u"<task-notification>\n<summary>Build ended</summary>\n</task-notification>"_s,
        EventKind::MachineTurn, u"Build ended"_s);
    row("shell task ended", u"<bash-notification>\nended\n</bash-notification>"_s, EventKind::MachineTurn, u"ended"_s);
    row("reminder", u"<system-reminder>\nThe date changed.\n</system-reminder>"_s, EventKind::Injected,
        u"The date changed."_s);
    row("memory note", u"<user-memory-input>use tabs</user-memory-input>"_s, EventKind::Injected,
        u"<user-memory-input>use tabs</user-memory-input>"_s);
    row("interrupted", u"[Request interrupted by user]"_s, EventKind::Interruption, u"[Request interrupted by user]"_s);
    row("interrupted in a call", u"[Request interrupted by user for tool use]"_s, EventKind::Interruption,
        u"[Request interrupted by user for tool use]"_s);
    row("continued", u"This session is being continued from a previous conversation that ran out."_s,
        EventKind::Summary, u"This session is being continued from a previous conversation that ran out."_s);
    row("unclosed tag", u"<bash-input>make"_s, EventKind::Shell, u"make"_s);
}

void ClaudeUserTextTest::tellsByText()
{
    QFETCH(QString, text);
    QFETCH(int, kind);
    QFETCH(QString, head);
    const UserText result = classifyUserText(text.toStdString(), {});
    QCOMPARE(static_cast<int>(result.kind), kind);
    QCOMPARE(QString::fromStdString(result.head), head);
}

void ClaudeUserTextTest::flagsComeFirst_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("flag");
    QTest::addColumn<int>("kind");
    const auto row = [](const char *name, const QString &text, const QString &flag, EventKind kind) {
        QTest::newRow(name) << text << flag << static_cast<int>(kind);
    };
    row("summary by flag", u"Anything"_s, u"compactSummary"_s, EventKind::Summary);
    row("summary before meta", u"Anything"_s, u"compactSummary meta"_s, EventKind::Summary);
    row("meta", u"Base directory for this skill: /x"_s, u"meta"_s, EventKind::Injected);
    row("meta before tag", u"<command-name>/x</command-name>"_s, u"meta"_s, EventKind::Injected);
    row("machine", u"Background task ended"_s, u"machine"_s, EventKind::MachineTurn);
    row("machine before tag", u"<system-reminder>x</system-reminder>"_s, u"machine"_s, EventKind::MachineTurn);
    row("interruption stays one", u"[Request interrupted by user]"_s, u"machine"_s, EventKind::Interruption);
    row("first prompt of a run", u"Count files"_s, u"subagent runStart"_s, EventKind::Prompt);
    row("later text of a run", u"Go on"_s, u"subagent"_s, EventKind::Injected);
    row("interrupted run", u"[Request interrupted by user]"_s, u"subagent"_s, EventKind::Interruption);
}

void ClaudeUserTextTest::flagsComeFirst()
{
    QFETCH(QString, text);
    QFETCH(QString, flag);
    QFETCH(int, kind);
    UserTextFlags flags;
    flags.compactSummary = flag.contains("compactSummary"_L1);
    flags.meta = flag.contains("meta"_L1);
    flags.machine = flag.contains("machine"_L1);
    flags.subagent = flag.contains("subagent"_L1);
    flags.runStart = flag.contains("runStart"_L1);
    QCOMPARE(static_cast<int>(classifyUserText(text.toStdString(), flags).kind), kind);
}

void ClaudeUserTextTest::shellKeepsInputAndOutputApart()
{
    const UserText result =
        classifyUserText("<bash-input>ls</bash-input><bash-stdout>a</bash-stdout><bash-stderr>b</bash-stderr>", {});
    QCOMPARE(QString::fromStdString(result.input), u"ls"_s);
    QCOMPARE(QString::fromStdString(result.output), u"a\nb"_s);
    QVERIFY(result.text.empty());
}

void ClaudeUserTextTest::contextBlocks()
{
    QVERIFY(isContextBlock("<ide_opened_file>x</ide_opened_file>"));
    QVERIFY(isContextBlock("\n<system-reminder>x"));
    QVERIFY(!isContextBlock("please read <system-reminder>"));
}

} // namespace assay

QTEST_GUILESS_MAIN(assay::ClaudeUserTextTest)
#include "tst_claudeusertext.moc"
