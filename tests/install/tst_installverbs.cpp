// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/ipc/ipcclient.h"
#include "agent/ipc/socketpath.h"
#include "models/data/store/migrations.h"
#include "tests/support/agentprocess.h"

#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <nlohmann/json.hpp>

#include <QCryptographicHash>
#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QScopeGuard>
#include <QSignalSpy>
#include <QTest>

using namespace assay;
using namespace Qt::Literals::StringLiterals;
using nlohmann::json;

namespace {

const QByteArray mine =
    "{\r\n    // mine\r\n    \"model\": \"opus\",\r\n    \"permissions\": {\"deny\": [\"Read(.env)\"]}\r\n}";

QString root(const QString &path = {})
{
    return qEnvironmentVariable("ASSAY_TEST_ROOT") + path;
}

QByteArray read(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("(none)");
}

void write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
    QCOMPARE(file.write(bytes), bytes.size());
}

// Every name, content, kind and time of change below the test root.
QByteArray treeState()
{
    QStringList lines;
    for (QDirIterator each(root(), QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot,
                           QDirIterator::Subdirectories);
         each.hasNext();) {
        const QFileInfo info(each.next());
        const QByteArray content = info.isFile() ? read(info.filePath()) : QByteArray();
        lines.append(info.filePath() + info.lastModified().toString(Qt::ISODateWithMs) + info.symLinkTarget() +
                     QString::fromLatin1(QCryptographicHash::hash(content, QCryptographicHash::Sha256).toHex()));
    }
    lines.sort();
    return lines.join(u'\n').toUtf8();
}

// What the client does with a hook: a shell, the payload on standard input.
int callHook(const QByteArray &command, const QByteArray &payload)
{
    QProcess shell;
    shell.start(u"/bin/sh"_s, {u"-c"_s, QFile::decodeName(command)});
    shell.write(payload);
    shell.closeWriteChannel();
    if (!shell.waitForFinished() || !shell.readAllStandardOutput().isEmpty() || !shell.readAllStandardError().isEmpty())
        return -1;
    return shell.exitCode();
}

} // namespace

class TestInstallVerbs final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void aDryRunWritesNothing();
    void withoutSystemd();
    void withSystemd();
    void dataDirectoryWithSpaces();
    void refusesBrokenSettings();
    void doesNotWireCodex();
    void tellsOfSwitchedOffHooks();
    void copiesAreForThisUserOnly();
    void theAgentInstallsForTheWindow();
    void tellsTheServiceManager();
    void registersTheMcpServer_data();
    void registersTheMcpServer();

private:
    [[nodiscard]] static QString settings() { return root(u"/home/.claude/settings.json"_s); }
    static void haveSystemd() { QVERIFY(QDir().mkpath(root(u"/systemd"_s))); }
    // The command of our hook in the settings.
    [[nodiscard]] static QByteArray wiredCommand();
};

void TestInstallVerbs::init()
{
    QDir(root(u"/home"_s)).removeRecursively();
    QDir(root(u"/data"_s)).removeRecursively();
    QDir(root(u"/config"_s)).removeRecursively();
    QDir(root(u"/systemd"_s)).removeRecursively();
    QVERIFY(QDir().mkpath(root(u"/home/.claude"_s)));
    write(settings(), mine);
    write(root(u"/claude-version"_s), "2.1.330 (Claude Code)\n");
}

void TestInstallVerbs::cleanup()
{
    // Whatever a failed test left running.
    (void)runAgent({u"uninstall"_s, u"--quiet"_s});
}

QByteArray TestInstallVerbs::wiredCommand()
{
    const QByteArray bytes = read(settings());
    const json document = json::parse(bytes.cbegin(), bytes.cend(), nullptr, false, true);
    if (!document.is_object() || !document.contains("hooks"))
        return {};
    return QByteArray::fromStdString(document["hooks"]["Stop"][0]["hooks"][0]["command"].get<std::string>());
}

void TestInstallVerbs::aDryRunWritesNothing()
{
    const QByteArray before = treeState();
    const AgentRun text = runAgent({u"install"_s, u"--dry-run"_s});
    QCOMPARE(text.exitCode, 0);
    QVERIFY(text.out.contains("+    \"hooks\": {"));
    QVERIFY(text.out.contains("settings.json"));
    const json document = runAgent({u"install"_s, u"--dry-run"_s, u"--headless"_s, u"--json"_s}).json();
    QVERIFY(document["changes"].size() > 3);
    QVERIFY(!document["applied"].get<bool>());
    QCOMPARE(runAgent({u"uninstall"_s, u"--dry-run"_s}).exitCode, 0);
    QCOMPARE(treeState(), before);
}

