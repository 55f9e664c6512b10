// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "tests/e2e/clientrecord.h"
#include "tests/e2e/clientrun.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QTest>

using namespace assay;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int noClient = 77;

// Each ends well before the scripted service does, also on a slow machine.
const QString shortSteps = u"plain,tools,subagent,denied,badrequest,resume,compact,aftercompact,interrupt"_s;
const QStringList allSteps = {u"plain,stream,image,subagent,skill,slashskill"_s,
                              u"tools,resume,fork,compact,aftercompact"_s,
                              u"slashcmd,mcp,mcpmodern,denied,blocked,retry,overloaded,badrequest"_s,
                              u"tasks,maxtokens,background,interrupt,nopersist"_s, u"interactive"_s};

QString sessionOfStep(int step)
{
    return u"00000000-0000-4000-8000-%1"_s.arg(step, 12, 10, QLatin1Char('0'));
}

} // namespace

// The real client at its work: what it did is stored once, as its transcripts and the log of its hook calls tell.
class TestClientCapture final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void everythingIsStoredOnce_data();
    void everythingIsStoredOnce();
    void anOptedOutRunLeavesNothing();
    void anOptedOutRunBetweenOthers();
    void runsWithoutTranscript_data();
    void runsWithoutTranscript();
    void eachRunInItsWorkspace();

private:
    // False: the running test has failed, or skips.
    static bool performs(ClientRun &client, const QString &steps, const QStringList &variables = {});
    static void compare(const ClientRun &client);
    static void compareCalls(const ClientRun &client, const QString &store);
    static QStringList sessionsIn(const QString &storeFile);
};

void TestClientCapture::init()
{
    if (!ClientRun::isWanted())
        QSKIP("ASSAY_TEST_CLIENT is not set: no real client");
}

bool TestClientCapture::performs(ClientRun &client, const QString &steps, const QStringList &variables)
{
    const int code = client.perform(steps, variables);
    if (code == noClient) {
        [] { QSKIP("the client cannot be installed here"); }();
        return false;
    }
    if (code != 0)
        [&] { QFAIL(client.said().constData()); }();
    return code == 0;
}

void TestClientCapture::compare(const ClientRun &client)
{
    const QString store = client.storeFile();
    const QStringList told = toldByTranscripts(client.claudeDir());
    QVERIFY(told.size() > 1);
    QString difference = differenceOf(told, toldByStore(store));
    QVERIFY2(difference.isEmpty(), qPrintable(difference));
    for (const CallResult &result : resultsInTranscripts(client.claudeDir())) {
        const QString output = outputInStore(store, result);
        QVERIFY2(output.contains(result.text), qPrintable(result.call + u'\n' + result.text + u"\n---\n"_s + output));
    }
    compareCalls(client, store);
    difference = differenceOf(subagentsInTranscripts(client.claudeDir()), subagentsInStore(store));
    QVERIFY2(difference.isEmpty(), qPrintable(difference));
}

// Both hooks run beside each other, and a client that ends waits for neither: the other one's log may lack a call.
void TestClientCapture::compareCalls(const ClientRun &client, const QString &store)
{
    const QStringList stored = hookCallsInStore(store);
    QVERIFY(stored.size() > 1);
    const QString difference = differenceOf(client.callsOfHook(), stored);
    QVERIFY2(difference.isEmpty(), qPrintable(difference));
    const QStringList missing = missingIn(stored, hookCallsInLog(client.hookLog(), client.settingsFile()));
    QVERIFY2(missing.isEmpty(), qPrintable(missing.join(u'\n')));
}

void TestClientCapture::everythingIsStoredOnce_data()
{
    QTest::addColumn<QString>("version");
    QTest::addColumn<QString>("steps");
    if (!qEnvironmentVariableIsSet("ASSAY_TEST_ALL_STEPS")) {
        QTest::newRow("newest") << QString() << shortSteps;
        return;
    }
    for (const QString &version : {QString(), u"2.1.120"_s, u"2.0.76"_s}) {
        for (const QString &steps : allSteps) {
            const QString name = (version.isEmpty() ? u"newest"_s : version) + u' ' + steps.section(u',', 0, 0);
            QTest::newRow(qPrintable(name)) << version << steps;
        }
    }
}

void TestClientCapture::everythingIsStoredOnce()
{
    QFETCH(QString, version);
    QFETCH(QString, steps);
    ClientRun client;
    QVERIFY(client.prepare(version));
    if (!performs(client, steps))
        return;
    QVERIFY(client.finish());
    compare(client);
}

