// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include <QtTest>

#include <nlohmann/json.hpp>

#include "models/data/store/statement.h"
#include "tests/capture/capturefixture.h"
#include "tests/capture/spoolfiles.h"
#include "tests/support/transcriptbuilder.h"

using namespace assay;
using namespace Qt::Literals::StringLiterals;

namespace {

const QString fileA = u"-home-dev-project/aaaaaaaa-0000-4000-8000-000000000001.jsonl"_s;
const QString fileB = u"-home-dev-project/bbbbbbbb-0000-4000-8000-000000000002.jsonl"_s;

} // namespace

// A workspace that cannot be opened holds up what belongs to it, says so, and nothing else.
class TestOtherWorkspace : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_capture = std::make_unique<CaptureFixture>();
        m_capture->options().router = [](const ClientRun &run) {
            return Route{true, run.sessionUuid == sessionB ? u"x"_s : QString(), {}};
        };
        m_capture->restart();
        m_capture->drainEverything();
    }

    void damagedStopsNoOther_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("damaged") << QByteArray(100'000, 'x');
        QTest::newRow("of another program") << QByteArray("SQLite format 3\0", 16) + QByteArray(4080, '\0');
    }
    void damagedStopsNoOther()
    {
        QFETCH(const QByteArray, bytes);
        const QString store = *m_capture->options().dataDir.workspaceFile(u"x"_s);
        QFile file(store);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
        file.close();
        SpoolFiles spool(m_capture->options().dataDir.path());
        TranscriptBuilder a(sessionA);
        TranscriptBuilder b(sessionB);
        spool.add(sessionB, "SessionStart");
        spool.add(sessionA, "SessionStart");
        m_capture->files().append(fileB, b.prompt("elsewhere") + '\n');
        m_capture->files().append(fileA, a.prompt("here") + '\n');
        m_capture->drain({fileA, fileB});
        QCOMPARE(texts(), QStringList{u"here"_s});
        QCOMPARE(spool.waiting(), 1);
        QCOMPARE(m_capture->state().queueDepth, 1);
        QVERIFY(m_capture->state().problems.contains(store.toStdString()));
        m_capture->restart(); // as after a new start of the agent
        m_capture->drainEverything();
        QCOMPARE(m_capture->state().queueDepth, 1);
        // Mended: what waited comes in, once.
        QVERIFY(QFile::remove(store));
        m_capture->drain();
        QCOMPARE(texts(), QStringList{u"here"_s});
        auto db = Database::open(store, Database::Mode::Reader);
        QVERIFY(db);
        Statement s(*db, u"SELECT (SELECT count(*) FROM event), (SELECT count(*) FROM hook_event)"_s);
        QVERIFY(s.next());
        QCOMPARE(s.integer(0), 1);
        QCOMPARE(s.integer(1), 1);
        QCOMPARE(m_capture->state().queueDepth, 0);
        QCOMPARE(spool.waiting(), 0);
    }

    // A file that has to be read in two parts and whose store cannot be written to is asked for once, not without end.
    void aFileInPartsWaitsToo()
    {
        m_capture->options().router = [](const ClientRun &run) {
            return Route{run.cwd != "/home/dev/private", u"x"_s, u".assay"_s};
        };
        m_capture->restart();
        QFile file(*m_capture->options().dataDir.workspaceFile(u"x"_s));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(QByteArray(100'000, 'x')) > 0);
        file.close();
        TranscriptBuilder lines(sessionA);
        m_capture->files().append(fileA, lines.prompt("spoken") + '\n');
        lines.setCwd("/home/dev/private");
        m_capture->files().append(fileA, lines.prompt("unspeakable") + '\n');
        m_capture->drain({fileA});
        QCOMPARE(m_capture->state().figures.filesRead, 0);
        QCOMPARE(m_capture->state().queueDepth, 1);
    }

private:
    [[nodiscard]] QStringList texts() const
    {
        return m_capture->files().column(u"SELECT text FROM event JOIN body ON body.id = event.id ORDER BY event.id"_s);
    }
    std::unique_ptr<CaptureFixture> m_capture;
};

QTEST_GUILESS_MAIN(TestOtherWorkspace)
#include "tst_otherworkspace.moc"
