// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agentprocess.h"

#include "models/data/store/database.h"
#include "models/data/store/statement.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using nlohmann::json;

namespace {

const QString session = u"66666666-aaaa-4bbb-8ccc-000000000000"_s;

void write(const QString &path, const QByteArray &bytes)
{
    QVERIFY(QDir().mkpath(QFileInfo(path).path()));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
}

} // namespace

// prune, backup, workspaces and status --path as a script sees them. The transcripts are years old.
class TestPruneVerbs final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_agent = std::make_unique<AgentProcess>();
        const QString history = m_agent->writeTranscript(
            session, {promptLine(session, 1, u"an old kingfisher"_s), replyLine(session, 2, u"Done."_s)});
        QCOMPARE(m_agent->run({u"import"_s, u"--from"_s, history}).exitCode, 0);
    }
    void cleanup() { m_agent.reset(); }

    void lookPruneAndUndo()
    {
        const auto looked = m_agent->json({u"prune"_s, u"--older-than"_s, u"1"_s, u"--dry-run"_s});
        QCOMPARE(looked.exitCode, 0);
        QCOMPARE(looked.json()["sessions"][0]["id"], json(session.toStdString()));
        QCOMPARE(looked.json()["total"], json(1));
        QVERIFY(looked.json()["bytes"].get<qint64>() > 0);
        QCOMPARE(m_agent->json({u"sessions"_s}).json()["sessions"].size(), size_t(1));

        QVERIFY(m_agent->startAgent());
        const auto pruned = m_agent->json({u"prune"_s, u"--older-than"_s, u"1d"_s});
        QCOMPARE(pruned.exitCode, 0);
        QCOMPARE(pruned.json()["state"], json("hidden"));
        QCOMPARE(m_agent->json({u"sessions"_s}).json()["sessions"].size(), size_t(0));
        QCOMPARE(m_agent->json({u"prune"_s, u"--undo"_s}).json()["restored"], json(1));
        QCOMPARE(m_agent->json({u"sessions"_s}).json()["sessions"].size(), size_t(1));
        QCOMPARE(m_agent->run({u"prune"_s, u"--undo"_s}).exitCode, 3);
    }

    void withoutLimitsNothingGoes()
    {
        QCOMPARE(m_agent->run({u"prune"_s}).exitCode, 2);
        for (const QString &wrong : {u"0"_s, u"-3"_s, u"soon"_s, u"5s"_s, u"999999999"_s})
            QCOMPARE(m_agent->run({u"prune"_s, u"--older-than="_s + wrong}).exitCode, 2);
        QCOMPARE(m_agent->run({u"prune"_s, u"--older-than"_s, u"1"_s, u"--project"_s, u"nope"_s}).exitCode, 3);
        QCOMPARE(m_agent->json({u"sessions"_s}).json()["sessions"].size(), size_t(1));
    }

    void theAgentPrunesByItselfWhenLimitsAreSet()
    {
        write(m_agent->dataDir() + u"/config.json"_s, R"({"retention":{"default":{"days":30}}})");
        QVERIFY(m_agent->startAgent());
        QTRY_VERIFY_WITH_TIMEOUT(limitsStoodFor(0) == 1, 20'000);
        QCOMPARE(m_agent->json({u"sessions"_s}).json()["sessions"].size(), size_t(1)); // they are new
        m_agent->agent().terminate();
        QVERIFY(m_agent->agent().waitForFinished());
        QCOMPARE(limitsStoodFor(25 * 3'600'000), 1);
        QVERIFY(m_agent->startAgent());
        QTRY_COMPARE_WITH_TIMEOUT(m_agent->json({u"sessions"_s}).json()["sessions"].size(), size_t(0), 20'000);
        // Once a day: what was brought back stays until tomorrow.
        QCOMPARE(m_agent->run({u"prune"_s, u"--undo"_s}).exitCode, 0);
        m_agent->agent().terminate();
        QVERIFY(m_agent->agent().waitForFinished());
        QVERIFY(m_agent->startAgent());
        QCOMPARE(m_agent->json({u"status"_s}).exitCode, 0);
        QCOMPARE(m_agent->json({u"sessions"_s}).json()["sessions"].size(), size_t(1));
    }

    void aBackupIsMadeOnce()
    {
        const QString file = m_agent->path(u"copy.sqlite"_s);
        const auto made = m_agent->json({u"backup"_s, file});
        QCOMPARE(made.exitCode, 0);
        QCOMPARE(made.json()["bytes"].get<qint64>(), QFileInfo(file).size());
        QCOMPARE(m_agent->run({u"backup"_s, file}).exitCode, 1);
        const auto deleted = m_agent->json({u"delete"_s, session, u"--now"_s});
        QCOMPARE(deleted.json()["remains_in"], json::array({file.toStdString()}));
    }

    void aBackupIsMadeBesideTheAgent()
    {
        QVERIFY(m_agent->startAgent());
        const QString file = m_agent->path(u"copy.sqlite"_s);
        const auto made = m_agent->json({u"backup"_s, file});
        QCOMPARE(made.exitCode, 0);
        QCOMPARE(made.json()["bytes"].get<qint64>(), QFileInfo(file).size());
        QCOMPARE(m_agent->run({u"backup"_s, file}).exitCode, 1);
        QCOMPARE(QDir(QFileInfo(file).path()).entryList({u"copy.sqlite*"_s}, QDir::Files),
                 QStringList{u"copy.sqlite"_s});
        QCOMPARE(m_agent->json({u"delete"_s, session, u"--now"_s}).json()["remains_in"],
                 json::array({file.toStdString()}));
    }

    void aLimitActsByItselfOnlyAfterADay()
    {
        write(m_agent->dataDir() + u"/config.json"_s, R"({"retention":{"default":{"days":1}}})");
        QVERIFY(m_agent->startAgent());
        const auto kept = [this] { return m_agent->json({u"status"_s}).json()["retention"]; };
        QCOMPARE(kept()["limited"], json(true));
        QTRY_VERIFY_WITH_TIMEOUT(kept()["acts_from"].is_string(), 30'000);
        QVERIFY(QDateTime::fromString(QString::fromStdString(kept()["acts_from"].get<std::string>()),
                                      Qt::ISODateWithMs) > QDateTime::currentDateTimeUtc().addSecs(23 * 3600));
        QVERIFY(m_agent->run({u"status"_s}).out.contains("act by themselves from"));
        QCOMPARE(m_agent->json({u"sessions"_s}).json()["sessions"].size(), size_t(1));
        // Who asks for it has it at once.
        QCOMPARE(m_agent->json({u"prune"_s}).json()["total"], json(1));
    }

    void thePathTellsItsGate()
    {
        const QString folder = m_agent->path(u"project"_s);
        write(folder + u"/.assay"_s, R"({"workspace":"theirs"})");
        const auto gate = [this](const QString &path) {
            return m_agent->json({u"status"_s, u"--path"_s, path}).json()["gate"];
        };
        QCOMPARE(gate(folder)["collect"], json(true));
        QCOMPARE(gate(folder)["proposed_workspace"], json("theirs"));
        QCOMPARE(gate(folder)["workspace"], json());
        // Only to what was looked at: a pull may have changed the file since.
        const Ran other = m_agent->run({u"workspaces"_s, u"--to"_s, u"mine"_s, u"--consent"_s, folder});
        QCOMPARE(other.exitCode, 2);
        QVERIFY(other.err.contains("theirs"));
        QCOMPARE(gate(folder)["workspace"], json());
        QCOMPARE(m_agent->run({u"workspaces"_s, u"--to"_s, u"theirs"_s, u"--consent"_s, folder}).exitCode, 0);
        QCOMPARE(gate(folder)["workspace"], json("theirs"));
        const auto listed = m_agent->json({u"workspaces"_s}).json();
        QCOMPARE(listed["workspaces"][0]["name"], json("default"));
        const std::string file = listed["consents"][0]["file"].get<std::string>();
        QCOMPARE(m_agent->run({u"workspaces"_s, u"--revoke"_s, QString::fromStdString(file)}).exitCode, 0);
        QCOMPARE(m_agent->run({u"workspaces"_s, u"--revoke"_s, QString::fromStdString(file)}).exitCode, 3);
        QCOMPARE(m_agent->run({u"workspaces"_s, u"--consent"_s, m_agent->path(u"elsewhere"_s)}).exitCode, 3);

        write(folder + u"/.assay.local"_s, R"({"collect":false})");
        QCOMPARE(gate(folder)["collect"], json(false));
        QVERIFY(!gate(folder)["text"].get<std::string>().empty());
        QCOMPARE(m_agent->run({u"capture"_s, u"pause"_s}).exitCode, 0);
        QCOMPARE(gate(m_agent->path(u"other"_s))["reason"], json("paused"));
    }

private:
    // Lets the limits be so much older, ms; how many notes of them there are.
    [[nodiscard]] qint64 limitsStoodFor(qint64 older) const
    {
        auto db =
            assay::Database::open(m_agent->dataDir() + u"/workspaces/default.sqlite"_s, assay::Database::Mode::Writer);
        if (!db)
            return -1;
        assay::Statement s(*db,
                           u"UPDATE meta SET value = substr(value, 1, 65) || (CAST(substr(value, 66) AS INTEGER) - "
                           "?) WHERE key = 'limits_since'"_s);
        return s.bind(older).run() ? s.changes() : -1;
    }
    std::unique_ptr<AgentProcess> m_agent;
};

QTEST_GUILESS_MAIN(TestPruneVerbs)
#include "tst_pruneverbs.moc"
