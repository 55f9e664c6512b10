// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
// From sessions of the real client to a skill that it uses: mined with the thresholds of the design, approved in the
// window by clicks and keys, listed and loaded by the client's next run, counted under Installed. Needs
// ASSAY_TEST_CLIENT: a command that runs the client in a scratch home beside a scripted model, with --out, --client-bin
// and --only, and scenarios.mjs beside it.
#include "agentprocess.h"
#include "realwindow.h"

#include <QDateTime>
#include <QDir>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTest>

#include <signal.h>

#include <cstdio>
#include <memory>

using namespace Qt::Literals::StringLiterals;
using nlohmann::json;

namespace {

constexpr int sessions = 6;
constexpr int days = 6;
constexpr int clientMs = 1'500'000;
constexpr int windowMs = 60'000;

QString scripts()
{
    return QStringLiteral(ASSAY_SOURCE_DIR) + u"/tests/e2e/client"_s;
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void put(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    QVERIFY2(file.open(QIODevice::WriteOnly | QIODevice::Truncate), qPrintable(path));
    QCOMPARE(file.write(bytes), bytes.size());
}

QString uuidOf(int number)
{
    return u"00000000-0000-4000-9000-%1"_s.arg(number, 12, 10, QLatin1Char('0'));
}

// Every time in a transcript, so many days earlier; nothing else of it.
QByteArray redated(const QByteArray &lines, int daysAgo)
{
    static const QRegularExpression stamp(u"\"(\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3})Z\""_s);
    QString text = QString::fromUtf8(lines);
    for (auto it = stamp.globalMatch(text); it.hasNext();) {
        const auto match = it.next();
        const auto at = QDateTime::fromString(match.captured(1), Qt::ISODateWithMs).addDays(-daysAgo);
        text.replace(match.capturedStart(1), match.capturedLength(1), at.toString(Qt::ISODateWithMs));
    }
    return text.toUtf8();
}

} // namespace

class TestRealClient final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void sessionsAreMadeAndRedated();
    void theyGiveACandidate();
    void itIsApprovedInTheWindow();
    void theNextRunListsAndUsesIt();
    void theUseIsShown();
    void everyControlOfTheDeskIsNamed();
    void cleanupTestCase();

private:
    // Runs the client once for each line "session<TAB>prompt".
    [[nodiscard]] Ran runClient(const QByteArray &asks, const QString &skill = {}) const;
    [[nodiscard]] Ran agent(const QStringList &words) const;
    [[nodiscard]] QString claudeDir() const { return m_agent.path(u"out/home/.claude"_s); }
    [[nodiscard]] QStringList transcripts() const;

    AgentProcess m_agent;
    QString m_client; // the real one
    QString m_harness;
    std::unique_ptr<RealWindow> m_window;
    json m_candidate;
    QString m_file; // that was approved
};

Ran TestRealClient::runClient(const QByteArray &asks, const QString &skill) const
{
    put(m_agent.path(u"asks"_s), asks);
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"ASSAY_ASKS"_s, m_agent.path(u"asks"_s));
    environment.insert(u"ASSAY_REAL_CLIENT"_s, m_client);
    environment.insert(u"ASSAY_SKILL"_s, skill);
    environment.insert(u"RC_STEP_LIMIT"_s, QString::number(clientMs / 1000));
    return assay::runProgram(
        m_harness + u"/run.sh"_s,
        {u"--out"_s, m_agent.path(u"out"_s), u"--client-bin"_s, scripts() + u"/client.sh"_s, u"--only"_s, u"plain"_s},
        environment, clientMs);
}

Ran TestRealClient::agent(const QStringList &words) const
{
    return m_agent.json(QStringList{u"--claude-dir"_s, claudeDir()} + words);
}

QStringList TestRealClient::transcripts() const
{
    QStringList files;
    const QDir projects(claudeDir() + u"/projects"_s);
    for (const QString &project : projects.entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        const QDir folder(projects.filePath(project));
        for (const QString &file : folder.entryList({u"*.jsonl"_s}, QDir::Files, QDir::Name))
            files.append(folder.filePath(file));
    }
    return files;
}

