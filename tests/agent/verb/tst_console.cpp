// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/verb/console.h"

#include <fcntl.h>
#include <pty.h>
#include <unistd.h>

#include <QTest>

using namespace assay;
using namespace Qt::Literals::StringLiterals;

namespace {

// Standard output and standard error of this process are one terminal as long as it lives.
class BothOnATerminal final {
public:
    BothOnATerminal()
    {
        int slave = -1;
        if (openpty(&m_master, &slave, nullptr, nullptr, nullptr) != 0)
            qFatal("no terminal");
        m_out = dup(STDOUT_FILENO);
        m_err = dup(STDERR_FILENO);
        std::fflush(nullptr);
        dup2(slave, STDOUT_FILENO);
        dup2(slave, STDERR_FILENO);
        close(slave);
    }
    ~BothOnATerminal()
    {
        restore();
        close(m_master);
    }
    BothOnATerminal(const BothOnATerminal &) = delete;
    BothOnATerminal &operator=(const BothOnATerminal &) = delete;

    // All that was shown.
    [[nodiscard]] QByteArray shown()
    {
        std::fflush(nullptr);
        fcntl(m_master, F_SETFL, O_NONBLOCK);
        QByteArray all;
        char buffer[4096];
        for (ssize_t got = 0; (got = read(m_master, buffer, sizeof buffer)) > 0;)
            all.append(buffer, got);
        restore();
        return all;
    }

private:
    void restore()
    {
        if (m_out < 0)
            return;
        std::fflush(nullptr);
        dup2(m_out, STDOUT_FILENO);
        dup2(m_err, STDERR_FILENO);
        close(m_out);
        close(m_err);
        m_out = m_err = -1;
    }
    int m_master = -1;
    int m_out = -1;
    int m_err = -1;
};

} // namespace

class TestConsole final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void resultsDoNotRunIntoTheProgressLine_data();
    void resultsDoNotRunIntoTheProgressLine();
};

void TestConsole::resultsDoNotRunIntoTheProgressLine_data()
{
    QTest::addColumn<bool>("asBytes");
    QTest::newRow("text") << false;
    QTest::newRow("bytes") << true;
}

void TestConsole::resultsDoNotRunIntoTheProgressLine()
{
    QFETCH(bool, asBytes);
    QByteArray shown;
    {
        BothOnATerminal terminal;
        Console console(Console::Talk::Normal);
        console.progress(u"12 % done"_s);
        if (asBytes)
            console.bytes("result\n");
        else
            console.text(u"result\n"_s);
        shown = terminal.shown();
    }
    QVERIFY(shown.contains("12 % done"));
    QVERIFY2(shown.contains("\033[Kresult"), shown.toPercentEncoding(" %").constData());
}

QTEST_GUILESS_MAIN(TestConsole)
#include "tst_console.moc"
