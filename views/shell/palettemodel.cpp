// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/shell/palettemodel.h"

#include <algorithm>

#include <QAction>
#include <QDateTime>
#include <QRegularExpression>

#include "models/items/fuzzymatch.h"
#include "views/text/visibletext.h"
#include "views/widgets/command.h"
#include "views/widgets/wording.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

PaletteRow heading(const QString &text, const QString &detail)
{
    PaletteRow row;
    row.text = text;
    row.detail = detail;
    return row;
}

QString figure(int shown, int inAll)
{
    return shown < inAll ? PaletteModel::tr("%1 of %2").arg(countText(shown), countText(inAll)) : countText(inAll);
}

// What cannot be shown becomes other characters, and then the marks would lie beside the letters they mean.
void setText(PaletteRow &row, const QString &text, const QList<QPair<int, int>> &marks)
{
    row.text = visibleLine(text);
    if (row.text.size() == text.size())
        row.marks = marks;
}

PaletteRow sessionRow(const FoundSession &found)
{
    PaletteRow row;
    row.kind = PaletteRow::Kind::Session;
    if (found.session.title.isEmpty())
        row.text = PaletteModel::tr("(no prompt)");
    else
        setText(row, found.session.title, found.marks);
    const QString when = relativeText(found.session.startedAt, QDateTime::currentMSecsSinceEpoch());
    row.detail = QStringList({visibleLine(found.project), when}).filter(QRegularExpression(u"."_s)).join(u" · "_s);
    row.icon = u"sessions"_s;
    row.sessionId = found.session.id;
    row.eventId = found.eventId;
    return row;
}

QString candidateWords(const QString &state)
{
    return state == "approved"_L1  ? PaletteModel::tr("approved")
           : state == "snoozed"_L1 ? PaletteModel::tr("snoozed")
           : state == "watch"_L1   ? PaletteModel::tr("watched")
                                   : PaletteModel::tr("candidate");
}

PaletteRow candidateRow(const FoundCandidate &found)
{
    PaletteRow row;
    row.kind = PaletteRow::Kind::Candidate;
    setText(row, found.candidate.title, found.marks);
    row.detail = QStringList({candidateWords(found.candidate.state), visibleLine(found.project)})
                     .filter(QRegularExpression(u"."_s))
                     .join(u" · "_s);
    row.icon = u"book"_s;
    row.candidate = found.candidate.key;
    return row;
}

PaletteRow projectRow(const FoundProject &found)
{
    PaletteRow row;
    row.kind = PaletteRow::Kind::Project;
    setText(row, found.project.name, found.marks);
    row.detail = QStringList({visibleLine(found.project.owner),
                              pluralText(found.project.sessions, PaletteModel::tr("%1 session"),
                                         PaletteModel::tr("%1 sessions"))})
                     .join(u" · "_s);
    row.icon = u"repo"_s;
    row.project = found.project.key;
    return row;
}

struct FittingCommand {
    QAction *action;
    FuzzyMatch match;
    qsizetype recent;
};

QList<FittingCommand> fittingCommands(const QString &text, const QList<QAction *> &commands, const QStringList &recent)
{
    const FuzzyPattern pattern(text);
    QList<FittingCommand> fitting;
    for (QAction *action : commands) {
        const auto match = pattern.match(action->iconText());
        const qsizetype place = recent.indexOf(action->iconText());
        if (match && isAtHand(action) && action->isEnabled() && (!pattern.isEmpty() || recent.isEmpty() || place >= 0))
            fitting.append({action, *match, place < 0 ? recent.size() : place});
    }
    std::stable_sort(fitting.begin(), fitting.end(), [](const FittingCommand &a, const FittingCommand &b) {
        return a.match.score != b.match.score ? a.match.score > b.match.score : a.recent < b.recent;
    });
    return fitting;
}

// Word by word, none of them in pieces.
bool isAsTyped(const QString &text, const QList<QPair<int, int>> &marks)
{
    return marks.size() <= text.split(u' ', Qt::SkipEmptyParts).size();
}

PaletteRow commandRow(const FittingCommand &fitting)
{
    PaletteRow row;
    row.kind = PaletteRow::Kind::Command;
    row.text = fitting.action->iconText();
    row.marks = fitting.match.marks;
    row.detail = commandGroup(fitting.action);
    row.icon = fitting.action->property(commandIconProperty).toString();
    row.keys = commandKeys(fitting.action).value(0);
    row.command = fitting.action;
    return row;
}

PaletteRow hitRow(const SearchHit &hit)
{
    PaletteRow row;
    row.kind = PaletteRow::Kind::Hit;
    setText(row, hit.snippet, hit.marks);
    const QString when = relativeText(hit.at, QDateTime::currentMSecsSinceEpoch());
    row.detail = hit.tool.isEmpty() ? when : visibleLine(hit.tool) + u" · "_s + when;
    row.mono = !hit.tool.isEmpty();
    row.icon = hit.kind == EventKind::Prompt ? u"prompt"_s : hit.tool.isEmpty() ? u"reply"_s : u"terminal"_s;
    row.tone = hit.kind == EventKind::Prompt ? Tone::Accent : Tone::Tool;
    row.sessionId = hit.sessionId;
    row.eventId = hit.eventId;
    return row;
}

