// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/transcript/runningcalls.h"

#include <algorithm>

#include <QDateTime>
#include <QPainter>
#include <QStyle>

#include "models/data/live.h"
#include "models/items/ask.h"
#include "models/items/transcriptmodel.h"
#include "views/text/visibletext.h"
#include "views/transcript/blockbuilder.h"
#include "views/transcript/headpart.h"
#include "views/transcript/runningclock.h"
#include "views/transcript/transcriptblock.h"
#include "views/widgets/wording.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

RunningCalls::RunningCalls(TranscriptModel *model, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_clock(new RunningClock(this))
{
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    setToolTip(tr("Told by the hooks of the coding agent. The transcript has not told it yet."));
    connect(model, &TranscriptModel::opened, this, &RunningCalls::look);
    connect(model, &TranscriptModel::sessionChanged, this, &RunningCalls::look);
    connect(model, &QAbstractItemModel::modelReset, this, [this] {
        if (m_model->sessionId() == 0 || m_model->rowCount() == 0)
            take({});
    });
    connect(Theme::instance(), &Theme::changed, this, &RunningCalls::layOut);
    hide();
}

RunningCalls::~RunningCalls() = default;

void RunningCalls::look()
{
    const qint64 session = m_model->sessionId();
    if (session == 0 || m_model->runId() != 0 || !isLive(m_model->session(), QDateTime::currentMSecsSinceEpoch())) {
        take({});
        return;
    }
    ask<QList<RunningCall>>(
        m_model->runner(), QueryRunner::Lane::Paging, this, true,
        [session](Database &db) { return readRunningCalls(db, session); },
        [this, session](const Result<QList<RunningCall>> &calls) {
            if (m_model->sessionId() == session)
                take(calls.value_or(QList<RunningCall>()));
        });
}

void RunningCalls::take(const QList<RunningCall> &calls)
{
    if (calls == m_calls)
        return;
    m_calls = calls;
    setVisible(!calls.isEmpty());
    layOut();
}

void RunningCalls::layOut()
{
    m_lines.clear();
    QStringList words;
    for (qsizetype i = 0; i < std::min<qsizetype>(m_calls.size(), shownMost); ++i) {
        const RunningCall &call = m_calls.at(i);
        HeadLine line;
        line.foldable = false;
        line.mono = false;
        line.icon = toolIcon(call.tool);
        line.iconTone = line.icon == "subagent"_L1 ? Tone::Subagent : Tone::Tool;
        line.name = call.tool.isEmpty() ? tr("Call") : visibleLine(call.tool.left(60));
        line.argument = call.agentType.isEmpty() ? QString() : tr("of %1").arg(visibleLine(call.agentType.left(60)));
        line.outcomeIcon = u"live"_s;
        line.outcome = tr("running");
        if (const qsizetype more = m_calls.size() - shownMost; i + 1 == shownMost && more > 0)
            line.outcome = tr("running, and %1 more").arg(countText(more));
        line.runningSince = call.at;
        m_lines.push_back(std::make_unique<HeadPart>(std::move(line)));
        words.append(m_lines.back()->spokenText());
    }
    setAccessibleName(tr("Runs now: %1").arg(words.join(u"; "_s)));
    updateGeometry();
    update();
}

QSize RunningCalls::sizeHint() const
{
    const Theme *theme = Theme::instance();
    return {theme->px(200), static_cast<int>(m_lines.size()) * theme->rowPx(24) + 2 * theme->px(2) + 1};
}

void RunningCalls::paintEvent(QPaintEvent *event)
{
    Q_UNUSED(event)
    const Theme *theme = Theme::instance();
    QPainter painter(this);
    painter.fillRect(rect(), theme->color(Tone::Document));
    painter.fillRect(0, 0, width(), 1, theme->color(Tone::Line));
    // As wide as the rows above, which stand beside a scroll bar.
    const QRect lines = TranscriptBlock::lineRect(width() - style()->pixelMetric(QStyle::PM_ScrollBarExtent));
    qreal y = 1 + theme->px(2);
    m_clock->begin();
    for (const auto &line : m_lines) {
        const qreal height = line->layout(lines.width());
        painter.save();
        painter.translate(lines.x(), y);
        line->paint(painter, {});
        painter.restore();
        m_clock->add(QRect(0, static_cast<int>(y), width(), static_cast<int>(height)));
        y += height;
    }
    m_clock->end();
}

} // namespace assay
