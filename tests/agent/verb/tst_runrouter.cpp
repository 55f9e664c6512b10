// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/verb/runrouter.h"

#include "agent/store/routes.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace assay;
using namespace Qt::Literals::StringLiterals;

namespace {

void write(const QString &path, const QByteArray &bytes)
{
    QVERIFY(QDir().mkpath(QFileInfo(path).path()));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate) && file.write(bytes) == bytes.size());
}

const QString sessionOne = u"11111111-0000-4000-8000-000000000001"_s;
const QString sessionTwo = u"22222222-0000-4000-8000-000000000002"_s;

} // namespace

class TestRunRouter final : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    Settings m_settings;

    [[nodiscard]] QString project(const QString &name = u"p"_s) const { return m_folder->path() + u'/' + name; }
    [[nodiscard]] DataDir dataDir() const { return *DataDir::locate(m_folder->filePath(u"data"_s)); }
    [[nodiscard]] RunVerdict route(const QString &session, const QString &cwd, const QString &workspace = {}) const
    {
        const auto verdict =
            routeRun(dataDir(), m_settings, u"default"_s, {session, cwd, workspace}, std::nullopt, 1000);
        return verdict ? *verdict : RunVerdict{false, {}, verdict.error().what, {}, {}};
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_settings = {};
        QVERIFY(dataDir().create());
        QVERIFY(QDir().mkpath(project(u"p/deep"_s)) && QDir().mkpath(project(u"q"_s)));
    }

    void withoutWishesItIsTheAgentsOwn()
    {
        const RunVerdict verdict = route(sessionOne, project());
        QVERIFY(verdict.collect);
        QCOMPARE(verdict.workspace, u"default"_s);
        QCOMPARE(route(sessionTwo, {}).workspace, u"default"_s); // of one whose folder nobody knows
    }

    void environmentThenLocalFileThenConsent()
    {
        write(project() + u"/.assay.local"_s, R"({"workspace":"local"})");
        QCOMPARE(route(sessionOne, project(), u"fleet"_s).workspace, u"fleet"_s);
        QCOMPARE(route(sessionTwo, project(u"p/deep"_s)).workspace, u"local"_s);
    }

    void aCommittedFileNeedsConsentForItsNameToday()
    {
        write(project() + u"/.assay"_s, R"({"workspace":"theirs"})");
        QCOMPARE(route(sessionOne, project()).workspace, u"default"_s);
        const QString file = QFileInfo(project() + u"/.assay"_s).canonicalFilePath();
        QVERIFY(Routes::open(dataDir())->consent(file, u"theirs"_s, 1));
        QCOMPARE(route(sessionTwo, project()).workspace, u"theirs"_s);
        // The next pull brings another name.
        write(project() + u"/.assay"_s, R"({"workspace":"elsewhere"})");
        QCOMPARE(route(u"33333333-0000-4000-8000-000000000003"_s, project()).workspace, u"default"_s);
        QVERIFY(Routes::open(dataDir())->revoke(file));
        QVERIFY(!Routes::open(dataDir())->revoke(file));
        QVERIFY(Routes::consents(dataDir())->isEmpty());
        QVERIFY(!Routes::open(dataDir())->consent(file, u"../x"_s, 1));
    }

    void aSessionStaysWhereItWentFirst()
    {
        write(project() + u"/.assay.local"_s, R"({"workspace":"one"})");
        write(project(u"q"_s) + u"/.assay.local"_s, R"({"workspace":"two"})");
        QCOMPARE(route(sessionOne, project()).workspace, u"one"_s);
        QCOMPARE(route(sessionTwo, project(u"q"_s)).workspace, u"two"_s); // both at once
        QCOMPARE(route(sessionOne, project(u"q"_s)).workspace, u"one"_s); // resumed elsewhere
        QCOMPARE(route(sessionOne, project(), u"fleet"_s).workspace, u"one"_s);
        QCOMPARE(route(sessionTwo, project()).workspace, u"two"_s);
    }

    void gatesAreAskedAboutTheFolderOfEachRun()
    {
        write(project(u"q"_s) + u"/.assay"_s, R"({"collect":false})");
        QVERIFY(route(sessionOne, project()).collect);
        const RunVerdict kept = route(sessionOne, project(u"q"_s));
        QVERIFY(!kept.collect);
        QVERIFY(kept.file.endsWith(u"/.assay"_s));
        QVERIFY(!kept.text.isEmpty());
        QVERIFY(route(sessionOne, project()).collect);
    }

    void ignoredFoldersAndProjects()
    {
        write(dataDir().gateFile("ignored"_L1),
              QFile::encodeName(QFileInfo(project(u"q"_s)).canonicalFilePath()) + '\n');
        QVERIFY(!route(sessionOne, project(u"q"_s)).collect);
        QVERIFY(route(sessionOne, project()).collect);
        write(project() + u"/.git/config"_s, "[remote \"origin\"]\n\turl = git@github.com:me/secret-plans.git\n");
        m_settings.ignoredProjects = {u"ME/secret-plans"_s};
        const RunVerdict kept = route(sessionOne, project(u"p/deep"_s));
        QVERIFY(!kept.collect);
        QCOMPARE(kept.reason, u"ignored-project"_s);
        QVERIFY(kept.text.contains(u"github.com/me/secret-plans"_s));
    }

    void namesThatAreNoneChooseNothing_data()
    {
        QTest::addColumn<QString>("name");
        for (const QString &name : {u""_s, u"../up"_s, u"Upper"_s, u"a b"_s, u"x/y"_s, u"ä"_s, QString(65, u'a')})
            QTest::newRow(qPrintable(name.left(10).toHtmlEscaped() + QString::number(name.size()))) << name;
    }
    void namesThatAreNoneChooseNothing()
    {
        QFETCH(QString, name);
        QCOMPARE(route(sessionOne, project(), name).workspace, u"default"_s);
        write(project() + u"/.assay.local"_s, "{\"workspace\":\"" + name.toUtf8() + "\"}");
        const RunVerdict verdict = route(sessionTwo, project());
        QVERIFY(!verdict.collect || verdict.workspace == u"default"_s);
    }

    // Nothing of a session that is not captured is remembered.
    void whatIsKeptOutLeavesNoRoute()
    {
        write(project() + u"/.assay"_s, R"({"collect":false})");
        QVERIFY(!route(sessionOne, project()).collect);
        QVERIFY(!QFile::exists(dataDir().routesFile()));
    }
};

QTEST_GUILESS_MAIN(TestRunRouter)
#include "tst_runrouter.moc"
