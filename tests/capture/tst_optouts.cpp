// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include <QtTest>

#include <nlohmann/json.hpp>

#include "tests/capture/capturefixture.h"
#include "tests/capture/spoolfiles.h"
#include "tests/support/transcriptbuilder.h"

using namespace assay;
using namespace Qt::Literals::StringLiterals;
using nlohmann::json;

namespace {

const QString fileA = u"-home-dev-project/aaaaaaaa-0000-4000-8000-000000000001.jsonl"_s;
const QString runA = u"-home-dev-project/aaaaaaaa-0000-4000-8000-000000000001/subagents/agent-a1.jsonl"_s;

json marker(qint64 bytes)
{
    return {{"opt_out", "ASSAY_CAPTURE"}, {"transcript_bytes", bytes}};
}

json at(qint64 bytes)
{
    return {{"transcript_bytes", bytes}};
}

} // namespace

// Runs that a person keeps out: what remains of them is a keyed hash, and nothing of what they said is in any file.
class TestOptOuts : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void wholeSession();
    void resumedRunOnly();
    void nextRunIsCapturedAgain();
    void subagentsOfTheRunToo();
    void toldTwiceIsToldOnce();
    void linesWaitForTheirMarker();
    void waitEndsAfterASecond();
    void markerThatComesWhileLinesAreRead();
    void outputsBesideTheTranscript();
    void optOutBehindAGate();
    void pauseReadsNothing();

private:
    qint64 sizeOf(const CaptureFixture &capture, const QString &file) const
    {
        return QFileInfo(capture.files().sourcePath(file)).size();
    }
    static QStringList texts(const CaptureFixture &capture)
    {
        return capture.files().column(u"SELECT text FROM event JOIN body ON body.id = event.id ORDER BY event.id"_s);
    }
};

void TestOptOuts::wholeSession()
{
    CaptureFixture capture;
    SpoolFiles spool(capture.options().dataDir.path());
    TranscriptBuilder lines(sessionA);
    spool.add(sessionA, "SessionStart", marker(-1));
    capture.files().append(fileA, lines.prompt("unspeakable") + '\n');
    capture.drain({fileA});
    spool.add(sessionA, "UserPromptSubmit", marker(sizeOf(capture, fileA)));
    capture.files().append(fileA, lines.reply("unspeakable too") + '\n');
    spool.add(sessionA, "SessionEnd", marker(sizeOf(capture, fileA)));
    capture.drain({fileA});
    capture.restart();
    capture.drainEverything();
    QVERIFY(capture.isNowhere("unspeakable"));
    QVERIFY(capture.isNowhere(QByteArray::fromStdString(sessionA)));
    QCOMPARE(spool.waiting(), 0);
}

void TestOptOuts::resumedRunOnly()
{
    CaptureFixture capture;
    SpoolFiles spool(capture.options().dataDir.path());
    TranscriptBuilder lines(sessionA);
    spool.add(sessionA, "SessionStart", at(-1));
    capture.files().append(fileA, lines.prompt("spoken") + '\n');
    capture.drain({fileA});
    spool.add(sessionA, "SessionEnd", at(sizeOf(capture, fileA)));
    spool.add(sessionA, "SessionStart", marker(sizeOf(capture, fileA)));
    capture.files().append(fileA, lines.prompt("unspeakable") + '\n');
    capture.drain({fileA});
    QCOMPARE(texts(capture), QStringList{u"spoken"_s});
    QVERIFY(capture.isNowhere("unspeakable"));
}

void TestOptOuts::nextRunIsCapturedAgain()
{
    // Told in one go, as after a time without agent: the sizes tell which bytes were whose.
    CaptureFixture capture;
    SpoolFiles spool(capture.options().dataDir.path());
    TranscriptBuilder lines(sessionA);
    spool.add(sessionA, "SessionStart", marker(-1));
    capture.files().append(fileA, lines.prompt("unspeakable") + '\n');
    spool.add(sessionA, "SessionStart", at(sizeOf(capture, fileA)));
    capture.files().append(fileA, lines.prompt("spoken") + '\n');
    spool.add(sessionA, "SessionEnd", at(sizeOf(capture, fileA)));
    spool.add(sessionA, "SessionStart", marker(sizeOf(capture, fileA)));
    capture.files().append(fileA, lines.prompt("unspeakable again") + '\n');
    spool.add(sessionA, "SessionEnd", marker(sizeOf(capture, fileA)));
    spool.add(sessionA, "SessionStart", at(sizeOf(capture, fileA)));
    capture.files().append(fileA, lines.prompt("spoken again") + '\n');
    capture.drainEverything();
    QCOMPARE(texts(capture), (QStringList{u"spoken"_s, u"spoken again"_s}));
    QVERIFY(capture.isNowhere("unspeakable"));
}

