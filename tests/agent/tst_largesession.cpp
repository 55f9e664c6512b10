// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/sample/largesession.h"

#include <nlohmann/json.hpp>

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace assay;

class TestLargeSession final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void reachesItsSizeHoldingOneTurn();
    void everyLineIsJson();
    void sameSeedSameBytes();
    void isNamedAsItsFile();
    void saysWhyItCannotWrite();

private:
    QByteArray bytesOf(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    QTemporaryDir m_dir;
};

void TestLargeSession::reachesItsSizeHoldingOneTurn()
{
    const qint64 wanted = 5'000'000;
    const auto summary = writeLargeSession(m_dir.filePath(u"five.jsonl"_s), wanted, 7);
    QVERIFY(summary.has_value());
    QVERIFY(summary->bytes >= wanted);
    QCOMPARE(QFile(m_dir.filePath(u"five.jsonl"_s)).size(), summary->bytes);
    QVERIFY(summary->turns > 10);
    // A turn has at most nine calls of 2 × 1 MB with escapes; most have far less.
    QVERIFY2(summary->mostHeld < 12'000'000, qPrintable(QString::number(summary->mostHeld)));

    // What is held must not grow with the file.
    const auto longer = writeLargeSession(m_dir.filePath(u"twelve.jsonl"_s), 12'000'000, 7);
    QVERIFY(longer.has_value());
    QVERIFY2(longer->mostHeld < 12'000'000, qPrintable(QString::number(longer->mostHeld)));
    QVERIFY(longer->longestLine > 300'000);
}

void TestLargeSession::everyLineIsJson()
{
    const auto summary = writeLargeSession(m_dir.filePath(u"json.jsonl"_s), 2'000'000, 3);
    QVERIFY(summary.has_value());
    QFile file(m_dir.filePath(u"json.jsonl"_s));
    QVERIFY(file.open(QIODevice::ReadOnly));
    qint64 lines = 0;
    while (!file.atEnd()) {
        const QByteArray line = file.readLine();
        QVERIFY(line.endsWith('\n'));
        const auto json = nlohmann::json::parse(line.begin(), line.end(), nullptr, false);
        QVERIFY2(json.is_object(), line.left(200).constData());
        QCOMPARE(json.value("sessionId", std::string()), summary->sessionId.toStdString());
        ++lines;
    }
    QCOMPARE(lines, summary->lines);
}

void TestLargeSession::sameSeedSameBytes()
{
    QVERIFY(writeLargeSession(m_dir.filePath(u"a.jsonl"_s), 400'000, 5).has_value());
    QVERIFY(writeLargeSession(m_dir.filePath(u"b.jsonl"_s), 400'000, 5).has_value());
    QVERIFY(writeLargeSession(m_dir.filePath(u"c.jsonl"_s), 400'000, 6).has_value());
    QCOMPARE(bytesOf(m_dir.filePath(u"a.jsonl"_s)), bytesOf(m_dir.filePath(u"b.jsonl"_s)));
    QVERIFY(bytesOf(m_dir.filePath(u"a.jsonl"_s)) != bytesOf(m_dir.filePath(u"c.jsonl"_s)));
}

void TestLargeSession::isNamedAsItsFile()
{
    const QString id = u"5f0c9c2e-1d7b-4a53-9a55-0d8c1f3f7e21"_s;
    const auto summary = writeLargeSession(m_dir.filePath(u"projects/-home-dev/"_s + id + u".jsonl"_s), 50'000, 1);
    QVERIFY(summary.has_value());
    QCOMPARE(summary->sessionId, id);
}

void TestLargeSession::saysWhyItCannotWrite()
{
    const QString file = m_dir.filePath(u"plain"_s);
    QVERIFY(QFile(file).open(QIODevice::WriteOnly));
    const auto summary = writeLargeSession(file + u"/inside.jsonl"_s, 50'000, 1);
    QVERIFY(!summary.has_value());
    QVERIFY(!summary.error().what.isEmpty());
    QVERIFY(summary.error().path.endsWith(u"inside.jsonl"_s));
}

QTEST_GUILESS_MAIN(TestLargeSession)
#include "tst_largesession.moc"
