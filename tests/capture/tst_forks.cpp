// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include <QtTest>

#include <nlohmann/json.hpp>

#include "agent/store/exclusions.h"
#include "tests/capture/capturefixture.h"
#include "tests/capture/spoolfiles.h"
#include "tests/support/transcriptbuilder.h"

using namespace assay;
using namespace Qt::Literals::StringLiterals;
using nlohmann::json;

namespace {

const QString original = u"-home-dev-project/aaaaaaaa-0000-4000-8000-000000000001.jsonl"_s;
const QString firstFork = u"-home-dev-project/bbbbbbbb-0000-4000-8000-000000000002.jsonl"_s;
const std::string sessionC = "cccccccc-0000-4000-8000-000000000003";
const QString secondFork = u"-home-dev-project/cccccccc-0000-4000-8000-000000000003.jsonl"_s;

// One client, its lines dated as the calls of its hooks are.
class Client {
public:
    explicit Client(CaptureFixture &capture)
        : m_capture(capture)
        , m_spool(capture.options().dataDir.path())
    {
    }
    void start(const std::string &session, const QString &file, bool optsOut)
    {
        m_spool.setClock(m_spool.now() + 60'000);
        json header = {{"transcript_bytes", QFileInfo(m_capture.files().sourcePath(file)).size()}};
        if (optsOut)
            header["opt_out"] = "ASSAY_CAPTURE";
        m_spool.add(session, "SessionStart", header);
    }
    void say(TranscriptBuilder &lines, const QString &file, const std::string &text)
    {
        append(file, lines.user(text, {{"timestamp", isoNow()}}));
    }
    void append(const QString &file, const std::string &line) const { m_capture.files().append(file, line + '\n'); }
    // --fork-session: every line, under another session id.
    void copy(const QString &from, const QString &to, const std::string &session) const
    {
        QFile file(m_capture.files().sourcePath(from));
        QVERIFY(file.open(QIODevice::ReadOnly));
        m_capture.files().append(to,
                                 file.readAll()
                                     .replace(QByteArray::fromStdString(sessionA), QByteArray::fromStdString(session))
                                     .toStdString());
    }

private:
    [[nodiscard]] std::string isoNow() const
    {
        return QDateTime::fromMSecsSinceEpoch(m_spool.now(), Qt::UTC).toString(Qt::ISODateWithMs).toStdString();
    }
    CaptureFixture &m_capture;
    SpoolFiles m_spool;
};

QStringList texts(const CaptureFixture &capture)
{
    return capture.files().column(u"SELECT text FROM event JOIN body ON body.id = event.id ORDER BY event.id"_s);
}

} // namespace

// A fork copies the lines of its session with their uuids: copies of what was opted out stay out too.
class TestForks : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void copiesOfAWholeRun()
    {
        CaptureFixture capture;
        Client client(capture);
        TranscriptBuilder lines(sessionA);
        client.start(sessionA, original, true);
        client.say(lines, original, "unspeakable");
        client.append(original,
                      lines.unchained("queue-operation", {{"operation", "enqueue"}, {"content", "unspeakable"}}));
        client.say(lines, original, "unspeakable too");
        capture.drain({original});
        client.start(sessionB, firstFork, false);
        client.copy(original, firstFork, sessionB);
        TranscriptBuilder own(sessionB);
        client.say(own, firstFork, "spoken");
        capture.drain({firstFork});
        QCOMPARE(texts(capture), QStringList{u"spoken"_s});
        QVERIFY(capture.isNowhere("unspeakable"));
        // An import of both asks the same.
        capture.import();
        QCOMPARE(texts(capture), QStringList{u"spoken"_s});
        QVERIFY(capture.isNowhere("unspeakable"));
    }

    // A drain may end anywhere between two lines of the copy.
    void copiesInTwoPieces()
    {
        CaptureFixture capture;
        Client client(capture);
        TranscriptBuilder lines(sessionA);
        client.start(sessionA, original, true);
        client.say(lines, original, "unspeakable");
        capture.drain({original});
        client.start(sessionB, firstFork, false);
        client.copy(original, firstFork, sessionB);
        capture.drain({firstFork});
        client.append(firstFork,
                      lines.unchained("queue-operation", {{"operation", "enqueue"}, {"content", "unspeakable"}}));
        capture.drain({firstFork});
        TranscriptBuilder own(sessionB);
        client.say(own, firstFork, "spoken");
        capture.drain({firstFork});
        QCOMPARE(texts(capture), QStringList{u"spoken"_s});
        QVERIFY(capture.isNowhere("unspeakable"));
    }

