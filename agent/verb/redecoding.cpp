// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/verb/redecoding.h"

#include <nlohmann/json.hpp>

#include "agent/ipc/jsonfield.h"
#include "agent/verb/writerthread.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;
using nlohmann::json;
using nlohmann::ordered_json;

namespace {

constexpr auto settleTime = std::chrono::seconds(5);
constexpr auto pauseTime = std::chrono::milliseconds(1500);

} // namespace

Redecoding::Redecoding(WriterThread &writer, QObject *parent)
    : QObject(parent)
    , m_writer(writer)
{
    m_pause.setSingleShot(true);
    m_pause.setTimerType(Qt::VeryCoarseTimer);
    connect(&m_pause, &QTimer::timeout, this, &Redecoding::goOn);
}

void Redecoding::start()
{
    m_pause.start(settleTime);
}

void Redecoding::goOn()
{
    m_writer.post(
        u"sessions.redecode"_s, json::object(),
        [this](const Result<ordered_json> &result) {
            if (!result) {
                Q_EMIT failed(result.error()); // the agent's next start tries it again
                return;
            }
            const json done = *result;
            const QString problem = textField(done, "problem");
            if (!problem.isEmpty() && !std::exchange(m_told, true))
                Q_EMIT failed({Error::Code::Failed, problem, {}});
            if (numberField(done, "redecoded") > 0)
                Q_EMIT changed();
            if (numberField(done, "remaining") > 0)
                m_pause.start(pauseTime);
        },
        WriterThread::Urgency::Quiet);
}

} // namespace assay
