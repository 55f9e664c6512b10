// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/transcript/transcriptpane.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QStackedLayout>
#include <QToolButton>

#include "models/items/transcriptmodel.h"
#include "views/text/visibletext.h"
#include "views/transcript/transcriptview.h"
#include "views/widgets/elidedlabel.h"
#include "views/widgets/emptystate.h"
#include "views/widgets/icons.h"
#include "views/widgets/loadingbar.h"
#include "views/widgets/wording.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

TranscriptPane::TranscriptPane(QueryRunner *runner, QWidget *parent)
    : QWidget(parent)
    , m_model(new TranscriptModel(runner, this))
    , m_head(new QWidget(this))
    , m_back(new QToolButton(m_head))
    , m_title(new ElidedLabel(m_head))
    , m_branchIcon(new QLabel(m_head))
    , m_branch(new QLabel(m_head))
    , m_figures(new QLabel(m_head))
    , m_bar(new LoadingBar(this))
    , m_view(new TranscriptView(this))
    , m_empty(new EmptyState(this))
    , m_stack(new QStackedLayout)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    buildHead();
    column->addWidget(m_head);
    column->addWidget(m_bar);
    m_stack->addWidget(m_view);
    m_stack->addWidget(m_empty);
    column->addLayout(m_stack, 1);
    setAutoFillBackground(true);
    m_view->setModel(m_model);

    connect(m_model, &TranscriptModel::opened, this, [this] {
        setLoading(false);
        showHead();
        showContent();
        Q_EMIT opened();
    });
    connect(m_model, &QAbstractItemModel::modelReset, this, &TranscriptPane::showContent);
    connect(m_model, &TranscriptModel::sessionChanged, this, &TranscriptPane::showHead);
    connect(m_model, &TranscriptModel::located, this, [this] {
        setLoading(false);
        showContent();
    });
    connect(m_model, &TranscriptModel::failed, this, [this](const QString &what) {
        setLoading(false);
        if (m_model->rowCount() > 0) {
            Q_EMIT noted(what); // the transcript stays
            return;
        }
        m_empty->showError(what);
        m_stack->setCurrentWidget(m_empty);
    });
    connect(m_empty, &EmptyState::actRequested, this, [this] { open(m_model->sessionId(), m_model->runId()); });
    connect(m_view, &TranscriptView::runRequested, this,
            [this](qint64 runId) { Q_EMIT runRequested(m_model->sessionId(), runId); });
    connect(m_view, &TranscriptView::noted, this, &TranscriptPane::noted);
    connect(m_back, &QToolButton::clicked, this, [this] { Q_EMIT sessionRequested(m_model->sessionId()); });
    connect(Theme::instance(), &Theme::changed, this, &TranscriptPane::restyle);
    restyle();
    showContent();
}

TranscriptPane::~TranscriptPane()
{
    m_view->setModel(nullptr);
}

void TranscriptPane::buildHead()
{
    auto *row = new QHBoxLayout(m_head);
    row->setContentsMargins(16, 0, 14, 0);
    row->setSpacing(8);
    m_back->setIcon(themeIcon(u"back"_s));
    m_back->setText(tr("Session"));
    m_back->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_back->setFocusPolicy(Qt::TabFocus);
    m_back->setAccessibleName(tr("Back to the session of this run"));
    for (QLabel *label : {m_title, m_branch, m_figures})
        label->setTextFormat(Qt::PlainText);
    m_title->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    row->addWidget(m_back);
    row->addWidget(m_title, 1);
    row->addWidget(m_branchIcon);
    row->addWidget(m_branch);
    row->addSpacing(8);
    row->addWidget(m_figures);
    m_head->hide();
    m_head->setAutoFillBackground(true);
}

void TranscriptPane::open(qint64 sessionId, qint64 runId)
{
    setLoading(true);
    m_model->open(sessionId, runId);
}

void TranscriptPane::reveal(qint64 eventId, const QStringList &terms)
{
    setLoading(true);
    m_view->reveal(eventId, terms);
}

