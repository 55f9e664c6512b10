// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/store/patternrows.h"

#include <algorithm>
#include <bit>
#include <charconv>

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

// Of what a row says beside its canon; doubles by their bits, so that equal means the same bytes.
class PatternFigures {
public:
    void add(std::string_view text)
    {
        m_text += text;
        m_text += '\n';
    }
    void add(qint64 number)
    {
        m_text += std::to_string(number);
        m_text += ' ';
    }
    void add(double number) { add(std::bit_cast<qint64>(number)); }
    [[nodiscard]] std::string take() { return std::move(m_text); }

private:
    std::string m_text;
};

std::string patternFigures(const Finding &finding)
{
    const Strength &now = finding.strength;
    PatternFigures figures;
    for (const std::string_view each : {std::string_view(nameOf(finding.detector)),
                                        std::string_view(nameOf(finding.standing)), std::string_view(finding.reason)})
        figures.add(each);
    for (const qint64 each : {qint64{now.lineages}, qint64{now.days}, qint64{now.authors}})
        figures.add(each);
    for (const double each : {now.expected, now.p, now.q})
        figures.add(each);
    for (const qint64 each : {qint64{now.firstDay}, qint64{now.lastDay}})
        figures.add(each);
    return figures.take();
}

std::string patternFigures(const RowReader &row)
{
    PatternFigures figures;
    for (int column = 2; column < 5; ++column)
        figures.add(row.bytes(column));
    for (int column = 5; column < 8; ++column)
        figures.add(row.integer(column));
    for (int column = 8; column < 11; ++column)
        figures.add(row.real(column));
    for (int column = 11; column < 13; ++column)
        figures.add(row.integer(column));
    return figures.take();
}

void appendNumber(std::string &text, qint64 number)
{
    char digits[24];
    text += text.empty() ? "" : " ";
    text.append(digits, std::to_chars(digits, digits + sizeof digits, number).ptr);
}

std::string joinedPlaces(const std::vector<PatternRows::Place> &places)
{
    std::string text;
    for (const PatternRows::Place &each : places) {
        appendNumber(text, each.event);
        appendNumber(text, each.day);
    }
    return text;
}

// What joinedPlaces() made.
std::vector<PatternRows::Place> splitPlaces(std::string_view text)
{
    std::vector<qint64> numbers;
    for (const char *at = text.data(), *end = at + text.size(); at < end; ++at) {
        qint64 number = 0;
        at = std::from_chars(at, end, number).ptr;
        numbers.push_back(number);
    }
    std::vector<PatternRows::Place> places;
    for (std::size_t i = 0; i + 1 < numbers.size(); i += 2)
        places.push_back({numbers[i], numbers[i + 1]});
    return places;
}

} // namespace

PatternRows::PatternRows(Database &db, qint64 projectId)
    : m_project(projectId)
    , m_patterns(db, u"SELECT id, canon, detector, standing, reason, lineages, days, authors, expected, p, q, "
                     u"first_day, last_day FROM pattern WHERE "
                     "project_id = ?"_s)
    , m_places(db, u"SELECT CAST(group_concat(event_id || ' ' || day, ' ') AS BLOB) FROM (SELECT event_id, day FROM "
                   "occurrence WHERE pattern_id = ? ORDER BY event_id)"_s)
    , m_add(db, u"INSERT INTO pattern(detector, standing, reason, lineages, days, authors, expected, p, q, first_day, "
                "last_day, project_id, canon) VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?)"_s)
    , m_change(db, u"UPDATE pattern SET detector = ?, standing = ?, reason = ?, lineages = ?, days = ?, authors = ?, "
                   "expected = ?, p = ?, q = ?, first_day = ?, last_day = ? WHERE id = ?"_s)
    , m_drop(db, u"DELETE FROM pattern WHERE id = ?"_s)
    , m_addPlace(db, u"INSERT INTO occurrence(pattern_id, event_id, session_id, day) SELECT ?, id, session_id, ? FROM "
                     "event WHERE id = ?"_s)
    , m_dropPlace(db, u"DELETE FROM occurrence WHERE pattern_id = ? AND event_id = ?"_s)
{
}

Result<> PatternRows::read()
{
    m_patterns.bind(m_project);
    while (m_patterns.next())
        m_stored[m_patterns.text(1)] = {m_patterns.integer(0), patternFigures(m_patterns), {}, false};
    m_patterns.finish();
    if (!m_patterns.ok())
        return tl::unexpected(m_patterns.error());
    for (auto &[canon, stored] : m_stored) {
        if (m_places.bind(stored.id).next())
            stored.places = m_places.bytes(0);
        m_places.finish();
        if (!m_places.ok())
            return tl::unexpected(m_places.error());
    }
    return {};
}

Result<> PatternRows::put(const Finding &finding, std::vector<Place> places)
{
    const QString canon = QString::fromStdString(finding.canon());
    const std::string figures = patternFigures(finding);
    Stored &stored = m_stored[canon];
    if (stored.isPut)
        return {};
    stored.isPut = true;
    if (stored.figures != figures) {
        const auto id = write(finding, canon, stored.id);
        if (!id)
            return tl::unexpected(id.error());
        stored.id = *id;
    }
    const auto byEvent = [](const Place &a, const Place &b) { return a.event < b.event; };
    std::ranges::stable_sort(places, byEvent); // of several places at one event the first counts
    const auto sameEvent = [](const Place &a, const Place &b) { return a.event == b.event; };
    places.erase(std::unique(places.begin(), places.end(), sameEvent), places.end());
    return stored.places == joinedPlaces(places) ? Result<>() : putPlaces(stored, places);
}

Result<qint64> PatternRows::write(const Finding &finding, const QString &canon, qint64 id)
{
    const Strength &now = finding.strength;
    Statement &s = id == 0 ? m_add : m_change;
    s.bind(QString::fromLatin1(nameOf(finding.detector))).bind(QString::fromLatin1(nameOf(finding.standing)));
    s.bind(QString::fromStdString(finding.reason));
    s.bind(qint64{now.lineages}).bind(qint64{now.days}).bind(qint64{now.authors});
    s.bind(now.expected).bind(now.p).bind(now.q).bind(qint64{now.firstDay}).bind(qint64{now.lastDay});
    if (id == 0)
        s.bind(m_project).bind(canon);
    else
        s.bind(id);
    if (!s.run())
        return tl::unexpected(s.error());
    return id == 0 ? s.lastInsertId() : id;
}

Result<> PatternRows::putPlaces(const Stored &stored, const std::vector<Place> &places)
{
    const std::vector<Place> before = splitPlaces(stored.places);
    for (const Place &each : before) {
        if (!std::ranges::binary_search(places, each) && !m_dropPlace.bind(stored.id).bind(each.event).run())
            return tl::unexpected(m_dropPlace.error());
    }
    for (const Place &each : places) {
        if (!std::ranges::binary_search(before, each) &&
            !m_addPlace.bind(stored.id).bind(each.day).bind(each.event).run())
            return tl::unexpected(m_addPlace.error());
    }
    return {};
}

Result<> PatternRows::dropOthers()
{
    for (const auto &[canon, stored] : m_stored) {
        if (!stored.isPut && !m_drop.bind(stored.id).run())
            return tl::unexpected(m_drop.error());
    }
    return {};
}

} // namespace assay