void TestClientCapture::anOptedOutRunLeavesNothing()
{
    ClientRun client;
    QVERIFY(client.prepare({}, {u"--capture-unpersisted"_s}));
    if (!performs(client, u"plain,tools,subagent,resume,fork,nopersist"_s, {u"ASSAY_CAPTURE=false"_s}))
        return;
    QVERIFY(client.finish());
    const QStringList told = toldByTranscripts(client.claudeDir());
    QVERIFY(told.size() > 10);
    QVERIFY(!client.hookLog().isEmpty());
    for (const QString &line : told) {
        const QByteArray text = line.section(u'|', 3).toUtf8();
        for (const QByteArray &bytes : {line.section(u'|', 0, 0).toUtf8(), text.left(60)})
            QVERIFY2(bytes.size() < 12 || client.filesWith(bytes).isEmpty(), qPrintable(line));
    }
    for (const QByteArray &bytes : {QByteArray("Leaves no transcript"), QByteArray("my proj.v1"), QByteArray("toolu_")})
        QVERIFY2(client.filesWith(bytes).isEmpty(), bytes.constData());
    // Nor packed, where no bytes could be found.
    QVERIFY(!QFile::exists(client.storeFile()) || sessionsIn(client.storeFile()).isEmpty());
    QVERIFY(QDir(client.dataDir() + u"/spool/new"_s).isEmpty());
    QVERIFY(QDir(client.dataDir() + u"/spool/tmp"_s).isEmpty());
}

// One transcript: captured, not captured, captured.
void TestClientCapture::anOptedOutRunBetweenOthers()
{
    ClientRun client;
    QVERIFY(client.prepare({}));
    if (!performs(client, u"tools"_s) || !performs(client, u"resume,fork"_s, {u"ASSAY_CAPTURE=false"_s}) ||
        !performs(client, u"aftercompact"_s))
        return;
    QVERIFY(client.finish());
    QVERIFY(toldByTranscripts(client.claudeDir()).join(u'\n').contains(u"Second prompt in the same session"_s));
    QVERIFY(client.filesWith("Second prompt in the same session").isEmpty());
    QVERIFY(client.filesWith("Forked prompt").isEmpty());
    const QString stored = toldByStore(client.storeFile()).join(u'\n');
    QVERIFY(stored.contains(u"Do the steps"_s));
    QVERIFY(stored.contains(u"After compaction"_s));
    QCOMPARE(sessionsIn(client.storeFile()), QStringList{sessionOfStep(2)});
}

void TestClientCapture::runsWithoutTranscript_data()
{
    QTest::addColumn<bool>("wanted");
    QTest::newRow("not wanted") << false;
    QTest::newRow("wanted") << true;
}

void TestClientCapture::runsWithoutTranscript()
{
    QFETCH(bool, wanted);
    ClientRun client;
    QVERIFY(client.prepare({}, wanted ? QStringList{u"--capture-unpersisted"_s} : QStringList()));
    if (!performs(client, u"nopersist"_s))
        return;
    QVERIFY(client.finish());
    QVERIFY(toldByTranscripts(client.claudeDir()).isEmpty());
    const QString session = sessionOfStep(19);
    const QStringList all = {session + u"||prompt|[[scenario:plain]] Leaves no transcript"_s,
                             session + u"||reply|Hello from the scripted model."_s};
    QCOMPARE(toldByStore(client.storeFile()), wanted ? all : QStringList());
    QCOMPARE(client.filesWith("Leaves no transcript").isEmpty(), !wanted);
    compareCalls(client, client.storeFile());
}

void TestClientCapture::eachRunInItsWorkspace()
{
    ClientRun client;
    QVERIFY(client.prepare({}));
    if (!performs(client, u"plain"_s) || !performs(client, u"image"_s, {u"ASSAY_WORKSPACE_ID=other-one"_s}))
        return;
    QVERIFY(client.finish());
    QCOMPARE(sessionsIn(client.storeFile()), QStringList{sessionOfStep(1)});
    QCOMPARE(sessionsIn(client.storeFile(u"other-one"_s)), QStringList{sessionOfStep(4)});
    const QStringList both =
        toldByStore(client.storeFile()) + toldByStore(client.storeFile(u"other-one"_s)); // in the order of sessions
    const QString difference = differenceOf(toldByTranscripts(client.claudeDir()), both);
    QVERIFY2(difference.isEmpty(), qPrintable(difference));
}

QStringList TestClientCapture::sessionsIn(const QString &storeFile)
{
    QStringList sessions;
    for (const QString &line : toldByStore(storeFile))
        sessions.append(line.section(u'|', 0, 0));
    sessions.removeDuplicates();
    return sessions;
}

// A client at its work takes longer than a test function may by default.
int main(int argc, char *argv[])
{
    qputenv("QTEST_FUNCTION_TIMEOUT", "10800000");
    const QCoreApplication application(argc, argv);
    TestClientCapture test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_clientcapture.moc"
