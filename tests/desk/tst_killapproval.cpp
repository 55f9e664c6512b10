// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "deskfixture.h"

#include <QTest>

#include "models/data/query/candidatequery.h"

#include <signal.h>
#include <sys/ptrace.h>
#include <sys/wait.h>
#include <unistd.h>

#include <QFile>
#include <QFileInfo>

using namespace assay;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int points = 200;

// Approves in a process of its own that is killed as it enters its n-th system call; how many it made, when it lived.
int approveKilledAt(const QString &store, const QString &personal, const ApprovalWish &wish, int n)
{
    const pid_t child = fork();
    if (child == 0) {
        ptrace(PTRACE_TRACEME, 0, nullptr, nullptr);
        raise(SIGSTOP);
        bool done = false;
        {
            auto db = Database::open(store, Database::Mode::Writer);
            done = db && Approval(*db, personal, 1'000'000).approve(wish).has_value();
        }
        _exit(done ? 0 : 1);
    }
    int status = 0;
    waitpid(child, &status, 0);
    ptrace(PTRACE_SETOPTIONS, child, nullptr, PTRACE_O_EXITKILL | PTRACE_O_TRACESYSGOOD);
    int calls = 0;
    for (bool enters = true;; enters = !enters) {
        ptrace(PTRACE_SYSCALL, child, nullptr, nullptr);
        waitpid(child, &status, 0);
        if (WIFEXITED(status) || WIFSIGNALED(status))
            return WIFEXITED(status) && WEXITSTATUS(status) == 0 ? calls : -1;
        calls += enters ? 1 : 0;
        if (enters && calls == n) {
            kill(child, SIGKILL);
            waitpid(child, &status, 0);
            return calls;
        }
    }
}

} // namespace

class tst_KillApproval : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void oldOrNewAndBothAgree_data();
    void oldOrNewAndBothAgree();
};

void tst_KillApproval::oldOrNewAndBothAgree_data()
{
    QTest::addColumn<bool>("hasFile");
    QTest::newRow("new file") << false;
    QTest::newRow("file that is replaced") << true;
}

void tst_KillApproval::oldOrNewAndBothAgree()
{
    QFETCH(bool, hasFile);
    const QByteArray before = hasFile ? QByteArray("old\n") : QByteArray();
    int total = 0;
    int wasOld = 0;
    int wasNew = 0;
    for (int i = 0; i <= points / 2; ++i) {
        DeskFixture desk;
        desk.addCandidate(u"c-1"_s, u"checks"_s);
        const QString path = desk.project() + u"/.claude/skills/checks/SKILL.md"_s;
        if (hasFile)
            DeskFixture::write(path, before);
        ApprovalWish wish = desk.wishOf(*desk.approval().plan({.candidate = u"c-1"_s}));
        wish.givenUp = QStringList{u"old"_s};
        const int at = i == 0 ? -1 : 1 + (i - 1) * total / (points / 2);
        const int calls = approveKilledAt(desk.store().file(), desk.personal(), wish, at);
        QVERIFY2(calls > 0, "the process that was not killed failed");
        if (i == 0)
            total = calls;
        const QByteArray whole = DeskFixture::skill(u"checks"_s);
        const QByteArray left = DeskFixture::read(path);
        QVERIFY2(left == whole || left == before, left.constData());
        QVERIFY(desk.approval().settle());
        QCOMPARE(DeskFixture::read(path), left);
        const bool isNew = left == whole;
        (isNew ? wasNew : wasOld) += 1;
        QCOMPARE(readCandidate(desk.db(), u"c-1"_s)->state, isNew ? u"approved"_s : u"new"_s);
        QCOMPARE(desk.store().number(u"SELECT count(*) FROM file_change WHERE state = 'writing'"_s), 0);
        QCOMPARE(desk.store().number(u"SELECT count(*) FROM file_change WHERE state = 'written'"_s), isNew ? 1 : 0);
        QCOMPARE(desk.store().number(u"SELECT count(*) FROM decision"_s), isNew ? 1 : 0);
        for (const QString &file : DeskFixture::filesBelow(desk.project()))
            QCOMPARE(file, u".claude/skills/checks/SKILL.md"_s);
    }
    qInfo("%d system calls; %d kills left the old file, %d the new one", total, wasOld, wasNew - 1);
    QVERIFY(wasOld > 0 && wasNew > 1);
}

// Two hundred kills of a process with sanitizers take longer than a test function may by default.
int main(int argc, char *argv[])
{
    qputenv("QTEST_FUNCTION_TIMEOUT", "1800000");
    const QCoreApplication application(argc, argv);
    tst_KillApproval test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_killapproval.moc"
