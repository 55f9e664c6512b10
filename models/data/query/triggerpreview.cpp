// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "models/data/query/triggerpreview.h"

#include <algorithm>

#include <QRegularExpression>
#include <QSet>

#include "models/data/store/database.h"
#include "models/data/store/statement.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int mostAsks = 5000;
constexpr int shownAsks = 6;

QStringList wordsOf(const QString &text)
{
    static const QRegularExpression word(u"[\\p{L}\\p{N}_-]+"_s);
    static const QSet<QString> small = {u"the"_s, u"a"_s,     u"an"_s,   u"to"_s,   u"of"_s,   u"or"_s,   u"and"_s,
                                        u"is"_s,  u"in"_s,    u"on"_s,   u"for"_s,  u"with"_s, u"when"_s, u"use"_s,
                                        u"it"_s,  u"asked"_s, u"that"_s, u"this"_s, u"be"_s};
    QStringList words;
    for (auto it = word.globalMatch(text.toLower()); it.hasNext();) {
        const QString each = it.next().captured();
        if (!small.contains(each) && !words.contains(each))
            words.append(each);
    }
    return words;
}

struct Nearness {
    bool met = false;
    bool near = false;
};

Nearness nearnessOf(const QSet<QString> &ask, const QList<QStringList> &phrases, bool quoted)
{
    Nearness nearness;
    for (const QStringList &phrase : phrases) {
        const auto held =
            std::count_if(phrase.begin(), phrase.end(), [&ask](const QString &w) { return ask.contains(w); });
        nearness.met = nearness.met || (quoted ? held == phrase.size() : held * 3 >= phrase.size() * 2);
        nearness.near = nearness.near || held * 2 >= phrase.size();
    }
    return nearness;
}

Result<> readTexts(Database &db, QList<PastAsk> &asks)
{
    // The head, where a program put its own instructions before it.
    Statement s(db, u"SELECT CASE WHEN e.head <> '' AND instr(b.text, substr(e.head, 1, 24)) <> 1 THEN e.head ELSE "
                    u"substr(b.text, 1, 200) END FROM body b JOIN event e USING(id) WHERE id = ?"_s);
    for (PastAsk &each : asks) {
        s.bind(each.event);
        if (s.next())
            each.text = s.text(0).simplified();
        if (!s.ok())
            return tl::unexpected(s.error());
        s.finish();
    }
    return {};
}

} // namespace

QList<QStringList> triggerPhrases(const QString &description)
{
    static const QRegularExpression quoted(u"[\"“„]([^\"“”„]{2,120})[\"”“]"_s);
    QList<QStringList> phrases;
    for (auto it = quoted.globalMatch(description); it.hasNext();) {
        const QStringList words = wordsOf(it.next().captured(1));
        if (!words.isEmpty())
            phrases.append(words);
    }
    return phrases;
}

Result<TriggerPreview> readTriggerPreview(Database &db, qint64 project, const QString &description)
{
    TriggerPreview preview;
    preview.phrases = triggerPhrases(description);
    const bool quoted = !preview.phrases.isEmpty();
    if (!quoted) {
        const qsizetype when = description.indexOf("when "_L1, 0, Qt::CaseInsensitive);
        const QStringList words = wordsOf(when < 0 ? description : description.mid(when + 5));
        if (!words.isEmpty())
            preview.phrases.append(words);
    }
    Statement s(db,
                u"SELECT e.ask, e.session_id, e.at, e.words FROM fact_episode e JOIN session s ON s.id = e.session_id "
                "WHERE s.project_id = ? AND e.ask <> 0 AND s.deleted_at IS NULL ORDER BY e.at DESC LIMIT ?"_s);
    s.bind(project).bind(mostAsks);
    while (s.next()) {
        ++preview.asked;
        const QStringList words = s.text(3).split(u' ', Qt::SkipEmptyParts);
        const Nearness nearness = nearnessOf(QSet<QString>(words.begin(), words.end()), preview.phrases, quoted);
        const PastAsk ask{s.integer(0), s.integer(1), s.integer(2), {}};
        if (nearness.met && ++preview.met <= shownAsks)
            preview.asks.append(ask);
        else if (!nearness.met && nearness.near && ++preview.near <= shownAsks)
            preview.misses.append(ask);
    }
    if (!s.ok())
        return tl::unexpected(s.error());
    for (QList<PastAsk> *list : {&preview.asks, &preview.misses}) {
        if (const auto read = readTexts(db, *list); !read)
            return tl::unexpected(read.error());
    }
    return preview;
}

} // namespace assay
