// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/ipc/ipcclient.h"

#include "agent/ipc/frame.h"
#include "agent/ipc/ipcserver.h"

#include <nlohmann/json.hpp>

#include <QLocalServer>
#include <QLocalSocket>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace assay;
using namespace Qt::Literals::StringLiterals;
using nlohmann::json;

namespace {

const Hello fitting{ipcProtocol, u"0.1.0"_s, 1, u"/data"_s, 10};

// An agent that says what a test tells it to.
class ScriptedAgent final {
public:
    ScriptedAgent(const QString &path, QByteArray answer)
        : m_answer(std::move(answer))
    {
        QObject::connect(&m_server, &QLocalServer::newConnection, &m_server, [this] {
            m_socket = m_server.nextPendingConnection();
            QObject::connect(m_socket, &QLocalSocket::readyRead, m_socket, [this] {
                m_socket->readAll();
                m_socket->write(m_answer);
            });
        });
        QVERIFY(m_server.listen(path));
    }

private:
    QByteArray m_answer;
    QLocalServer m_server;
    QLocalSocket *m_socket = nullptr;
};

QByteArray helloAnswer(const Hello &hello)
{
    return *encodeFrame(encodeMessage({Message::Kind::Reply, 1, {}, writeJson(toJson(hello)), {}}));
}

} // namespace

class TestIpcClient final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void greetsAndAsks();
    void tellsErrorsAsValues();
    void noticesAnotherVersion_data();
    void noticesAnotherVersion();
    void tellsWhenNobodyListens();
    void givesUpOnASilentAgent();
    void answersWhatIsOpenWhenTheAgentGoes();
    void closesOnBrokenStreams_data();
    void closesOnBrokenStreams();
    void receivesPushes();
    void survivesBeingDeletedInAnAnswer();
    void dropsAnswersOfDeadContexts();
    void refusesTooLongRequests();

private:
    [[nodiscard]] std::unique_ptr<IpcServer> serve(const Hello &hello = fitting);
    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
    QList<IpcServer::Answer> m_held;
};

void TestIpcClient::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_path = m_folder->filePath(u"s"_s);
    m_held.clear();
}

std::unique_ptr<IpcServer> TestIpcClient::serve(const Hello &hello)
{
    auto server = std::make_unique<IpcServer>(
        hello, [this](const QString &verb, const json &args, const IpcServer::Answer &answer) {
            if (verb == u"echo"_s)
                answer(args);
            else if (verb == u"fail"_s)
                answer(tl::unexpected(IpcError{u"full"_s, u"No space."_s, u"/x"_s}));
            else
                m_held.append(answer);
        });
    [&] { QVERIFY(server->listen(m_path)); }();
    return server;
}

void TestIpcClient::greetsAndAsks()
{
    const auto server = serve();
    IpcClient client(fitting);
    QSignalSpy ready(&client, &IpcClient::ready);
    client.open(m_path);
    QVERIFY(ready.wait());
    QCOMPARE(client.state(), IpcClient::State::Ready);
    QCOMPARE(client.peer().pid, fitting.pid);
    json got;
    client.request(u"echo"_s, {{"a", {1, 2}}}, this, [&got](const IpcReply &reply) { got = reply.value_or(json()); });
    QTRY_VERIFY(got.is_object());
    QCOMPARE(got["a"][1].get<int>(), 2);
}

void TestIpcClient::tellsErrorsAsValues()
{
    const auto server = serve();
    IpcClient client(fitting);
    QSignalSpy ready(&client, &IpcClient::ready);
    client.open(m_path);
    QVERIFY(ready.wait());
    IpcError error;
    client.request(u"fail"_s, json::object(), this, [&error](const IpcReply &reply) { error = reply.error(); });
    QTRY_COMPARE(error.code, u"full"_s);
    QCOMPARE(error.path, u"/x"_s);
}

void TestIpcClient::noticesAnotherVersion_data()
{
    QTest::addColumn<Hello>("agent");
    QTest::newRow("protocol") << Hello{ipcProtocol + 1, u"9"_s, 1, u"/data"_s, 1};
    QTest::newRow("schema") << Hello{ipcProtocol, u"9"_s, 2, u"/data"_s, 1};
    QTest::newRow("data directory") << Hello{ipcProtocol, u"9"_s, 1, u"/other"_s, 1};
}

void TestIpcClient::noticesAnotherVersion()
{
    QFETCH(Hello, agent);
    const auto server = serve(agent);
    QSignalSpy stopped(server.get(), &IpcServer::stopRequested);
    IpcClient client(fitting);
    QSignalSpy mismatched(&client, &IpcClient::mismatched);
    client.open(m_path);
    QVERIFY(mismatched.wait());
    QVERIFY(mismatched.first().first().toString().contains(u"Restart the agent"_s));
    QString code;
    client.request(u"echo"_s, json::object(), this, [&code](const IpcReply &reply) { code = reply.error().code; });
    QTRY_COMPARE(code, u"restart"_s);
    client.stop();
    QVERIFY(stopped.count() == 1 || stopped.wait());
}

