// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "models/items/sessiontreemodel.h"

#include <QCache>
#include <QHash>

#include <optional>

#include "models/data/filter/filter.h"
#include "models/data/filter/filtersql.h"
#include "models/data/query/sessionquery.h"
#include "models/items/queryrunner.h"
#include "models/items/rowsteps.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int pageSize = 128;
constexpr int rowsKept = pageSize * 64;
constexpr int pagesWanted = 4; // asked for while others are read; only the last matter when the view rests
// More changes than this at once cost a view more than reading its rows anew.
constexpr int stepLimit = 200;

using Lane = QueryRunner::Lane;

struct Outline {
    QList<ProjectSessions> projects;
    qint64 total = 0;
};

struct CachedSession {
    std::optional<SessionRow> row; // nothing: it was deleted meanwhile
    quint64 generation = 0;
};

struct Page {
    qint64 project = 0;
    int number = 0;

    bool operator==(const Page &) const = default;
};

Result<Outline> readAll(Database &db, const Filter &filter)
{
    auto projects = readOutline(db, compileForSessions(filter));
    if (!projects)
        return tl::unexpected(projects.error());
    Outline outline{.projects = std::move(*projects)};
    if (filter.isEmpty()) {
        for (const ProjectSessions &each : outline.projects)
            outline.total += each.sessions.size();
        return outline;
    }
    const auto total = countSessions(db, FilterSql());
    if (!total)
        return tl::unexpected(total.error());
    outline.total = *total;
    return outline;
}

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
    void apply(const Outline &outline);
    bool applyProjects(const QList<ProjectSessions> &target);
    void applySessions(int projectRow, const ProjectSessions &target);
    void numberProjects();
    QModelIndex projectIndex(int row) const { return q->index(row, 0); }

    const SessionRow *session(int projectRow, int row);
    void want(Page page);
    void readNext();
    void takePage(Page page, const QList<qint64> &ids, const QList<SessionRow> &rows);

    SessionTreeModel *q;
    QueryRunner *runner;
    QObject outlineSlot, pageSlot;

    QString filterText;
    QList<ProjectSessions> projects;
    QHash<qint64, int> rowOfProject;
    int total = 0;

    QCache<qint64, CachedSession> cache{rowsKept};
    quint64 generation = 0; // rows of an older one are shown until they are read again
    QList<Page> wanted;     // newest last
    std::optional<Page> reading;
};

void SessionTreeModel::Private::readOutline()
{
    const Filter filter = parseFilter(filterText, FilterClock::system(), FilterTyping::AsYouType);
    Q_EMIT q->filterProblems(filter.problemMessages());
    auto answer = std::make_shared<Result<Outline>>(Outline());
    runner->post(
        Lane::Search, &outlineSlot, [answer, filter](Database &db) { *answer = readAll(db, filter); },
        [this, answer](const Result<> &store) {
            if (!store)
                Q_EMIT q->failed(store.error().what);
            else if (!*answer)
                Q_EMIT q->failed(answer->error().what);
            else
                apply(**answer);
        },
        true);
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

void SessionTreeModel::Private::apply(const Outline &outline)
{
    ++generation;
    total = static_cast<int>(outline.total);
    if (applyProjects(outline.projects)) {
        for (int row = 0; row < projects.size(); ++row) {
            applySessions(row, outline.projects[row]);
            projects[row].project = outline.projects[row].project;
            const int last = static_cast<int>(projects[row].sessions.size()) - 1;
            const QModelIndex parent = projectIndex(row);
            Q_EMIT q->dataChanged(parent, parent);
            Q_EMIT q->dataChanged(q->index(0, 0, parent), q->index(last, 0, parent)); // what is on screen is read again
        }
    }
    Q_EMIT q->loaded();
}

const SessionRow *SessionTreeModel::Private::session(int projectRow, int row)
{
    const ProjectSessions &project = projects.at(projectRow);
    const CachedSession *cached = cache.object(project.sessions.at(row));
    if (!cached || cached->generation != generation)
        want({project.project.id, row / pageSize});
    return cached && cached->row ? &*cached->row : nullptr;
}

void SessionTreeModel::Private::want(Page page)
{
    if (reading == page)
        return;
    wanted.removeOne(page);
    wanted.append(page);
    if (wanted.size() > pagesWanted)
        wanted.removeFirst();
    readNext();
}

void SessionTreeModel::Private::readNext()
{
    if (reading || wanted.isEmpty())
        return;
    const Page page = wanted.takeLast();
    const int projectRow = rowOfProject.value(page.project, -1);
    if (projectRow < 0) {
        readNext();
        return;
    }
    reading = page;
    const QList<qint64> ids = projects.at(projectRow).sessions.mid(page.number * qsizetype{pageSize}, pageSize);
    auto answer = std::make_shared<Result<QList<SessionRow>>>();
    runner->post(
        Lane::Paging, &pageSlot, [answer, ids](Database &db) { *answer = readSessions(db, ids); },
        [this, answer, page, ids](const Result<> &store) {
            reading.reset();
            if (!store)
                Q_EMIT q->failed(store.error().what);
            else if (!*answer)
                Q_EMIT q->failed(answer->error().what);
            else
                takePage(page, ids, **answer);
            readNext();
        });
}

void SessionTreeModel::Private::takePage(Page page, const QList<qint64> &ids, const QList<SessionRow> &rows)
{
    for (const qint64 id : ids)
        cache.insert(id, new CachedSession{std::nullopt, generation});
    for (const SessionRow &row : rows)
        cache.insert(row.id, new CachedSession{row, generation});
    const int projectRow = rowOfProject.value(page.project, -1);
    if (projectRow < 0)
        return;
    // Rows may have moved while the page was read.
    const QList<qint64> &now = projects.at(projectRow).sessions;
    const int first = page.number * pageSize;
    const bool moved = now.mid(first, pageSize) != ids;
    const int last = moved ? static_cast<int>(now.size()) - 1 : first + static_cast<int>(ids.size()) - 1;
    const QModelIndex parent = projectIndex(projectRow);
    Q_EMIT q->dataChanged(q->index(moved ? 0 : first, 0, parent), q->index(last, 0, parent));
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
    if (role != Qt::DisplayRole && role != SessionRole)
        return {};
    const SessionRow *row = d->session(projectRow, index.row());
    if (!row)
        return {};
    return role == Qt::DisplayRole ? QVariant(row->title) : QVariant::fromValue(*row);
}

} // namespace assay
