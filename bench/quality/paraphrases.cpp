// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "bench/quality/planting.h"

#include <map>

// How developers put it when they correct an agent, collected without a look at the grammar that reads them. What
// misses here is what a user would miss. Append only: figures of old releases stay comparable.

namespace assay::quality {

namespace {

using Sayings = std::map<std::string, std::vector<std::string>>;

void addEnglish(Sayings &all)
{
    all["en"] = {"we don't use {x} here, it's {y}",
                 "no no, {y}. not {x}",
                 "{x} is the wrong tool for this, use {y}",
                 "you ran {x} again. it has to be {y}",
                 "please switch from {x} to {y}",
                 "Why are you running {x}? We have {y} for that.",
                 "as I said before: {y}, never {x}",
                 "stick to {y} please, {x} breaks the lockfile",
                 "{x} doesn't work in this repo. Run {y} instead.",
                 "replace {x} by {y}",
                 "wrong command, it's {y} not {x}",
                 "use `{y}` instead of `{x}`",
                 "do it with {y}, {x} is deprecated",
                 "not {x} - {y}",
                 "don't run {x} directly, go through {y}",
                 "we always use {y} over {x}",
                 "{x} is too slow, use {y}",
                 "should be {y} instead of {x}",
                 "I'd rather have you use {y} than {x}",
                 "hey, {x} again? use {y} please",
                 "never call {x}; call {y}",
                 "{y} please, {x} is not allowed on this machine",
                 "Stop. Use {y} in place of {x}.",
                 "you must not use {x}. use {y}.",
                 "the project uses {y}, so drop {x}",
                 "forget {x}, we moved to {y}",
                 "use {y} for this. {x} is for CI only",
                 "nope - {y} rather than {x}",
                 "avoid {x}, prefer {y}",
                 "dont use {x} use {y}"};
}

void addGermanAndFrench(Sayings &all)
{
    all["de"] = {"wir nehmen hier {y}, nicht {x}",
                 "nein, {y} statt {x}",
                 "benutz bitte {y} und nicht {x}",
                 "{x} ist falsch, es muss {y} sein",
                 "nicht {x} benutzen, sondern {y}",
                 "bitte kein {x} mehr, nur noch {y}",
                 "verwende doch {y} anstelle von {x}",
                 "ersetze {x} durch {y}",
                 "{x} ist zu langsam, nimm {y}",
                 "statt {x} bitte {y} ausführen",
                 "anstatt {x} immer {y}",
                 "lass das mit {x}, nimm {y}",
                 "Bei uns läuft das über {y}, nicht über {x}.",
                 "du sollst {y} nehmen, nicht {x}!",
                 "kein {x}! {y}!"};
    all["fr"] = {"non, utilise {y} au lieu de {x}",
                 "on n'utilise pas {x} ici, c'est {y}",
                 "pas {x}, {y}",
                 "remplace {x} par {y}",
                 "il faut lancer {y} et non {x}",
                 "{y} plutôt que {x} stp",
                 "arrête avec {x}, prends {y}",
                 "n'appelle plus {x}, appelle {y}",
                 "{x} est trop lent, utilise {y}",
                 "à la place de {x}, lance {y}",
                 "passe par {y}, pas par {x}",
                 "ne lance jamais {x}, toujours {y}",
                 "au lieu de {x} mets {y}",
                 "c'est {y} qu'il faut, pas {x}",
                 "évite {x}, préfère {y}"};
}

void addSouthern(Sayings &all)
{
    all["es"] = {"no, usa {y} en vez de {x}", "aquí no usamos {x}, usamos {y}", "no es {x}, es {y}",
                 "cambia {x} por {y}",        "en lugar de {x} ejecuta {y}",    "deja de usar {x}, usa {y}",
                 "{x} es muy lento, usa {y}", "hay que usar {y} y no {x}",      "{y}, no {x}",
                 "nunca {x}, siempre {y}",    "mejor usa {y} que {x}",          "no ejecutes {x}, ejecuta {y}",
                 "evita {x}, prefiere {y}",   "reemplaza {x} con {y}",          "te dije {y}, no {x}"};
    all["pt"] = {"não, usa {y} em vez de {x}",  "aqui não usamos {x}, usamos {y}", "não é {x}, é {y}",
                 "troca {x} por {y}",           "em vez de {x} roda {y}",          "pare de usar {x}, use {y}",
                 "{x} é lento demais, usa {y}", "tem que ser {y} e não {x}",       "{y}, não {x}",
                 "nunca {x}, sempre {y}",       "prefira {y} ao invés de {x}",     "não rode {x}, rode {y}",
                 "evite {x}, prefira {y}",      "substitua {x} por {y}",           "no lugar de {x} use {y}"};
    all["it"] = {"no, usa {y} invece di {x}",
                 "qui non usiamo {x}, usiamo {y}",
                 "non è {x}, è {y}",
                 "sostituisci {x} con {y}",
                 "invece di {x} lancia {y}",
                 "smetti di usare {x}, usa {y}",
                 "{x} è troppo lento, usa {y}",
                 "devi usare {y} e non {x}",
                 "{y}, non {x}",
                 "mai {x}, sempre {y}",
                 "meglio {y} di {x}",
                 "non lanciare {x}, lancia {y}",
                 "evita {x}, preferisci {y}",
                 "al posto di {x} metti {y}",
                 "ti ho detto {y}, non {x}"};
}

void addOthers(Sayings &all)
{
    all["ru"] = {"нет, используй {y} вместо {x}",
                 "мы не используем {x}, у нас {y}",
                 "не {x}, а {y}",
                 "замени {x} на {y}",
                 "вместо {x} запускай {y}",
                 "хватит {x}, бери {y}",
                 "{x} слишком медленный, используй {y}",
                 "надо {y}, а не {x}",
                 "{y}, не {x}",
                 "никогда {x}, всегда {y}",
                 "лучше {y}, чем {x}",
                 "не запускай {x}, запусти {y}",
                 "избегай {x}, используй {y}",
                 "я же говорил {y}, а не {x}",
                 "используйте {y} вместо {x}"};
    all["zh"] = {"不要用 {x}，要用 {y}",     "我们这里用 {y}，不用 {x}", "不是 {x}，是 {y}",   "把 {x} 换成 {y}",
                 "用 {y} 代替 {x}",          "别再用 {x} 了，用 {y}",    "{x} 太慢了，用 {y}", "应该用 {y} 而不是 {x}",
                 "请使用 {y}，不要使用 {x}", "禁止使用 {x}，请用 {y}",   "{x} 改成 {y}",       "不要运行 {x}，运行 {y}",
                 "以后都用 {y}，别用 {x}",   "说了用 {y} 不用 {x}",      "用{y}，不要用{x}"};
    all["ja"] = {"{x}ではなく{y}を使ってください",
                 "{x} は使わないで、{y} を使って",
                 "{x} じゃなくて {y}",
                 "{x} を {y} に変えて",
                 "{x} の代わりに {y} を使用してください",
                 "{x} はやめて {y} にして",
                 "{x} は遅いので {y} を使って",
                 "{y} を使ってください。{x} は使わないでください",
                 "{x} 禁止。{y} を使うこと",
                 "{x} より {y} を優先して",
                 "{x} ではなくて {y} で実行して",
                 "{x} を実行しないで {y} を実行して",
                 "ここでは {x} でなく {y} を使います",
                 "{x} は使わず {y} でお願いします",
                 "{x} から {y} に切り替えて"};
    all["ko"] = {"{x} 말고 {y} 사용해",
                 "{x} 쓰지 말고 {y} 써",
                 "{x} 대신 {y} 사용해줘",
                 "{x}가 아니라 {y}야",
                 "{x}를 {y}로 바꿔",
                 "{x} 그만 쓰고 {y} 써줘",
                 "{x}는 너무 느려, {y} 써",
                 "{x} 사용하지 말고 {y} 사용하세요",
                 "{x} 실행하지 마. {y} 실행해",
                 "{x} 금지, {y} 사용",
                 "{x} 대신에 {y}를 써야지",
                 "여기서는 {y} 써, {x} 말고",
                 "{x}보다 {y}를 써줘",
                 "{x} 아니라 {y} 로 실행해줘",
                 "항상 {y} 쓰고 {x} 쓰지 마"};
}

Sayings written()
{
    Sayings all;
    addEnglish(all);
    addGermanAndFrench(all);
    addSouthern(all);
    addOthers(all);
    // Sounds like a rule and is none: a question, one order for one thing, a report, a quotation, a change of mind.
    all["-"] = {"is {y} better than {x}?",
                "what's the difference between {x} and {y}",
                "could you try {y} this once instead of {x}",
                "just this time run {y} instead of {x}",
                "I ran {x} instead of {y} by mistake, sorry",
                "the README says to use {y} instead of {x}, is that right?",
                "hm, {x} or {y}? not sure",
                "use {x} if {y} is missing",
                "explain why they use {y} instead of {x}",
                "the error says: use {y} instead of {x}",
                "{x} failed, so try {y} now",
                "thanks, {y} worked, {x} did not",
                "can you check if {y} is faster than {x}",
                "until the release use {y}, not {x}",
                "would it make sense to use {y} instead of {x} here?",
                "do you think {y} instead of {x} is cleaner",
                "for the demo use {y} instead of {x}",
                "temporarily use {y} instead of {x}",
                "actually no, {x} is ok, leave it",
                "he said use {y} instead of {x} but i disagree",
                "sollten wir {y} statt {x} nehmen?",
                "diesmal {y} statt {x}",
                "pourquoi {y} au lieu de {x} ?",
                "cette fois utilise {y} au lieu de {x}",
                "¿por qué {y} en vez de {x}?",
                "por ahora usa {y} en vez de {x}",
                "почему {y}, а не {x}?",
                "这次用 {y} 而不是 {x}",
                "なぜ {x} ではなく {y} なの？",
                "이번만 {x} 말고 {y} 써줘"};
    return all;
}

} // namespace

const std::vector<std::string> &paraphrases(const std::string &language)
{
    static const Sayings all = written();
    return all.at(language);
}

} // namespace assay::quality
