// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include <QDir>
#include <QFile>
#include <QTest>

#include "models/data/export/callinput.h"
#include "models/data/export/sessionexport.h"
#include "models/data/query/sessionquery.h"
#include "tests/support/teststore.h"

using namespace assay;
using namespace Qt::Literals::StringLiterals;

class TestSessionExport final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void leavesOutWhatIsNotWanted_data();
    void leavesOutWhatIsNotWanted();
    void cancelledExportLeavesNothing();
    void neverWritesOverAFile();
    void replacesWhenAsked();
    void fileNames_data();
    void fileNames();
    void inputsAreReadable_data();
    void inputsAreReadable();

private:
    [[nodiscard]] QString exported(const ExportOptions &options);
    TestStore m_store;
    SessionRow m_session;
};

void TestSessionExport::initTestCase()
{
    const qint64 session = m_store.addSession({.uuid = u"4f2a91c0-0000"_s, .title = u"Fix it"_s});
    const qint64 run = m_store.addRun(session, u"helper"_s);
    m_store.addEvent({.session = session, .kind = EventKind::Prompt, .text = u"a-prompt"_s});
    m_store.addEvent({.session = session, .kind = EventKind::Thinking, .text = u"a-thought"_s});
    m_store.addEvent({.session = session,
                      .kind = EventKind::ToolCall,
                      .outcome = Outcome::Ok,
                      .tool = u"Bash"_s,
                      .input = uR"({"command":"an-input"})"_s,
                      .output = u"an-output"_s});
    m_store.addEvent({.session = session, .run = run, .kind = EventKind::Reply, .text = u"of-the-helper"_s});
    m_store.addNote(session, u"my-own-note"_s);
    m_session = *readSession(m_store.db(), session);
}

QString TestSessionExport::exported(const ExportOptions &options)
{
    QByteArray out;
    const auto done = exportSession(m_store.db(), m_session, options, [&out](const QByteArray &utf8) { out += utf8; });
    return done ? QString::fromUtf8(out) : done.error().what;
}

void TestSessionExport::leavesOutWhatIsNotWanted_data()
{
    QTest::addColumn<QString>("format");
    for (const ExportFormatRow &each : exportFormats())
        QTest::newRow(qPrintable(each.name)) << each.name;
}

void TestSessionExport::leavesOutWhatIsNotWanted()
{
    QFETCH(QString, format);
    const bool isTrajectory = format == u"trajectory"_s;
    const QString all = exported({.format = format});
    for (const QString &word : {u"a-prompt"_s, u"a-thought"_s, u"an-input"_s, u"an-output"_s})
        QVERIFY2(all.contains(word), qPrintable(all));
    QCOMPARE(all.contains(u"of-the-helper"_s), !isTrajectory);
    QVERIFY(!all.contains(u"my-own-note"_s));
    QVERIFY(!exported({.format = format, .thinking = false}).contains(u"a-thought"_s));
    const QString without = exported({.format = format, .outputs = false});
    QCOMPARE(without.contains(u"an-output"_s), isTrajectory);
    QVERIFY(without.contains(u"an-input"_s));
    QVERIFY(!exported({.format = format, .subagents = false}).contains(u"of-the-helper"_s));
}

void TestSessionExport::cancelledExportLeavesNothing()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"out.md"_s);
    qint64 seen = 0;
    const auto done = exportSessionToFile(m_store.db(), m_session, {}, path, Existing::Keep, [&seen](qint64 events) {
        seen = events;
        return events < 2;
    });
    QVERIFY(!done);
    QCOMPARE(done.error().code, Error::Code::Cancelled);
    QCOMPARE(seen, 2);
    QCOMPARE(QDir(folder.path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot), QStringList());
}

void TestSessionExport::neverWritesOverAFile()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"out.md"_s);
    const auto first = exportSessionToFile(m_store.db(), m_session, {}, path, Existing::Keep);
    QVERIFY2(first, first ? "" : qPrintable(first.error().what));
    QCOMPARE(*first, QFileInfo(path).size());
    QCOMPARE(QFile::permissions(path) & (QFile::ReadGroup | QFile::ReadOther | QFile::ExeOwner), QFile::Permissions());
    QVERIFY(!exportSessionToFile(m_store.db(), m_session, {}, path, Existing::Keep));
    // One that appears while it is written is somebody's too.
    const QString later = folder.filePath(u"later.md"_s);
    const auto late = exportSessionToFile(m_store.db(), m_session, {}, later, Existing::Keep, [&later](qint64) {
        QFile other(later);
        return other.open(QIODevice::WriteOnly) && other.write("theirs") == 6;
    });
    QVERIFY(!late);
    QFile other(later);
    QVERIFY(other.open(QIODevice::ReadOnly));
    QCOMPARE(other.readAll(), "theirs"_ba);
    QVERIFY(!exportSessionToFile(m_store.db(), m_session, {}, folder.path(), Existing::Replace));
    QCOMPARE(QDir(folder.path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot),
             (QStringList{u"later.md"_s, u"out.md"_s}));
}

