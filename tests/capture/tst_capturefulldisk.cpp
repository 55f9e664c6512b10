// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include <QRandomGenerator>
#include <QtTest>

#include <nlohmann/json.hpp>

#include <sched.h>
#include <sys/mount.h>

#include "tests/capture/capturefixture.h"
#include "tests/capture/spoolfiles.h"
#include "tests/support/transcriptbuilder.h"

using namespace assay;
using namespace Qt::Literals::StringLiterals;

namespace {

const QString fileA = u"-home-dev-project/aaaaaaaa-0000-4000-8000-000000000001.jsonl"_s;

} // namespace

// No space left while a session goes on: nothing is lost, and nothing leaves the spool, until there is space again.
class TestCaptureFullDisk : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void fullDiskAndSpaceAgain();
};

void TestCaptureFullDisk::fullDiskAndSpaceAgain()
{
    CaptureFixture capture;
    SpoolFiles spool(capture.options().dataDir.path());
    const QByteArray folder = QFile::encodeName(capture.options().dataDir.path() + u"/workspaces"_s);
    QDir().mkpath(QFile::decodeName(folder));
    if (unshare(CLONE_NEWNS) != 0 || mount("", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0 ||
        mount("tmpfs", folder.constData(), "tmpfs", 0, "size=1m,mode=0700") != 0)
        QSKIP("only root may mount a file system");
    TranscriptBuilder lines(sessionA);
    QRandomGenerator random(3);
    for (int i = 0; i < 40; ++i) {
        std::string text;
        while (text.size() < 30'000)
            text += std::to_string(random.generate()) + ' ';
        capture.files().append(fileA, lines.prompt(text) + '\n');
        spool.add(sessionA, "Notification", {{"fields", {{"notification_type", std::to_string(i)}}}});
    }
    Result<CaptureDrain::Report> done;
    for (int i = 0; i < 3; ++i) {
        done = capture.tryDrain({{capture.files().sourcePath(fileA).toStdString()}, false});
        QVERIFY(!done);
        QCOMPARE(done.error().code, Error::Code::Full);
        QCOMPARE(capture.state().problems.count({}), 1U);
    }
    QCOMPARE(mount("tmpfs", folder.constData(), "tmpfs", MS_REMOUNT, "size=64m,mode=0700"), 0);
    capture.drain(); // it knows itself what it has not read
    QVERIFY(capture.state().problems.empty());
    QCOMPARE(spool.waiting(), 0);
    QCOMPARE(capture.files().value(u"SELECT count(*) FROM hook_event"_s).toInt(), 40);
    QCOMPARE(capture.differenceToImport(), QString());
}

QTEST_GUILESS_MAIN(TestCaptureFullDisk)
#include "tst_capturefulldisk.moc"
