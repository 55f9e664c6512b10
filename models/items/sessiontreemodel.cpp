// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "models/items/sessiontreemodel.h"

#include <QDateTime>
#include <QHash>
#include <QSet>

#include "models/data/live.h"
#include "models/items/ask.h"
#include "models/items/rowsteps.h"
#include "models/items/sessionpages.h"

namespace assay {

namespace {

// More changes than this at once cost a view more than reading its rows anew.
constexpr int stepLimit = 200;

// The internal id of an index: of a project 0; of a session the id of its project, or this in a flat list.
constexpr quintptr flatId = ~quintptr{0};

QList<qint64> projectIds(const QList<ProjectSessions> &groups)
{
    QList<qint64> ids;
    for (const ProjectSessions &each : groups)
        ids.append(each.project.id);
    return ids;
}

} // namespace

class SessionTreeModel::Private {
public:
    Private(SessionTreeModel *model, QueryRunner *queries)
        : q(model)
        , runner(queries)
        , pages(queries, [this](const SessionPages::Page &page) { return idsOf(page); })
    {
    }

    void readOutline();
    void readFacets(const Filter &filter);
    void apply(const SessionOutline &outline);
    bool applyGroups(const QList<ProjectSessions> &target);
    void applySessions(int group, const ProjectSessions &target);
    template<typename Remove, typename Move, typename Insert>
    void follow(const QList<RowStep> &steps, const QModelIndex &parent, Remove remove, Move move, Insert insert);
    void numberGroups();
    [[nodiscard]] bool isFlat() const { return grouping == SessionGrouping::None; }
    [[nodiscard]] QModelIndex parentOf(int group) const { return isFlat() ? QModelIndex() : q->index(group, 0); }
    [[nodiscard]] QList<qint64> idsOf(const SessionPages::Page &page) const;
    void announce(qint64 group, const QSet<qint64> &changed);

    SessionTreeModel *q;
    QueryRunner *runner;
    QObject readSlot; // lists and facets: a newer list drops both

    QString filterText;
    SessionShape shape;
    bool asked = false;
    bool facetsWanted = false;
    bool readingFacets = false;
    bool refreshWanted = false; // once the facets are read, or steady changes would never let them end

