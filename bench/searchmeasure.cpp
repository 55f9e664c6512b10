// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "bench/measures.h"
#include "bench/transcripts.h"
#include "bench/typedqueries.h"

#include <QStandardPaths>

#include "models/data/query/searchquery.h"
#include "models/data/store/database.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;
using nlohmann::ordered_json;

namespace {

constexpr int ripgrepWords = 6;
constexpr qsizetype slowestTold = 20;

struct Typed {
    QList<double> all; // ms per keystroke
    QMap<QString, QList<double>> byKind;
    QMap<QString, QList<double>> byLength; // of one-word questions: the letters typed so far
    QList<std::pair<double, QString>> texts;
    int keystrokesWithHits = 0;
};

Result<Typed> typeAll(Database &db, const QList<Question> &questions, SearchOrder order)
{
    Typed typed;
    for (const Question &question : questions) {
        for (const QString &text : keystrokes(question.text)) {
            SearchRequest request;
            const qint64 start = monotonicNs();
            request.filter = parseFilter(text, FilterClock::system(), FilterTyping::AsYouType);
            request.order = order;
            const auto hits = searchEvents(db, request);
            const double ms = static_cast<double>(monotonicNs() - start) / 1e6;
            if (!hits)
                return tl::unexpected(hits.error());
            typed.all += ms;
            typed.texts.append({ms, text});
            typed.byKind[questionKindName(question.kind)] += ms;
            if (question.kind == QuestionKind::Common || question.kind == QuestionKind::Rare)
                typed.byLength[u"%1"_s.arg(static_cast<int>(text.size()), 2, 10, QChar(u'0'))] += ms;
            typed.keystrokesWithHits += hits->isEmpty() ? 0 : 1;
        }
    }
    return typed;
}

ordered_json spread(const QMap<QString, QList<double>> &groups)
{
    ordered_json result = ordered_json::object();
    for (auto it = groups.cbegin(); it != groups.cend(); ++it)
        result[it.key().toStdString()] = {{"n", it->size()},
                                          {"median", median(*it)},
                                          {"p95", p95(*it)},
                                          {"max", *std::max_element(it->cbegin(), it->cend())}};
    return result;
}

// The texts after a key that took longest.
ordered_json slowest(QList<std::pair<double, QString>> texts)
{
    std::sort(texts.begin(), texts.end(), std::greater());
    ordered_json result = ordered_json::array();
    for (const auto &[ms, text] : texts.mid(0, slowestTold))
        result.push_back({{"ms", ms}, {"text", text.toStdString()}});
    return result;
}

// Wall ms of ripgrep over the bytes of L, one word each; empty when it is not installed.
Result<QList<double>> ripgrep(Workbench &bench, const QList<Question> &questions)
{
    const QString program = QStandardPaths::findExecutable(u"rg"_s);
    QList<double> times;
    if (program.isEmpty())
        return times;
    const qsizetype step = std::max<qsizetype>(1, questions.size() / ripgrepWords);
    QStringList words{questions.constFirst().word}; // warms up
    for (qsizetype i = 0; i < questions.size(); i += step)
        words += questions.at(i).word;
    for (qsizetype i = 0; i < words.size(); ++i) {
        const auto use = runChild(QStringList{program, u"-c"_s, u"-i"_s, u"--no-messages"_s, u"--no-ignore"_s,
                                              u"--hidden"_s, u"-F"_s, u"-e"_s, words.at(i)} +
                                      bench.largeRoots(),
                                  bench.scratch(u"rg.out"_s));
        if (!use)
            return tl::unexpected(use.error());
        if (i > 0)
            times += use->wall * 1e3;
    }
    return times;
}

} // namespace

Result<> measureSearch(Workbench &bench)
{
    const auto large = bench.large();
    if (!large)
        return tl::unexpected(large.error());
    auto db = Database::open(Workbench::storeFile(*large), Database::Mode::Reader);
    if (!db)
        return tl::unexpected(db.error());
    const auto questions = makeQuestions(*db);
    if (!questions)
        return tl::unexpected(questions.error());
    const auto grep = ripgrep(bench, *questions);
    if (!grep)
        return tl::unexpected(grep.error());

    for (const auto &[order, name] :
         {std::pair(SearchOrder::Newest, u"newest"_s), std::pair(SearchOrder::Best, u"best"_s)}) {
        if (const auto warm = typeAll(*db, questions->mid(0, 3), order); !warm)
            return tl::unexpected(warm.error());
        const auto typed = typeAll(*db, *questions, order);
        if (!typed)
            return tl::unexpected(typed.error());
        Row row{.name = u"search."_s + name,
                .what = u"L, first page (%1 first) after each key"_s.arg(name),
                .unit = u"ms"_s,
                .samples = typed->all,
                .baselineName = u"ripgrep for one word over the same transcripts"_s,
                .baseline = *grep,
                .promise = {Judged::P95, true, 50}};
        row.note = u"%1 questions typed letter by letter, each key's search run to its end"_s.arg(questions->size());
        if (grep->isEmpty())
            row.note += u"; ripgrep is not installed"_s;
        row.details = {{"questions", questions->size()},
                       {"keystrokes_with_hits", typed->keystrokesWithHits},
                       {"max", *std::max_element(typed->all.cbegin(), typed->all.cend())},
                       {"by_kind", spread(typed->byKind)},
                       {"by_letters_typed", spread(typed->byLength)},
                       {"slowest", slowest(typed->texts)},
                       {"ripgrep_runs", grep->size()}};
        bench.add(row);
    }
    return {};
}

} // namespace assay
