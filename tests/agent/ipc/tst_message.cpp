// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/ipc/message.h"

#include <nlohmann/json.hpp>

#include <QTest>

using namespace assay;
using namespace Qt::Literals::StringLiterals;
using nlohmann::json;

class TestMessage final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void goesThereAndBack_data();
    void goesThereAndBack();
    void ignoresUnknownKeys();
    void refusesWhatIsNoMessage_data();
    void refusesWhatIsNoMessage();
    void replacesInvalidUtf8();
};

void TestMessage::goesThereAndBack_data()
{
    QTest::addColumn<Message>("message");
    QTest::newRow("request") << Message{Message::Kind::Request, 7, u"import.start"_s, R"({"agent":"auto"})"_ba, {}};
    QTest::newRow("reply") << Message{Message::Kind::Reply, 7, {}, R"({"pid":1})"_ba, {}};
    QTest::newRow("failure") << Message{
        Message::Kind::Failure, 8, {}, {}, {u"busy"_s, u"\"quoted\"\nlines ü"_s, u"/a/b"_s}};
    QTest::newRow("push") << Message{Message::Kind::Push, 0, u"changed"_s, R"({"kinds":["session"]})"_ba, {}};
}

void TestMessage::goesThereAndBack()
{
    QFETCH(Message, message);
    const auto back = decodeMessage(encodeMessage(message));
    QVERIFY(back);
    QCOMPARE(back->kind, message.kind);
    QCOMPARE(back->id, message.id);
    QCOMPARE(back->name, message.name);
    QCOMPARE(back->body, message.body);
    QCOMPARE(back->error.code, message.error.code);
    QCOMPARE(back->error.what, message.error.what);
    QCOMPARE(back->error.path, message.error.path);
}

void TestMessage::ignoresUnknownKeys()
{
    const auto message = decodeMessage(R"({"id":1,"verb":"status","args":{},"later":[1,2]})"_ba);
    QVERIFY(message);
    QCOMPARE(message->name, u"status"_s);
}

void TestMessage::refusesWhatIsNoMessage_data()
{
    QTest::addColumn<QByteArray>("payload");
    QTest::newRow("no json") << "hello"_ba;
    QTest::newRow("cut") << R"({"id":1,"verb":"sta)"_ba;
    QTest::newRow("array") << "[1]"_ba;
    QTest::newRow("no id") << R"({"verb":"status"})"_ba;
    QTest::newRow("id is text") << R"({"id":"1","verb":"status"})"_ba;
    QTest::newRow("verb is a number") << R"({"id":1,"verb":2})"_ba;
    QTest::newRow("args are a list") << R"({"id":1,"verb":"status","args":[]})"_ba;
    QTest::newRow("push is null") << R"({"push":null})"_ba;
    QTest::newRow("neither") << R"({"id":1})"_ba;
    QTest::newRow("error is text") << R"({"id":1,"error":"x"})"_ba;
    QTest::newRow("nested") << R"({"id":1,"verb":"x","args":)"_ba + QByteArray(100000, '[') + QByteArray(100000, ']') +
                                   "}"_ba;
}

void TestMessage::refusesWhatIsNoMessage()
{
    QFETCH(QByteArray, payload);
    const auto message = decodeMessage(payload);
    QVERIFY(!message);
    QVERIFY(!message.error().isEmpty());
}

void TestMessage::replacesInvalidUtf8()
{
    QCOMPARE(writeJson(json(std::string("a\xff"))), "\"a\xEF\xBF\xBD\""_ba);
}

QTEST_GUILESS_MAIN(TestMessage)
#include "tst_message.moc"
