// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/settings/settingsfile.h"

#include <nlohmann/json.hpp>

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace assay;
using namespace Qt::Literals::StringLiterals;
using nlohmann::ordered_json;

namespace {

Result<> allow(const QByteArray &)
{
    return {};
}

} // namespace

class TestSettingsFile final : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    QString m_path;

    void write(const QByteArray &bytes) const
    {
        QFile file(m_path);
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
        QCOMPARE(file.write(bytes), bytes.size());
    }
    QByteArray bytes() const
    {
        QFile file(m_path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    static ordered_json json(const char *text) { return ordered_json::parse(text); }

private Q_SLOTS:
    void init()
    {
        m_path = m_folder.filePath(u"config.json"_s);
        QFile::remove(m_path);
    }

    void withoutAFileAllIsAsByDefault()
    {
        const auto loaded = SettingsFile(m_path).read();
        QVERIFY(loaded);
        QVERIFY(!loaded->values.captureUnpersisted);
        QCOMPARE(loaded->values.skillifyEveryTurns, 20);
        QCOMPARE(loaded->values.summarySeconds, 60);
        QVERIFY(!loaded->values.limitsAnything());
        QVERIFY(!QFile::exists(m_path)); // defaults are not written
        QVERIFY(!SettingsFile(m_path, SettingsMissing::Refused).read());
    }

    void everyKeyComesBackAsItWasSet()
    {
        const auto patch =
            json(R"({"capture":{"unpersisted":true},"ignore":{"folders":["/a/b/","/c"],"projects":["me/x"]},
            "retention":{"default":{"days":30},"projects":{"github.com/a.b/c":{"bytes":5000000}}},
            "mining":{"skillify_every_n_turns":7,"new_cards_per_day":0,"open_cards":4},"summaries":{"cadence_s":120,"workspaces":{"fleet":{"cadence_s":5}}},
            "notifications":{"candidates":false,"capture_stopped":false}})");
        QVERIFY(SettingsFile(m_path).change(patch, allow));
        const auto loaded = SettingsFile(m_path).read();
        QVERIFY(loaded);
        const Settings &s = loaded->values;
        QVERIFY(s.captureUnpersisted);
        QCOMPARE(s.ignoredFolders, (QStringList{u"/a/b"_s, u"/c"_s}));
        QCOMPARE(s.ignoredProjects, QStringList{u"me/x"_s});
        QCOMPARE(*s.retentionOf(u"other"_s).days, 30);
        QVERIFY(!s.retentionOf(u"github.com/a.b/c"_s).days); // its own limit stands for itself
        QCOMPARE(*s.retentionOf(u"github.com/a.b/c"_s).bytes, 5'000'000);
        QCOMPARE(s.skillifyEveryTurns, 7);
        QCOMPARE(s.newCardsPerDay, 0);
        QCOMPARE(s.openCards, 4);
        QCOMPARE(s.summarySecondsOf(u"fleet"_s), 5);
        QCOMPARE(s.summarySecondsOf(u"default"_s), 120);
        QVERIFY(!s.notifyOfCandidates && !s.notifyOfStoppedCapture);
        const auto again = settingsFromJson(toJson(s));
        QVERIFY(again);
        QVERIFY(toJson(*again) == toJson(s));
        QCOMPARE(QFileInfo(m_path).permissions() & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
    }

    void whatIsNotKnownIsKeptInItsPlace()
    {
        write(
            R"({"mining":{"zeal":3,"skillify_every_n_turns":5},"redaction":{"rules":[]},"capture":{"later":{"x":[1]}}})");
        const auto changed = SettingsFile(m_path).change(json(R"({"mining":{"skillify_every_n_turns":6}})"), allow);
        QVERIFY(changed);
        QCOMPARE(changed->unknown, (QStringList{u"capture.later"_s, u"mining.zeal"_s}));
        const auto root = ordered_json::parse(bytes().toStdString());
        QCOMPARE(
            QByteArray::fromStdString(root.dump()),
            QByteArray(
                R"({"mining":{"zeal":3,"skillify_every_n_turns":6},"redaction":{"rules":[]},"capture":{"later":{"x":[1]}}})"));
        // null is the default again
        QVERIFY(SettingsFile(m_path).change(json(R"({"mining":{"skillify_every_n_turns":null}})"), allow));
        QCOMPARE(SettingsFile(m_path).read()->values.skillifyEveryTurns, 20);
    }

    void whatIsNotUnderstoodIsAnErrorAndStays_data()
    {
        QTest::addColumn<QByteArray>("settings");
        QTest::addColumn<QString>("named");
        QTest::newRow("empty") << QByteArray() << u"JSON"_s;
        QTest::newRow("torn") << QByteArray(R"({"capture":{)") << u"JSON"_s;
        QTest::newRow("list") << QByteArray("[]") << u"JSON"_s;
        QTest::newRow("deep") << QByteArray(100'000, '[') << u"JSON"_s;
        QTest::newRow("bad utf-8") << QByteArray("{\"capture\":{\"x\":\"\xff\"}}") << u"JSON"_s;
        QTest::newRow("section") << QByteArray(R"({"capture":1})") << u"capture"_s;
        QTest::newRow("flag") << QByteArray(R"({"capture":{"unpersisted":"yes"}})") << u"capture.unpersisted"_s;
        QTest::newRow("too small") << QByteArray(R"({"mining":{"skillify_every_n_turns":0}})")
                                   << u"mining.skillify_every_n_turns"_s;
        QTest::newRow("fraction") << QByteArray(R"({"retention":{"default":{"days":1.5}}})")
                                  << u"retention.default.days"_s;
        QTest::newRow("huge") << QByteArray(R"({"retention":{"default":{"days":18446744073709551615}}})")
                              << u"retention.default.days"_s;
        QTest::newRow("bytes") << QByteArray(R"({"retention":{"projects":{"p":{"bytes":5}}}})")
                               << u"retention.projects.p.bytes"_s;
        QTest::newRow("relative folder") << QByteArray(R"({"ignore":{"folders":["x"]}})") << u"ignore.folders"_s;
        QTest::newRow("folder with a newline")
            << QByteArray(R"({"ignore":{"folders":["/x\ny"]}})") << u"ignore.folders"_s;
        QTest::newRow("folder is a number") << QByteArray(R"({"ignore":{"folders":[1]}})") << u"ignore.folders"_s;
        QTest::newRow("workspace") << QByteArray(R"({"summaries":{"workspaces":{"../x":{}}}})")
                                   << u"summaries.workspaces"_s;
    }
    void whatIsNotUnderstoodIsAnErrorAndStays()
    {
        QFETCH(QByteArray, settings);
        QFETCH(QString, named);
        write(settings);
        const auto read = SettingsFile(m_path).read();
        QVERIFY(!read);
        QVERIFY2(read.error().what.contains(named), qPrintable(read.error().what));
        QCOMPARE(read.error().path, m_path);
        QVERIFY(!SettingsFile(m_path).change(json(R"({"capture":{"unpersisted":true}})"), allow));
        QCOMPARE(bytes(), settings);
    }

    void aChangeThatIsWrongChangesNothing()
    {
        write(R"({"capture":{"unpersisted":true}})");
        const QByteArray before = bytes();
        for (const char *wrong : {R"({"capture":{"unpersistent":true}})", R"({"captures":{}})",
                                  R"({"mining":{"skillify_every_n_turns":"x"}})", R"({"capture":[]})"}) {
            const auto changed = SettingsFile(m_path).change(json(wrong), allow);
            QVERIFY2(!changed, wrong);
            QCOMPARE(int(changed.error().code), int(Error::Code::Usage));
        }
        const auto refuse = [](const QByteArray &) -> Result<> { return fail(Error::Code::Failed, u"no"_s); };
        QVERIFY(!SettingsFile(m_path).change(json(R"({"redaction":{"rules":[1]}})"), refuse));
        QCOMPARE(bytes(), before);
    }

    void aLinkIsFollowedAndStays()
    {
        const QString target = m_folder.filePath(u"kept.json"_s);
        QFile file(target);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("{}") == 2);
        file.close();
        QVERIFY(QFile::link(target, m_path));
        QVERIFY(SettingsFile(m_path).change(json(R"({"capture":{"unpersisted":true}})"), allow));
        QVERIFY(QFileInfo(m_path).isSymLink());
        QVERIFY(SettingsFile(target).read()->values.captureUnpersisted);
    }

    void whoeverChangedTheFileMeanwhileIsHeeded()
    {
        write("{}");
        const auto meanwhile = [this](const QByteArray &) -> Result<> {
            write(R"({"capture":{}})");
            return {};
        };
        const auto changed = SettingsFile(m_path).change(json(R"({"capture":{"unpersisted":true}})"), meanwhile);
        QVERIFY(!changed);
        QCOMPARE(int(changed.error().code), int(Error::Code::Busy));
        QCOMPARE(bytes(), QByteArray(R"({"capture":{}})"));
        QCOMPARE(QDir(m_folder.path()).entryList(QDir::Files).filter(u"config.json."_s), QStringList());
    }

    void nothingIsWrittenOutsideTheTestRoot()
    {
        const auto changed = SettingsFile(u"/tmp/../tmp-assay-elsewhere/config.json"_s)
                                 .change(json(R"({"capture":{"unpersisted":true}})"), allow);
        QVERIFY(!changed);
        QVERIFY(!QFileInfo::exists(u"/tmp-assay-elsewhere"_s));
    }
};

QTEST_GUILESS_MAIN(TestSettingsFile)
#include "tst_settingsfile.moc"
