// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
// Files that are not what a transcript should be: names that are no text, pipes, links, no permission, gone meanwhile.

#include <QFile>
#include <QtTest>

#include <nlohmann/json.hpp>

#include <filesystem>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tests/support/importfixture.h"
#include "tests/support/storedump.h"
#include "tests/support/transcriptbuilder.h"
#include "tests/support/withoutrights.h"

using namespace assay;
using namespace Qt::Literals::StringLiterals;

namespace {

std::string ghToken()
{
    return std::string("ghp") + "_" + "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8";
}

} // namespace

class TestHostileFiles : public QObject {
    Q_OBJECT

private:
    const QString fileA = u"-home-dev-project/%1.jsonl"_s.arg(QString::fromStdString(sessionA));
    const QString fileB = u"-home-dev-project/%1.jsonl"_s.arg(QString::fromStdString(sessionB));
    const QString subagent = u"-home-dev-project/%1/subagents/agent-abc1234"_s.arg(QString::fromStdString(sessionA));

    // A sub-agent's transcript whose meta file is to be made.
    void writeSubagent(const ImportFixture &f) const
    {
        TranscriptBuilder child(sessionA);
        child.setAgent("abc1234");
        f.write(subagent + u".jsonl"_s, {child.reply("found an okapi")});
    }

private Q_SLOTS:
    void namesThatAreNoTextStayApart()
    {
        ImportFixture f;
        const std::string folder = f.sourcePath(u"-p"_s).toStdString();
        std::filesystem::create_directories(folder);
        const std::vector<std::string> names = {"/r\xe9.jsonl", "/r\xe8.jsonl", "/r\xef\xbf\xbd.jsonl",
                                                "/r\xef\x9f\xa9.jsonl"};
        for (std::size_t i = 0; i < names.size(); ++i) {
            f.write(u"-p/tmp.jsonl"_s, {TranscriptBuilder(i % 2 == 0 ? sessionA : sessionB).prompt("hello")});
            std::filesystem::rename(folder + "/tmp.jsonl", folder + names[i]);
        }
        QCOMPARE(f.import().filesParsed, 4);
        QCOMPARE(f.value(u"SELECT count(*) FROM source"_s).toInt(), 4);
        QCOMPARE(f.import().filesParsed, 0);
        QCOMPARE(f.value(u"SELECT count(*) FROM source WHERE state = 'ok'"_s).toInt(), 4);
        std::filesystem::remove(folder + names[0]);
        f.import();
        QCOMPARE(f.value(u"SELECT count(*) FROM source WHERE state = 'source_gone'"_s).toInt(), 1);
    }

    void twoNewNamesOfOneFileAreTwoSources()
    {
        ImportFixture f;
        TranscriptBuilder b(sessionA);
        f.write(fileA, {b.prompt("one"), b.reply("two")});
        f.import();
        const auto linked = [&](const QString &name) { return f.sourcePath(name).toStdString(); };
        std::filesystem::create_hard_link(linked(fileA), linked(u"-home-dev-project/x.jsonl"_s));
        std::filesystem::rename(linked(fileA), linked(u"-home-dev-project/y.jsonl"_s));
        f.append(u"-home-dev-project/x.jsonl"_s, b.prompt("three about a numbat") + '\n');
        QCOMPARE(f.import().eventsAdded, 1);
        QCOMPARE(f.value(u"SELECT count(*) FROM source WHERE state = 'ok'"_s).toInt(), 2);
        QCOMPARE(f.hits(u"numbat"_s), 1);
        QCOMPARE(f.value(u"SELECT count(*) FROM session"_s).toInt(), 1);
    }

    void secretsOfMetaFilesAreMasked()
    {
        ImportFixture f;
        writeSubagent(f);
        f.write(subagent + u".meta.json"_s,
                {nlohmann::json{{"agentType", "helper " + ghToken()}, {"description", "use " + ghToken()}}.dump()});
        const auto summary = f.import();
        QCOMPARE(f.value(u"SELECT agent_type || '/' || description FROM run"_s).toString(),
                 u"helper [redacted:github-token]/use [redacted:github-token]"_s);
        QCOMPARE(summary.redactions, (RedactionCounts{{"github-token", 2}}));
    }

