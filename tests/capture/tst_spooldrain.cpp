// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include <QtTest>

#include <nlohmann/json.hpp>

#include "models/data/query/hookcalls.h"
#include "tests/capture/capturefixture.h"
#include "tests/capture/spoolfiles.h"
#include "tests/support/transcriptbuilder.h"

#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace assay;
using namespace Qt::Literals::StringLiterals;
using nlohmann::json;

// What hooks told becomes presence, once, in order; whatever else lies in the spool stops nothing.
class TestSpoolDrain : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void presenceOfASession();
    void inOrderAndOnce();
    void orderHoldsWhenTheClockGoesBack();
    void otherBootsComeFirst();
    void secretsAreMasked();
    void hostileFiles_data();
    void hostileFiles();
    void newerEnvelopeStays();
    void hostileEntriesOfTheFolder();
    void manyAtOnce();
    void callsMeetTheirEvents();
    void refusedPromptTakesNobodysEvent();
    void cancelledDrainIsNotDone();
    void lackOfDescriptorsThrowsNothingAway();
    void halfWrittenFilesGo();
};

void TestSpoolDrain::presenceOfASession()
{
    CaptureFixture capture;
    SpoolFiles spool(capture.options().dataDir.path());
    spool.add(sessionA, "SessionStart", {{"fields", {{"source", "startup"}, {"permission_mode", "plan"}}}});
    spool.add(sessionA, "PreToolUse", {{"fields", {{"tool_name", "Bash"}, {"tool_use_id", "toolu_1"}}}});
    spool.add(sessionA, "PostToolUseFailure",
              {{"fields", {{"tool_name", "Bash"}, {"tool_use_id", "toolu_1"}, {"duration_ms", 12}}}});
    capture.drain();
    QCOMPARE(spool.waiting(), 0);
    const auto one = [&](const char *sql) { return capture.files().value(QString::fromLatin1(sql)); };
    QCOMPARE(one("SELECT ended_at IS NULL FROM presence").toInt(), 1);
    QCOMPARE(one("SELECT permission_mode FROM presence").toString(), u"plan"_s);
    QCOMPARE(one("SELECT last_event_at FROM presence").toLongLong(), spool.now());
    QCOMPARE(one("SELECT outcome FROM hook_event WHERE name = 'PostToolUseFailure'").toInt(), int(Outcome::Failed));
    spool.add(sessionA, "SessionEnd", {{"fields", {{"reason", "other"}}}});
    capture.drain();
    QCOMPARE(one("SELECT ended_at FROM presence").toLongLong(), spool.now());
    QCOMPARE(one("SELECT end_reason FROM presence").toString(), u"other"_s);
    spool.add(sessionA, "SessionStart", {{"fields", {{"source", "resume"}}}});
    capture.drain();
    QCOMPARE(one("SELECT ended_at IS NULL FROM presence").toInt(), 1);
    QCOMPARE(one("SELECT count(*) FROM presence").toInt(), 1);
    QVERIFY(capture.state().hookUsP95 == 400);
}

void TestSpoolDrain::inOrderAndOnce()
{
    CaptureFixture capture;
    SpoolFiles spool(capture.options().dataDir.path());
    QMap<QString, QByteArray> copies;
    for (int i = 0; i < 450; ++i) {
        const QString name =
            spool.add(sessionA, "Notification", {{"fields", {{"notification_type", std::to_string(i)}}}});
        QFile file(spool.newFolder() + u'/' + name);
        QVERIFY(file.open(QIODevice::ReadOnly));
        copies[name] = file.readAll();
    }
    capture.drain();
    // Killed between commit and removal: all of them lie there once more.
    for (auto each = copies.begin(); each != copies.end(); ++each)
        spool.put(each.key(), each.value());
    capture.restart();
    capture.drain();
    QStringList expected;
    for (int i = 0; i < 450; ++i)
        expected.append(QString::number(i));
    QCOMPARE(capture.files().column(u"SELECT detail FROM hook_event ORDER BY id"_s), expected);
    QCOMPARE(spool.waiting(), 0);
}