void TranscriptPane::setLoading(bool loading)
{
    m_loading = loading;
    if (loading)
        m_bar->begin();
    else
        m_bar->end();
}

void TranscriptPane::refresh()
{
    if (m_model->sessionId() != 0)
        m_view->refresh();
}

QString TranscriptPane::title() const
{
    if (m_model->sessionId() == 0)
        return {};
    if (m_model->runId() != 0)
        return m_model->run().description.isEmpty() ? tr("Sub-agent run") : visibleLine(m_model->run().description);
    return m_model->session().title.isEmpty() ? tr("(no prompt)") : visibleLine(m_model->session().title);
}

void TranscriptPane::showHead()
{
    const SessionRow &session = m_model->session();
    const bool inRun = m_model->runId() != 0;
    const RunRow &run = m_model->run();
    m_head->setVisible(m_model->sessionId() != 0);
    m_back->setVisible(inRun);
    m_title->setText(title());
    m_title->setToolTip(tipText(title()));
    const QString branch = inRun ? run.agentType : session.branch;
    m_branch->setText(visibleLine(branch));
    m_branch->setVisible(!branch.isEmpty());
    m_branchIcon->setVisible(!branch.isEmpty());
    const qint64 tokens = session.tokens.total();
    QStringList figures;
    if (inRun) {
        figures = {pluralText(run.toolCalls, tr("%1 tool"), tr("%1 tools"))};
        if (run.errors > 0)
            figures.append(pluralText(run.errors, tr("%1 error"), tr("%1 errors")));
    } else {
        figures = {pluralText(session.turns, tr("%1 turn"), tr("%1 turns"))};
        if (tokens > 0)
            figures.append(tr("%1 tokens").arg(roundedText(tokens)));
        if (session.costUsd.has_value() && *session.costUsd > 0)
            figures.append(session.costSource == "estimate"_L1 ? tr("%1 estimate").arg(costText(*session.costUsd))
                                                               : costText(*session.costUsd));
    }
    m_figures->setText(figures.join(u" · "_s));
    m_figures->setToolTip(tr("Input %1, output %2, read from cache %3, written to cache %4")
                              .arg(countText(session.tokens.input), countText(session.tokens.output),
                                   countText(session.tokens.cacheRead), countText(session.tokens.cacheWrite)));
    const Theme *theme = Theme::instance();
    m_branchIcon->setPixmap(iconPixmap(inRun ? u"subagent"_s : u"branch"_s,
                                       theme->color(inRun ? Tone::Subagent : Tone::Text3), theme->px(14),
                                       devicePixelRatioF()));
}

void TranscriptPane::showContent()
{
    const bool rows = m_model->rowCount() > 0;
    if (m_model->sessionId() == 0) {
        m_head->hide();
        m_empty->tell(u"sessions"_s, tr("Nothing selected"), tr("Select a session at the left to read it."));
    } else if (!rows && !m_loading) {
        m_empty->tell(u"sessions"_s, tr("Nothing to show"),
                      tr("This session holds no events: the client wrote only lines about itself."));
    }
    // While a session is on its way its frame stands empty; nothing flashes.
    m_stack->setCurrentWidget(rows || (m_model->sessionId() != 0 && m_loading) ? static_cast<QWidget *>(m_view)
                                                                               : m_empty);
}

void TranscriptPane::restyle()
{
    const Theme *theme = Theme::instance();
    QPalette ground = Theme::palette(theme->isDark());
    ground.setColor(QPalette::Window, theme->color(Tone::Document));
    setPalette(ground);
    m_head->setFixedHeight(theme->px(38));
    m_title->setFont(theme->font(Face::Prompt));
    QPalette dim = ground;
    dim.setColor(QPalette::WindowText, theme->color(Tone::Text3));
    for (QLabel *label : {m_branch, m_figures}) {
        label->setFont(theme->font(Face::Row));
        label->setPalette(dim);
    }
    showHead();
}

} // namespace assay