void TestIpcClient::tellsWhenNobodyListens()
{
    IpcClient client(fitting);
    QSignalSpy closed(&client, &IpcClient::closed);
    client.open(m_path);
    QTRY_COMPARE(closed.count(), 1);
    QString code;
    client.request(u"echo"_s, json::object(), this, [&code](const IpcReply &reply) { code = reply.error().code; });
    QVERIFY(code.isEmpty()); // never from inside request()
    QTRY_COMPARE(code, u"closed"_s);
}

void TestIpcClient::givesUpOnASilentAgent()
{
    QLocalServer hung; // takes connections and never says a word
    QVERIFY(hung.listen(m_folder->filePath(u"hung.sock"_s)));
    IpcClient client(fitting, nullptr, 50);
    QSignalSpy closed(&client, &IpcClient::closed);
    client.open(hung.fullServerName());
    QVERIFY(closed.wait());
    QVERIFY(client.peerWasSilent());
    QCOMPARE(client.state(), IpcClient::State::Closed);
}

void TestIpcClient::answersWhatIsOpenWhenTheAgentGoes()
{
    auto server = serve();
    IpcClient client(fitting);
    QSignalSpy ready(&client, &IpcClient::ready);
    QSignalSpy closed(&client, &IpcClient::closed);
    client.open(m_path);
    QVERIFY(ready.wait());
    QStringList codes;
    for (int i = 0; i < 3; ++i)
        client.request(u"hold"_s, json::object(), this,
                       [&codes](const IpcReply &reply) { codes += reply.error().code; });
    QTRY_COMPARE(m_held.size(), 3);
    server.reset();
    QTRY_COMPARE(closed.count(), 1);
    QCOMPARE(codes, QStringList({u"closed"_s, u"closed"_s, u"closed"_s}));
    const auto again = serve();
    client.open(m_path);
    QVERIFY(ready.wait());
}

void TestIpcClient::closesOnBrokenStreams_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::newRow("garbage") << "HTTP/1.1 400 Bad Request\r\n\r\n"_ba;
    QTest::newRow("no json") << *encodeFrame("{"_ba);
    QTest::newRow("a request") << *encodeFrame(R"({"id":1,"verb":"x"})"_ba);
    QTest::newRow("not a hello") << *encodeFrame(R"({"id":1,"ok":{"name":"x"}})"_ba);
    QTest::newRow("refused") << *encodeFrame(R"({"id":1,"error":{"code":"x","what":"no"}})"_ba);
}

void TestIpcClient::closesOnBrokenStreams()
{
    QFETCH(QByteArray, answer);
    ScriptedAgent agent(m_path, answer);
    IpcClient client(fitting);
    QSignalSpy closed(&client, &IpcClient::closed);
    client.open(m_path);
    QTRY_COMPARE(closed.count(), 1);
    QCOMPARE(client.state(), IpcClient::State::Closed);
    QVERIFY(!closed.first().first().toString().isEmpty());
}

void TestIpcClient::receivesPushes()
{
    ScriptedAgent agent(m_path, helloAnswer(fitting) + *encodeFrame(R"({"push":"changed","args":{"n":1}})"_ba) +
                                    *encodeFrame(R"({"push":"bare"})"_ba));
    IpcClient client(fitting);
    QSignalSpy pushed(&client, &IpcClient::pushed);
    client.open(m_path);
    QTRY_COMPARE(pushed.count(), 2);
    QCOMPARE(pushed[0][0].toString(), u"changed"_s);
    QCOMPARE(pushed[0][1].toByteArray(), R"({"n":1})"_ba);
    QCOMPARE(pushed[1][1].toByteArray(), "{}"_ba);
}

void TestIpcClient::survivesBeingDeletedInAnAnswer()
{
    const auto server = serve();
    auto client = std::make_unique<IpcClient>(fitting);
    QSignalSpy ready(client.get(), &IpcClient::ready);
    client->open(m_path);
    QVERIFY(ready.wait());
    bool answered = false;
    client->request(u"echo"_s, json::object(), this, [&](const IpcReply &) {
        answered = true;
        client.release()->deleteLater();
    });
    QTRY_VERIFY(answered);
}

void TestIpcClient::dropsAnswersOfDeadContexts()
{
    const auto server = serve();
    IpcClient client(fitting);
    QSignalSpy ready(&client, &IpcClient::ready);
    client.open(m_path);
    QVERIFY(ready.wait());
    bool late = false;
    bool other = false;
    {
        QObject context;
        client.request(u"echo"_s, json::object(), &context, [&late](const IpcReply &) { late = true; });
    }
    client.request(u"echo"_s, json::object(), this, [&other](const IpcReply &) { other = true; });
    QTRY_VERIFY(other);
    QVERIFY(!late);
}

void TestIpcClient::refusesTooLongRequests()
{
    const auto server = serve();
    IpcClient client(fitting);
    QSignalSpy ready(&client, &IpcClient::ready);
    client.open(m_path);
    QVERIFY(ready.wait());
    QString code;
    client.request(u"echo"_s, {{"text", std::string(size_t(maxFrameBytes), 'x')}}, this,
                   [&code](const IpcReply &reply) { code = reply.error().code; });
    QTRY_COMPARE(code, u"usage"_s);
    QCOMPARE(client.state(), IpcClient::State::Ready);
}

QTEST_GUILESS_MAIN(TestIpcClient)
#include "tst_ipcclient.moc"
