// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include <QDirIterator>
#include <QFile>
#include <QtTest>

#include <nlohmann/json.hpp>

#include "agent/store/exclusions.h"
#include "agent/store/pause.h"
#include "tests/support/importfixture.h"
#include "tests/support/transcriptbuilder.h"

using namespace assay;
using namespace Qt::Literals::StringLiterals;

namespace {

const QString file = u"-p/%1.jsonl"_s.arg(QString::fromStdString(sessionA));

qint64 at(const char *time)
{
    return QDateTime::fromString(u"2026-03-01T%1Z"_s.arg(QString::fromLatin1(time)), Qt::ISODate).toMSecsSinceEpoch();
}

// A prompt of that time of day.
std::string prompt(TranscriptBuilder &builder, const char *time, const char *text)
{
    return builder.user(text, {{"timestamp", std::string("2026-03-01T") + time + ".000Z"}});
}

bool dataHolds(const DataDir &dataDir, const char *text)
{
    QDirIterator files(dataDir.path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile each(files.next());
        if (each.open(QIODevice::ReadOnly) && each.readAll().contains(text))
            return true;
    }
    return false;
}

} // namespace

class TestPause final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatWasSaidMeanwhileIsInNoByte()
    {
        ImportFixture f;
        QVERIFY(Pause::begin(f.dataDir(), std::nullopt, at("10:00:00")));
        QVERIFY(Pause::end(f.dataDir(), Pause::Missed::LeaveOut, at("11:00:00")));
        TranscriptBuilder a(sessionA);
        f.write(file, {prompt(a, "09:59:59", "grebe before"), prompt(a, "10:00:00", "wagtail first"),
                       a.unchained("last-prompt", {{"lastPrompt", "wagtail undated"}}), "torn wagtail {",
                       prompt(a, "10:59:59", "wagtail last"), a.unchained("custom-title", {{"customTitle", "wagtail"}}),
                       prompt(a, "11:00:00", "dunlin after")});
        f.import();
        QCOMPARE(f.hits(u"wagtail"_s), 0);
        QCOMPARE(f.hits(u"grebe"_s), 1);
        QCOMPARE(f.hits(u"dunlin"_s), 1);
        QVERIFY(!dataHolds(f.dataDir(), "wagtail"));

        // Not from a copy of the transcript either, nor when the file grows.
        TranscriptBuilder b(sessionB);
        f.write(u"-p/%1.jsonl"_s.arg(QString::fromStdString(sessionB)), {prompt(b, "10:30:00", "wagtail copied")});
        f.append(file, prompt(a, "10:15:00", "wagtail late") + '\n' + prompt(a, "11:05:00", "knot later") + '\n');
        f.import();
        QVERIFY(!dataHolds(f.dataDir(), "wagtail"));
        QCOMPARE(f.hits(u"knot"_s), 1);
        QCOMPARE(f.value(u"SELECT count(*) FROM session"_s).toInt(), 1);
    }

    void undatedLinesAfterTheLastDatedOneWaitForNobody()
    {
        ImportFixture f;
        TranscriptBuilder a(sessionA);
        f.write(file, {prompt(a, "09:00:00", "grebe before")});
        f.import();
        const qint64 now = QDateTime::currentMSecsSinceEpoch();
        QVERIFY(Pause::begin(f.dataDir(), std::nullopt, now - 1000));
        f.append(file, a.unchained("custom-title", {{"customTitle", "wagtail"}}) + '\n');
        f.import();
        QVERIFY(!dataHolds(f.dataDir(), "wagtail"));
    }

    void resumedWithWhatWasMissedItIsRead()
    {
        ImportFixture f;
        QVERIFY(Pause::begin(f.dataDir(), std::nullopt, at("10:00:00")));
        QVERIFY(Pause::end(f.dataDir(), Pause::Missed::Include, at("11:00:00")));
        TranscriptBuilder a(sessionA);
        f.write(file, {prompt(a, "10:30:00", "wagtail")});
        f.import();
        QCOMPARE(f.hits(u"wagtail"_s), 1);
    }

    void sideFilesOfAPauseAreNotCopied()
    {
        ImportFixture f;
        TranscriptBuilder a(sessionA);
        f.write(file, {prompt(a, "09:00:00", "grebe before")});
        f.import();
        QVERIFY(Pause::begin(f.dataDir(), std::nullopt, QDateTime::currentMSecsSinceEpoch() - 60'000));
        f.write(u"-p/%1/tool-results/out.txt"_s.arg(QString::fromStdString(sessionA)), {"wagtail output"});
        f.import();
        QVERIFY(!dataHolds(f.dataDir(), "wagtail"));
    }

    void endsByItself()
    {
        ImportFixture f;
        QVERIFY(Pause::begin(f.dataDir(), at("10:30:00"), at("10:00:00")));
        QVERIFY(Pause::isPaused(f.dataDir(), at("10:29:59")));
        QCOMPARE(Pause::stateOf(f.dataDir(), at("10:29:59")).until, std::optional(at("10:30:00")));
        QVERIFY(!Pause::isPaused(f.dataDir(), at("10:30:00"))); // without anybody's doing
        TranscriptBuilder a(sessionA);
        f.write(file, {prompt(a, "10:29:59", "wagtail"), prompt(a, "10:30:00", "dunlin")});
        f.import();
        QCOMPARE(f.hits(u"wagtail"_s), 0);
        QCOMPARE(f.hits(u"dunlin"_s), 1);
        QVERIFY(Pause::settle(f.dataDir(), at("10:31:00")));
        QVERIFY(!QFile::exists(f.dataDir().gateFile("paused"_L1)));
    }

    void aSecondPauseMovesTheEnd()
    {
        ImportFixture f;
        QVERIFY(Pause::begin(f.dataDir(), at("10:30:00"), at("10:00:00")));
        QVERIFY(Pause::begin(f.dataDir(), std::nullopt, at("10:10:00")));
        QVERIFY(Pause::isPaused(f.dataDir(), at("23:00:00")));
        QVERIFY(Pause::end(f.dataDir(), Pause::Missed::LeaveOut, at("10:20:00")));
        auto exclusions = Exclusions::open(f.dataDir());
        QVERIFY(exclusions);
        QCOMPARE(exclusions->pauses().size(), 1);
        QVERIFY(exclusions->wasPausedAt(at("10:00:00")) && !exclusions->wasPausedAt(at("10:20:00")));
    }

    // Killed between the file and the database, whichever was first: it is paused, and stays so.
    void halfAPauseIsAPause()
    {
        ImportFixture f;
        QVERIFY(Pause::begin(f.dataDir(), std::nullopt, at("10:00:00")));
        QVERIFY(QFile::remove(f.dataDir().gateFile("paused"_L1)));
        QVERIFY(Pause::settle(f.dataDir(), at("10:01:00"))->paused);
        QVERIFY(Pause::isPaused(f.dataDir(), at("10:02:00")));

        ImportFixture g;
        QVERIFY(Pause::settle(g.dataDir(), at("09:00:00")));
        QVERIFY(QDir().mkpath(g.dataDir().path() + u"/gates"_s));
        QFile half(g.dataDir().gateFile("paused"_L1));
        QVERIFY(half.open(QIODevice::WriteOnly) && half.write("0\n") == 2);
        half.close();
        const qint64 now = QDateTime::currentMSecsSinceEpoch() + 1000;
        QVERIFY(Pause::settle(g.dataDir(), now)->paused);
        auto exclusions = Exclusions::open(g.dataDir());
        QVERIFY(exclusions->wasPausedAt(now));
    }

    void aFileNobodyUnderstandsPauses_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("words") << QByteArray("until tomorrow");
        QTest::newRow("negative") << QByteArray("-5");
        QTest::newRow("too large") << QByteArray("99999999999999999999999999999999999999");
    }
    void aFileNobodyUnderstandsPauses()
    {
        QFETCH(QByteArray, bytes);
        ImportFixture f;
        QVERIFY(QDir().mkpath(f.dataDir().path() + u"/gates"_s));
        QFile gate(f.dataDir().gateFile("paused"_L1));
        QVERIFY(gate.open(QIODevice::WriteOnly) && gate.write(bytes) == bytes.size());
        gate.close();
        QVERIFY(Pause::isPaused(f.dataDir(), at("10:00:00")));
    }
};

QTEST_GUILESS_MAIN(TestPause)
#include "tst_pause.moc"