void TestSpoolDrain::orderHoldsWhenTheClockGoesBack()
{
    CaptureFixture capture;
    SpoolFiles spool(capture.options().dataDir.path());
    spool.add(sessionA, "SessionStart");
    const qint64 before = spool.now();
    spool.setClock(before - 3'600'000);
    spool.add(sessionA, "SessionEnd");
    capture.drain();
    QCOMPARE(capture.files().column(u"SELECT name FROM hook_event ORDER BY id"_s),
             (QStringList{u"SessionStart"_s, u"SessionEnd"_s}));
    QCOMPARE(capture.files().value(u"SELECT last_event_at FROM presence"_s).toLongLong(), before);
    QCOMPARE(capture.files().value(u"SELECT ended_at IS NULL FROM presence"_s).toInt(), 0);
}

void TestSpoolDrain::otherBootsComeFirst()
{
    CaptureFixture capture;
    SpoolFiles spool(capture.options().dataDir.path());
    const QString present = spool.add(sessionA, "Stop");
    QString other = present;
    other.replace(0, 32, QString(32, u'f'));
    other.replace(33, 20, QString(20, u'9'));
    QVERIFY(QFile::rename(spool.newFolder() + u'/' + spool.add(sessionA, "SessionStart"),
                          spool.newFolder() + u'/' + other));
    capture.drain();
    QCOMPARE(capture.files().column(u"SELECT name FROM hook_event ORDER BY id"_s),
             (QStringList{u"SessionStart"_s, u"Stop"_s}));
}

void TestSpoolDrain::secretsAreMasked()
{
    CaptureFixture capture;
    SpoolFiles spool(capture.options().dataDir.path());
    spool.add(sessionA, "SessionStart",
              {{"cwd", "/home/AKIAIOSFODNN7EXAMPLE"}, {"fields", {{"source", "AKIAIOSFODNN7EXAMPLE"}}}});
    capture.drain();
    QVERIFY(capture.isNowhere("AKIAIOSFODNN7EXAMPLE"));
}

