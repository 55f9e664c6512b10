// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "bench/fleethistory.h"

#include <QDateTime>
#include <QDir>
#include <QFile>

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 minute = 60'000;
constexpr qint64 eventMs = 86'400'000 / 100'000;

constexpr auto charge = "curl -sf https://payments-api.internal/charge -d @body.json";
constexpr auto refused = "Exit code 22\\ncurl: (22) The requested URL returned error: 503";
constexpr auto contract = "npm test -- payments-api";
constexpr auto broken = "Exit code 1\\nError: connect ECONNREFUSED payments-api:8080";

struct PlantedCall {
    int session;
    qint64 ago;
    bool isCharge;
};
// At the edges of the windows, too: the first moment is within, the last one is not.
constexpr PlantedCall calls[] = {{1, 15 * minute, true},
                                 {2, 14 * minute, true},
                                 {3, 13 * minute, true},
                                 {4, 11 * minute, true},
                                 {5, 7 * minute, true},
                                 {6, 5 * minute, true},
                                 {7, 3 * minute, true},
                                 {8, 2 * minute, true},
                                 {9, 1, true},
                                 {10, 12 * minute, false},
                                 {11, 9 * minute, false},
                                 {12, 8 * minute, false},
                                 {13, minute, false},
                                 {14, 30'000, false},
                                 {15, 60 * minute, true},
                                 {16, 59 * minute, true},
                                 {17, 40 * minute, true},
                                 {18, 20 * minute, true},
                                 {19, 15 * minute + 1, true},
                                 // Outside.
                                 {20, 60 * minute + 1, true},
                                 {21, 0, true},
                                 {22, -minute, false},
                                 {23, 61 * minute, false}};

QByteArray uuidOf(int session, int number)
{
    return QByteArray::number(0x10000000 + session, 16) + "-0000-4000-8000-" +
           QByteArray::number(100'000'000'000 + number);
}

QByteArray head(const char *type, int session, int number, qint64 at)
{
    return QByteArray("{\"type\":\"") + type + "\",\"uuid\":\"" + uuidOf(session, number) +
           "\",\"parentUuid\":null,\"sessionId\":\"" + FleetHistory::sessionId(session).toLatin1() +
           "\",\"timestamp\":\"" + QDateTime::fromMSecsSinceEpoch(at, Qt::UTC).toString(Qt::ISODateWithMs).toLatin1() +
           "\",\"cwd\":\"/work/p" + QByteArray::number(session % FleetHistory::projects) +
           "\",\"version\":\"2.1.330\",\"isSidechain\":false,";
}

QByteArray prompt(int session, qint64 at)
{
    return head("user", session, 0, at) + "\"message\":{\"role\":\"user\",\"content\":\"keep service-" +
           QByteArray::number(session % 500) + " running\"}}\n";
}

QByteArray reply(int session, int number, qint64 at)
{
    return head("assistant", session, number * 10 + 3, at) +
           "\"message\":{\"role\":\"assistant\",\"model\":\"claude-opus-5\",\"content\":[{\"type\":\"text\",\"text\":"
           "\"The "
           "retry number " +
           QByteArray::number(number) + " waits longer than the one before.\"}]}}\n";
}

} // namespace

FleetHistory::FleetHistory(QString home, qint64 now, qint64 events)
    : m_home(std::move(home))
    , m_now(now)
    , m_sessions(static_cast<int>(events / eventsOfSession))
{
}

QString FleetHistory::sessionId(int session)
{
    return u"%1-0000-4000-8000-00000000f1ee"_s.arg(session, 8, 16, QLatin1Char('0'));
}

QByteArray FleetHistory::call(int session, int number, qint64 at, const QByteArray &command, const QByteArray &output,
                              bool fails)
{
    const QByteArray id = "toolu_" + QByteArray::number(session) + '_' + QByteArray::number(number);
    return head("assistant", session, number * 10 + 1, at) +
           "\"message\":{\"role\":\"assistant\",\"model\":\"claude-opus-5\",\"content\":[{\"type\":\"tool_use\",\"id\":"
           "\"" +
           id + "\",\"name\":\"Bash\",\"input\":{\"command\":\"" + command + "\"}}]}}\n" +
           head("user", session, number * 10 + 2, at + 5) +
           "\"message\":{\"role\":\"user\",\"content\":[{\"type\":\"tool_result\",\"tool_use_id\":\"" + id +
           "\",\"content\":\"" + output + "\"" + (fails ? ",\"is_error\":true" : "") + "}]}}\n";
}

// Two events a step: a call and a reply. Sessions of one time overlap, later ones follow.
QByteArray FleetHistory::session(int number) const
{
    const qint64 spanMs = qint64{m_sessions} * eventsOfSession * eventMs;
    const qint64 length = projects * eventsOfSession * eventMs;
    const qint64 from = m_now - spanMs + number / projects * length;
    const int steps = eventsOfSession / 2;
    QByteArray lines = prompt(number, from);
    for (int i = 1; i <= steps; ++i) {
        const qint64 at = from + length * i / (steps + 1);
        const int service = (number * 7 + i * 13) % 500;
        const bool fails = (number + i) % 20 == 7;
        lines += call(number, i, at,
                      i % 3 == 0 ? QByteArray("make check-" + QByteArray::number(i % 40))
                                 : "curl -sf https://service-" + QByteArray::number(service) + ".internal/x",
                      fails ? QByteArray(i % 2 == 0 ? refused : "Exit code 2\\nmake: *** [check] Error 2")
                            : QByteArray("ok"),
                      fails);
        lines += reply(number, i, at + 1000);
    }
    return lines + plantedLines(number);
}

QByteArray FleetHistory::plantedLines(int session) const
{
    QByteArray lines;
    int number = 1'000'000;
    for (const PlantedCall &each : calls) {
        if (each.session == session)
            lines += call(session, ++number, m_now - each.ago, each.isCharge ? charge : contract,
                          each.isCharge ? refused : broken, true);
    }
    return lines;
}

Result<> FleetHistory::append(int session, const QByteArray &lines) const
{
    const QString folder = m_home + u"/projects/-work-p%1"_s.arg(session % projects);
    QFile file(folder + u'/' + sessionId(session) + u".jsonl"_s);
    if (!QDir().mkpath(folder) || !file.open(QIODevice::Append) || file.write(lines) != lines.size())
        return fail(Error::Code::Failed, u"A transcript could not be written."_s, file.fileName());
    return {};
}

Result<> FleetHistory::write() const
{
    for (int number = 0; number < m_sessions; ++number) {
        if (auto written = append(number, session(number)); !written)
            return written;
    }
    return {};
}

} // namespace assay