void TestInstallVerbs::withoutSystemd()
{
    const json first = runAgent({u"install"_s, u"--json"_s}).json();
    QVERIFY2(first.is_object() && first["applied"].get<bool>(), first.dump().c_str());
    QVERIFY(QFile::exists(root(u"/config/autostart/assay-agent.desktop"_s)));
    json status;
    const auto isRunning = [&status] {
        status = runAgent({u"status"_s, u"--json"_s}).json();
        return status["agent"]["state"].get<std::string>() == "running";
    };
    QTRY_VERIFY_WITH_TIMEOUT(isRunning(), 30'000);
    QVERIFY2(status["hooks"]["wired"].get<bool>(), status.dump().c_str());
    QVERIFY(status["hooks"]["events"].size() > 9);
    QVERIFY(read(settings()).startsWith(mine.chopped(4))); // up to the last brace
    QCOMPARE(callHook(wiredCommand(), R"({"session_id":"x","hook_event_name":"Stop"})"), 0);

    const json second = runAgent({u"install"_s, u"--json"_s}).json();
    QCOMPARE(second["changes"].size(), size_t(0));
    QVERIFY(!second["applied"].get<bool>());

    QCOMPARE(runAgent({u"uninstall"_s}).exitCode, 0);
    QCOMPARE(read(settings()), mine);
    QVERIFY(!isRunning());
    QVERIFY(!QFile::exists(root(u"/config/autostart/assay-agent.desktop"_s)));
    QVERIFY(!QFileInfo::exists(root(u"/home/.local/lib/assay"_s)));
    const AgentRun again = runAgent({u"uninstall"_s});
    QCOMPARE(again.exitCode, 0);
    QVERIFY(again.err.contains("Nothing to do"));
}

void TestInstallVerbs::withSystemd()
{
    haveSystemd();
    QCOMPARE(runAgent({u"install"_s, u"--headless"_s}).exitCode, 0);
    const QByteArray unit = read(root(u"/config/systemd/user/assay-agent.service"_s));
    QVERIFY(unit.contains("Type=notify\n"));
    QVERIFY(unit.contains("/.local/lib/assay/current/assay-agent run"));
    QVERIFY(unit.contains("Environment=XDG_DATA_HOME=" + root(u"/data"_s).toUtf8()));
    QVERIFY(read(root(u"/config/systemd/user/assay-agent.path"_s)).contains("/data/assay/spool/new\n"));
    QCOMPARE(read(root(u"/systemd/log"_s)),
             "--user daemon-reload\n--user enable --now assay-agent.service assay-agent.path\n");
    QVERIFY(!QFile::exists(root(u"/config/autostart/assay-agent.desktop"_s)));

    // Nobody drains the spool here, so what the hook handed over is seen.
    QCOMPARE(
        callHook(wiredCommand(), R"({"session_id":"00000000-0000-4000-8000-000000000001","hook_event_name":"Stop"})"),
        0);
    QTRY_COMPARE_WITH_TIMEOUT(QDir(root(u"/data/assay/spool/new"_s)).entryList(QDir::Files).size(), 1, 30'000);

    QCOMPARE(runAgent({u"install"_s, u"--headless"_s, u"--json"_s}).json()["changes"].size(), size_t(0));
    QCOMPARE(runAgent({u"uninstall"_s}).exitCode, 0);
    QVERIFY(read(root(u"/systemd/log"_s))
                .endsWith("--user disable --now assay-agent.path assay-agent.service\n"
                          "--user daemon-reload\n"));
    QVERIFY(!QFile::exists(root(u"/config/systemd/user/assay-agent.service"_s)));
    QCOMPARE(read(settings()), mine);
}

void TestInstallVerbs::dataDirectoryWithSpaces()
{
    haveSystemd();
    const QString dataDir = root(u"/data/my 'own' data"_s);
    QCOMPARE(runAgent({u"install"_s, u"--data-dir"_s, dataDir}).exitCode, 0);
    QCOMPARE(
        callHook(wiredCommand(), R"({"session_id":"00000000-0000-4000-8000-000000000001","hook_event_name":"Stop"})"),
        0);
    QTRY_COMPARE_WITH_TIMEOUT(QDir(dataDir + u"/spool/new"_s).entryList(QDir::Files).size(), 1, 30'000);
    QCOMPARE(runAgent({u"uninstall"_s, u"--data-dir"_s, dataDir}).exitCode, 0);
    QCOMPARE(read(settings()), mine);
}

void TestInstallVerbs::refusesBrokenSettings()
{
    const QByteArray broken = "{\n  \"hooks\": {\n    \"Stop\": [\n  }\n}\n";
    write(settings(), broken);
    for (const QString &verb : {u"install"_s, u"uninstall"_s}) {
        const AgentRun run = runAgent({verb});
        QCOMPARE(run.exitCode, 1);
        QVERIFY2(run.err.contains("line 4, column 3"), run.err.constData());
    }
    QCOMPARE(read(settings()), broken);
    QVERIFY(!QFileInfo::exists(root(u"/home/.local"_s)));
}

void TestInstallVerbs::doesNotWireCodex()
{
    const AgentRun run = runAgent({u"install"_s, u"--only"_s, u"codex"_s});
    QCOMPARE(run.exitCode, 3);
    QVERIFY(run.err.contains("Codex"));
    QCOMPARE(read(settings()), mine);
}

void TestInstallVerbs::tellsOfSwitchedOffHooks()
{
    haveSystemd();
    write(settings(), "{\"disableAllHooks\": true}");
    const AgentRun run = runAgent({u"install"_s});
    QCOMPARE(run.exitCode, 0);
    QVERIFY(run.err.contains("disableAllHooks"));
    const json status = runAgent({u"status"_s, u"--json"_s}).json();
    QVERIFY(!status["hooks"]["wired"].get<bool>());
    QVERIFY(status["hooks"]["trouble"].is_string());
}

void TestInstallVerbs::copiesAreForThisUserOnly()
{
    haveSystemd();
    QCOMPARE(runAgent({u"install"_s}).exitCode, 0);
    struct stat status {};
    int files = 0;
    for (QDirIterator each(root(u"/data/assay"_s), QDir::Files, QDirIterator::Subdirectories); each.hasNext();
         ++files) {
        const QString file = each.next();
        QCOMPARE(stat(qPrintable(file), &status), 0);
        QVERIFY2((status.st_mode & 0077U) == 0, qPrintable(file));
    }
    QVERIFY(files >= 2); // the record and the copy of the settings
    QCOMPARE(stat(qPrintable(root(u"/data/assay"_s)), &status), 0);
    QCOMPARE(status.st_mode & 0777U, 0700U);
}

void TestInstallVerbs::theAgentInstallsForTheWindow()
{
    haveSystemd();
    QProcess agent;
    agent.start(agentPath(), {u"run"_s, u"--workspace"_s, u"work"_s});
    const QString socket = *socketPath(root(u"/data/assay"_s));
    QTRY_VERIFY_WITH_TIMEOUT(QFileInfo::exists(socket), 30'000);
    IpcClient client({ipcProtocol, u"test"_s, newestSchema({}), root(u"/data/assay"_s), getpid()});
    QSignalSpy ready(&client, &IpcClient::ready);
    client.open(socket);
    QVERIFY(!ready.isEmpty() || ready.wait(30'000));
    const auto ask = [&client, this](const QString &verb, const json &args) {
        std::optional<IpcReply> answer;
        client.request(verb, args, this, [&answer](const IpcReply &reply) { answer = reply; });
        [&] { QTRY_VERIFY_WITH_TIMEOUT(answer.has_value(), 20'000); }();
        return answer.value_or(tl::unexpected(IpcError{u"none"_s, {}, {}}));
    };
    const IpcReply plan = ask(u"install.plan"_s, {{"headless", false}});
    QVERIFY2(plan, plan ? "" : qPrintable(plan.error().what));
    const std::string hash = (*plan)["hash"].get<std::string>();
    QVERIFY((*plan)["changes"].size() > 3);
    // The service goes on with what this agent serves.
    QVERIFY2((*plan)["changes"].dump().find("--workspace work") != std::string::npos,
             (*plan)["changes"].dump().c_str());
    QCOMPARE(read(settings()), mine);

    write(settings(), "{}"); // somebody else, between looking and agreeing
    QVERIFY(!ask(u"install.apply"_s, {{"headless", false}, {"hash", hash}}));
    QCOMPARE(read(settings()), "{}");
    write(settings(), mine);
    const IpcReply applied = ask(u"install.apply"_s, {{"headless", false}, {"hash", hash}});
    QVERIFY2(applied, applied ? "" : qPrintable(applied.error().what));
    QVERIFY(!wiredCommand().isEmpty());
    // It has the data directory already: the service takes over at the next login.
    QVERIFY(read(root(u"/systemd/log"_s)).contains("--user enable assay-agent.service assay-agent.path\n"));
    QVERIFY(!QFile::exists(root(u"/systemd/assay-agent.service.active"_s)));
    const IpcReply undo = ask(u"uninstall.plan"_s, json::object());
    QVERIFY(undo);
    QVERIFY(ask(u"uninstall.apply"_s, {{"hash", (*undo)["hash"].get<std::string>()}}));
    QCOMPARE(read(settings()), mine);
    client.stop();
    QVERIFY(agent.waitForFinished());
}

void TestInstallVerbs::tellsTheServiceManager()
{
    const QByteArray name = root(u"/run/notify"_s).toLocal8Bit();
    const int manager = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    QVERIFY(size_t(name.size()) < sizeof address.sun_path);
    memcpy(address.sun_path, name.constData(), size_t(name.size()));
    unlink(name.constData());
    QCOMPARE(bind(manager, reinterpret_cast<const sockaddr *>(&address), sizeof address), 0);
    QByteArrayList said;
    const auto hear = [&said, manager] {
        char text[100];
        for (ssize_t size = 0; (size = recv(manager, text, sizeof text, 0)) > 0;)
            said.append(QByteArray(text, size));
        return said;
    };
    QProcess agent;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"NOTIFY_SOCKET"_s, QString::fromLocal8Bit(name));
    environment.insert(u"WATCHDOG_USEC"_s, u"900000"_s);
    agent.setProcessEnvironment(environment);
    agent.start(agentPath(), {u"run"_s});
    QTRY_VERIFY_WITH_TIMEOUT(hear().count("WATCHDOG=1") >= 3, 30'000);
    QCOMPARE(said.first(), "READY=1");
    agent.terminate();
    QVERIFY(agent.waitForFinished());
    QCOMPARE(hear().last(), "STOPPING=1");
    close(manager);
}

// The client looks beside the folder of a person, and in a folder that it was told: what is there comes back byte for
// byte, and where nothing was, nothing stays.
void TestInstallVerbs::registersTheMcpServer_data()
{
    QTest::addColumn<QString>("told"); // CLAUDE_CONFIG_DIR; empty = it is not set
    QTest::addColumn<QString>("file");
    QTest::addColumn<QByteArray>("before"); // empty = there is none
    const QString usual = u"/home/.claude"_s;
    const QByteArray others =
        "{\n\t\"numStartups\": 4,\n\t\"mcpServers\": {\n\t\t\"db\": {\"command\": \"db\"}\n\t}\n}";
    QTest::newRow("none is told, no file") << QString() << u"/home/.claude.json"_s << QByteArray();
    QTest::newRow("none is told, others") << QString() << u"/home/.claude.json"_s << others;
    QTest::newRow("the usual one is told") << usual << usual + u"/.claude.json"_s << QByteArray();
    QTest::newRow("the usual one, others") << usual << usual + u"/.claude.json"_s << others;
    QTest::newRow("another one is told") << u"/home/work"_s << u"/home/work/.claude.json"_s << QByteArray();
    QTest::newRow("another one, an empty object")
        << u"/home/work"_s << u"/home/work/.claude.json"_s << QByteArray("{\"mcpServers\": { }, \"a\": 1}");
    QTest::newRow("an empty document") << usual << usual + u"/.claude.json"_s << QByteArray("{}\n");
    QTest::newRow("empty objects") << usual << usual + u"/.claude.json"_s << QByteArray("{\"mcpServers\":{}}");
}

void TestInstallVerbs::registersTheMcpServer()
{
    QFETCH(QString, told);
    QFETCH(QString, file);
    QFETCH(QByteArray, before);
    haveSystemd();
    const QByteArray as = qgetenv("CLAUDE_CONFIG_DIR");
    const auto back = qScopeGuard([&] { qputenv("CLAUDE_CONFIG_DIR", as); });
    if (told.isEmpty())
        qunsetenv("CLAUDE_CONFIG_DIR");
    else
        qputenv("CLAUDE_CONFIG_DIR", root(told).toUtf8());
    QVERIFY(QDir().mkpath(QFileInfo(root(file)).path()));
    if (!before.isEmpty())
        write(root(file), before);
    const AgentRun first = runAgent({u"install"_s, u"--mcp"_s, u"--json"_s});
    QVERIFY2(first.exitCode == 0, first.err.constData());
    const QByteArray with = read(root(file));
    const json entry = json::parse(with.begin(), with.end())["mcpServers"]["assay"];
    const QString program = QString::fromStdString(entry["command"].get<std::string>());
    QVERIFY2(QFileInfo(program).isExecutable() && program.endsWith("/assay-agent"_L1), qPrintable(program));
    const std::string words = entry["args"].dump();
    QCOMPARE(words.find("--claude-dir") != std::string::npos, told == "/home/work"_L1);
    QVERIFY(words.ends_with("\"mcp\"]"));
    QCOMPARE(runAgent({u"install"_s, u"--mcp"_s, u"--json"_s}).json()["changes"].size(), size_t(0));
    QCOMPARE(runAgent({u"install"_s, u"--json"_s}).exitCode, 0); // once more without it: it stays registered
    QCOMPARE(read(root(file)), with);
    QCOMPARE(runAgent({u"uninstall"_s}).exitCode, 0);
    QCOMPARE(read(root(file)), before.isEmpty() ? QByteArray("(none)") : before);
    QVERIFY(!QFile::exists(root(u"/data/assay/install.json"_s)));
}

QTEST_GUILESS_MAIN(TestInstallVerbs)
#include "tst_installverbs.moc"