QList<PaletteRow> nameRows(const FoundNames &names)
{
    QList<PaletteRow> rows;
    if (!names.sessions.isEmpty()) {
        const bool none = names.text.trimmed().isEmpty();
        rows.append(heading(none ? PaletteModel::tr("Sessions, the latest first") : PaletteModel::tr("Sessions"),
                            figure(static_cast<int>(names.sessions.size()), names.sessionsInAll)));
        for (const FoundSession &found : names.sessions)
            rows.append(sessionRow(found));
    }
    if (!names.candidates.isEmpty()) {
        const auto shown = std::min<qsizetype>(names.candidates.size(), PaletteModel::candidatesShown);
        rows.append(heading(PaletteModel::tr("Skills"), figure(static_cast<int>(shown), names.candidatesInAll)));
        for (const FoundCandidate &found : names.candidates.first(shown))
            rows.append(candidateRow(found));
    }
    if (!names.projects.isEmpty()) {
        rows.append(heading(PaletteModel::tr("Projects"),
                            figure(static_cast<int>(names.projects.size()), names.projectsInAll)));
        for (const FoundProject &found : names.projects)
            rows.append(projectRow(found));
    }
    return rows;
}

} // namespace

// Sessions come first, unless their letters are scattered and a command has the words as they were typed.
void PaletteModel::setNames(const FoundNames &names, const QList<QAction *> &commands, const QStringList &recent)
{
    QList<PaletteRow> rows = nameRows(names);
    const QList<FittingCommand> fitting = fittingCommands(names.text, commands, recent);
    if (!fitting.isEmpty()) {
        const auto shown = std::min<qsizetype>(fitting.size(), commandsShown);
        QList<PaletteRow> block = {
            heading(tr("Commands"), figure(static_cast<int>(shown), static_cast<int>(fitting.size())))};
        for (const FittingCommand &each : fitting.first(shown))
            block.append(commandRow(each));
        const bool first = rows.size() > 1 && isAsTyped(names.text, fitting.first().match.marks) &&
                           !isAsTyped(names.text, rows[1].marks);
        rows = first ? block + rows : rows + block;
    }
    // The hits of the former text stay until those of this one are there.
    const QList<PaletteRow> hits = names.text.trimmed().isEmpty() ? QList<PaletteRow>() : m_rows.mid(m_hitsAt);
    beginResetModel();
    m_hitsAt = rows.size();
    m_rows = rows + hits;
    endResetModel();
}

void PaletteModel::setHits(const QString &text, const QList<SearchHit> &hits, qint64 total, qint64 milliseconds)
{
    if (m_hitsAt < m_rows.size()) {
        beginRemoveRows({}, static_cast<int>(m_hitsAt), static_cast<int>(m_rows.size()) - 1);
        m_rows.resize(m_hitsAt);
        endRemoveRows();
    }
    if (hits.isEmpty())
        return;
    QList<PaletteRow> rows = {
        heading(tr("In transcripts"), total < 0 ? QString()
                                                : tr("%1, %2").arg(pluralText(total, tr("%1 hit"), tr("%1 hits")),
                                                                   durationText(milliseconds)))};
    for (const SearchHit &hit : hits)
        rows.append(hitRow(hit));
    PaletteRow all;
    all.kind = PaletteRow::Kind::AllHits;
    all.text = tr("Show all hits for “%1”").arg(visibleLine(text.trimmed()));
    all.icon = u"search"_s;
    rows.append(all);
    beginInsertRows({}, static_cast<int>(m_hitsAt), static_cast<int>(m_hitsAt + rows.size()) - 1);
    m_rows += rows;
    endInsertRows();
}

bool PaletteModel::isChoice(int at) const
{
    return at >= 0 && at < m_rows.size() && m_rows.at(at).kind != PaletteRow::Kind::Heading;
}

int PaletteModel::find(const PaletteRow &row) const
{
    const auto same = [&row](const PaletteRow &other) {
        return other.kind == row.kind && other.sessionId == row.sessionId && other.eventId == row.eventId &&
               other.project == row.project && other.candidate == row.candidate && other.command == row.command;
    };
    const auto found = std::find_if(m_rows.begin(), m_rows.end(), same);
    return found == m_rows.end() || row.kind == PaletteRow::Kind::Heading ? -1
                                                                          : static_cast<int>(found - m_rows.begin());
}

int PaletteModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant PaletteModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const PaletteRow &row = m_rows.at(index.row());
    if (role == rowRole)
        return QVariant::fromValue(row);
    if (role == Qt::DisplayRole)
        return row.text;
    if (role == Qt::AccessibleTextRole)
        return QStringList({row.text, row.detail, row.keys}).filter(QRegularExpression(u"."_s)).join(u", "_s);
    return {};
}

Qt::ItemFlags PaletteModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    return isChoice(index.row()) ? Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren
                                 : Qt::ItemNeverHasChildren;
}

} // namespace assay