    void metaFilesThatAreNoFilesAreNotRead_data()
    {
        QTest::addColumn<bool>("pipe");
        QTest::newRow("pipe") << true;
        QTest::newRow("link") << false;
    }
    void metaFilesThatAreNoFilesAreNotRead()
    {
        QFETCH(bool, pipe);
        ImportFixture f;
        writeSubagent(f);
        const QByteArray meta = QFile::encodeName(f.sourcePath(subagent + u".meta.json"_s));
        f.write(u"elsewhere.json"_s, {R"({"description":"not of this folder"})"});
        if (pipe)
            QCOMPARE(mkfifo(meta.constData(), 0600), 0);
        else
            QCOMPARE(symlink(qPrintable(f.sourcePath(u"elsewhere.json"_s)), meta.constData()), 0);
        QCOMPARE(f.import().filesParsed, 1);
        QCOMPARE(f.value(u"SELECT description FROM run"_s).toString(), QString());
        QCOMPARE(f.hits(u"okapi"_s), 1);
    }

    void pipesAndLinksAreNoTranscripts()
    {
        ImportFixture f;
        f.write(fileA, {TranscriptBuilder(sessionA).prompt("hello")});
        QCOMPARE(mkfifo(qPrintable(f.sourcePath(fileB)), 0600), 0);
        std::filesystem::create_symlink("/etc/passwd", f.sourcePath(u"-home-dev-project/z.jsonl"_s).toStdString());
        auto options = f.options();
        QCOMPARE(f.import(options).filesSeen, 1);
        options.claudeDirs = {f.sourcePath(fileB)};
        const auto summary = f.import(options);
        QCOMPARE(summary.filesSeen, 0);
        QCOMPARE(summary.problems.size(), 1);
    }

    void unreadableFileIsNamedAndTheRestImported()
    {
        ImportFixture f;
        f.write(fileA, {TranscriptBuilder(sessionA).prompt("hello")});
        f.write(fileB, {TranscriptBuilder(sessionB).prompt("closed")});
        f.write(u"-closed/x.jsonl"_s, {"{}"});
        QCOMPARE(chmod(qPrintable(f.sourcePath(fileB)), 0), 0);
        QCOMPARE(chmod(qPrintable(f.sourcePath(u"-closed"_s)), 0), 0);
        {
            const WithoutRights user(f.dataDir().path());
            const auto summary = f.tryImport(f.options(), false);
            QVERIFY2(summary, summary ? "" : qPrintable(summary.error().what));
            QCOMPARE(summary->filesParsed, 1);
            QCOMPARE(summary->problems.size(), 2);
            QCOMPARE(summary->problems.at(0).path, f.sourcePath(u"-closed"_s));
            QCOMPARE(summary->problems.at(1).path, f.sourcePath(fileB));
            QVERIFY(summary->problems.at(1).what.contains(u"Permission denied"_s));
        }
        QCOMPARE(chmod(qPrintable(f.sourcePath(u"-closed"_s)), 0700), 0);
        QCOMPARE(chmod(qPrintable(f.sourcePath(fileB)), 0600), 0);
        QCOMPARE(f.import().filesParsed, 2);
        QCOMPARE(f.value(u"SELECT count(*) FROM source"_s).toInt(), 3);
    }

    void fileThatVanishesWhileOthersAreReadIsNamed()
    {
        ImportFixture f;
        TranscriptBuilder large(sessionA);
        std::vector<std::string> lines;
        for (int i = 0; i < 60; ++i)
            lines.push_back(large.reply(std::string(1'000'000, 'x')));
        f.write(fileB, {TranscriptBuilder(sessionB).prompt("soon gone")});
        f.write(fileA, lines); // newest first: this one is read before the other
        const timespec old[2] = {{1'700'000'000, 0}, {1'700'000'000, 0}};
        QCOMPARE(utimensat(AT_FDCWD, qPrintable(f.sourcePath(fileB)), old, 0), 0);
        const auto summary =
            f.tryImport(f.options(), false, [&](const ImportProgress &) { QFile::remove(f.sourcePath(fileB)); });
        QVERIFY(summary);
        QCOMPARE(summary->filesParsed, 1);
        QCOMPARE(summary->problems.size(), 1);
        QCOMPARE(summary->problems.at(0).path, f.sourcePath(fileB));
        QCOMPARE(f.value(u"SELECT count(*) FROM event"_s).toInt(), 60);
    }
};

QTEST_GUILESS_MAIN(TestHostileFiles)
#include "tst_hostilefiles.moc"
