// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include <QDirIterator>
#include <QFile>
#include <QtTest>

#include <nlohmann/json.hpp>

#include <unordered_set>

#include "models/data/store/statement.h"
#include "tests/support/agentprocess.h"
#include "tests/support/importfixture.h"
#include "tests/support/plantedsecrets.h"
#include "tests/support/storedump.h"

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
        leavings.add(rawText(f.storeFile()).toStdString());
    }

private Q_SLOTS:
    void nothingOf500SecretsIsLeft()
    {
        ImportFixture f;
        const auto planted = test::plantSecrets(20261123, 500);
        std::vector<std::string> lines;
        for (const auto &secret : planted)
            lines.push_back(secret.line);
        f.write(u"-p/%1.jsonl"_s.arg(QString::fromStdString(sessionA)), lines);
        const QStringList common = {u"--data-dir"_s, f.dataDir().path(), u"--claude-dir"_s, f.claudeDir()};

        Leavings leavings;
        // A reader that stays open keeps the WAL from being removed at the end of the import.
        auto first = Database::open(f.storeFile(), Database::Mode::Writer);
        QVERIFY(first);
        const AgentRun imported = runAgent(QStringList{u"import"_s, u"--verbose"_s, u"--json"_s} + common);
        QCOMPARE(imported.exitCode, 0);
        QVERIFY(QFileInfo(f.storeFile() + u"-wal"_s).size() > 0);
        leavings.add(imported.out.toStdString());
        leavings.add(imported.err.toStdString());
        addFiles(f.dataDir().path(), leavings);
        addContents(f, leavings);
        for (const QString &session : f.column(u"SELECT uuid FROM session"_s)) {
            for (const QString &format : {u"md"_s, u"html"_s, u"json"_s, u"trajectory"_s}) {
                const AgentRun exported = runAgent(QStringList{u"export"_s, session, u"--format"_s, format} + common);
                QCOMPARE(exported.exitCode, 0);
                leavings.add(exported.out.toStdString());
            }
        }

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
    }
};

QTEST_GUILESS_MAIN(TestSecretsInStore)
#include "tst_secretsinstore.moc"
