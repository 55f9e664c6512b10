// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "bench/kindwords.h"
#include "bench/measures.h"
#include "bench/transcripts.h"

#include "models/data/query/searchquery.h"
#include "models/data/store/database.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;
using nlohmann::ordered_json;

namespace {

constexpr std::size_t wanted = 20;
constexpr std::uint64_t seed = 20;

struct KindCheck {
    BlockKind kind;
    QString name;
    BodyPart part;
    EventKind event; // Unknown = any
};

Result<QList<SearchHit>> hitsOf(Database &db, const std::string &word)
{
    SearchRequest request;
    request.filter = parseFilter(QString::fromStdString(word), FilterClock::system());
    return searchEvents(db, request);
}

Result<> checkKind(Workbench &bench, Database &db, const KindWords &words, const KindCheck &check)
{
    const std::vector<std::string> chosen = words.choose(check.kind, wanted, seed);
    int found = 0;
    int asKind = 0;
    for (const std::string &word : chosen) {
        const auto hits = hitsOf(db, word);
        if (!hits)
            return tl::unexpected(hits.error());
        found += hits->isEmpty() ? 0 : 1;
        const bool right = std::any_of(hits->cbegin(), hits->cend(), [&check](const SearchHit &hit) {
            return hit.part == check.part && (check.event == EventKind::Unknown || hit.kind == check.event);
        });
        asKind += right ? 1 : 0;
    }
    Row row{.name = u"kinds."_s + check.name,
            .what = u"words that stand only in this kind of block: found"_s,
            .unit = u"of 20"_s,
            .samples = {static_cast<double>(found)},
            .promise = {Judged::Median, false, wanted}};
    row.note = u"%1 chosen, %2 found, %3 of them as this kind"_s.arg(chosen.size()).arg(found).arg(asKind);
    if (chosen.size() < wanted) {
        row.promise = {};
        row.note += u"; the history has no more such words"_s;
    }
    row.details = {{"chosen", chosen.size()}, {"found", found}, {"as_this_kind", asKind}};
    bench.add(row);
    return {};
}

} // namespace

Result<> measureKinds(Workbench &bench)
{
    const auto full = bench.full();
    if (!full)
        return tl::unexpected(full.error());
    auto db = Database::open(Workbench::storeFile(*full), Database::Mode::Reader);
    if (!db)
        return tl::unexpected(db.error());
    KindWords words;
    for (const QString &file : bench.files()) {
        if (auto read = forEachLine(file, [&words](std::string_view line) { words.addLine(line); }); !read)
            return read;
    }
    for (const KindCheck &check : {KindCheck{BlockKind::Prompt, u"prompt"_s, BodyPart::Text, EventKind::Prompt},
                                   KindCheck{BlockKind::Reply, u"reply"_s, BodyPart::Text, EventKind::Reply},
                                   KindCheck{BlockKind::Thinking, u"thinking"_s, BodyPart::Text, EventKind::Thinking},
                                   KindCheck{BlockKind::Input, u"input"_s, BodyPart::Input, EventKind::Unknown},
                                   KindCheck{BlockKind::Output, u"output"_s, BodyPart::Output, EventKind::Unknown}}) {
        if (auto checked = checkKind(bench, *db, words, check); !checked)
            return checked;
    }
    return {};
}

} // namespace assay
