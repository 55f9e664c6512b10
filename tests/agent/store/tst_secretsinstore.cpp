// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include <QDirIterator>
#include <QFile>
#include <QtTest>

#include <nlohmann/json.hpp>

#include <unordered_set>

#include <zstd.h>

#include "models/data/store/statement.h"
#include "tests/support/agentprocess.h"
#include "tests/support/importfixture.h"
#include "tests/support/plantedsecrets.h"
#include "tests/support/storedump.h"
#include "tests/support/transcriptbuilder.h"

using namespace assay;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr std::size_t runLength = 10;

// All runs of ten bytes of what Assay left anywhere.
class Leavings {
public:
    void add(std::string_view bytes)
    {
        for (std::size_t i = 0; i + runLength <= bytes.size(); ++i)
            m_runs.insert(std::hash<std::string_view>()(bytes.substr(i, runLength)));
    }

    [[nodiscard]] bool hold(const std::string &secret) const
    {
        for (std::size_t i = 0; i + runLength <= secret.size(); ++i) {
            if (m_runs.contains(std::hash<std::string_view>()(std::string_view(secret).substr(i, runLength))))
                return true;
        }
        return false;
    }

private:
    std::unordered_set<std::size_t> m_runs;
};

} // namespace

// The whole way of a secret: planted in a transcript, looked for in every byte that Assay wrote or printed.
class TestSecretsInStore : public QObject {
    Q_OBJECT

private:
    // All strings of a line, one below the other: what a command might have printed.
    static std::string textOf(const std::string &line)
    {
        std::string text;
        collect(nlohmann::json::parse(line), text);
        return text;
    }
    static void collect(const nlohmann::json &json, std::string &text)
    {
        if (json.is_string())
            text += json.get<std::string>() + '\n';
        for (const auto &item : json.is_structured() ? json : nlohmann::json::array())
            collect(item, text);
    }

    static std::string subagentLine(const std::string &agentId)
    {
        TranscriptBuilder child(sessionA);
        child.setAgent(agentId);
        return child.reply("done");
    }

    static void addFiles(const QString &folder, Leavings &leavings)
    {
        QDirIterator files(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            if (file.open(QIODevice::ReadOnly))
                leavings.add(file.readAll().toStdString());
        }
    }

    // Raw blocks are compressed in the file: look into them, and into the texts as they are read.
    static void addContents(const ImportFixture &f, Leavings &leavings)
    {
        for (const QString &text : f.column(u"SELECT text || char(10) || input || char(10) || output FROM body"_s))
            leavings.add(text.toStdString());
        for (const QString &text : f.column(u"SELECT head FROM event UNION ALL SELECT title FROM session"_s))
            leavings.add(text.toStdString());
        for (const QString &text : f.column(u"SELECT description || char(10) || agent_type FROM run"_s))
            leavings.add(text.toStdString());
        leavings.add(rawText(f.storeFile()).toStdString());
        auto db = Database::open(f.storeFile(), Database::Mode::Reader);
        QVERIFY(db);
        Statement copies(*db, u"SELECT codec, kept, data FROM side_file"_s);
        while (copies.next()) {
            QByteArray data = copies.blob(2);
            if (copies.integer(0) == 1) {
                QByteArray plain(copies.integer(1), Qt::Uninitialized);
                ZSTD_decompress(plain.data(), std::size_t(plain.size()), data.constData(), std::size_t(data.size()));
                data = plain;
            }
            leavings.add(data.toStdString());
        }
    }

private Q_SLOTS:
    void nothingOf500SecretsIsLeft()
    {
        ImportFixture f;
        const auto planted = test::plantSecrets(20261123, 500);
        std::vector<std::string> lines;
        for (const auto &secret : planted)
            lines.push_back(secret.line);
        const QString session = u"-p/"_s + QString::fromStdString(sessionA);
        f.write(session + u".jsonl"_s, lines);
        // The files around a transcript hold the same secrets once more.
        for (std::size_t i = 0; i < planted.size(); ++i) {
            f.write(session + u"/tool-results/%1.txt"_s.arg(i), {textOf(planted[i].line)});
            if (i % 10 != 0)
                continue;
            const QString agent = session + u"/subagents/agent-a%1"_s.arg(i);
            f.write(agent + u".jsonl"_s, {subagentLine("a" + std::to_string(i))});
            f.write(agent + u".meta.json"_s, {nlohmann::json{{"description", textOf(planted[i].line)}}.dump()});
        }
        Leavings leavings;
        // A connection that stays open keeps the WAL from being removed at the end of the import.
        const auto open = Database::open(f.storeFile(), Database::Mode::Writer);
        QVERIFY(open);
        f.import();
        QVERIFY(QFileInfo(f.storeFile() + u"-wal"_s).size() > 0);
        addFiles(f.dataDir().path(), leavings);
        addContents(f, leavings);

        // The same through the program, with all it prints.
        const QString printed = f.claudeDir() + u"-data"_s;
        const QStringList common = {u"--data-dir"_s, printed, u"--claude-dir"_s, f.claudeDir(), u"--verbose"_s};
        QList<QStringList> calls = {
            {u"import"_s, u"--json"_s}, {u"status"_s}, {u"sessions"_s}, {u"search"_s, u"password"_s}};
        for (const QString &format : {u"md"_s, u"html"_s, u"json"_s, u"trajectory"_s})
            calls.append({u"export"_s, f.value(u"SELECT uuid FROM session"_s).toString(), u"--format"_s, format});
        for (const QStringList &call : calls) {
            const AgentRun run = runAgent(call + common);
            QVERIFY2(run.exitCode == 0, run.err.constData());
            leavings.add(run.out.toStdString());
            leavings.add(run.err.toStdString());
        }
        addFiles(printed, leavings);

        int left = 0;
        for (const auto &secret : planted) {
            for (const auto &body : secret.bodies) {
                if (body.size() < runLength || !leavings.hold(body))
                    continue;
                ++left;
                qWarning().noquote() << "left:"
                                     << QString::fromStdString(secret.shape + " / " + secret.carrier + " / " +
                                                               secret.wrapper + " / " + secret.place);
                break;
            }
        }
        QCOMPARE(left, 0);
        QCOMPARE(f.value(u"SELECT sum(lines_broken) FROM source"_s).toInt(), 0);
        QVERIFY(f.value(u"SELECT sum(count) FROM redaction"_s).toInt() >= 400);
        QCOMPARE(f.value(u"SELECT count(*) FROM side_file"_s).toInt(), 500);
        QCOMPARE(f.value(u"SELECT count(*) FROM run WHERE description <> ''"_s).toInt(), 50);
    }
};

QTEST_GUILESS_MAIN(TestSecretsInStore)
#include "tst_secretsinstore.moc"