// The command's folder, with our scenarios in place of its own; and the client that it installs.
void TestRealClient::initTestCase()
{
    const QString command = qEnvironmentVariable("ASSAY_TEST_CLIENT");
    if (QStandardPaths::findExecutable(u"node"_s).isEmpty())
        QSKIP("node is not installed, which the scripted model runs on.");
    const QDir beside(QFileInfo(command).path());
    m_harness = m_agent.path(u"harness"_s);
    QVERIFY(QDir().mkpath(m_harness));
    for (const QString &file : beside.entryList(QDir::Files))
        QVERIFY(QFile::copy(beside.filePath(file), m_harness + u'/' + file));
    QVERIFY(QFile::remove(m_harness + u"/scenarios.mjs"_s));
    QVERIFY(QFile::copy(scripts() + u"/scenarios.mjs"_s, m_harness + u"/scenarios.mjs"_s));
    QFile::rename(m_harness + u'/' + QFileInfo(command).fileName(), m_harness + u"/run.sh"_s);
    QString installed = qEnvironmentVariable("RC_INSTALL_DIR");
    if (installed.isEmpty()) {
        const Ran none = assay::runProgram(m_harness + u"/run.sh"_s,
                                           {u"--out"_s, m_agent.path(u"install"_s), u"--only"_s, u"none"_s},
                                           QProcessEnvironment::systemEnvironment(), clientMs);
        if (none.exitCode == 77)
            QSKIP("The client cannot be installed here.");
        installed = m_agent.path(u"install/client"_s);
    }
    m_client = installed + u"/node_modules/.bin/claude"_s;
    QVERIFY2(QFileInfo(m_client).isExecutable(), qPrintable(m_client));
}

void TestRealClient::sessionsAreMadeAndRedated()
{
    QByteArray asks;
    for (int i = 0; i < sessions; ++i)
        asks += uuidOf(i + 1).toUtf8() + "\tCapture the payments of day " + QByteArray::number(i + 1) +
                ". [[scenario:capture]]\n";
    const Ran ran = runClient(asks);
    QStringList made = transcripts();
    QVERIFY2(made.size() == sessions, (ran.out + ran.err + contentOf(m_agent.path(u"out/results/plain.json"_s)) +
                                       contentOf(m_agent.path(u"out/results/plain.err"_s)))
                                          .constData());
    for (int i = 0; i < sessions; ++i) {
        const QByteArray lines = contentOf(made[i]);
        QVERIFY2(lines.contains("503 Service Unavailable from payments-api"), lines.constData());
        QVERIFY(lines.contains("wait in the fallback queue"));
        put(made[i], redated(lines, days - i % days));
    }
    qInfo("%d sessions of client %s, re-dated over %d days", sessions,
          contentOf(m_agent.path(u"out/client-version.txt"_s)).trimmed().constData(), days);
}

void TestRealClient::theyGiveACandidate()
{
    const Ran imported = agent({u"import"_s});
    QVERIFY2(imported.exitCode == 0, imported.err.constData());
    QCOMPARE(imported.json()["sessions_total"], json(sessions));
    const Ran mined = agent({u"mine"_s});
    QVERIFY2(mined.exitCode == 0, mined.err.constData());
    const Ran listed = agent({u"review"_s, u"list"_s});
    const json list = listed.json();
    for (const json &each : list["candidates"]) {
        if (each["form"] == "skill" && each["state"] == "new")
            m_candidate = each;
    }
    QVERIFY2(!m_candidate.is_null(), (mined.out + listed.out).constData());
    QCOMPARE(m_candidate["lineages"], json(sessions));
    QCOMPARE(m_candidate["days"], json(days));
}