    SessionGrouping grouping = SessionGrouping::Project;
    QList<ProjectSessions> groups;
    QHash<qint64, int> rowOfGroup;
    int total = 0;
    SessionPages pages;
};

void SessionTreeModel::Private::readOutline()
{
    asked = true;
    readingFacets = false;
    refreshWanted = false;
    const Filter filter = parseFilter(filterText, FilterClock::system(), FilterTyping::AsYouType);
    Q_EMIT q->filterProblems(filter.problems);
    ask<SessionOutline>(
        *runner, QueryRunner::Lane::Search, &readSlot, true,
        [filter, wanted = shape](Database &db) { return readSessionOutline(db, filter, wanted); },
        [this, filter](const Result<SessionOutline> &outline) {
            if (!outline) {
                Q_EMIT q->failed(outline.error());
                return;
            }
            apply(*outline);
            if (facetsWanted)
                readFacets(filter);
        });
}

void SessionTreeModel::Private::readFacets(const Filter &filter)
{
    readingFacets = true;
    ask<QList<Facet>>(
        *runner, QueryRunner::Lane::Search, &readSlot, true,
        [filter](Database &db) { return assay::readFacets(db, filter, FilterClock::system()); },
        [this](const Result<QList<Facet>> &facets) {
            readingFacets = false;
            Q_EMIT q->facetsRead(facets.value_or(QList<Facet>())); // without an answer there is nothing true to tell
            if (refreshWanted)
                readOutline();
        });
}

void SessionTreeModel::Private::numberGroups()
{
    rowOfGroup.clear();
    for (int row = 0; row < groups.size(); ++row)
        rowOfGroup.insert(groups[row].project.id, row);
}

template<typename Remove, typename Move, typename Insert>
void SessionTreeModel::Private::follow(const QList<RowStep> &steps, const QModelIndex &parent, Remove remove, Move move,
                                       Insert insert)
{
    for (const RowStep &step : steps) {
        const int last = step.first + step.count - 1;
        switch (step.kind) {
        case RowStep::Kind::Remove:
            q->beginRemoveRows(parent, step.first, last);
            remove(step);
            q->endRemoveRows();
            break;
        case RowStep::Kind::Move:
            q->beginMoveRows(parent, step.first, step.first, parent, step.to);
            move(step);
            q->endMoveRows();
            break;
        case RowStep::Kind::Insert:
            q->beginInsertRows(parent, step.first, last);
            insert(step);
            q->endInsertRows();
            break;
        }
    }
}

// False when so much changed that the model was reset.
bool SessionTreeModel::Private::applyGroups(const QList<ProjectSessions> &target)
{
    const auto steps = rowSteps(projectIds(groups), projectIds(target), stepLimit);
    if (!steps)
        return false;
    follow(
        *steps, {},
        [this](const RowStep &step) {
            groups.remove(step.first, step.count);
            numberGroups();
        },
        [this](const RowStep &step) {
            groups.move(step.first, step.to);
            numberGroups();
        },
        [this, &target](const RowStep &step) {
            for (int row = step.first; row < step.first + step.count; ++row)
                groups.insert(row, target[row]);
            numberGroups();
        });
    return true;
}

void SessionTreeModel::Private::applySessions(int group, const ProjectSessions &target)
{
    if (groups.at(group).sessions == target.sessions)
        return;
    QList<qint64> &ids = groups[group].sessions;
    const auto steps = rowSteps(ids, target.sessions, stepLimit);
    QList<RowStep> all;
    if (!ids.isEmpty())
        all.append({RowStep::Kind::Remove, 0, static_cast<int>(ids.size()), 0});
    if (!target.sessions.isEmpty())
        all.append({RowStep::Kind::Insert, 0, static_cast<int>(target.sessions.size()), 0});
    follow(
        steps.value_or(all), parentOf(group), [&ids](const RowStep &step) { ids.remove(step.first, step.count); },
        [&ids](const RowStep &step) { ids.move(step.first, step.to); },
        [&ids, &target](const RowStep &step) {
            const QList<qint64> behind = ids.mid(step.first);
            ids.resize(step.first);
            ids += target.sessions.mid(step.first, step.count) + behind;
        });
}

void SessionTreeModel::Private::apply(const SessionOutline &outline)
{
    total = static_cast<int>(outline.total);
    QHash<qint64, ProjectSessions> before;
    for (const ProjectSessions &each : std::as_const(groups))
        before.insert(each.project.id, each);
    if (outline.grouping != grouping || !applyGroups(outline.groups)) {
        q->beginResetModel();
        grouping = outline.grouping;
        groups = outline.groups;
        numberGroups();
        q->endResetModel();
    } else {
        for (int row = 0; row < groups.size(); ++row) {
            const ProjectSessions &now = outline.groups.at(row);
            const auto old = before.constFind(now.project.id);
            const bool same = old == before.constEnd() ||
                              (old->project == now.project && old->sessions.size() == now.sessions.size());
            applySessions(row, now);
            groups[row].project = now.project;
            if (!same && !isFlat())
                Q_EMIT q->dataChanged(parentOf(row), parentOf(row));
        }
    }
    pages.readAgain();
    Q_EMIT q->loaded();
}

QList<qint64> SessionTreeModel::Private::idsOf(const SessionPages::Page &page) const
{
    const int group = rowOfGroup.value(page.group, -1);
    return group < 0 ? QList<qint64>()
                     : groups.at(group).sessions.mid(page.number * qsizetype{SessionPages::size}, SessionPages::size);
}

// A view asks twice for the size of every row that is announced. Rows may have moved since they were read.
void SessionTreeModel::Private::announce(qint64 group, const QSet<qint64> &changed)
{
    const int groupRow = rowOfGroup.value(group, -1);
    if (groupRow < 0)
        return;
    const QModelIndex parent = parentOf(groupRow);
    const QList<qint64> ids = groups.at(groupRow).sessions;
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
    connect(&d->pages, &SessionPages::changed, this,
            [this](qint64 group, const QSet<qint64> &ids) { d->announce(group, ids); });
    connect(&d->pages, &SessionPages::failed, this, &SessionTreeModel::failed);
}

SessionTreeModel::~SessionTreeModel() = default;

void SessionTreeModel::setFilter(const QString &text)
{
    d->filterText = text;
    d->readOutline();
}

void SessionTreeModel::setShape(SessionShape shape)
{
    if (d->shape == shape)
        return;
    d->shape = shape;
    if (d->asked)
        d->readOutline();
}

SessionShape SessionTreeModel::shape() const
{
    return d->shape;
}

void SessionTreeModel::refresh()
{
    if (d->readingFacets)
        d->refreshWanted = true;
    else
        d->readOutline();
}

void SessionTreeModel::setFacetsWanted(bool wanted)
{
    if (d->facetsWanted == wanted)
        return;
    d->facetsWanted = wanted;
    if (wanted && d->asked)
        d->readOutline();
}

int SessionTreeModel::shown() const
{
    qsizetype sessions = 0;
    for (const ProjectSessions &each : std::as_const(d->groups))
        sessions += each.sessions.size();
    return static_cast<int>(sessions);
}

int SessionTreeModel::total() const
{
    return d->total;
}

bool SessionTreeModel::isFlat() const
{
    return d->isFlat();
}

QModelIndex SessionTreeModel::indexOf(qint64 sessionId) const
{
    for (int row = 0; row < d->groups.size(); ++row) {
        const qsizetype found = d->groups.at(row).sessions.indexOf(sessionId);
        if (found >= 0)
            return index(static_cast<int>(found), 0, d->parentOf(row));
    }
    return {};
}

QModelIndex SessionTreeModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    if (parent.isValid())
        return createIndex(row, column, static_cast<quintptr>(d->groups.at(parent.row()).project.id));
    return createIndex(row, column, d->isFlat() ? flatId : quintptr{0});
}

