// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include <QtTest>

#include <nlohmann/json.hpp>

#include "tests/capture/capturefixture.h"
#include "tests/support/transcriptbuilder.h"

using namespace assay;
using namespace Qt::Literals::StringLiterals;

namespace {

const QString fileA = u"-home-dev-project/aaaaaaaa-0000-4000-8000-000000000001.jsonl"_s;
const QString fileB = u"-home-dev-project/bbbbbbbb-0000-4000-8000-000000000002.jsonl"_s;

// Nothing of /home/dev/private.
Result<Route> keepPrivate(const ClientRun &run)
{
    return Route{run.cwd != "/home/dev/private", {}, u".assay"_s};
}

std::string queued(TranscriptBuilder &lines, const std::string &text)
{
    return lines.unchained("queue-operation", {{"operation", "enqueue"}, {"content", text}}) + '\n';
}

void beginWith(CaptureFixture &capture, Router router)
{
    capture.options().router = std::move(router);
    capture.restart();
    capture.drainEverything();
}

} // namespace

// Folders of which nothing is captured, as the lines of transcripts tell them, without any hook.
class TestFolderGates : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void gateOfTheFolder();
    void linesWaitForTheirFolder();
    void folderThatIsNowhereSaid();
    void runsOfSeveralFolders();
    void longFirstLine();
    void gateThatOpensAgain();
    void errorOfTheRouterCapturesNothing();

private:
    static QStringList texts(const CaptureFixture &capture)
    {
        return capture.files().column(u"SELECT text FROM event JOIN body ON body.id = event.id ORDER BY event.id"_s);
    }
};

void TestFolderGates::gateOfTheFolder()
{
    CaptureFixture capture;
    bool open = true;
    capture.options().router = [&](const ClientRun &run) {
        return Route{open || run.cwd != "/home/dev/private", {}, u".assay"_s};
    };
    capture.restart();
    capture.drainEverything();
    TranscriptBuilder lines(sessionA);
    lines.setCwd("/home/dev/private");
    capture.files().append(fileA, lines.prompt("spoken") + '\n');
    capture.drain({fileA});
    open = false;
    capture.files().append(fileA, lines.prompt("unspeakable") + '\n');
    capture.drain({fileA});
    open = true;
    capture.files().append(fileA, lines.prompt("spoken again") + '\n');
    capture.drain({fileA});
    QCOMPARE(texts(capture), (QStringList{u"spoken"_s, u"spoken again"_s}));
    QVERIFY(capture.isNowhere("unspeakable"));
}

// The first line of a run says the prompt but not the folder.
void TestFolderGates::linesWaitForTheirFolder()
{
    CaptureFixture capture;
    capture.options().router = keepPrivate;
    capture.options().folderWait = std::chrono::seconds(2);
    capture.restart();
    capture.drainEverything();
    TranscriptBuilder lines(sessionA);
    lines.setCwd("/home/dev/private");
    capture.files().append(fileA, queued(lines, "unspeakable"));
    capture.drain({fileA});
    QVERIFY(capture.isNowhere("unspeakable"));
    capture.files().append(fileA, lines.prompt("unspeakable") + '\n');
    capture.drain({fileA});
    QVERIFY(capture.isNowhere("unspeakable"));
    // Of an open folder it is only late.
    TranscriptBuilder other(sessionB);
    capture.files().append(fileB, queued(other, "spoken"));
    QVERIFY(capture.drain({fileB}).wakeInMs > 0);
    QCOMPARE(capture.state().figures.filesRead, 0);
    capture.files().append(fileB, other.prompt("spoken") + '\n' + queued(other, "more"));
    QVERIFY(capture.drain({fileB}).wakeInMs > 0);
    QCOMPARE(texts(capture), QStringList{u"spoken"_s});
    const auto linesRead = [&] {
        capture.drain();
        return capture.files().value(u"SELECT lines FROM source"_s).toInt();
    };
    QCOMPARE(linesRead(), 2);
    QTRY_COMPARE_WITH_TIMEOUT(linesRead(), 3, 5000);
}

