// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
// Another user of the same machine, beside a running agent: reads no byte of what is stored, puts nothing in, and is
// served by nobody, even where the folders stand open.
#include "agentprocess.h"

#include "agent/ipc/socketpath.h"

#include <fcntl.h>
#include <grp.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstring>
#include <functional>
#include <optional>

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QTest>

using namespace assay;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr uid_t other = 65534;

// What another user can: this, or not; nothing when nobody else can be asked.
std::optional<bool> canAnother(const std::function<bool()> &act)
{
    const pid_t child = fork();
    if (child == 0) {
        if (setgroups(0, nullptr) != 0 || setresgid(other, other, other) != 0 || setresuid(other, other, other) != 0)
            _exit(2);
        _exit(act() ? 1 : 0);
    }
    int status = 0;
    if (child < 0 || waitpid(child, &status, 0) != child || !WIFEXITED(status) || WEXITSTATUS(status) > 1)
        return std::nullopt;
    return WEXITSTATUS(status) == 1;
}

bool canRead(const QString &path)
{
    const int descriptor = open(QFile::encodeName(path).constData(), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    if (descriptor >= 0)
        close(descriptor);
    return descriptor >= 0;
}

bool canPutInto(const QString &folder)
{
    const int descriptor =
        open(QFile::encodeName(folder + u"/planted.hook"_s).constData(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    if (descriptor >= 0)
        close(descriptor);
    return descriptor >= 0;
}

// Connected, and not sent away at once.
bool isServed(const QString &path)
{
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    const QByteArray name = QFile::encodeName(path);
    std::strncpy(address.sun_path, name.constData(), sizeof address.sun_path - 1);
    const int descriptor = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (connect(descriptor, reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0)
        return false;
    constexpr int patienceMs = 20'000;
    pollfd waits{descriptor, POLLIN, 0};
    char byte = 0;
    return poll(&waits, 1, patienceMs) != 1 || read(descriptor, &byte, 1) > 0;
}

} // namespace

class TestOtherUsers final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void readsNothing_data() { doors(); }
    void readsNothing();
    void putsNothingIn_data() { doors(); }
    void putsNothingIn();
    void isNotServed();

private:
    static void doors()
    {
        QTest::addColumn<int>("mode");
        QTest::newRow("as they are") << 0;
        QTest::newRow("open to look") << 0755;
    }
    [[nodiscard]] QStringList folders() const;
    void open(int mode) const;
    AgentProcess m_agent;
};

void TestOtherUsers::initTestCase()
{
    const QString session = u"99999999-aaaa-4bbb-8ccc-000000000000"_s;
    const QString history = m_agent.writeTranscript(session, {promptLine(session, 1, u"a word of mine"_s)});
    QCOMPARE(chmod(QFile::encodeName(m_agent.path(u"."_s)).constData(), 0755), 0);
    const QString anybodys = m_agent.path(u"anybodys"_s);
    QFile file(anybodys);
    QVERIFY(file.open(QIODevice::WriteOnly) && chmod(QFile::encodeName(anybodys).constData(), 0644) == 0);
    if (geteuid() != 0 || canAnother([&] { return canRead(anybodys); }) != true)
        QSKIP("no other user can come here");
    QVERIFY(m_agent.startAgent());
    QCOMPARE(m_agent.run({u"import"_s, u"--from"_s, history}).exitCode, 0);
    QCOMPARE(m_agent.run({u"capture"_s, u"pause"_s}).exitCode, 0); // what it tells the hook is a file, too
    QVERIFY(QFile::exists(m_agent.dataDir() + u"/workspaces/default.sqlite"_s));
}

QStringList TestOtherUsers::folders() const
{
    QStringList all = {m_agent.dataDir()};
    for (QDirIterator each(all.first(), QDir::Dirs | QDir::Hidden | QDir::NoDotAndDotDot, QDirIterator::Subdirectories);
         each.hasNext();)
        all.append(each.next());
    return all;
}

void TestOtherUsers::open(int mode) const
{
    for (const QString &folder : mode != 0 ? folders() : QStringList())
        QCOMPARE(chmod(QFile::encodeName(folder).constData(), mode_t(mode)), 0);
}

void TestOtherUsers::readsNothing()
{
    QFETCH(int, mode);
    open(mode);
    int files = 0;
    for (const QString &folder : folders()) {
        for (const QString &name : QDir(folder).entryList(QDir::Files | QDir::Hidden)) {
            const QString path = folder + u'/' + name;
            QVERIFY2(canAnother([&] { return canRead(path); }) == false, qPrintable(path));
            ++files;
        }
    }
    QVERIFY2(files >= 5, "store, log, key, routes, lock");
}

void TestOtherUsers::putsNothingIn()
{
    QFETCH(int, mode);
    open(mode);
    QVERIFY(folders().contains(m_agent.dataDir() + u"/spool/new"_s));
    for (const QString &folder : folders())
        QVERIFY2(canAnother([&] { return canPutInto(folder); }) == false, qPrintable(folder));
}

void TestOtherUsers::isNotServed()
{
    const QString socket = *socketPath(m_agent.dataDir());
    QVERIFY(QFile::exists(socket));
    QVERIFY(canAnother([&] { return isServed(socket); }) == false);
    // Whatever happened to its folder and to itself.
    for (QString folder = QFileInfo(socket).path(); folder.contains("/scratch/"_L1); folder = QFileInfo(folder).path())
        QCOMPARE(chmod(QFile::encodeName(folder).constData(), 0755), 0);
    QVERIFY(canAnother([&] { return isServed(socket); }) == false);
    QCOMPARE(chmod(QFile::encodeName(socket).constData(), 0777), 0);
    QVERIFY(canAnother([&] { return isServed(socket); }) == false);
    QCOMPARE(m_agent.json({u"status"_s}).json()["agent"]["state"], "running"); // its own user still is
}

QTEST_GUILESS_MAIN(TestOtherUsers)
#include "tst_otherusers.moc"
