// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/mine/correctionwords.h"

namespace assay {

namespace {

constexpr CorrectionShape instead[] = {
    {"en", "don't use {x}, use {y}"},
    {"en", "do not use {x}, use {y}"},
    {"en", "dont use {x}, use {y}"},
    {"en", "don't use {x} use {y}"},
    {"en", "don't run {x}, run {y}"},
    {"en", "do not run {x}, run {y}"},
    {"en", "don't {x}, {y} instead"},
    {"en", "use {y} instead of {x}"},
    {"en", "run {y} instead of {x}"},
    {"en", "use {y}, not {x}"},
    {"en", "use {y} not {x}"},
    {"en", "use {y} rather than {x}"},
    {"en", "prefer {y} over {x}"},
    {"en", "prefer {y} to {x}"},
    {"en", "switch from {x} to {y}"},
    {"en", "replace {x} with {y}"},
    {"en", "we use {y}, not {x}"},
    {"en", "not {x}, use {y}"},
    {"en", "not {x} but {y}"},
    {"en", "it's {y}, not {x}"},
    {"en", "instead of {x}, use {y}"},
    {"en", "instead of {x} use {y}"},
    {"en", "stop using {x}, use {y}"},
    {"en", "{y} instead of {x}"},
    {"en", "{x} is wrong, use {y}"},
    {"en", "no {x}, use {y}"},
    {"en", "no {x}, {y}"},
    {"en", "{x} is too slow, use {y}"},
    {"en", "{y}, not {x}"},
    {"en", "{y} over {x}"},
    {"de", "{y} statt {x}"},
    {"de", "{y} anstatt {x}"},
    {"de", "{y} anstelle von {x}"},
    {"de", "nicht {x}, sondern {y}"},
    {"de", "nicht {x} sondern {y}"},
    {"de", "statt {x} bitte {y}"},
    {"de", "{y}, nicht {x}"},
    {"de", "kein {x}, {y}"},
    {"fr", "{y} au lieu de {x}"},
    {"fr", "{y} plutôt que {x}"},
    {"fr", "{y} à la place de {x}"},
    {"fr", "pas {x}, mais {y}"},
    {"fr", "pas {x} mais {y}"},
    {"fr", "n'utilise pas {x}, utilise {y}"},
    {"fr", "{y}, pas {x}"},
    {"es", "{y} en vez de {x}"},
    {"es", "{y} en lugar de {x}"},
    {"es", "no {x}, sino {y}"},
    {"es", "no {x} sino {y}"},
    {"es", "no uses {x}, usa {y}"},
    {"es", "{y}, no {x}"},
    {"pt", "{y} em vez de {x}"},
    {"pt", "{y} ao invés de {x}"},
    {"pt", "{y} no lugar de {x}"},
    {"pt", "não use {x}, use {y}"},
    {"pt", "não {x}, mas {y}"},
    {"pt", "{y}, não {x}"},
    {"it", "{y} invece di {x}"},
    {"it", "{y} al posto di {x}"},
    {"it", "{y} anziché {x}"},
    {"it", "non {x}, ma {y}"},
    {"it", "non {x} ma {y}"},
    {"it", "non usare {x}, usa {y}"},
    {"it", "{y}, non {x}"},
    {"ru", "{y} вместо {x}"},
    {"ru", "вместо {x} {y}"},
    {"ru", "не {x}, а {y}"},
    {"ru", "не используй {x}, используй {y}"},
    {"ru", "{y}, а не {x}"},
    {"ru", "{y}, не {x}"},
    {"zh", "{y}而不是{x}"},
    {"zh", "不要用{x}，用{y}"},
    {"zh", "不要用{x},用{y}"},
    {"zh", "别用{x}，用{y}"},
    {"zh", "别用{x},用{y}"},
    {"zh", "{y}代替{x}"},
    {"zh", "不是{x}，是{y}"},
    {"zh", "不要{x}，要{y}"},
    {"zh", "把{x}换成{y}"},
    {"zh", "{y}，不要{x}"},
    {"zh", "{y}，不是{x}"},
    {"ja", "{x}ではなく{y}"},
    {"ja", "{x}じゃなくて{y}"},
    {"ja", "{x}の代わりに{y}"},
    {"ja", "{x}を使わないで{y}"},
    {"ja", "{x}を使わず{y}"},
    {"ja", "{x}より{y}"},
    {"ko", "{x} 말고 {y}"},
    {"ko", "{x} 대신 {y}"},
    {"ko", "{x} 대신에 {y}"},
    {"ko", "{x}가 아니라 {y}"},
    {"ko", "{x}이 아니라 {y}"},
    {"ko", "{x} 아니고 {y}"},
};

constexpr CorrectionShape never[] = {
    {"en", "don't use {x}"},
    {"en", "do not use {x}"},
    {"en", "dont use {x}"},
    {"en", "don't run {x}"},
    {"en", "do not run {x}"},
    {"en", "stop using {x}"},
    {"en", "stop running {x}"},
    {"en", "never use {x}"},
    {"en", "never run {x}"},
    {"en", "never {x}"},
    {"en", "{x} is too slow"},
    {"en", "no need to run {x}"},
    {"en", "don't {x}"},
    {"en", "do not {x}"},
    {"en", "stop {x}"},
    {"en", "avoid {x}"},
    {"en", "we don't use {x}"},
    {"de", "verwende {x} nicht"},
    {"de", "benutze {x} nicht"},
    {"de", "nutze {x} nicht"},
    {"de", "kein {x}"},
    {"de", "niemals {x}"},
    {"de", "nie {x}"},
    {"de", "{x} ist zu langsam"},
    {"de", "nicht {x}"},
    {"de", "lass {x}"},
    {"fr", "n'utilise pas {x}"},
    {"fr", "n'utilise jamais {x}"},
    {"fr", "ne lance pas {x}"},
    {"fr", "jamais {x}"},
    {"fr", "{x} est trop lent"},
    {"fr", "pas de {x}"},
    {"fr", "évite {x}"},
    {"es", "no uses {x}"},
    {"es", "no ejecutes {x}"},
    {"es", "nunca uses {x}"},
    {"es", "nunca {x}"},
    {"es", "{x} es demasiado lento"},
    {"es", "evita {x}"},
    {"pt", "não use {x}"},
    {"pt", "não rode {x}"},
    {"pt", "nunca use {x}"},
    {"pt", "nunca {x}"},
    {"pt", "{x} é muito lento"},
    {"pt", "evite {x}"},
    {"it", "non usare {x}"},
    {"it", "non eseguire {x}"},
    {"it", "mai usare {x}"},
    {"it", "mai {x}"},
    {"it", "{x} è troppo lento"},
    {"it", "evita {x}"},
    {"ru", "не используй {x}"},
    {"ru", "не запускай {x}"},
    {"ru", "никогда не {x}"},
    {"ru", "{x} слишком медленный"},
    {"ru", "не надо {x}"},
    {"ru", "не нужно {x}"},
    {"zh", "不要用{x}"},
    {"zh", "不要使用{x}"},
    {"zh", "别用{x}"},
    {"zh", "不要运行{x}"},
    {"zh", "永远不要{x}"},
    {"zh", "{x}太慢"},
    {"zh", "不要{x}"},
    {"ja", "{x}を使わないで"},
    {"ja", "{x}は使わないで"},
    {"ja", "{x}を実行しないで"},
    {"ja", "{x}は遅すぎ"},
    {"ja", "{x}は禁止"},
    {"ja", "{x}しないで"},
    {"ko", "{x} 쓰지 마"},
    {"ko", "{x} 사용하지 마"},
    {"ko", "{x} 실행하지 마"},
    {"ko", "절대 {x}"},
    {"ko", "{x} 너무 느려"},
    {"ko", "{x}는 너무 느"},
    {"ko", "{x} 하지 마"},
};

constexpr CorrectionShape always[] = {
    {"en", "always {y}"},       {"en", "remember to {y}"},
    {"en", "remember: {y}"},    {"en", "from now on {y}"},
    {"en", "from now on, {y}"}, {"en", "in this repo, {y}"},
    {"de", "immer {y}"},        {"de", "ab jetzt {y}"},
    {"de", "merk dir: {y}"},    {"fr", "toujours {y}"},
    {"fr", "désormais, {y}"},   {"es", "siempre {y}"},
    {"es", "recuerda {y}"},     {"es", "a partir de ahora {y}"},
    {"pt", "sempre {y}"},       {"pt", "lembre-se de {y}"},
    {"it", "sempre {y}"},       {"it", "ricorda di {y}"},
    {"it", "d'ora in poi {y}"}, {"ru", "всегда {y}"},
    {"ru", "запомни: {y}"},     {"ru", "с этого момента {y}"},
    {"zh", "总是{y}"},          {"zh", "始终{y}"},
    {"zh", "记住{y}"},          {"zh", "以后{y}"},
    {"ja", "必ず{y}"},          {"ja", "常に{y}"},
    {"ja", "今後は{y}"},        {"ko", "항상 {y}"},
    {"ko", "앞으로는 {y}"},     {"ko", "기억해 {y}"},
};

constexpr std::string_view doubtful[] = {
    "?", "？", "¿", "this time", "just once", "only once", "for now", "for the moment", "right now", "today only",
    "maybe", "perhaps", "what if", "would it", "could we", "should we", "shall we", "can we", "why ", "how about",
    "i wonder", "if we", "if you", "if it", "never mind", "nevermind", "don't worry", "looks good", "no problem",
    "thanks", "great", "don't know", "not sure", "diesmal", "vorerst", "vielleicht", "sollten wir", "warum", "wenn wir",
    "cette fois", "pour l'instant", "peut-être", "pourquoi", "et si", "esta vez", "por ahora", "quizás", "tal vez",
    "por qué", "desta vez", "por enquanto", "talvez", "por que", "questa volta", "per ora", "forse", "perché",
    "в этот раз", "пока что", "может быть", "почему", "если бы", "这次", "暂时", "也许", "为什么", "如果", "吗", "今回",
    "とりあえず", "たぶん", "なぜ", "もし", "ですか", "이번만", "이번에는", "일단", "아마", "왜 ", "만약", "까요",
    // one order, a condition, a report, a quotation, a change of mind
    "this once", " once ", "temporarily", "until ", "for the demo", " if ", " so try", " try ", "by mistake", "sorry",
    "explain", " says", "he said", "she said", "they said", "disagree", "actually no", "leave it", "can you", "do you",
    "what's", " yet ", "noch nicht", "vorläufig", "pas encore", "todavía no", "ainda não", "non ancora", "пока не",
    "还没", "まだ", "아직"};

constexpr std::string_view usings[] = {
    "use",  "using", "run",      "verwende", "benutze", "nutze",  "utilise", "lance", "uses", "ejecut",
    "rode", "usare", "eseguire", "использ",  "запуск",  "用",     "运行",    "使わ",  "実行", "쓰지",
    "사용", "실행",  "slow",     "langsam",  "lent",    "медлен", "太慢",    "遅",    "느"};

constexpr std::string_view against[] = {
    " not ",    " don't ",  " dont ",    " do not ",  " instead", " rather",  " never ",    " no ",   " no, ",
    " nope",    " stop ",   " drop ",    " forget ",  " avoid ",  " wrong",   "deprecated", " slow",  "doesn't work",
    " breaks ", " replace", " switch ",  " in place", " again",   "must not", " over ",     " nicht", " kein",
    "statt ",   "anstelle", "sondern",   "ersetz",    " falsch",  " lass ",   " langsam",   " pas ",  "plutôt",
    "au lieu",  "la place", "remplace",  " jamais",   "arrête",   "évite",    "n'appelle",  "et non", " lent",
    " não ",    " non ",    "n vez ",    "m vez ",    "invece",   " lugar ",  "al posto",   "cambia", "troca ",
    "sostitui", "reemplaz", "substitua", " nunca",    " mai ",    "deja de",  "pare de",    "smetti", " evit",
    " mejor",   " meglio",  " prefir",   "prefier",   "preferi",  " не ",     "вместо",     "замени", "хватит",
    "никогда",  "лучше",    "избегай",   "медлен",    "不",       "别",       "代替",       "换成",   "改成",
    "禁止",     "太慢",     "ではな",    "じゃなく",  "でなく",   "使わ",     "やめて",     "代わり", "に変え",
    "より",     "しないで", "遅い",      "切り替え",  "말고",     "대신",     "아니",       "바꿔",   "그만",
    "느려",     "금지",     " 마",       "보다"};

constexpr std::string_view everyday[] = {
    "go",     "make",  "cat",  "test",  "find",  "sort",   "time", "which", "read", "type", "file",  "head",
    "less",   "more",  "date", "kill",  "watch", "open",   "node", "join",  "cut",  "look", "host",  "last",
    "script", "split", "top",  "touch", "tree",  "wait",   "who",  "write", "yes",  "task", "just",  "code",
    "edit",   "git",   "do",   "echo",  "set",   "expect", "move", "copy",  "tail", "diff", "patch", "install"};

constexpr std::string_view empty[] = {
    "use",   "using", "run",   "running", "the",    "a",        "an",       "to",       "for",   "of",    "in",
    "on",    "with",  "it",    "this",    "that",   "command",  "tool",     "please",   "and",   "or",    "is",
    "be",    "do",    "just",  "only",    "always", "never",    "instead",  "not",      "no",    "yes",   "we",
    "you",   "i",     "here",  "there",   "at",     "as",       "directly", "anymore",  "again", "file",  "files",
    "thing", "all",   "any",   "when",    "then",   "so",       "from",     "by",       "our",   "my",    "your",
    "but",   "them",  "these", "those",   "bitte",  "verwende", "benutze",  "nimm",     "nutze", "immer", "nicht",
    "und",   "der",   "die",   "das",     "den",    "mit",      "utilise",  "utiliser", "le",    "la",    "les",
    "un",    "une",   "de",    "et",      "lance",  "usa",      "usar",     "use",      "el",    "los",   "las",
    "una",   "y",     "rode",  "o",       "os",     "um",       "uma",      "e",        "il",    "lo",    "gli",
    "usare", "esegui"};

} // namespace

std::span<const CorrectionShape> insteadShapes()
{
    return instead;
}

std::span<const CorrectionShape> notShapes()
{
    return never;
}

std::span<const CorrectionShape> alwaysShapes()
{
    return always;
}

std::span<const std::string_view> doubts()
{
    return doubtful;
}

std::span<const std::string_view> fillers()
{
    return empty;
}

std::span<const std::string_view> usingWords()
{
    return usings;
}

std::span<const std::string_view> contrastWords()
{
    return against;
}

std::span<const std::string_view> everydayPrograms()
{
    return everyday;
}

} // namespace assay
