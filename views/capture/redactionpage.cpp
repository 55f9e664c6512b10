// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/capture/redactionpage.h"

#include <QDateTime>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include "models/items/ask.h"
#include "models/items/valuetable.h"
#include "views/capture/capturedoor.h"
#include "views/capture/valueview.h"
#include "views/shell/agentdoor.h"
#include "views/text/visibletext.h"
#include "views/widgets/emptystate.h"
#include "views/widgets/ground.h"
#include "views/widgets/icons.h"
#include "views/widgets/theme.h"
#include "views/widgets/wording.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int sessionsShown = 500;

} // namespace

RedactionPage::RedactionPage(QueryRunner *runner, AgentDoor *door, QWidget *parent)
    : QWidget(parent)
    , m_runner(runner)
    , m_door(door)
    , m_rules(new ValueTable({{tr("Rule")}, {tr("Sessions"), true}, {tr("Times"), true}}, this))
    , m_places(new ValueTable({{tr("Where it fired")}, {tr("Began"), true}, {tr("Times"), true}}, this))
    , m_explanation(
          new QLabel(tr("Secrets are masked before anything is stored. What stood there is kept nowhere."), this))
    , m_rulesView(new ValueView(tr("Rules that fired"), m_rules, this))
    , m_placesView(new ValueView(tr("Where the chosen rule fired"), m_places, this))
    , m_empty(new EmptyState(this))
    , m_message(new QLabel(this))
    , m_recheck(new QPushButton(themeIcon(u"shield"_s), tr("Apply today's rules to what is stored"), this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_explanation);
    column->addWidget(m_rulesView, 1);
    column->addWidget(m_placesView, 1);
    column->addWidget(m_empty, 1);
    m_empty->tell(u"shield"_s, tr("Nothing was masked"), tr("No rule has found a secret in what is stored so far."));
    m_empty->hide();
    auto *row = new QHBoxLayout;
    row->addWidget(m_recheck);
    row->addWidget(m_message, 1);
    column->addLayout(row);
    for (QLabel *label : {m_explanation, m_message}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
    }
    m_recheck->setAutoDefault(false);
    connect(m_rulesView, &ValueView::currentKeyChanged, this, &RedactionPage::readPlaces);
    connect(m_placesView, &QAbstractItemView::activated, this, [this](const QModelIndex &index) {
        Q_EMIT sessionRequested(index.data(ValueTable::keyRole).toLongLong(), 0);
    });
    connect(m_recheck, &QPushButton::clicked, this, &RedactionPage::recheck);
    connect(Theme::instance(), &Theme::changed, this, &RedactionPage::restyle);
    restyle();
}

QString RedactionPage::message() const
{
    return m_message->text();
}

void RedactionPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    read();
}

void RedactionPage::read()
{
    ask<QList<RedactionFigure>>(
        *m_runner, QueryRunner::Lane::Paging, this, true, [](Database &db) { return readRedactions(db, {}); },
        [this](const Result<QList<RedactionFigure>> &rules) {
            if (rules)
                showRules(*rules);
            else if (rules.error().code != Error::Code::NotFound)
                tell(rules.error().what);
        });
}

void RedactionPage::showRules(const QList<RedactionFigure> &rules)
{
    QList<ValueRow> rows;
    for (const RedactionFigure &rule : rules) {
        const QString tip = rule.lastAt >= 0 ? tr("Last in a session of %1").arg(isoText(rule.lastAt)) : QString();
        rows.append({{visibleLine(rule.rule), countText(rule.sessions), countText(rule.count)}, rule.rule, tip});
    }
    m_rules->setRows(rows);
    for (QWidget *view : {static_cast<QWidget *>(m_rulesView), static_cast<QWidget *>(m_placesView)})
        view->setVisible(!rows.isEmpty());
    m_empty->setVisible(rows.isEmpty());
    if (!rows.isEmpty() && !m_rulesView->currentIndex().isValid())
        m_rulesView->setCurrentIndex(m_rules->index(0, 0));
}

void RedactionPage::readPlaces()
{
    const QString rule = m_rulesView->currentKey().toString();
    if (rule.isEmpty()) {
        m_places->setRows({});
        return;
    }
    ask<QList<RedactedSession>>(
        *m_runner, QueryRunner::Lane::Paging, &m_placeSlot, true,
        [rule](Database &db) { return readRedactedSessions(db, rule, sessionsShown); },
        [this](const Result<QList<RedactedSession>> &sessions) {
            QList<ValueRow> rows;
            const qint64 now = QDateTime::currentMSecsSinceEpoch();
            for (const RedactedSession &session : sessions.value_or(QList<RedactedSession>())) {
                const QString title = session.title.isEmpty() ? tr("(no prompt)") : visibleLine(session.title);
                const QString began = session.startedAt >= 0 ? relativeText(session.startedAt, now) : u"–"_s;
                rows.append({{title, began, countText(session.count)}, session.id, session.uuid});
            }
            m_places->setRows(rows);
        });
}

void RedactionPage::recheck()
{
    m_recheck->setEnabled(false);
    tell(tr("Looking at every stored line again. This may take minutes; the window can be used meanwhile."));
    m_door->capture()->recheckRedaction(this, [this](const Result<QString> &done) {
        m_recheck->setEnabled(true);
        tell(done ? *done : done.error().what);
        read();
    });
}

void RedactionPage::tell(const QString &text)
{
    m_message->setText(visibleText(text));
}

void RedactionPage::restyle()
{
    const Theme *theme = Theme::instance();
    layout()->setSpacing(theme->px(8));
    for (QLabel *label : {m_explanation, m_message}) {
        label->setFont(theme->font(Face::Row));
        setTextTone(label, Tone::Text2);
    }
    m_rulesView->setMinimumHeight(theme->px(120));
    m_placesView->setMinimumHeight(theme->px(120));
}

} // namespace assay