// A known session goes on with lines that say no folder: that of the session counts.
void TestFolderGates::folderThatIsNowhereSaid()
{
    CaptureFixture capture;
    bool open = true;
    beginWith(capture, [&](const ClientRun &run) { return open ? Route() : keepPrivate(run); });
    TranscriptBuilder lines(sessionA);
    lines.setCwd("/home/dev/private");
    capture.files().append(fileA, lines.prompt("spoken") + '\n');
    capture.drain({fileA});
    open = false;
    capture.files().append(fileA, queued(lines, "unspeakable"));
    capture.drain({fileA});
    QVERIFY(capture.isNowhere("unspeakable"));
    QCOMPARE(capture.state().queueDepth, 0);
}

// What was written while no agent ran is judged run by run.
void TestFolderGates::runsOfSeveralFolders()
{
    for (const bool begun : {false, true}) {
        CaptureFixture capture;
        beginWith(capture, keepPrivate);
        TranscriptBuilder lines(sessionA);
        QStringList spoken;
        if (begun) {
            capture.files().append(fileA, lines.prompt("begun") + '\n');
            capture.drain({fileA});
            spoken.append(u"begun"_s);
        }
        for (const char *number : {"1", "2"}) {
            lines.setCwd("/home/dev/private");
            capture.files().append(fileA, queued(lines, "unspeakable") + lines.prompt("unspeakable") + '\n' +
                                              queued(lines, "unspeakable"));
            lines.setCwd("/home/dev/project");
            capture.files().append(fileA, lines.prompt(std::string("spoken") + number) + '\n');
            spoken.append(u"spoken"_s + QLatin1String(number));
        }
        lines.setCwd("/home/dev/private");
        capture.files().append(fileA, lines.prompt("unspeakable") + '\n');
        capture.drain({fileA});
        QCOMPARE(texts(capture), spoken);
        QVERIFY(capture.isNowhere("unspeakable"));
        QCOMPARE(capture.state().queueDepth, 0);
        capture.restart();
        capture.drainEverything();
        QCOMPARE(texts(capture), spoken);
    }
}

void TestFolderGates::longFirstLine()
{
    CaptureFixture capture;
    beginWith(capture, keepPrivate);
    TranscriptBuilder lines(sessionA);
    lines.setCwd("/home/dev/private");
    capture.files().append(fileA, lines.prompt("unspeakable " + std::string(700'000, 'x')) + '\n');
    capture.drain({fileA});
    QVERIFY(capture.isNowhere("unspeakable"));
}

// Without hooks nobody says that another run begins; the lines do.
void TestFolderGates::gateThatOpensAgain()
{
    CaptureFixture capture;
    bool open = false;
    beginWith(capture, [&](const ClientRun &run) { return open ? Route() : keepPrivate(run); });
    TranscriptBuilder lines(sessionA);
    lines.setCwd("/home/dev/private");
    capture.files().append(fileA, lines.prompt("unspeakable") + '\n');
    capture.drain({fileA});
    open = true;
    capture.files().append(fileA, lines.prompt("spoken") + '\n');
    capture.drain({fileA});
    capture.files().append(fileA, lines.prompt("spoken too") + '\n');
    capture.drain({fileA});
    QVERIFY(texts(capture).contains(u"spoken too"_s));
}

void TestFolderGates::errorOfTheRouterCapturesNothing()
{
    CaptureFixture capture;
    bool broken = true;
    capture.options().router = [&](const ClientRun &) -> Result<Route> {
        if (broken)
            return fail(Error::Code::Full, u"The routes cannot be read."_s);
        return Route{true, u"other"_s, {}};
    };
    capture.restart();
    capture.drainEverything();
    TranscriptBuilder lines(sessionA);
    capture.files().append(fileA, lines.prompt("spoken") + '\n');
    QVERIFY(!capture.tryDrain({{capture.files().sourcePath(fileA).toStdString()}, false}));
    QVERIFY(capture.isNowhere("spoken"));
    broken = false;
    capture.drain();
    QVERIFY(texts(capture).isEmpty());
    QVERIFY(!capture.isNowhere("spoken"));
}

QTEST_GUILESS_MAIN(TestFolderGates)
#include "tst_foldergates.moc"