void TestRealClient::itIsApprovedInTheWindow()
{
    const QString why = RealWindow::missing();
    if (!why.isEmpty())
        QSKIP(qPrintable(u"%1 is not installed."_s.arg(why)));
    QVERIFY(!m_candidate.is_null());
    m_window = std::make_unique<RealWindow>(scripts() + u"/screen.py"_s);
    const QString failed = m_window->start({u"--data-dir"_s, m_agent.dataDir(), u"--claude-dir"_s, claudeDir()});
    QVERIFY2(failed.isEmpty(), qPrintable(failed));
    QVERIFY(m_window->click(u"Skills"_s));
    const auto sentence = QString::fromStdString(m_candidate["sentence"].get<std::string>());
    QVERIFY(m_window->appears(sentence));
    m_window->picture(u"1-candidate"_s);
    const QByteArray draft = QByteArray::fromStdString(m_candidate["draft"].get<std::string>());
    // A click into the page, a key for each flag that waits, and A.
    QVERIFY(m_window->click(u"Candidates  1"_s));
    const QString name = QString::fromStdString(m_candidate["name"].get<std::string>());
    m_file = m_agent.path(u"out/work/my proj.v1_ä/.claude/skills/%1/SKILL.md"_s.arg(name));
    for (int flags = 0; flags < 4 && m_window->screen({u"where"_s, u"Flag: "_s}); ++flags)
        m_window->key(u"t"_s);
    m_window->picture(u"2-ticked"_s);
    QVERIFY(!QFileInfo::exists(m_file));
    m_window->key(u"a"_s);
    QTRY_VERIFY_WITH_TIMEOUT(QFileInfo::exists(m_file), windowMs);
    QCOMPARE(contentOf(m_file), draft);
    m_window->picture(u"3-approved"_s);
}

void TestRealClient::theNextRunListsAndUsesIt()
{
    if (!m_window)
        QSKIP("Nothing was approved.");
    const QString name = QString::fromStdString(m_candidate["name"].get<std::string>());
    const Ran ran = runClient(uuidOf(99).toUtf8() + "\tCapture the payments of today. [[scenario:skill]]\n", name);
    const QByteArray requests = contentOf(m_agent.path(u"out/requests.jsonl"_s));
    QVERIFY2(requests.contains("- " + name.toUtf8() + ": "), (ran.out + ran.err).constData()); // listed
    const QString session = u"/%1.jsonl"_s.arg(uuidOf(99));
    const QStringList made = transcripts().filter(session);
    QCOMPARE(made.size(), 1);
    const QByteArray lines = contentOf(made.first());
    QVERIFY2(lines.contains("Launching skill: " + name.toUtf8()), lines.constData());
}

void TestRealClient::theUseIsShown()
{
    if (!m_window)
        QSKIP("Nothing was approved.");
    const QString name = QString::fromStdString(m_candidate["name"].get<std::string>());
    QVERIFY(agent({u"import"_s}).exitCode == 0);
    json told;
    const json list = agent({u"skills"_s}).json();
    for (const json &each : list["skills"]) {
        if (each["name"] == name.toStdString())
            told = each;
    }
    QCOMPARE(told["state"], json("ours"));
    QCOMPARE(told["uses"], json(1));
    QVERIFY(m_window->click(u"Installed  2"_s));
    QString row;
    QElapsedTimer timer;
    timer.start();
    while (row.split(u'\t').value(6) != "1"_L1 && timer.elapsed() < windowMs)
        row = m_window->screen({u"row"_s, name}).value_or(QString());
    QCOMPARE(row.split(u'\t').value(6), u"1"_s); // by the model
    QCOMPARE(row.split(u'\t').value(3), u"✓ ours"_s);
    m_window->picture(u"4-installed"_s);
}

void TestRealClient::everyControlOfTheDeskIsNamed()
{
    if (!m_window)
        QSKIP("Nothing was approved.");
    QCOMPARE(m_window->screen({u"unnamed"_s}), QString());
    QVERIFY(m_window->click(u"Approved  1"_s));
    QVERIFY(m_window->appears(u"Approve, key A"_s));
    QCOMPARE(m_window->screen({u"unnamed"_s}), QString());
    m_window->picture(u"5-decided"_s);
}

// The window leaves its agent running, as it should.
void TestRealClient::cleanupTestCase()
{
    m_window.reset();
    const json told = agent({u"status"_s}).json();
    const json pid = told.is_object() ? told.value("/agent/pid"_json_pointer, json()) : json();
    if (pid.is_number_integer()) // null where none runs
        kill(pid.get<pid_t>(), SIGTERM);
}

int main(int argc, char *argv[])
{
    if (qEnvironmentVariable("ASSAY_TEST_CLIENT").isEmpty()) {
        std::puts("skipped: ASSAY_TEST_CLIENT does not say how to run the real client");
        return 77;
    }
    qputenv("QTEST_FUNCTION_TIMEOUT", "1800000");
    const QCoreApplication application(argc, argv);
    TestRealClient test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_realclient.moc"
