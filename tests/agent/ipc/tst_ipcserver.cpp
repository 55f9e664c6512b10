// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/ipc/ipcserver.h"

#include "agent/ipc/frame.h"

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <nlohmann/json.hpp>

#include <QFile>
#include <QLocalSocket>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace assay;
using namespace Qt::Literals::StringLiterals;
using nlohmann::json;

namespace {

const Hello agent{ipcProtocol, u"0.1.0"_s, 1, u"/data"_s, 10};

// Speaks raw bytes, as a broken or hostile client would.
class RawClient final {
public:
    explicit RawClient(const QString &path)
    {
        m_socket.connectToServer(path);
        QVERIFY(m_socket.waitForConnected());
    }
    void write(const QByteArray &bytes) { m_socket.write(bytes); }
    void say(const QByteArray &json) { write(*encodeFrame(json)); }
    [[nodiscard]] bool isOpen() const { return m_socket.state() == QLocalSocket::ConnectedState; }
    [[nodiscard]] Message next()
    {
        std::optional<QByteArray> payload;
        const bool arrived = QTest::qWaitFor([&] {
            m_reader.append(m_socket.readAll());
            payload = m_reader.next().value_or(std::nullopt);
            return payload.has_value();
        });
        return arrived ? decodeMessage(*payload).value_or(Message{}) : Message{};
    }
    void greet(Hello hello = agent)
    {
        say(encodeMessage({Message::Kind::Request, 1, u"hello"_s, writeJson(toJson(hello)), {}}));
        QCOMPARE(next().kind, Message::Kind::Reply);
    }
    void abort() { m_socket.abort(); }

private:
    QLocalSocket m_socket;
    FrameReader m_reader;
};

} // namespace

class TestIpcServer final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void closesOnBrokenStreams_data();
    void closesOnBrokenStreams();
    void answersOnlyAfterAFittingHello_data();
    void answersOnlyAfterAFittingHello();
    void answersLaterAndOutOfOrder();
    void forgetsAClientThatLeft();
    void tellsWhenAnAnswerIsTooLong();
    void pushesToSubscribersOnly();
    void dropsAClientThatDoesNotRead();
    void isStoppedByAnyVersion();
    void removesAStaleSocket();
    void leavesALivingSocketAlone();
    void leavesAFileAlone();

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<IpcServer> m_server;
    QList<QPair<QString, IpcServer::Answer>> m_asked;
    QString m_path;
};

void TestIpcServer::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_path = m_folder->filePath(u"s"_s);
    m_asked.clear();
    m_server =
        std::make_unique<IpcServer>(agent, [this](const QString &verb, const json &, const IpcServer::Answer &answer) {
            m_asked.append({verb, answer});
        });
    QVERIFY(m_server->listen(m_path));
}

void TestIpcServer::cleanup()
{
    m_server.reset();
    QVERIFY(!QFile::exists(m_path));
}

void TestIpcServer::closesOnBrokenStreams_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("garbage") << "GET / HTTP/1.1\r\n\r\n"_ba;
    QTest::newRow("too long") << QByteArray("\x00\x10\x00\x01", 4);
    QTest::newRow("empty frame") << QByteArray(4, '\0');
    QTest::newRow("no json") << *encodeFrame("no json"_ba);
    QTest::newRow("a reply") << *encodeFrame(R"({"id":1,"ok":{}})"_ba);
}

void TestIpcServer::closesOnBrokenStreams()
{
    QFETCH(QByteArray, bytes);
    RawClient client(m_path);
    client.write(bytes);
    const Message answer = client.next();
    QCOMPARE(answer.kind, Message::Kind::Failure);
    QCOMPARE(answer.error.code, u"usage"_s);
    QTRY_VERIFY(!client.isOpen());
    RawClient other(m_path);
    other.greet();
}

void TestIpcServer::answersOnlyAfterAFittingHello_data()
{
    QTest::addColumn<Hello>("hello");
    QTest::addColumn<bool>("fits");
    QTest::newRow("same") << agent << true;
    QTest::newRow("protocol") << Hello{ipcProtocol + 1, u"9"_s, 1, u"/data"_s, 1} << false;
    QTest::newRow("schema") << Hello{ipcProtocol, u"9"_s, 2, u"/data"_s, 1} << false;
    QTest::newRow("data directory") << Hello{ipcProtocol, u"9"_s, 1, u"/other"_s, 1} << false;
}

void TestIpcServer::answersOnlyAfterAFittingHello()
{
    QFETCH(Hello, hello);
    QFETCH(bool, fits);
    RawClient client(m_path);
    client.say(R"({"id":1,"verb":"status"})"_ba);
    QCOMPARE(client.next().error.code, u"restart"_s);
    client.greet(hello);
    client.say(R"({"id":2,"verb":"status"})"_ba);
    if (fits) {
        QTRY_COMPARE(m_asked.size(), 1);
        QCOMPARE(m_asked.first().first, u"status"_s);
    } else {
        QCOMPARE(client.next().error.code, u"restart"_s);
        QVERIFY(m_asked.isEmpty());
    }
}

void TestIpcServer::answersLaterAndOutOfOrder()
{
    RawClient client(m_path);
    client.greet();
    client.say(R"({"id":5,"verb":"a"})"_ba);
    client.say(R"({"id":6,"verb":"b"})"_ba);
    QTRY_COMPARE(m_asked.size(), 2);
    m_asked[1].second(json{{"n", 2}});
    m_asked[0].second(tl::unexpected(IpcError{u"busy"_s, u"later"_s, {}}));
    const Message first = client.next();
    QCOMPARE(first.id, 6);
    QCOMPARE(first.body, R"({"n":2})"_ba);
    const Message second = client.next();
    QCOMPARE(second.id, 5);
    QCOMPARE(second.error.code, u"busy"_s);
}

