// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "models/data/text/threewaymerge.h"

#include <algorithm>
#include <vector>

#include "models/data/text/editscript.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

// A line keeps the "\r" of its end, so that what nobody touched stays byte for byte; compared are lines without it. The
// last piece is empty where the text ends with a line end.
QStringList piecesOf(const QString &text)
{
    return text.split(u'\n');
}

QStringList compared(QStringList lines)
{
    for (QString &line : lines) {
        if (line.endsWith(u'\r'))
            line.chop(1);
    }
    return lines;
}

QString withEnds(QString text, bool crlf)
{
    text.replace("\r\n"_L1, "\n"_L1);
    return crlf ? text.replace("\n"_L1, "\r\n"_L1) : text;
}

// For every line of the base, where it stands in the other; -1 = not there.
std::vector<int> places(const QStringList &base, const QStringList &other)
{
    std::vector<int> found(static_cast<std::size_t>(base.size()), -1);
    int i = 0;
    int j = 0;
    for (const EditStep step : editScript(base, other)) {
        if (step == EditStep::Keep)
            found[static_cast<std::size_t>(i)] = j;
        i += step == EditStep::Add ? 0 : 1;
        j += step == EditStep::Remove ? 0 : 1;
    }
    return found;
}

// The lines that two texts share, in order: what both may have come from.
QStringList common(const QStringList &a, const QStringList &b)
{
    QStringList lines;
    qsizetype i = 0;
    for (const EditStep step : editScript(a, b)) {
        if (step == EditStep::Keep)
            lines.append(a.at(i));
        i += step == EditStep::Add ? 0 : 1;
    }
    return lines;
}

// Lines of `from` that are not matched within `in`, in order.
QStringList missing(const QStringList &from, const QStringList &in)
{
    QStringList lines;
    qsizetype i = 0;
    for (const EditStep step : editScript(from, in)) {
        if (step == EditStep::Remove)
            lines.append(from.at(i));
        i += step == EditStep::Add ? 0 : 1;
    }
    return lines;
}

MergePart partOf(const QStringList &base, const QStringList &draft, const QStringList &hand)
{
    const QStringList was = compared(base);
    const QStringList drafted = compared(draft);
    const QStringList written = compared(hand);
    // Where only the ends of lines differ, the file's are kept.
    MergePart part;
    part.base = was == written ? hand : base;
    part.draft = drafted == written ? hand : drafted == was ? part.base : draft;
    part.hand = hand;
    if (drafted == was && written == was)
        part.kind = MergePart::Kind::Same;
    else if (written == was)
        part.kind = MergePart::Kind::Draft;
    else if (drafted == was || drafted == written)
        part.kind = MergePart::Kind::Hand;
    else
        part.kind = MergePart::Kind::Conflict;
    part.choice = part.kind == MergePart::Kind::Same    ? MergePart::Choice::Base
                  : part.kind == MergePart::Kind::Draft ? MergePart::Choice::Draft
                                                        : MergePart::Choice::Hand;
    part.givenUp = QList<bool>(part.handWritten().size(), false);
    return part;
}

} // namespace

QStringList MergePart::handWritten() const
{
    return missing(hand, base);
}

QStringList MergePart::result() const
{
    if (choice == Choice::Hand)
        return hand;
    if (choice == Choice::Edited)
        return edited;
    const QStringList &chosen = choice == Choice::Draft ? draft : base;
    const QStringList written = handWritten();
    QStringList kept;
    qsizetype i = 0;
    for (const EditStep step : editScript(written, chosen)) {
        if (step == EditStep::Remove && !givenUp.value(i))
            kept.append(written.at(i));
        i += step == EditStep::Add ? 0 : 1;
    }
    return kept + chosen;
}

ThreeWayMerge::ThreeWayMerge(const QString *base, const QString &draft, const QString &hand)
{
    const QString &model = hand.isEmpty() ? draft : hand;
    const bool crlf = model.count("\r\n"_L1) * 2 > model.count(u'\n');
    const QStringList draftLines = piecesOf(withEnds(draft, crlf));
    const QStringList handLines = piecesOf(hand);
    const QStringList baseLines =
        base == nullptr ? common(compared(handLines), compared(draftLines)) : piecesOf(withEnds(*base, crlf));
    const std::vector<int> inDraft = places(compared(baseLines), compared(draftLines));
    const std::vector<int> inHand = places(compared(baseLines), compared(handLines));
    qsizetype d = 0;
    qsizetype h = 0;
    qsizetype b = 0;
    const auto upTo = [&](qsizetype baseEnd, qsizetype draftEnd, qsizetype handEnd) {
        if (b < baseEnd || d < draftEnd || h < handEnd)
            m_parts.append(
                partOf(baseLines.mid(b, baseEnd - b), draftLines.mid(d, draftEnd - d), handLines.mid(h, handEnd - h)));
        b = baseEnd;
        d = draftEnd;
        h = handEnd;
    };
    for (qsizetype i = 0; i < baseLines.size(); ++i) {
        const int x = inDraft[static_cast<std::size_t>(i)];
        const int y = inHand[static_cast<std::size_t>(i)];
        if (x < 0 || y < 0)
            continue;
        upTo(i, x, y);
        const bool grows = !m_parts.isEmpty() && m_parts.last().kind == MergePart::Kind::Same;
        if (grows) {
            for (QStringList *lines : {&m_parts.last().base, &m_parts.last().draft, &m_parts.last().hand})
                lines->append(handLines[y]);
            b = i + 1;
            d = x + 1;
            h = y + 1;
        } else {
            upTo(i + 1, x + 1, y + 1);
        }
    }
    upTo(baseLines.size(), draftLines.size(), handLines.size());
}

QList<qsizetype> ThreeWayMerge::changes() const
{
    QList<qsizetype> all;
    for (qsizetype i = 0; i < m_parts.size(); ++i) {
        if (m_parts[i].kind != MergePart::Kind::Same)
            all.append(i);
    }
    return all;
}

bool ThreeWayMerge::hasConflict() const
{
    return std::any_of(m_parts.begin(), m_parts.end(),
                       [](const MergePart &part) { return part.kind == MergePart::Kind::Conflict; });
}

void ThreeWayMerge::choose(qsizetype part, MergePart::Choice choice)
{
    m_parts[part].choice = choice;
}

void ThreeWayMerge::edit(qsizetype part, const QStringList &lines)
{
    m_parts[part].edited = lines;
    m_parts[part].choice = MergePart::Choice::Edited;
}

void ThreeWayMerge::giveUp(qsizetype part, qsizetype line, bool on)
{
    m_parts[part].givenUp[line] = on;
}

QString ThreeWayMerge::result() const
{
    QStringList lines;
    for (const MergePart &part : m_parts)
        lines += part.result();
    return lines.join(u'\n');
}

QStringList ThreeWayMerge::lost() const
{
    QStringList lines;
    for (const MergePart &part : m_parts)
        lines += missing(part.handWritten(), part.result());
    return lines;
}

} // namespace assay
