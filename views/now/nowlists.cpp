// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/now/nowlists.h"

#include <utility>

#include <QDateTime>
#include <QListWidget>
#include <QScrollBar>
#include <QSettings>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include "views/inspector/foldsection.h"
#include "views/now/nowrows.h"
#include "views/now/nowwords.h"
#include "views/widgets/ground.h"
#include "views/widgets/theme.h"
#include "views/widgets/wording.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int ScopeRole = Qt::UserRole; // NowScope
constexpr int QuestionRole = Qt::UserRole + 1;

NowScope scopeOf(const QListWidgetItem *item)
{
    return item->data(ScopeRole).value<NowScope>();
}

// Where somebody was in a list that is made anew: the row, known by its session or its words, and how far it was
// scrolled.
class ListPlace {
public:
    // Without a key where the row follows the scope.
    explicit ListPlace(QListWidget *list, bool keepsRow = true)
        : m_list(list)
        , m_key(keepsRow ? keyOf(list->currentItem()) : QString())
        , m_scrolled(list->verticalScrollBar()->value())
        , m_quiet(list)
    {
        list->clear();
    }
    ListPlace(const ListPlace &) = delete;
    ListPlace &operator=(const ListPlace &) = delete;
    ~ListPlace()
    {
        for (int row = 0; !m_key.isEmpty() && row < m_list->count(); ++row) {
            if (keyOf(m_list->item(row)) == m_key)
                m_list->setCurrentRow(row);
        }
        m_list->doItemsLayout();
        m_list->verticalScrollBar()->setValue(m_scrolled);
    }

private:
    static QString keyOf(const QListWidgetItem *item)
    {
        if (item == nullptr)
            return {};
        const qint64 session = scopeOf(item).sessionId;
        return session != 0 ? QString::number(session) : item->text();
    }

    QListWidget *m_list;
    const QString m_key;
    const int m_scrolled;
    const QSignalBlocker m_quiet;
};

} // namespace

NowLists::NowLists(QWidget *parent)
    : QWidget(parent)
    , m_history(u"now-questions"_s)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_scopes = addList(column, u"now/scope"_s, tr("Scope"), 4, &m_scopeSection);
    m_live = addList(column, u"now/live"_s, tr("Live sessions"), 2, &m_liveSection);
    m_standings = addList(column, u"now/where"_s, tr("Where you were"), 3, &m_standingSection);
    m_questions = addList(column, u"now/questions"_s, tr("Questions"), 2, &m_questionSection);
    column->addStretch(1);
    m_liveSection->hide();
    setAutoFillBackground(true);
    connect(m_scopes, &QListWidget::currentItemChanged, this, [this](const QListWidgetItem *item) {
        if (item != nullptr)
            Q_EMIT scopeChosen(scopeOf(item));
    });
    // A click tells of it alone, Enter and a double click open it.
    connect(m_live, &QListWidget::itemClicked, this,
            [this](const QListWidgetItem *item) { Q_EMIT scopeChosen(scopeOf(item)); });
    for (QListWidget *list : {m_live, m_standings})
        connect(list, &QListWidget::itemActivated, this,
                [this](const QListWidgetItem *item) { Q_EMIT sessionRequested(scopeOf(item).sessionId); });
    connect(m_questions, &QListWidget::itemActivated, this,
            [this](const QListWidgetItem *item) { Q_EMIT questionChosen(item->data(QuestionRole).toString()); });
    connect(Theme::instance(), &Theme::changed, this, &NowLists::restyle);
    restyle();
    showQuestions();
}

QListWidget *NowLists::addList(QVBoxLayout *column, const QString &key, const QString &title, int stretch,
                               FoldSection **section)
{
    *section = new FoldSection(key, title, true, this);
    auto *list = new QListWidget;
    list->setAccessibleName(title);
    list->setFrameShape(QFrame::NoFrame);
    list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    list->setItemDelegate(new NowRowDelegate(list));
    list->setMouseTracking(true);
    list->setSizeAdjustPolicy(QAbstractScrollArea::AdjustToContents); // no higher than what stands in it
    list->setMinimumHeight(0);
    (*section)->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    (*section)->setContent(list);
    column->addWidget(*section, stretch);
    return list;
}

void NowLists::show(const NowContents &contents, const QString &workspace)
{
    if (std::exchange(m_workspace, workspace) != workspace)
        showQuestions();
    showScopes(contents, workspace);
    showLive(contents);
    showStandings(contents);
}

