// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "tests/agent/life/mineddump.h"

#include "models/data/store/statement.h"
#include "tests/support/importfixture.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

// Of an event that stands in a query under that name, with its session.
const QString eventKey = u"s.uuid || '/' || hex(e.line_key) || '/' || e.block"_s;

// All figures, to the last bit.
QString exactly(const QString &column)
{
    return u"printf('%!.17g', %1)"_s.arg(column);
}

// Columns of the rows that the rest of a query names, under a name; the first column is the key of a candidate, or ''.
void addRows(Database &db, const QString &name, const QStringList &columns, const QString &rest,
             const QSet<QString> &keys, QStringList &lines)
{
    Statement s(db, u"SELECT %1 FROM %2"_s.arg(columns.join(u", "_s), rest));
    while (s.next()) {
        if (!s.text(0).isEmpty() && !keys.contains(s.text(0)))
            continue;
        QStringList row = {name};
        for (int i = 0; i < columns.size(); ++i)
            row.append(s.text(i));
        lines.append(row.join(u" | "_s));
    }
    if (!s.ok())
        qFatal("%s: %s", qPrintable(name), qPrintable(s.error().what));
}

} // namespace

QStringList dumpMined(const ImportFixture &f, const QSet<QString> &keys)
{
    auto db = Database::open(f.storeFile(), Database::Mode::Reader);
    if (!db)
        qFatal("%s", qPrintable(db.error().what));
    QStringList lines;
    const auto add = [&](const QString &name, const QStringList &columns, const QString &rest) {
        addRows(*db, name, columns, rest, keys, lines);
    };
    add(u"project"_s, {u"''"_s, u"key"_s, u"fingerprint"_s, u"lineages"_s, u"too_few"_s},
        u"mined_project JOIN project ON project.id = project_id"_s);
    add(u"mark"_s,
        {u"''"_s, u"agent"_s, u"session_uuid"_s, u"key"_s, u"lineage"_s, u"events"_s, u"turns"_s, u"version"_s},
        u"mined_session JOIN project ON project.id = project_id"_s);
    add(u"pattern"_s,
        {u"''"_s, u"key"_s, u"canon"_s, u"detector"_s, u"standing"_s, u"reason"_s, u"lineages"_s, u"days"_s,
         u"authors"_s, exactly(u"expected"_s), exactly(u"p"_s), exactly(u"q"_s), u"first_day"_s, u"last_day"_s},
        u"pattern JOIN project ON project.id = project_id"_s);
    add(u"occurrence"_s, {u"''"_s, u"canon"_s, eventKey, u"day"_s, u"occurrence.session_id = s.id"_s},
        u"occurrence JOIN pattern ON pattern.id = pattern_id JOIN event e ON e.id = event_id JOIN session s ON s.id = "
        "e.session_id"_s);
    add(u"candidate"_s,
        {u"candidate.key"_s,
         u"project.key"_s,
         u"canon"_s,
         u"detector"_s,
         u"form"_s,
         u"lane"_s,
         u"scope"_s,
         u"candidate.name"_s,
         u"sentence"_s,
         u"description"_s,
         u"strength_text"_s,
         u"state"_s,
         u"ready"_s,
         u"lineages"_s,
         u"days"_s,
         u"authors"_s,
         exactly(u"expected"_s),
         u"against"_s,
         u"first_day"_s,
         u"last_day"_s,
         exactly(u"score"_s),
         u"score_parts"_s,
         u"coverage"_s,
         u"flags"_s,
         u"target_path"_s,
         u"snooze_lineages"_s,
         u"snooze_until"_s,
         u"superseded_by"_s},
        u"candidate JOIN project ON project.id = project_id"_s);
    add(u"sign"_s, {u"key"_s, u"hex(minhash)"_s}, u"candidate"_s);
    add(u"revision"_s, {u"key"_s, u"author"_s, u"text"_s, u"sha256"_s, u"tokens"_s},
        u"revision JOIN candidate ON candidate.id = candidate_id AND rev = draft_rev"_s);
    add(u"claim"_s, {u"key"_s, u"n"_s, u"section"_s, u"text"_s, u"ticked"_s, u"claim.flags"_s},
        u"claim JOIN candidate ON candidate.id = candidate_id"_s);
    add(u"evidence"_s,
        {u"key"_s, u"n"_s, eventKey, u"role"_s, u"trust"_s, u"excerpt"_s, u"evidence.session_id = s.id"_s},
        u"evidence JOIN candidate ON candidate.id = candidate_id JOIN event e ON e.id = event_id JOIN session s ON "
        "s.id = e.session_id"_s);
    lines.sort();
    return lines;
}

QMap<QString, QSet<QString>> dumpNulls(const ImportFixture &f)
{
    constexpr qsizetype countBytes = 10;
    QMap<QString, QSet<QString>> nulls;
    auto db = Database::open(f.storeFile(), Database::Mode::Reader);
    if (!db)
        qFatal("%s", qPrintable(db.error().what));
    Statement s(*db, u"SELECT key || ' ' || lineage, counts FROM null_count JOIN project ON project.id = project_id"_s);
    while (s.next()) {
        const QByteArray bytes = s.blob(1);
        QSet<QString> &counts = nulls[s.text(0)];
        for (qsizetype at = 0; at < bytes.size(); at += countBytes)
            counts.insert(QString::fromLatin1(bytes.mid(at, countBytes).toHex()));
    }
    return nulls;
}

} // namespace assay
