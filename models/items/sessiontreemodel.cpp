// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "models/items/sessiontreemodel.h"

#include <QCache>
#include <QHash>
#include <QSet>

#include <optional>

#include "models/data/filter/filter.h"
#include "models/data/query/sessionquery.h"
#include "models/items/ask.h"
#include "models/items/pagequeue.h"
#include "models/items/rowsteps.h"
#include "models/items/sessionoutline.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int pageSize = 128;
constexpr int rowsKept = pageSize * 64;
// More changes than this at once cost a view more than reading its rows anew.
constexpr int stepLimit = 200;

struct CachedSession {
    std::optional<SessionRow> row; // nothing: it was deleted meanwhile
    quint64 generation = 0;
};

struct Page {
    qint64 project = 0;
    int number = 0;

    bool operator==(const Page &) const = default;
};

QList<qint64> projectIds(const QList<ProjectSessions> &projects)
{
    QList<qint64> ids;
    for (const ProjectSessions &each : projects)
        ids.append(each.project.id);
    return ids;
}

} // namespace

class SessionTreeModel::Private {
public:
    Private(SessionTreeModel *model, QueryRunner *queries)
        : q(model)
        , runner(queries)
    {
    }

    void readOutline();
    void apply(const SessionOutline &outline);
    bool applyProjects(const QList<ProjectSessions> &target);
    void applySessions(int projectRow, const ProjectSessions &target);
    void numberProjects();
    QModelIndex projectIndex(int row) const { return q->index(row, 0); }

    const SessionRow *session(int projectRow, int row);
    void want(Page page);
    void readNext();
    void readAgain();
    void takePage(Page page, const QList<qint64> &ids, const QList<SessionRow> &rows);
    void announce(int projectRow, const QSet<qint64> &changed);

    SessionTreeModel *q;
    QueryRunner *runner;
    QObject outlineSlot, pageSlot;

    QString filterText;
    QList<ProjectSessions> projects;
    QHash<qint64, int> rowOfProject;
    int total = 0;

    QCache<qint64, CachedSession> cache{rowsKept};
    quint64 generation = 0; // rows of an older one are shown until they are read again
    PageQueue<Page> pages;
    QList<Page> seen; // the last few looked at, newest last
};

void SessionTreeModel::Private::readOutline()
{
    const Filter filter = parseFilter(filterText, FilterClock::system(), FilterTyping::AsYouType);
    Q_EMIT q->filterProblems(filter.problems);
    ask<SessionOutline>(
        *runner, QueryRunner::Lane::Search, &outlineSlot, true,
        [filter](Database &db) { return readSessionOutline(db, filter); },
        [this](const Result<SessionOutline> &outline) {
            if (outline)
                apply(*outline);
            else
                Q_EMIT q->failed(outline.error());
        });
}

void SessionTreeModel::Private::numberProjects()
{
    rowOfProject.clear();
    for (int row = 0; row < projects.size(); ++row)
        rowOfProject.insert(projects[row].project.id, row);
}

// False when so much changed that the model was reset.
bool SessionTreeModel::Private::applyProjects(const QList<ProjectSessions> &target)
{
    const auto steps = rowSteps(projectIds(projects), projectIds(target), stepLimit);
    if (!steps) {
        q->beginResetModel();
        projects = target;
        numberProjects();
        q->endResetModel();
        return false;
    }
    for (const RowStep &step : *steps) {
        switch (step.kind) {
        case RowStep::Kind::Remove:
            q->beginRemoveRows({}, step.first, step.first + step.count - 1);
            projects.remove(step.first, step.count);
            numberProjects();
            q->endRemoveRows();
            break;
        case RowStep::Kind::Move:
            q->beginMoveRows({}, step.first, step.first, {}, step.to);
            projects.move(step.first, step.to);
            numberProjects();
            q->endMoveRows();
            break;
        case RowStep::Kind::Insert:
            q->beginInsertRows({}, step.first, step.first + step.count - 1);
            for (int row = step.first; row < step.first + step.count; ++row)
                projects.insert(row, target[row]);
            numberProjects();
            q->endInsertRows();
            break;
        }
    }
    return true;
}

