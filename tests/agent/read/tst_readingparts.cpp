// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
// The small functions that lines are read with: times, keys, names of repositories, cuts of text, meta files of runs.

#include "agent/read/isotime.h"
#include "agent/read/linekey.h"
#include "agent/read/plaintext.h"
#include "agent/read/repositoryname.h"
#include "agent/read/runmeta.h"

#include <QTest>

using namespace Qt::Literals::StringLiterals;

namespace assay {

class ReadingPartsTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void times_data();
    void times();
    void uuids_data();
    void uuids();
    void hashedKeys();
    void remotes_data();
    void remotes();
    void pullRequests();
    void origins();
    void heads_data();
    void heads();
    void cuts();
    void runMeta_data();
    void runMeta();
};

void ReadingPartsTest::times_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<qint64>("time");
    QTest::newRow("milliseconds") << u"2026-03-01T12:34:56.789Z"_s << qint64(1772368496789);
    QTest::newRow("seconds") << u"2026-03-01T12:34:56Z"_s << qint64(1772368496000);
    QTest::newRow("microseconds") << u"2026-03-01T12:34:56.789123Z"_s << qint64(1772368496789);
    QTest::newRow("east") << u"2026-03-01T14:34:56.789+02:00"_s << qint64(1772368496789);
    QTest::newRow("west") << u"2026-03-01T07:04:56.789-0530"_s << qint64(1772368496789);
    QTest::newRow("epoch") << u"1970-01-01T00:00:00.000Z"_s << qint64(0);
    for (const QString &bad : {u""_s, u"now"_s, u"2026-03-01"_s, u"2026-02-30T00:00:00Z"_s, u"2026-13-01T00:00:00Z"_s,
                               u"2026-03-01T25:00:00Z"_s, u"2026-03-01T00:00:00"_s, u"2026-03-01T00:00:00+99:00"_s,
                               u"-026-03-01T00:00:00Z"_s})
        QTest::newRow(qPrintable(u"bad "_s + bad)) << bad << qint64(-1);
}

void ReadingPartsTest::times()
{
    QFETCH(QString, text);
    QFETCH(qint64, time);
    QCOMPARE(qint64(parseIsoTime(text.toStdString())), time);
}

void ReadingPartsTest::uuids_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("valid");
    QTest::newRow("lower case") << u"5f0c7d0e-00ab-4000-8000-000000000001"_s << true;
    QTest::newRow("upper case") << u"5F0C7D0E-00AB-4000-8000-000000000001"_s << true;
    QTest::newRow("short") << u"5f0c7d0e-00ab-4000-8000-00000000001"_s << false;
    QTest::newRow("dash moved") << u"5f0c7d0e0-0ab-4000-8000-000000000001"_s << false;
    QTest::newRow("letter") << u"5g0c7d0e-00ab-4000-8000-000000000001"_s << false;
    QTest::newRow("empty") << QString() << false;
}

void ReadingPartsTest::uuids()
{
    QFETCH(QString, text);
    QFETCH(bool, valid);
    LineKey key{};
    QCOMPARE(parseUuid(text.toStdString(), key), valid);
    QCOMPARE(int(key[0]), valid ? 0x5f : 0);
    QCOMPARE(int(key[15]), valid ? 1 : 0);
}

void ReadingPartsTest::hashedKeys()
{
    const LineKey key = hashedKey("line");
    QCOMPARE(key, hashedKey("line"));
    QCOMPARE(numberedKey(key, 0), key);
    QVERIFY(numberedKey(key, 1) != key);
    QVERIFY(numberedKey(key, 1) != numberedKey(key, 2));
    QCOMPARE(int(numberedKey(key, 2)[6] >> 4U), 0xF);
}

void ReadingPartsTest::remotes_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("name");
    const auto row = [](const QString &url, const QString &name) { QTest::newRow(qPrintable(url)) << url << name; };
    row(u"git@github.com:Owner/Name.git"_s, u"github.com/Owner/Name"_s);
    row(u"https://GitHub.com/owner/name"_s, u"github.com/owner/name"_s);
    row(u"https://user:token@host.org/owner/name.git/"_s, u"host.org/owner/name"_s);
    row(u"ssh://git@host.org:2222/group/sub/name.git"_s, u"host.org/group/sub/name"_s);
    row(u"/srv/git/name.git"_s, QString());
    row(u"../name"_s, QString());
    row(u"work:owner/name"_s, QString());
    row(u"localhost:owner/name"_s, u"localhost/owner/name"_s);
    row(u"http://GitServer:8080/owner/name.git"_s, u"gitserver/owner/name"_s);
    row(u"https:///owner/name"_s, QString());
    row(u"https://host.org/name"_s, QString());
    row(u"https://host.org/../../name"_s, QString());
    row(u"https://[redacted:url]@host.org/owner/name"_s, u"host.org/owner/name"_s);
    row(u"https://host.org/owner/[redacted:token]"_s, QString());
    row(u"file:///srv/owner/name"_s, QString());
    row(QString(), QString());
}