void TestSessionExport::replacesWhenAsked()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"out.md"_s);
    QFile old(path);
    QVERIFY(old.open(QIODevice::WriteOnly));
    old.write("old");
    old.close();
    QVERIFY(exportSessionToFile(m_store.db(), m_session, {}, path, Existing::Replace));
    QVERIFY(old.open(QIODevice::ReadOnly));
    QVERIFY(old.readAll().contains("a-prompt"));
}

void TestSessionExport::fileNames_data()
{
    QTest::addColumn<QString>("title");
    QTest::addColumn<QString>("name");
    QTest::newRow("plain") << u"Fix the parser!"_s << u"fix-the-parser-4f2a91c0.md"_s;
    QTest::newRow("path") << u"../../etc/passwd"_s << u"etc-passwd-4f2a91c0.md"_s;
    QTest::newRow("not ASCII") << u"Größe: 日本 🙂"_s << u"größe-日本-4f2a91c0.md"_s;
    QTest::newRow("nothing") << u"…"_s << u"session-4f2a91c0.md"_s;
    QTest::newRow("long") << QString(300, u'x') << QString(50, u'x') + u"-4f2a91c0.md"_s;
}

void TestSessionExport::fileNames()
{
    QFETCH(QString, title);
    QFETCH(QString, name);
    SessionRow session;
    session.uuid = u"4f2a91c0-0000"_s;
    session.title = title;
    QCOMPARE(exportFileName(session, exportFormats().first()), name);
}

void TestSessionExport::inputsAreReadable_data()
{
    QTest::addColumn<QString>("tool");
    QTest::addColumn<QString>("json");
    QTest::addColumn<QString>("language");
    QTest::addColumn<QString>("text");
    QTest::newRow("command") << u"Bash"_s << uR"({"command":"a\nb","description":"x"})"_s << u"sh"_s << u"a\nb"_s;
    QTest::newRow("edit") << u"Edit"_s << uR"({"file_path":"/a","old_string":"x\ny\n","new_string":"z"})"_s << u"diff"_s
                          << u"-x\n-y\n+z\n"_s;
    QTest::newRow("edits") << u"MultiEdit"_s
                           << uR"({"edits":[{"old_string":"a","new_string":"b"},{"old_string":"c"}]})"_s << u"diff"_s
                           << u"-a\n+b\n\n-c\n"_s;
    QTest::newRow("content") << u"Write"_s << uR"({"file_path":"/a","content":"whole"})"_s << u""_s << u"whole"_s;
    QTest::newRow("told by the head") << u"Read"_s << uR"({"file_path":"head"})"_s << u""_s << u""_s;
    QTest::newRow("one text") << u"Any"_s << uR"({"query":"other"})"_s << u""_s << u"other"_s;
    QTest::newRow("JSON") << u"Any"_s << uR"({"b":1,"a":[]})"_s << u"json"_s << u"{\n  \"b\": 1,\n  \"a\": []\n}"_s;
    QTest::newRow("nothing") << u"Any"_s << u"{}"_s << u""_s << u""_s;
    QTest::newRow("no JSON") << u"Bash"_s << u"{\"cut"_s << u""_s << u"{\"cut"_s;
    const QString deep = u"{\"a\":"_s + QString(100'000, u'[') + QString(100'000, u']') + u'}';
    QTest::newRow("deep") << u"Any"_s << deep << u"json"_s << deep;
}

void TestSessionExport::inputsAreReadable()
{
    QFETCH(QString, tool);
    QFETCH(QString, json);
    QFETCH(QString, language);
    QFETCH(QString, text);
    const CallInput input = readableInput(tool, json, u"head"_s);
    QCOMPARE(input.language, language);
    QCOMPARE(input.text, text);
}

QTEST_GUILESS_MAIN(TestSessionExport)
#include "tst_sessionexport.moc"