void SessionTreeModel::Private::applySessions(int projectRow, const ProjectSessions &target)
{
    QList<qint64> &ids = projects[projectRow].sessions;
    const QModelIndex parent = projectIndex(projectRow);
    QList<RowStep> all{{RowStep::Kind::Remove, 0, static_cast<int>(ids.size()), 0},
                       {RowStep::Kind::Insert, 0, static_cast<int>(target.sessions.size()), 0}};
    for (const RowStep &step : rowSteps(ids, target.sessions, stepLimit).value_or(all)) {
        switch (step.kind) {
        case RowStep::Kind::Remove:
            q->beginRemoveRows(parent, step.first, step.first + step.count - 1);
            ids.remove(step.first, step.count);
            q->endRemoveRows();
            break;
        case RowStep::Kind::Move:
            q->beginMoveRows(parent, step.first, step.first, parent, step.to);
            ids.move(step.first, step.to);
            q->endMoveRows();
            break;
        case RowStep::Kind::Insert: {
            q->beginInsertRows(parent, step.first, step.first + step.count - 1);
            const QList<qint64> behind = ids.mid(step.first);
            ids.resize(step.first);
            ids += target.sessions.mid(step.first, step.count) + behind;
            q->endInsertRows();
            break;
        }
        }
    }
}

void SessionTreeModel::Private::apply(const SessionOutline &outline)
{
    ++generation;
    total = static_cast<int>(outline.total);
    const QList<ProjectSessions> before = projects;
    if (applyProjects(outline.projects)) {
        QHash<qint64, const ProjectSessions *> known;
        for (const ProjectSessions &each : before)
            known.insert(each.project.id, &each);
        for (int row = 0; row < projects.size(); ++row) {
            const ProjectSessions *old = known.value(projects[row].project.id);
            const ProjectSessions &now = outline.projects[row];
            const bool same = !old || (old->project == now.project && old->sessions.size() == now.sessions.size());
            applySessions(row, now);
            projects[row].project = now.project;
            if (!same)
                Q_EMIT q->dataChanged(projectIndex(row), projectIndex(row));
        }
    }
    readAgain();
    Q_EMIT q->loaded();
}

const SessionRow *SessionTreeModel::Private::session(int projectRow, int row)
{
    const ProjectSessions &project = projects.at(projectRow);
    const Page page{project.project.id, row / pageSize};
    if (seen.isEmpty() || seen.last() != page) {
        seen.removeOne(page);
        seen.append(page);
        if (seen.size() > PageQueue<Page>::most)
            seen.removeFirst();
    }
    const CachedSession *cached = cache.object(project.sessions.at(row));
    if (!cached || cached->generation != generation)
        want(page);
    return cached && cached->row ? &*cached->row : nullptr;
}

// What was looked at last may be on screen; the rest is read again when it is looked at again.
void SessionTreeModel::Private::readAgain()
{
    for (const Page &page : std::as_const(seen))
        want(page);
}

void SessionTreeModel::Private::want(Page page)
{
    pages.want(page);
    readNext();
}

void SessionTreeModel::Private::readNext()
{
    auto page = pages.next();
    while (page && !rowOfProject.contains(page->project)) {
        pages.done();
        page = pages.next();
    }
    if (!page)
        return;
    const QList<qint64> ids =
        projects.at(rowOfProject.value(page->project)).sessions.mid(page->number * qsizetype{pageSize}, pageSize);
    ask<QList<SessionRow>>(
        *runner, QueryRunner::Lane::Paging, &pageSlot, false, [ids](Database &db) { return readSessions(db, ids); },
        [this, page, ids](const Result<QList<SessionRow>> &rows) {
            pages.done();
            if (rows)
                takePage(*page, ids, *rows);
            else
                Q_EMIT q->failed(rows.error());
            readNext();
        });
}

void SessionTreeModel::Private::takePage(Page page, const QList<qint64> &ids, const QList<SessionRow> &rows)
{
    QHash<qint64, SessionRow> read;
    for (const SessionRow &row : rows)
        read.insert(row.id, row);
    QSet<qint64> changed;
    for (const qint64 id : ids) {
        const auto row = read.contains(id) ? std::optional(read.value(id)) : std::nullopt;
        const CachedSession *known = cache.object(id);
        if (!known || known->row != row)
            changed.insert(id);
        cache.insert(id, new CachedSession{row, generation});
    }
    const int projectRow = rowOfProject.value(page.project, -1);
    if (projectRow >= 0 && !changed.isEmpty())
        announce(projectRow, changed);
}

