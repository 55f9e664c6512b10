// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agentprocess.h"

#include <QDir>
#include <QFileInfo>
#include <QImage>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using nlohmann::json;

// The window without a display: a summary, a picture, and no process left behind.
class TestWindowProgram final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void sumsUpHistory();
    void showsSamplesWithoutHistory();
    void refusesWrongWords();
    void needsToKnowWhereTranscriptsAre();

private:
    [[nodiscard]] static Ran runWindow(const QStringList &words);
};

Ran TestWindowProgram::runWindow(const QStringList &words)
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const QString &name : {u"DISPLAY"_s, u"WAYLAND_DISPLAY"_s, u"QT_QPA_PLATFORM"_s})
        environment.remove(name);
    return assay::runProgram(QFileInfo(AgentProcess::program()).path() + u"/assay"_s, words, environment, 90000);
}

void TestWindowProgram::sumsUpHistory()
{
    const AgentProcess agent;
    const QString session = u"55555555-aaaa-4bbb-8ccc-000000000000"_s;
    const QString history = agent.writeTranscript(
        session, {promptLine(session, 1, u"find the gizmo"_s), replyLine(session, 2, u"Here."_s)});
    const QString picture = agent.path(u"window.png"_s);
    const Ran ran =
        runWindow({u"--data-dir"_s, agent.dataDir(), u"--claude-dir"_s, history, u"--screenshot"_s, picture});
    QVERIFY2(ran.exitCode == 0, ran.err.constData());
    QVERIFY(ran.err.contains("no display"));
    QVERIFY(ran.out.contains("Found 1 transcripts"));
    QVERIFY(ran.out.contains("Imported 1 sessions"));
    QVERIFY(ran.out.contains(picture.toUtf8()));
    const QImage image(picture);
    QVERIFY(image.width() >= 800 && image.height() >= 500);
    // The agent it started is gone again.
    QTRY_COMPARE_WITH_TIMEOUT(agent.json({u"status"_s}).json()["agent"]["state"], json("stopped"), 30'000);
    QCOMPARE(agent.json({u"status"_s}).json()["store"]["sessions"], json(1));
}

void TestWindowProgram::showsSamplesWithoutHistory()
{
    const AgentProcess agent;
    const QString picture = agent.path(u"window.png"_s);
    const Ran ran = runWindow(
        {u"--data-dir"_s, agent.dataDir(), u"--claude-dir"_s, agent.path(u"none"_s), u"--screenshot"_s, picture});
    QVERIFY2(ran.exitCode == 0, ran.err.constData());
    QVERIFY(ran.out.contains("sample sessions"));
    QVERIFY(!QImage(picture).isNull());
    QTRY_COMPARE_WITH_TIMEOUT(agent.json({u"status"_s}).json()["agent"]["state"], json("stopped"), 30'000);
}

void TestWindowProgram::refusesWrongWords()
{
    QCOMPARE(runWindow({u"--nonsense"_s}).exitCode, 2);
    QCOMPARE(runWindow({u"--session"_s, u"abc#x"_s}).exitCode, 2);
    QCOMPARE(runWindow({u"--workspace"_s, u"../x"_s, u"--headless"_s}).exitCode, 2);
    QVERIFY(runWindow({u"--help"_s}).out.contains("--screenshot"));
}

void TestWindowProgram::needsToKnowWhereTranscriptsAre()
{
    const AgentProcess agent;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.remove(u"HOME"_s);
    environment.remove(u"CLAUDE_CONFIG_DIR"_s);
    const Ran ran = assay::runProgram(QFileInfo(AgentProcess::program()).path() + u"/assay"_s,
                                      {u"--headless"_s, u"--data-dir"_s, agent.dataDir()}, environment, 90000);
    QCOMPARE(ran.exitCode, 2);
    QVERIFY2(ran.err.contains("HOME is not set"), ran.err.constData());
}

QTEST_GUILESS_MAIN(TestWindowProgram)
#include "tst_windowprogram.moc"