void TestOptOuts::subagentsOfTheRunToo()
{
    CaptureFixture capture;
    SpoolFiles spool(capture.options().dataDir.path());
    TranscriptBuilder lines(sessionA);
    spool.add(sessionA, "SessionStart", at(-1));
    capture.files().append(fileA, lines.prompt("spoken") + '\n');
    spool.add(sessionA, "SessionStart", marker(sizeOf(capture, fileA)));
    const auto now = QDateTime::fromMSecsSinceEpoch(spool.now(), Qt::UTC).toString(Qt::ISODateWithMs).toStdString();
    TranscriptBuilder run(sessionA);
    run.setAgent("a1");
    capture.files().append(runA, run.user("unspeakable", {{"timestamp", now}}) + '\n');
    capture.files().append(QString(runA).replace(u".jsonl"_s, u".meta.json"_s), R"({"description":"unspeakable"})");
    capture.drainEverything();
    QCOMPARE(texts(capture), QStringList{u"spoken"_s});
    QVERIFY(capture.isNowhere("unspeakable"));
}

void TestOptOuts::toldTwiceIsToldOnce()
{
    // Killed after the exclusions were written and before the spool was emptied.
    CaptureFixture capture;
    const QString spoolFolder = capture.options().dataDir.path() + u"/spool/new"_s;
    SpoolFiles spool(capture.options().dataDir.path());
    TranscriptBuilder lines(sessionA);
    capture.files().append(fileA, lines.prompt("spoken") + '\n');
    const qint64 size = sizeOf(capture, fileA);
    spool.add(sessionA, "SessionStart", marker(size));
    spool.add(sessionA, "SessionStart", at(size)); // that run wrote nothing
    spool.add(sessionA, "SessionStart", marker(size));
    QMap<QString, QByteArray> copies;
    for (const QString &name : QDir(spoolFolder).entryList(QDir::Files)) {
        QFile file(spoolFolder + u'/' + name);
        QVERIFY(file.open(QIODevice::ReadOnly));
        copies[name] = file.readAll();
    }
    capture.drain();
    for (auto each = copies.begin(); each != copies.end(); ++each)
        spool.put(each.key(), each.value());
    capture.files().append(fileA, lines.prompt("unspeakable") + '\n');
    capture.restart();
    capture.drainEverything();
    QCOMPARE(texts(capture), QStringList{u"spoken"_s});
    QVERIFY(capture.isNowhere("unspeakable"));
}

void TestOptOuts::linesWaitForTheirMarker()
{
    CaptureFixture capture;
    capture.options().hooksWired = [] { return true; };
    capture.restart();
    capture.drainEverything();
    SpoolFiles spool(capture.options().dataDir.path());
    TranscriptBuilder lines(sessionA);
    capture.files().append(fileA, lines.prompt("unspeakable") + '\n');
    const auto report = capture.drain({fileA});
    QCOMPARE(capture.state().figures.filesRead, 0);
    QVERIFY(report.wakeInMs >= 0 && report.wakeInMs <= 1001);
    spool.add(sessionA, "SessionStart", marker(-1));
    capture.drain();
    QCOMPARE(capture.state().figures.filesRead, 0);
    QCOMPARE(capture.state().queueDepth, 0);
    QVERIFY(capture.isNowhere("unspeakable"));
}