QModelIndex SessionTreeModel::parent(const QModelIndex &child) const
{
    if (!child.isValid() || child.internalId() == 0 || child.internalId() == flatId)
        return {};
    const int row = d->rowOfGroup.value(static_cast<qint64>(child.internalId()), -1);
    return row < 0 ? QModelIndex() : createIndex(row, 0, quintptr{0});
}

int SessionTreeModel::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return static_cast<int>(!d->isFlat()          ? d->groups.size()
                                : d->groups.isEmpty() ? 0
                                                      : d->groups.front().sessions.size());
    if (parent.internalId() != 0 || parent.column() != 0 || parent.row() >= d->groups.size())
        return 0;
    return static_cast<int>(d->groups.at(parent.row()).sessions.size());
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
        const ProjectSessions &group = d->groups.at(index.row());
        switch (role) {
        case Qt::DisplayRole:
        case Qt::AccessibleTextRole:
            return group.project.name;
        case ProjectRole:
            return QVariant::fromValue(group.project);
        case SessionIdRole:
            return qint64{0};
        case SessionCountRole:
            return static_cast<int>(group.sessions.size());
        default:
            return {};
        }
    }
    const ProjectSessions &group = d->groups.at(d->isFlat() ? 0 : index.parent().row());
    const qint64 id = group.sessions.at(index.row());
    if (role == SessionIdRole)
        return id;
    if (role != Qt::DisplayRole && role != Qt::AccessibleTextRole && role != SessionRole)
        return {};
    const SessionRow *row = d->pages.look(group.project.id, index.row(), id);
    if (role == Qt::AccessibleTextRole) {
        if (!row)
            return tr("(being read)");
        const QString title = row->title.isEmpty() ? tr("(no prompt)") : row->title;
        return isLive(*row, QDateTime::currentMSecsSinceEpoch()) ? tr("%1, live").arg(title) : title;
    }
    if (!row)
        return {};
    return role == Qt::DisplayRole ? QVariant(row->title) : QVariant::fromValue(*row);
}

} // namespace assay
