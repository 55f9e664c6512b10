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

class TestDetailStore final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void decodesPictures();
    void mayGoWhileAPictureIsDecoded();

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
    QVERIFY(details.detail(m_picture) == nullptr);
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
    QVERIFY(details->detail(m_picture) == nullptr);
    QVERIFY(ready.wait());
    QVERIFY(details->image(m_picture, 0).isNull());
    details.reset();
    QThreadPool::globalInstance()->waitForDone();
    QCoreApplication::processEvents();
    QCOMPARE(ready.size(), 1);
}

QTEST_MAIN(TestDetailStore)
#include "tst_detailstore.moc"