void TestOptOuts::waitEndsAfterASecond()
{
    CaptureFixture capture;
    capture.options().hooksWired = [] { return true; };
    capture.restart();
    capture.drainEverything();
    TranscriptBuilder lines(sessionA);
    capture.files().append(fileA, lines.prompt("spoken") + '\n');
    capture.drain({fileA});
    QTRY_VERIFY_WITH_TIMEOUT((capture.drain(), capture.state().figures.filesRead == 1), 3000);
    QCOMPARE(texts(capture), QStringList{u"spoken"_s});
    // Its marker does not come any more: what follows waits no longer.
    capture.files().append(fileA, lines.reply("spoken too") + '\n');
    capture.drain({fileA});
    QCOMPARE(texts(capture).size(), 2);
    // A run that was announced does not wait at all.
    SpoolFiles spool(capture.options().dataDir.path());
    spool.add(sessionB, "SessionStart", at(-1));
    const QString fileB = u"-home-dev-project/bbbbbbbb-0000-4000-8000-000000000002.jsonl"_s;
    TranscriptBuilder other(sessionB);
    capture.files().append(fileB, other.prompt("spoken as well") + '\n');
    capture.drain({fileB});
    QCOMPARE(texts(capture).size(), 3);
}

void TestOptOuts::markerThatComesWhileLinesAreRead()
{
    CaptureFixture capture;
    capture.options().hooksWired = [] { return true; };
    SpoolFiles spool(capture.options().dataDir.path());
    // The router is asked after the spool was listed and before anything is committed.
    bool told = false;
    capture.options().router = [&](const ClientRun &run) {
        if (!run.transcriptPath.empty() && !std::exchange(told, true))
            spool.add(sessionA, "SessionStart", marker(-1));
        return Route{};
    };
    capture.restart();
    capture.drainEverything();
    spool.add(sessionA, "Notification", at(-1)); // so that its lines do not wait
    capture.drain();
    TranscriptBuilder lines(sessionA);
    capture.files().append(fileA, lines.prompt("unspeakable") + '\n');
    capture.drain({fileA});
    QVERIFY(told);
    QVERIFY(capture.isNowhere("unspeakable"));
}

// tool-results/ of a run that is left out are left out with it.
void TestOptOuts::outputsBesideTheTranscript()
{
    CaptureFixture capture;
    SpoolFiles spool(capture.options().dataDir.path());
    const QString folder = u"-home-dev-project/%1/tool-results/"_s.arg(QString::fromStdString(sessionA));
    TranscriptBuilder lines(sessionA);
    spool.add(sessionA, "SessionStart", at(-1));
    capture.files().append(fileA, lines.prompt("spoken") + '\n');
    capture.drain({fileA});
    spool.add(sessionA, "SessionEnd", at(sizeOf(capture, fileA)));
    spool.add(sessionA, "SessionStart", marker(sizeOf(capture, fileA)));
    capture.files().append(folder + u"b1.txt"_s, "unspeakable output");
    capture.files().append(fileA, lines.prompt("unspeakable") + '\n');
    capture.drain({fileA, folder + u"b1.txt"_s});
    capture.restart();
    capture.drainEverything();
    QVERIFY(capture.isNowhere("unspeakable"));
}

// A gate that kept the session out opens; the run that opts out then does so for itself.
void TestOptOuts::optOutBehindAGate()
{
    CaptureFixture capture;
    bool open = false;
    capture.options().router = [&](const ClientRun &) { return Route{open, {}, u".assay"_s}; };
    capture.restart();
    capture.drainEverything();
    SpoolFiles spool(capture.options().dataDir.path());
    TranscriptBuilder lines(sessionA);
    spool.add(sessionA, "SessionStart", at(-1));
    capture.files().append(fileA, lines.prompt("unspeakable") + '\n');
    capture.drain({fileA});
    open = true;
    spool.add(sessionA, "SessionStart", marker(sizeOf(capture, fileA)));
    capture.files().append(fileA, lines.prompt("unspeakable too") + '\n');
    capture.drain({fileA});
    QVERIFY(capture.isNowhere("unspeakable"));
}

void TestOptOuts::pauseReadsNothing()
{
    CaptureFixture capture;
    bool paused = true;
    capture.options().isPaused = [&] { return paused; };
    capture.restart();
    TranscriptBuilder lines(sessionA);
    capture.files().append(fileA, lines.prompt("later") + '\n');
    capture.drain({fileA});
    QCOMPARE(capture.state().figures.filesRead, 0);
    paused = false;
    capture.drainEverything();
    QCOMPARE(texts(capture), QStringList{u"later"_s});
}

QTEST_GUILESS_MAIN(TestOptOuts)
#include "tst_optouts.moc"