void TestIpcServer::forgetsAClientThatLeft()
{
    RawClient client(m_path);
    client.greet();
    client.say(R"({"id":5,"verb":"a"})"_ba);
    QTRY_COMPARE(m_asked.size(), 1);
    client.abort();
    RawClient other(m_path);
    other.greet();
    m_asked.first().second(json::object());
    m_server->push(u"changed"_s, json::object());
    other.say(R"({"id":6,"verb":"b"})"_ba);
    QTRY_COMPARE(m_asked.size(), 2);
}

void TestIpcServer::tellsWhenAnAnswerIsTooLong()
{
    RawClient client(m_path);
    client.greet();
    client.say(R"({"id":5,"verb":"a"})"_ba);
    QTRY_COMPARE(m_asked.size(), 1);
    m_asked.first().second(json{{"text", std::string(size_t(maxFrameBytes), 'x')}});
    const Message answer = client.next();
    QCOMPARE(answer.id, 5);
    QCOMPARE(answer.kind, Message::Kind::Failure);
    QVERIFY(client.isOpen());
}

void TestIpcServer::pushesToSubscribersOnly()
{
    RawClient quiet(m_path);
    quiet.greet();
    RawClient listening(m_path);
    listening.greet();
    listening.say(R"({"id":2,"verb":"subscribe"})"_ba);
    QCOMPARE(listening.next().id, 2);
    m_server->push(u"changed"_s, json{{"kinds", {"session"}}});
    const Message push = listening.next();
    QCOMPARE(push.kind, Message::Kind::Push);
    QCOMPARE(push.name, u"changed"_s);
    quiet.say(R"({"id":9,"verb":"subscribe"})"_ba);
    QCOMPARE(quiet.next().id, 9); // and not the push
}

void TestIpcServer::dropsAClientThatDoesNotRead()
{
    const int descriptor = socket(AF_UNIX, SOCK_STREAM, 0);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    qstrncpy(address.sun_path, QFile::encodeName(m_path).constData(), sizeof address.sun_path);
    QCOMPARE(::connect(descriptor, reinterpret_cast<sockaddr *>(&address), sizeof address), 0);
    const QByteArray hello =
        *encodeFrame(encodeMessage({Message::Kind::Request, 1, u"hello"_s, writeJson(toJson(agent)), {}}));
    const QByteArray subscribe = *encodeFrame(R"({"id":2,"verb":"subscribe"})"_ba);
    QCOMPARE(::write(descriptor, hello.constData(), size_t(hello.size())), hello.size());
    QCOMPARE(::write(descriptor, subscribe.constData(), size_t(subscribe.size())), subscribe.size());
    RawClient other(m_path);
    other.greet(); // by now the server has read the first client's requests
    other.say(R"({"id":2,"verb":"subscribe"})"_ba);
    QCOMPARE(other.next().id, 2);
    for (int i = 0; i < 16; ++i) {
        m_server->push(u"big"_s, json{{"text", std::string(500000, 'x')}});
        QCOMPARE(other.next().name, u"big"_s);
    }
    char buffer[65536];
    ssize_t got = 0;
    ssize_t all = 0;
    while ((got = ::read(descriptor, buffer, sizeof buffer)) > 0)
        all += got;
    QCOMPARE(got, 0); // closed, with less than everything delivered
    QVERIFY(all < 16 * 500000);
    ::close(descriptor);
}

void TestIpcServer::isStoppedByAnyVersion()
{
    QSignalSpy stopped(m_server.get(), &IpcServer::stopRequested);
    RawClient client(m_path);
    client.greet({ipcProtocol + 1, u"9"_s, 9, u"/x"_s, 1});
    client.say(R"({"id":2,"verb":"stop"})"_ba);
    QVERIFY(stopped.count() == 1 || stopped.wait());
}

void TestIpcServer::removesAStaleSocket()
{
    const QString path = m_folder->filePath(u"stale"_s);
    const int descriptor = socket(AF_UNIX, SOCK_STREAM, 0);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    qstrncpy(address.sun_path, QFile::encodeName(path).constData(), sizeof address.sun_path);
    QCOMPARE(bind(descriptor, reinterpret_cast<sockaddr *>(&address), sizeof address), 0);
    ::close(descriptor); // as a killed agent leaves it
    IpcServer server(agent, [](const QString &, const json &, const IpcServer::Answer &) {});
    QVERIFY(server.listen(path));
    RawClient client(path);
    client.greet();
}

void TestIpcServer::leavesALivingSocketAlone()
{
    IpcServer second(agent, [](const QString &, const json &, const IpcServer::Answer &) {});
    const auto listening = second.listen(m_path);
    QVERIFY(!listening);
    QVERIFY(listening.error().contains(m_path));
    RawClient client(m_path);
    client.greet();
}

void TestIpcServer::leavesAFileAlone()
{
    const QString path = m_folder->filePath(u"file"_s);
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("mine");
    file.close();
    IpcServer server(agent, [](const QString &, const json &, const IpcServer::Answer &) {});
    QVERIFY(!server.listen(path));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), "mine"_ba);
}

QTEST_GUILESS_MAIN(TestIpcServer)
#include "tst_ipcserver.moc"