void ReadingPartsTest::remotes()
{
    QFETCH(QString, url);
    QFETCH(QString, name);
    QCOMPARE(QString::fromStdString(repositoryOfRemote(url.toStdString())), name);
}

void ReadingPartsTest::pullRequests()
{
    QCOMPARE(repositoryOfPullRequest("https://github.com/owner/name/pull/12"), std::string("github.com/owner/name"));
    QCOMPARE(repositoryOfPullRequest("https://gitlab.org/g/s/name/-/merge_requests/3"),
             std::string("gitlab.org/g/s/name"));
    QCOMPARE(repositoryOfPullRequest("https://github.com/owner/name"), std::string());
}

void ReadingPartsTest::origins()
{
    QCOMPARE(originInOutput("upstream\tgit@a.org:x/y (fetch)\norigin\thttps://b.org/x/y.git (fetch)\n"),
             std::string("b.org/x/y"));
    QCOMPARE(originInOutput("the origin\thttps://b.org/x/y (fetch)"), std::string());
    QCOMPARE(originInOutput("origin https://b.org/x/y"), std::string());
    QCOMPARE(originInOutput("origin\t/srv/x (fetch)"), std::string());
    QCOMPARE(originInOutput(""), std::string());
}

void ReadingPartsTest::heads_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("head");
    QTest::newRow("first line") << u"one\ntwo"_s << u"one"_s;
    QTest::newRow("blank lines") << u"\n \t\r\n two "_s << u"two"_s;
    QTest::newRow("only tags") << u"<a>\n<b>"_s << u"<a>"_s;
    QTest::newRow("tag first") << u"<a>\ntext"_s << u"text"_s;
    QTest::newRow("escapes") << u"\x1b[1;31mred\x1b[0m end"_s << u"red end"_s;
    QTest::newRow("long") << QString(200, u'ä') << QString(150, u'ä');
    QTest::newRow("nothing") << QString() << QString();
}

void ReadingPartsTest::heads()
{
    QFETCH(QString, text);
    QFETCH(QString, head);
    QCOMPARE(QString::fromStdString(headLine(text.toStdString())), head);
}

void ReadingPartsTest::cuts()
{
    QCOMPARE(cutAtCodePoint("aä", 2), std::string_view("a"));
    QCOMPARE(cutAtCodePoint("aä", 3), std::string_view("aä"));
    QCOMPARE(cutAtCodePoint("😀", 3), std::string_view());
    QVERIFY(headLine(std::string(400, '\0')).size() <= 300);
}

void ReadingPartsTest::runMeta_data()
{
    QTest::addColumn<QString>("json");
    QTest::addColumn<QStringList>("told");
    QTest::newRow("all") << uR"({"agentType":"Explore","description":"Count","toolUseId":"t1","spawnDepth":1})"_s
                         << QStringList({u"Explore"_s, u"Count"_s, u"t1"_s});
    QTest::newRow("wrong types") << uR"({"agentType":1,"description":null,"toolUseId":[]})"_s
                                 << QStringList({QString(), QString(), QString()});
    QTest::newRow("torn") << uR"({"agentType":"Exp)"_s << QStringList({QString(), QString(), QString()});
    QTest::newRow("list") << u"[]"_s << QStringList({QString(), QString(), QString()});
    QTest::newRow("empty") << QString() << QStringList({QString(), QString(), QString()});
}

void ReadingPartsTest::runMeta()
{
    QFETCH(QString, json);
    QFETCH(QStringList, told);
    const DecodedRun run = readRunMeta(json.toStdString(), "a1");
    QCOMPARE(run.agentId, std::string("a1"));
    QCOMPARE(QStringList({QString::fromStdString(run.agentType), QString::fromStdString(run.description),
                          QString::fromStdString(run.toolUseId)}),
             told);
}

} // namespace assay

QTEST_GUILESS_MAIN(assay::ReadingPartsTest)
#include "tst_readingparts.moc"