// A view asks twice for the size of every row that is announced. Rows may have moved since they were read.
void SessionTreeModel::Private::announce(int projectRow, const QSet<qint64> &changed)
{
    const QModelIndex parent = projectIndex(projectRow);
    const QList<qint64> ids = projects.at(projectRow).sessions;
    qsizetype first = -1;
    for (qsizetype row = 0; row <= ids.size(); ++row) {
        const bool told = row < ids.size() && changed.contains(ids.at(row));
        if (told && first < 0)
            first = row;
        if (!told && first >= 0)
            Q_EMIT q->dataChanged(q->index(static_cast<int>(std::exchange(first, -1)), 0, parent),
                                  q->index(static_cast<int>(row) - 1, 0, parent));
    }
}

SessionTreeModel::SessionTreeModel(QueryRunner *runner, QObject *parent)
    : QAbstractItemModel(parent)
    , d(std::make_unique<Private>(this, runner))
{
}

SessionTreeModel::~SessionTreeModel() = default;

void SessionTreeModel::setFilter(const QString &text)
{
    d->filterText = text;
    d->readOutline();
}

void SessionTreeModel::refresh()
{
    d->readOutline();
}

int SessionTreeModel::shown() const
{
    qsizetype sessions = 0;
    for (const ProjectSessions &each : d->projects)
        sessions += each.sessions.size();
    return static_cast<int>(sessions);
}

int SessionTreeModel::total() const
{
    return d->total;
}

QModelIndex SessionTreeModel::indexOf(qint64 sessionId) const
{
    for (int row = 0; row < d->projects.size(); ++row) {
        const qsizetype found = d->projects.at(row).sessions.indexOf(sessionId);
        if (found >= 0)
            return index(static_cast<int>(found), 0, index(row, 0));
    }
    return {};
}

// The internal id of a session's index is the id of its project; of a project's index, 0.
QModelIndex SessionTreeModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column,
                       parent.isValid() ? static_cast<quintptr>(d->projects.at(parent.row()).project.id) : 0);
}

QModelIndex SessionTreeModel::parent(const QModelIndex &child) const
{
    if (!child.isValid() || child.internalId() == 0)
        return {};
    const int row = d->rowOfProject.value(static_cast<qint64>(child.internalId()), -1);
    return row < 0 ? QModelIndex() : createIndex(row, 0, quintptr{0});
}

int SessionTreeModel::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return static_cast<int>(d->projects.size());
    if (parent.internalId() != 0 || parent.column() != 0 || parent.row() >= d->projects.size())
        return 0;
    return static_cast<int>(d->projects.at(parent.row()).sessions.size());
}

int SessionTreeModel::columnCount(const QModelIndex &) const
{
    return 1;
}

bool SessionTreeModel::hasChildren(const QModelIndex &parent) const
{
    return rowCount(parent) > 0;
}

QVariant SessionTreeModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const bool isProject = index.internalId() == 0;
    if (role == IsProjectRole)
        return isProject;
    if (isProject) {
        const ProjectSessions &project = d->projects.at(index.row());
        switch (role) {
        case Qt::DisplayRole:
        case Qt::AccessibleTextRole:
            return project.project.name;
        case ProjectRole:
            return QVariant::fromValue(project.project);
        case SessionIdRole:
            return qint64{0};
        case SessionCountRole:
            return static_cast<int>(project.sessions.size());
        default:
            return {};
        }
    }
    const int projectRow = index.parent().row();
    if (role == SessionIdRole)
        return d->projects.at(projectRow).sessions.at(index.row());
    if (role != Qt::DisplayRole && role != Qt::AccessibleTextRole && role != SessionRole)
        return {};
    const SessionRow *row = d->session(projectRow, index.row());
    if (role == Qt::AccessibleTextRole)
        return !row ? tr("(being read)") : row->title.isEmpty() ? tr("(no prompt)") : row->title;
    if (!row)
        return {};
    return role == Qt::DisplayRole ? QVariant(row->title) : QVariant::fromValue(*row);
}

} // namespace assay