void TestSpoolDrain::hostileFiles_data()
{
    QTest::addColumn<QByteArray>("bytes");
    const auto header = [](const json &changes) {
        json line = {{"spool", 1}, {"session_id", sessionA}, {"event", "Stop"}, {"wall_ms", 1}};
        line.update(changes);
        return QByteArray::fromStdString(line.dump() + '\n');
    };
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("no newline") << QByteArray("{\"spool\":1}");
    QTest::newRow("no json") << QByteArray("hello\n");
    QTest::newRow("list") << QByteArray("[1]\n");
    QTest::newRow("deep") << QByteArray(200'000, '[') + '\n';
    QTest::newRow("no version") << QByteArray("{\"session_id\":\"aaaaaaaa-0000-4000-8000-000000000001\"}\n");
    QTest::newRow("version is text") << header({{"spool", "1"}});
    QTest::newRow("version 0") << header({{"spool", 0}});
    QTest::newRow("session is a path") << header({{"session_id", "../../../etc/passwd"}});
    QTest::newRow("session is missing") << QByteArray("{\"spool\":1,\"event\":\"Stop\"}\n");
    QTest::newRow("session is a number") << header({{"session_id", 7}});
    QTest::newRow("header too long") << QByteArray::fromStdString(
        json{{"spool", 1}, {"session_id", sessionA}, {"cwd", std::string(100'000, 'x')}}.dump() + '\n');
    QTest::newRow("binary") << QByteArray::fromHex("00ff00ff0a00");
}

void TestSpoolDrain::hostileFiles()
{
    QFETCH(const QByteArray, bytes);
    CaptureFixture capture;
    SpoolFiles spool(capture.options().dataDir.path());
    const QString name = spool.add(sessionB, "Stop");
    spool.put(name, bytes);
    spool.add(sessionB, "SessionEnd");
    capture.drain();
    QCOMPARE(spool.waiting(), 0);
    QCOMPARE(capture.state().refused, 1);
    QCOMPARE(capture.files().column(u"SELECT name FROM hook_event"_s), QStringList{u"SessionEnd"_s});
    capture.drain();
    QCOMPARE(capture.state().refused, 1);
}

void TestSpoolDrain::newerEnvelopeStays()
{
    CaptureFixture capture;
    SpoolFiles spool(capture.options().dataDir.path());
    spool.add(sessionA, "Stop", {{"spool", 2}});
    spool.add(sessionA, "SessionEnd");
    capture.drain();
    QCOMPARE(spool.waiting(), 1);
    QCOMPARE(capture.state().refused, 0);
    QCOMPARE(capture.files().column(u"SELECT name FROM hook_event"_s), QStringList{u"SessionEnd"_s});
}

void TestSpoolDrain::hostileEntriesOfTheFolder()
{
    CaptureFixture capture;
    SpoolFiles spool(capture.options().dataDir.path());
    QTemporaryFile outside;
    QVERIFY(outside.open());
    outside.write("{\"spool\":1,\"session_id\":\"aaaaaaaa-0000-4000-8000-000000000001\",\"event\":\"Stop\"}\n");
    outside.flush();
    const QString good = spool.add(sessionB, "Stop");
    const QString folder = spool.newFolder() + u'/';
    QString linked = good;
    QVERIFY(QFile::link(outside.fileName(), folder + linked.replace(64 + 1, 4, u"0007"_s)));
    QCOMPARE(link(qPrintable(outside.fileName()), qPrintable(folder + QString(good).replace(65, 4, u"0008"_s))), 0);
    QCOMPARE(mkfifo(qPrintable(folder + QString(good).replace(65, 4, u"0009"_s)), 0600), 0);
    QVERIFY(QDir().mkdir(folder + u"a folder"_s));
    spool.put(u"..hidden"_s, "x");
    spool.put(u"%n%s\n'; DROP TABLE event"_s, "x");
    capture.drain();
    QCOMPARE(capture.files().column(u"SELECT session_uuid FROM hook_event"_s),
             QStringList{QString::fromStdString(sessionB)});
    QCOMPARE(capture.state().refused, 6);
    QVERIFY(QFile::exists(outside.fileName()));
    QCOMPARE(QDir(folder).entryList(QDir::AllEntries | QDir::System | QDir::Hidden | QDir::NoDotAndDotDot),
             QStringList());
}

void TestSpoolDrain::manyAtOnce()
{
    CaptureFixture capture;
    SpoolFiles spool(capture.options().dataDir.path());
    constexpr int sessions = 100;
    for (int i = 0; i < 10 * sessions; ++i) {
        const QString uuid = u"cccccccc-0000-4000-8000-%1"_s.arg(i % sessions, 12, 10, QLatin1Char('0'));
        spool.add(uuid.toStdString(), "PostToolUse", {{"fields", {{"tool_use_id", "toolu_" + std::to_string(i)}}}});
    }
    capture.drain();
    QCOMPARE(capture.files().value(u"SELECT count(*) FROM hook_event"_s).toInt(), 10 * sessions);
    QCOMPARE(capture.files().value(u"SELECT count(*) FROM presence"_s).toInt(), sessions);
    QCOMPARE(capture.state().figures.commits, 5);
}

void TestSpoolDrain::callsMeetTheirEvents()
{
    CaptureFixture capture;
    SpoolFiles spool(capture.options().dataDir.path());
    const QString file = u"-home-dev-project/aaaaaaaa-0000-4000-8000-000000000001.jsonl"_s;
    spool.setClock(QDateTime::currentMSecsSinceEpoch() - 60'000);
    spool.add(sessionA, "UserPromptSubmit");
    spool.add(sessionA, "PreToolUse", {{"fields", {{"tool_name", "Bash"}, {"tool_use_id", "toolu_1"}}}});
    spool.add(sessionA, "PreToolUse", {{"fields", {{"tool_name", "Bash"}, {"tool_use_id", "toolu_denied"}}}});
    const auto joined = [&capture] {
        auto db = Database::open(capture.files().storeFile(), Database::Mode::Reader);
        QList<bool> is;
        for (const HookCall &call : readHookCalls(*db, QString::fromStdString(sessionA)).value_or(QList<HookCall>()))
            is.append(call.eventId != 0);
        return is;
    };
    capture.drain();
    QCOMPARE(joined(), (QList<bool>{false, false, false}));
    TranscriptBuilder lines(sessionA);
    const auto now = QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs).toStdString();
    capture.files().append(file, lines.user("hello", {{"timestamp", now}}) + '\n');
    capture.files().append(file, lines.call("toolu_1", "Bash", {{"command", "ls"}}) + '\n');
    capture.drain({file});
    QCOMPARE(joined(), (QList<bool>{true, true, false}));
}

// A prompt that another hook refused, or one said during a pause, is in no transcript.
void TestSpoolDrain::refusedPromptTakesNobodysEvent()
{
    CaptureFixture capture;
    SpoolFiles spool(capture.options().dataDir.path());
    const QString file = u"-home-dev-project/aaaaaaaa-0000-4000-8000-000000000001.jsonl"_s;
    TranscriptBuilder lines(sessionA);
    const qint64 start = QDateTime::currentMSecsSinceEpoch() - 600'000;
    // Seconds after the start of a call, and of its prompt if there is one: the client dates it before the call or
    // after.
    const QList<QPair<double, double>> said = {{0, 0.3}, {60, -1}, {120, 119.9}, {121, -1}, {122.5, 122.4}, {200, 230}};
    for (const auto &[call, prompt] : said) {
        spool.setClock(start + qint64(call * 1000));
        spool.add(sessionA, "UserPromptSubmit");
        if (prompt < 0)
            continue;
        const auto at = QDateTime::fromMSecsSinceEpoch(start + qint64(prompt * 1000), Qt::UTC);
        capture.files().append(
            file, lines.user("hello", {{"timestamp", at.toString(Qt::ISODateWithMs).toStdString()}}) + '\n');
    }
    capture.drain({file});
    auto db = Database::open(capture.files().storeFile(), Database::Mode::Reader);
    const auto calls = readHookCalls(*db, QString::fromStdString(sessionA));
    QCOMPARE(calls->size(), said.size());
    QSet<qint64> events;
    for (qsizetype i = 0; i < said.size(); ++i) {
        const qint64 event = calls->at(i).eventId;
        QVERIFY2((event != 0) == (said[i].second >= 0), qPrintable(QString::number(i)));
        QVERIFY(event == 0 || !events.contains(event));
        events.insert(event);
    }
}

// Somebody else needs the writer before the first call was taken, and no transcript waits.
void TestSpoolDrain::cancelledDrainIsNotDone()
{
    CaptureFixture capture;
    SpoolFiles spool(capture.options().dataDir.path());
    spool.add(sessionA, "SessionStart");
    capture.giveWay(true);
    QVERIFY(capture.drain().left);
    QCOMPARE(spool.waiting(), 1);
    capture.giveWay(false);
    QVERIFY(!capture.drain().left);
    QCOMPARE(spool.waiting(), 0);
}

void TestSpoolDrain::lackOfDescriptorsThrowsNothingAway()
{
    CaptureFixture capture;
    SpoolFiles spool(capture.options().dataDir.path());
    spool.add(sessionA, "SessionStart");
    const auto redactor = Redactor::create();
    SpoolReader reader(capture.options().dataDir, **redactor);
    const auto names = reader.list();
    QCOMPARE(names.size(), 1U);
    rlimit whole{};
    QCOMPARE(getrlimit(RLIMIT_NOFILE, &whole), 0);
    const rlimit none{0, whole.rlim_max};
    QCOMPARE(setrlimit(RLIMIT_NOFILE, &none), 0);
    const bool isRead = reader.read(names[0]).has_value();
    QCOMPARE(setrlimit(RLIMIT_NOFILE, &whole), 0);
    QVERIFY(!isRead);
    QCOMPARE(reader.trouble(), EMFILE);
    QCOMPARE(reader.refused(), 0);
    QVERIFY(reader.read(names[0]));
    QCOMPARE(spool.waiting(), 1);
}

// Of a hook that was killed while it wrote: raw, and in nobody's way a minute later.
void TestSpoolDrain::halfWrittenFilesGo()
{
    CaptureFixture capture;
    const SpoolFiles spool(capture.options().dataDir.path());
    const QString folder = capture.options().dataDir.path() + u"/spool/tmp/"_s;
    for (const auto &[name, seconds] : {std::pair(u"old.hook"_s, 120), std::pair(u"new.hook"_s, 5)}) {
        QFile file(folder + name);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("torn") == 4 && file.flush());
        QVERIFY(file.setFileTime(QDateTime::currentDateTime().addSecs(-seconds), QFileDevice::FileModificationTime));
    }
    capture.drain();
    QCOMPARE(QDir(folder).entryList(QDir::Files), QStringList{u"new.hook"_s});
}

QTEST_GUILESS_MAIN(TestSpoolDrain)
#include "tst_spooldrain.moc"
