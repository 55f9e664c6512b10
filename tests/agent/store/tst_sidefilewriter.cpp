// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
// The outputs beside a transcript: copied once, masked, cut, kept when the client deletes them.

#include <QDir>
#include <QtTest>

#include <filesystem>

#include <zstd.h>

#include "agent/store/deletion.h"
#include "agent/store/exclusions.h"
#include "agent/store/sidefilewriter.h"
#include "models/data/store/statement.h"
#include "tests/support/importfixture.h"
#include "tests/support/storedump.h"
#include "tests/support/transcriptbuilder.h"

using namespace assay;
using namespace Qt::Literals::StringLiterals;

class TestSideFileWriter : public QObject {
    Q_OBJECT

private:
    const QString session = u"-home-dev-project/"_s + QString::fromStdString(sessionA);
    const QString output = session + u"/tool-results/toolu_1.txt"_s;

    void writeSession(const ImportFixture &f) const
    {
        f.write(session + u".jsonl"_s, {TranscriptBuilder(sessionA).prompt("hello")});
    }

    // What is stored of the only copy.
    static QByteArray stored(const ImportFixture &f)
    {
        auto db = Database::open(f.storeFile(), Database::Mode::Reader);
        if (!db)
            return {};
        Statement s(*db, u"SELECT codec, kept, data FROM side_file"_s);
        if (!s.next())
            return {};
        QByteArray data = s.blob(2);
        if (s.integer(0) == 1) {
            QByteArray plain(s.integer(1), Qt::Uninitialized);
            const auto size =
                ZSTD_decompress(plain.data(), std::size_t(plain.size()), data.constData(), std::size_t(data.size()));
            data = size == std::size_t(plain.size()) ? plain : QByteArray("damaged");
        }
        return data;
    }

private Q_SLOTS:
    void outputIsCopiedOnceAndOutlivesItsFile()
    {
        ImportFixture f;
        writeSession(f);
        const std::string text = "line of output\n" + std::string(100'000, '.');
        f.append(output, text);
        f.import();
        QCOMPARE(stored(f).toStdString(), text);
        QCOMPARE(f.value(u"SELECT name || '/' || size || '/' || (kept = size) FROM side_file"_s).toString(),
                 u"toolu_1.txt/%1/1"_s.arg(text.size()));
        QCOMPARE(f.import().rowsWritten, 0);
        std::filesystem::remove_all(f.sourcePath(session).toStdString());
        f.import();
        QCOMPARE(stored(f).toStdString(), text);
    }

    void grownOutputIsCopiedAgainAShorterOneIsNot()
    {
        ImportFixture f;
        writeSession(f);
        f.append(output, "one\n");
        f.import();
        f.append(output, "two\n");
        f.import();
        QCOMPARE(stored(f), QByteArray("one\ntwo\n"));
        f.write(output, {"x"});
        f.import();
        QCOMPARE(stored(f), QByteArray("one\ntwo\n"));
        QCOMPARE(f.value(u"SELECT count(*) FROM side_file"_s).toInt(), 1);
    }

    void secretsAreMaskedAlsoWhereTheCopyIsCut()
    {
        ImportFixture f;
        writeSession(f);
        const std::string token = std::string("ghp") + "_" + "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8";
        std::string text = "token " + token + "\n";
        while (text.size() < std::size_t(SideFileWriter::mostBytes) - 24)
            text += "........................................\n";
        text.resize(std::size_t(SideFileWriter::mostBytes) - 20);
        f.append(output, text + "\n" + token + "\n" + std::string(200'000, '.'));
        const auto summary = f.import();
        const QByteArray kept = stored(f);
        QVERIFY(kept.startsWith("token [redacted:github-token]\n"));
        QVERIFY(!kept.contains(QByteArray::fromStdString(token.substr(0, 12))));
        QVERIFY(kept.size() <= SideFileWriter::mostBytes && kept.size() > SideFileWriter::mostBytes - 100);
        QCOMPARE(summary.redactions, (RedactionCounts{{"github-token", 2}}));
        QCOMPARE(f.value(u"SELECT sum(count) FROM redaction"_s).toInt(), 2);
        QVERIFY(f.value(u"SELECT kept < size FROM side_file"_s).toInt());
    }

    void onlyFilesOfKnownSessionsAreCopied()
    {
        ImportFixture f;
        writeSession(f);
        f.append(u"-home-dev-project/%1/tool-results/x.txt"_s.arg(QString::fromStdString(sessionB)), "no session");
        f.append(u"-home-dev-project/other/tool-results/y.txt"_s, "no uuid");
        f.append(output, "kept");
        std::filesystem::create_symlink("/etc/passwd", f.sourcePath(session + u"/tool-results/z.txt"_s).toStdString());
        f.import();
        QCOMPARE(f.column(u"SELECT name FROM side_file"_s), QStringList({u"toolu_1.txt"_s}));
    }

    void excludedSessionsHaveNone()
    {
        ImportFixture f;
        writeSession(f);
        f.append(output, "private");
        {
            auto exclusions = Exclusions::open(f.dataDir());
            QVERIFY(exclusions && exclusions->add(sessionA, u"deleted"_s, 1));
        }
        f.import();
        QCOMPARE(f.value(u"SELECT count(*) FROM side_file"_s).toInt(), 0);
    }

    void copiesGoWithTheirSession()
    {
        ImportFixture f;
        writeSession(f);
        f.append(output, "kept");
        f.import();
        {
            auto db = Database::open(f.storeFile(), Database::Mode::Writer);
            QVERIFY(db);
            Deletion deletion(*db, f.dataDir());
            const qint64 id = f.value(u"SELECT id FROM session"_s).toLongLong();
            QVERIFY(deletion.hide(id, 1000));
            QVERIFY(deletion.purge(id));
        }
        f.import();
        QCOMPARE(f.value(u"SELECT count(*) FROM side_file"_s).toInt(), 0);
    }
};

QTEST_GUILESS_MAIN(TestSideFileWriter)
#include "tst_sidefilewriter.moc"
