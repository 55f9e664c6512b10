// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
// The agent's words about the capture, right ones and wrong ones.
#include <QTest>

#include <nlohmann/json.hpp>

#include "app/capturejson.h"

using namespace assay;
using namespace Qt::Literals::StringLiterals;
using nlohmann::json;

class TestCaptureJson final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsTheHealth();
    void nothingIsGuessed_data();
    void nothingIsGuessed();
    void readsPlans();
    void settingsGoThereAndBack();
};

void TestCaptureJson::readsTheHealth()
{
    const CaptureHealth health = captureHealthOf(json::parse(R"({
        "hooks": {"wired": true, "events": ["Stop"], "settings_path": "/s", "command": "/h"},
        "capture": {"state": "paused", "paused_until": "2026-11-25T22:00:00.000Z", "last_event_at": 1764108000000,
                    "queue_depth": 2, "spool_files": 7, "spool_bytes": 38200, "dropped": 0, "hook_ms_p95": 1.25,
                    "watching": "polling", "folders_watched": 23,
                    "errors": [{"path": "/p", "what": "No.", "code": "full", "at": "2026-11-25T21:00:00Z"}]}})"));
    QCOMPARE(health.state, CaptureHealth::State::Paused);
    QCOMPARE(health.pausedUntil, 1'795'644'000'000);
    QCOMPARE(health.lastEventAt, 1'764'108'000'000);
    QCOMPARE(health.queueDepth, 2);
    QCOMPARE(health.spoolFiles, 7);
    QCOMPARE(health.dropped, 0);
    QCOMPARE(health.hookMsP95, 1.25);
    QCOMPARE(health.watching, u"polling"_s);
    QCOMPARE(health.faults.size(), 1);
    QCOMPARE(health.faults.first().code, u"full"_s);
    QVERIFY(health.hooks.known && health.hooks.wired);
    QCOMPARE(health.hooks.events, QStringList{u"Stop"_s});
}

void TestCaptureJson::nothingIsGuessed_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char *text :
         {"{}", "null", "[]", "3", R"({"capture": null, "hooks": null})", R"({"capture": [], "hooks": "yes"})",
          R"({"capture": {"state": 7, "queue_depth": "2", "paused_until": [], "hook_ms_p95": null, "errors": {"a": 1}},
              "hooks": {"wired": "true", "events": 3}})",
          R"({"capture": {"state": "asleep", "paused_until": "soon"}, "hooks": {"wired": null, "events": []}})"})
        QTest::addRow("%s", text) << QByteArray(text);
}

void TestCaptureJson::nothingIsGuessed()
{
    QFETCH(QByteArray, text);
    const json value = json::parse(text.toStdString());
    QCOMPARE(captureHealthOf(value), CaptureHealth());
    QVERIFY(changePlanOf(value).changes.isEmpty());
    QVERIFY(pruneListOf(value).sessions.isEmpty());
    QVERIFY(!captureSettingsOf(value).known);
}

void TestCaptureJson::readsPlans()
{
    const ChangePlan plan = changePlanOf(json::parse(R"({"hash": "h", "remarks": ["n"], "changes": [
        {"file": "/s", "kind": "settings", "action": "change", "diff": "@@"}, 7, {"file": "/u", "action": "none"}]})"));
    QCOMPARE(plan.hash, u"h"_s);
    QCOMPARE(plan.changes.size(), 3);
    QCOMPARE(plan.changes.first().diff, u"@@"_s);
    QVERIFY(!plan.changesNothing());
    QVERIFY(changePlanOf(json::parse(R"({"changes": [{"action": "none"}]})")).changesNothing());
    const PruneList list = pruneListOf(json::parse(
        R"({"bytes": 12, "hash": "p", "sessions": [{"id": "a", "title": "t", "project": "x", "bytes": 12}]})"));
    QCOMPARE(list.bytes, 12);
    QCOMPARE(list.sessions.first().id, u"a"_s);
    QCOMPARE(list.sessions.first().at, -1);
    QCOMPARE(list.total, 1); // not told: as many as are named
    QVERIFY(pruneArgs({}).empty());
    QCOMPARE(pruneArgs({{}, u"path:/p"_s}), json::parse(R"({"project": "path:/p"})"));
    QCOMPARE(pruneArgs({KeepLimit{30, -1}, {}}), json::parse(R"({"limit": {"days": 30, "bytes": null}})"));
}

void TestCaptureJson::settingsGoThereAndBack()
{
    const CaptureSettings present = captureSettingsOf(json::parse(R"({"settings": {"capture": {"unpersisted": true},
        "ignore": {"folders": ["/a"], "projects": ["dotfiles"]},
        "retention": {"default": {"days": 90, "bytes": null}, "projects": {"path:/p": {"days": null, "bytes": 5}}}}})"));
    QVERIFY(present.known && present.captureUnpersisted);
    QCOMPARE(present.ignoredFolders, QStringList{u"/a"_s});
    QCOMPARE(present.ignoredProjects, QStringList{u"dotfiles"_s});
    QCOMPARE(present.keep.olderThanDays, 90);
    QCOMPARE(present.keep.maxBytes, -1);
    QCOMPARE(present.keepOf.value(u"path:/p"_s).maxBytes, 5);
    QVERIFY(settingsChange(present, present).empty());
    CaptureSettings wanted = present;
    wanted.captureUnpersisted = false;
    QCOMPARE(settingsChange(present, wanted), json::parse(R"({"capture": {"unpersisted": false}})"));
    wanted = present;
    QVERIFY(present.notifyOfCandidates && present.notifyOfStoppedCapture); // not told is the default
    wanted.notifyOfCandidates = false;
    QCOMPARE(settingsChange(present, wanted), json::parse(R"({"notifications": {"candidates": false}})"));
    QVERIFY(!captureSettingsOf(json{{"settings", settingsChange(present, wanted)}}).notifyOfCandidates);
    wanted = present;
    wanted.keep = {};
    wanted.keepOf.remove(u"path:/p"_s);
    wanted.keepOf.insert(u"path:/q"_s, {}); // no limit of its own is one too: the other one does not hold
    QCOMPARE(settingsChange(present, wanted), json::parse(R"({"retention": {"default": {"days": null, "bytes": null},
                                           "projects": {"path:/p": null, "path:/q": {"days": null, "bytes": null}}}})"));
}

QTEST_GUILESS_MAIN(TestCaptureJson)
#include "tst_capturejson.moc"