void NowLists::showScopes(const NowContents &contents, const QString &workspace)
{
    const ListPlace place(m_scopes, false);
    qint64 sessions = 0;
    qint64 failures = 0;
    for (const NowProject &project : contents.projects) {
        sessions += project.sessions;
        failures += project.failures;
    }
    const auto add = [&](const NowRow &row, const NowScope &scope) {
        QListWidgetItem *item = addNowRow(m_scopes, row);
        item->setData(ScopeRole, QVariant::fromValue(scope));
        if (scope.projectId == contents.scope.projectId && scope.sessionId == contents.scope.sessionId)
            m_scopes->setCurrentItem(item);
    };
    const auto heard = [](qint64 active, qint64 failed) {
        QStringList figures{pluralText(active, tr("%1 session"), tr("%1 sessions"))};
        if (failed > 0)
            figures.append(pluralText(failed, tr("%1 failure"), tr("%1 failures")));
        return figures.join(u", "_s);
    };
    add({u"database"_s,
         tr("Workspace: %1").arg(workspace),
         {},
         failures,
         countText(sessions),
         heard(sessions, failures),
         0,
         {}},
        {});
    for (const NowProject &project : contents.projects) {
        add({u"repo"_s,
             project.name,
             {},
             project.failures,
             countText(project.sessions),
             heard(project.sessions, project.failures),
             0,
             project.key},
            {project.id, 0, project.name, {}});
        if (project.id != contents.scope.projectId)
            continue;
        for (const NowSession &session : contents.sessions)
            add({u"sessions"_s,
                 session.title,
                 {},
                 session.failures,
                 {},
                 pluralText(session.failures, tr("%1 failure"), tr("%1 failures")),
                 1,
                 {}},
                {project.id, session.id, session.title, session.uuid});
    }
    m_scopeSection->setFigure(countText(contents.projects.size()));
}

void NowLists::showLive(const NowContents &contents)
{
    const ListPlace place(m_live);
    for (const NowSession &each : contents.live) {
        const QString ago = agoText(each.lastAt, contents.readAt);
        const QString doing = each.waits            ? tr("waits for you, %1").arg(ago)
                              : each.tool.isEmpty() ? ago
                                                    : tr("%1, %2").arg(each.tool, ago);
        QListWidgetItem *item =
            addNowRow(m_live, {{}, each.title, tr("%1 · %2").arg(each.project, doing), 0, {}, tr("live"), 0, {}});
        item->setData(ScopeRole, QVariant::fromValue(NowScope{each.projectId, each.id, each.title, each.uuid}));
        if (each.id == contents.scope.sessionId)
            m_live->setCurrentItem(item);
    }
    m_liveSection->setFigure(countText(contents.live.size()));
    m_liveSection->setVisible(!contents.live.isEmpty());
}

void NowLists::showStandings(const NowContents &contents)
{
    const ListPlace place(m_standings);
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    for (const ProjectStanding &each : contents.standings) {
        // The next step tells best, then what is open, then what was asked for.
        const NoteBullet *best = nullptr;
        for (const NoteBullet &bullet : each.bullets) {
            if (best == nullptr || bullet.section > best->section)
                best = &bullet;
        }
        QStringList whole;
        for (const NoteBullet &bullet : each.bullets)
            whole.append(bullet.text);
        const QString ago = relativeText(each.lastAt, now);
        QListWidgetItem *item =
            addNowRow(m_standings, {u"repo"_s, each.project, best != nullptr ? best->text : tr("nothing is left open"),
                                    0, ago, ago, 0, whole.join(u'\n')});
        item->setData(ScopeRole, QVariant::fromValue(NowScope{each.projectId, each.lastSession, {}, {}}));
    }
    m_standingSection->setFigure(countText(contents.standings.size()));
}

void NowLists::addQuestion(const QString &text)
{
    m_history.add(text);
    showQuestions();
}

// Of each workspace its own.
QString NowLists::answersKey() const
{
    return u"now/answers/"_s + m_workspace;
}

void NowLists::noteAnswer(const AskAnswer &answer)
{
    QSettings settings;
    const QVariantMap before = settings.value(answersKey()).toMap();
    QVariantMap answers; // of the questions that are kept
    for (const QString &text : m_history.recent()) {
        if (before.contains(text))
            answers.insert(text, before[text]);
    }
    if (m_history.recent().contains(answer.understood.text))
        answers.insert(answer.understood.text, QVariantMap{{u"at"_s, QDateTime::currentMSecsSinceEpoch()},
                                                           {u"said"_s, answerHeadline(answer)}});
    if (answers == before)
        return;
    settings.setValue(answersKey(), answers);
    showQuestions();
}

void NowLists::showQuestions()
{
    const ListPlace place(m_questions);
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    const QVariantMap answers = QSettings().value(answersKey()).toMap();
    for (const QString &text : m_history.recent()) {
        const QVariantMap answer = answers.value(text).toMap();
        const QString detail = answer.isEmpty() ? QString()
                                                : tr("%1 · %2").arg(relativeText(answer[u"at"_s].toLongLong(), now),
                                                                    answer[u"said"_s].toString());
        addNowRow(m_questions, {u"ask"_s, text, detail, 0, {}, {}, 0, {}})->setData(QuestionRole, text);
    }
    m_questionSection->setFigure(countText(m_questions->count()));
}

void NowLists::restyle()
{
    setGround(this, Tone::Pane, Tone::Pane);
    for (QListWidget *list : {m_scopes, m_live, m_standings, m_questions})
        list->doItemsLayout(); // rows are as high as the font asks
}

} // namespace assay