    // The first line after an opted-out run, which says no uuid, is the session's own.
    void whatFollowsAnOptedOutRun()
    {
        CaptureFixture capture;
        Client client(capture);
        TranscriptBuilder lines(sessionA);
        client.start(sessionA, original, true);
        client.say(lines, original, "unspeakable");
        capture.drain({original});
        client.start(sessionA, original, false);
        client.append(original, lines.unchained("queue-operation", {{"operation", "enqueue"}, {"content", "spoken"}}));
        client.say(lines, original, "spoken too");
        capture.drain({original});
        QVERIFY(capture.isNowhere("unspeakable"));
        QVERIFY2(texts(capture).join(u' ').contains(u"spoken too"_s), "the line after the run");
        QCOMPARE(capture.files().value(u"SELECT sum(lines) FROM source"_s).toInt(), 2); // raw, it is no event
    }

    // Found together after a time without agent, whichever is looked at first.
    void copiesOfAResumedRun()
    {
        CaptureFixture capture;
        Client client(capture);
        TranscriptBuilder lines(sessionA);
        client.start(sessionA, original, false);
        client.say(lines, original, "spoken");
        client.start(sessionA, original, true);
        client.say(lines, original, "unspeakable");
        client.start(sessionB, firstFork, false);
        client.copy(original, firstFork, sessionB);
        TranscriptBuilder own(sessionB);
        client.say(own, firstFork, "spoken in the fork");
        capture.drainEverything();
        QStringList all = texts(capture);
        all.sort();
        QCOMPARE(all, (QStringList{u"spoken"_s, u"spoken"_s, u"spoken in the fork"_s}));
        QVERIFY(capture.isNowhere("unspeakable"));
    }

    // What an opted-out fork copied itself is of the session that it copied.
    void theOriginalOfAnOptedOutForkStays()
    {
        CaptureFixture capture;
        Client client(capture);
        TranscriptBuilder lines(sessionA);
        client.start(sessionA, original, false);
        client.say(lines, original, "spoken");
        capture.drain({original});
        client.start(sessionB, firstFork, true);
        client.copy(original, firstFork, sessionB);
        TranscriptBuilder own(sessionB);
        client.say(own, firstFork, "unspeakable");
        capture.drain({firstFork});
        client.start(sessionC, secondFork, false);
        client.copy(original, secondFork, sessionC);
        capture.drain({secondFork});
        QCOMPARE(texts(capture), (QStringList{u"spoken"_s, u"spoken"_s}));
        QVERIFY(capture.isNowhere("unspeakable"));
    }

    void linesAreNotedOnce()
    {
        CaptureFixture capture;
        Client client(capture);
        TranscriptBuilder lines(sessionA);
        client.start(sessionA, original, true);
        client.say(lines, original, "unspeakable");
        capture.drain({original});
        const auto one = [&] { return Exclusions::read(capture.options().dataDir)->first(); };
        QCOMPARE(one().linesUntil, QFileInfo(capture.files().sourcePath(original)).size());
        capture.restart();
        capture.drainEverything();
        auto exclusions = Exclusions::open(capture.options().dataDir);
        QVERIFY(exclusions->isCopy(lines.lastUuid()).value_or(false));
        QVERIFY(!exclusions->isCopy("dddddddd-0000-4000-8000-000000000001").value_or(true));
        // Each line as it comes, without reading all that is known again.
        client.say(lines, original, "unspeakable too");
        const QString path = capture.files().sourcePath(original);
        QVERIFY(exclusions->noteLines(path.toStdString(), sessionA));
        QCOMPARE(exclusions->list()->first().linesUntil, QFileInfo(path).size());
        QVERIFY(exclusions->isCopy(lines.lastUuid()).value_or(false));
        // Lifted: what it wrote may come in again.
        QVERIFY(exclusions->lift(one().id));
        QVERIFY(!exclusions->isCopy(lines.lastUuid()).value_or(true));
    }

    // Versions that noted no lines left whole sessions out, whose transcripts do not change any more.
    void runsThatAnOlderVersionLeftOut()
    {
        CaptureFixture capture;
        Client client(capture);
        TranscriptBuilder lines(sessionA);
        client.start(sessionA, original, true);
        client.say(lines, original, "unspeakable");
        capture.drain({original});
        {
            auto routes = Database::open(capture.options().dataDir.routesFile(), Database::Mode::Writer, u"routes_"_s);
            QVERIFY(routes && routes->execute(u"DELETE FROM left_out_line; UPDATE exclusion SET lines_until = 0"_s));
        }
        QFile file(capture.files().sourcePath(original));
        const QDateTime longAgo(QDate(2025, 1, 2), QTime(3, 4));
        QVERIFY(file.open(QIODevice::ReadWrite) && file.setFileTime(longAgo, QFileDevice::FileModificationTime));
        capture.restart();
        capture.drainEverything();
        client.start(sessionB, firstFork, false);
        client.copy(original, firstFork, sessionB);
        TranscriptBuilder own(sessionB);
        client.say(own, firstFork, "spoken");
        capture.drain({firstFork});
        QCOMPARE(texts(capture), QStringList{u"spoken"_s});
        QVERIFY(capture.isNowhere("unspeakable"));
    }
};

QTEST_GUILESS_MAIN(TestForks)
#include "tst_forks.moc"
