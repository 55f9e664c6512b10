// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include <nlohmann/json.hpp>

#include <QBuffer>
#include <QSignalSpy>
#include <QTest>
#include <QThreadPool>

#include "models/items/queryrunner.h"
#include "models/items/transcriptmodel.h"
#include "tests/support/teststore.h"
#include "views/transcript/detailstore.h"

using namespace assay;
using namespace Qt::Literals::StringLiterals;

namespace {

EventRow eventRow(qint64 id, Outcome outcome)
{
    EventRow row;
    row.id = id;
    row.outcome = outcome;
    return row;
}

} // namespace

class TestDetailStore final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void decodesPictures();
    void mayGoWhileAPictureIsDecoded();
    void changedEventsAreReadAgain();
    void failuresAreNotAskedForAgain();
    void onlyTheLastFewAreRead();

private:
    TestStore m_store;
    qint64 m_session = 0;
    qint64 m_picture = 0;
};

void TestDetailStore::initTestCase()
{
    QImage image(5000, 5000, QImage::Format_RGB32);
    image.fill(Qt::darkCyan);
    QByteArray png;
    QBuffer buffer(&png);
    QVERIFY(buffer.open(QIODevice::WriteOnly) && image.save(&buffer, "PNG"));
    const nlohmann::json picture = {
        {"type", "image"},
        {"source", {{"type", "base64"}, {"media_type", "image/png"}, {"data", png.toBase64().toStdString()}}}};
    const nlohmann::json line = {{"type", "user"}, {"message", {{"role", "user"}, {"content", {picture}}}}};
    m_session = m_store.addSession({.title = u"pictures"_s});
    m_picture = m_store.addEvent({.session = m_session,
                                  .kind = EventKind::Prompt,
                                  .images = 1,
                                  .text = u"look"_s,
                                  .line = QByteArray::fromStdString(line.dump())});
}

void TestDetailStore::decodesPictures()
{
    QueryRunner runner(m_store.file());
    TranscriptModel model(&runner);
    DetailStore details;
    details.setModel(&model);
    QSignalSpy ready(&details, &DetailStore::ready);
    QVERIFY(details.detail(eventRow(m_picture, Outcome::None)) == nullptr);
    QVERIFY(ready.wait());
    QVERIFY(details.image(m_picture, 0).isNull());
    QVERIFY(ready.wait());
    QVERIFY(!details.image(m_picture, 0).isNull());
}

void TestDetailStore::mayGoWhileAPictureIsDecoded()
{
    QueryRunner runner(m_store.file());
    TranscriptModel model(&runner);
    auto details = std::make_unique<DetailStore>();
    details->setModel(&model);
    QSignalSpy ready(details.get(), &DetailStore::ready);
    QVERIFY(details->detail(eventRow(m_picture, Outcome::None)) == nullptr);
    QVERIFY(ready.wait());
    QVERIFY(details->image(m_picture, 0).isNull());
    details.reset();
    QThreadPool::globalInstance()->waitForDone();
    QCoreApplication::processEvents();
    QCOMPARE(ready.size(), 1);
}

void TestDetailStore::changedEventsAreReadAgain()
{
    const qint64 call = m_store.addEvent({.session = m_session, .outcome = Outcome::Pending, .tool = u"Grep"_s});
    QueryRunner runner(m_store.file());
    TranscriptModel model(&runner);
    DetailStore details;
    details.setModel(&model);
    QSignalSpy ready(&details, &DetailStore::ready);
    QVERIFY(details.detail(eventRow(call, Outcome::Pending)) == nullptr);
    QVERIFY(ready.wait());
    QVERIFY(details.detail(eventRow(call, Outcome::Pending))->output.isEmpty());
    m_store.execute(u"UPDATE body SET output = 'found' WHERE id = %1"_s.arg(call));
    QVERIFY(details.detail(eventRow(call, Outcome::Ok)) == nullptr);
    QVERIFY(ready.wait());
    QCOMPARE(details.detail(eventRow(call, Outcome::Ok))->output, u"found"_s);
}

void TestDetailStore::failuresAreNotAskedForAgain()
{
    QueryRunner runner(m_store.file());
    TranscriptModel model(&runner);
    DetailStore details;
    details.setModel(&model);
    QSignalSpy failed(&model, &TranscriptModel::detailFailed);
    QVERIFY(details.detail(eventRow(4711, Outcome::Failed)) == nullptr);
    QVERIFY(failed.wait());
    const qint64 statements = runner.statements();
    QVERIFY(details.detail(eventRow(4711, Outcome::Failed)) == nullptr);
    QVERIFY(details.detail(eventRow(4711, Outcome::Ok)) == nullptr); // that is another matter
    QVERIFY(failed.wait());
    QCOMPARE(failed.size(), 2);
    QCOMPARE(runner.statements(), statements * 2);
}

// Failed calls are open by themselves: fast scrolling asks for hundreds.
void TestDetailStore::onlyTheLastFewAreRead()
{
    QList<qint64> calls;
    for (int i = 0; i < 100; ++i)
        calls.append(m_store.addEvent({.session = m_session, .tool = u"Grep"_s}));
    QueryRunner runner(m_store.file());
    TranscriptModel model(&runner);
    DetailStore details;
    details.setModel(&model);
    QList<qint64> read;
    connect(&details, &DetailStore::ready, this, [&read](qint64 id) { read.append(id); });
    for (const qint64 call : calls)
        QVERIFY(details.detail(eventRow(call, Outcome::None)) == nullptr);
    // The first was on its way already.
    QTRY_COMPARE(read, (QList{calls.at(0), calls.at(99), calls.at(98), calls.at(97), calls.at(96)}));
    QVERIFY(details.detail(eventRow(calls.at(50), Outcome::None)) == nullptr); // asked for again
    QTRY_COMPARE(read.last(), calls.at(50));
}

QTEST_MAIN(TestDetailStore)
#include "tst_detailstore.moc"
