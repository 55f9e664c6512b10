// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "bench/quality/planting.h"

#include <map>

namespace assay::quality {

const std::vector<std::string> &languages()
{
    static const std::vector<std::string> all = {"en", "de", "fr", "es", "pt", "it", "ru", "zh", "ja", "ko"};
    return all;
}

const std::vector<std::string> &wordings(const std::string &language)
{
    static const std::map<std::string, std::vector<std::string>> all = {
        {"en",
         {"no, use {y} instead of {x}", "please use {y}, not {x}", "don't use {x}, use {y}",
          "We use {y} rather than {x} here.", "stop using {x}, use {y}", "{y}, not {x}!",
          "can't do that with {x}; do not use {x}, use {y}", "instead of {x}, use {y} please",
          "I told you: {y} instead of {x}", "prefer {y} over {x} in this repository"}},
        {"de",
         {"Bitte {y} statt {x} verwenden.", "nimm {y} statt {x}", "nicht {x}, sondern {y}",
          "Wir benutzen hier {y} anstatt {x}.", "{y}, nicht {x}!", "Verwende {y} anstelle von {x}"}},
        {"fr",
         {"Utilise {y} au lieu de {x}.", "{y} plutôt que {x}, s'il te plaît", "non, pas {x} mais {y}",
          "n'utilise pas {x}, utilise {y}", "prends {y} à la place de {x}", "ici c'est {y}, pas {x}"}},
        {"es",
         {"Usa {y} en vez de {x}.", "usa {y} en lugar de {x} por favor", "no {x}, sino {y}", "no uses {x}, usa {y}",
          "aquí usamos {y}, no {x}", "mejor {y} en vez de {x}"}},
        {"pt",
         {"Use {y} em vez de {x}.", "usa {y} ao invés de {x}", "não use {x}, use {y}", "não {x}, mas {y}",
          "aqui usamos {y}, não {x}", "coloca {y} no lugar de {x}"}},
        {"it",
         {"Usa {y} invece di {x}.", "{y} al posto di {x}", "non {x}, ma {y}", "non usare {x}, usa {y}",
          "qui usiamo {y}, non {x}", "preferisco {y} anziché {x}"}},
        {"ru",
         {"Используй {y} вместо {x}.", "не {x}, а {y}", "не используй {x}, используй {y}", "вместо {x} запусти {y}",
          "нужно {y}, а не {x}", "здесь {y}, не {x}"}},
        {"zh",
         {"用 {y} 而不是 {x}", "不要用 {x}，用 {y}", "别用 {x}，用 {y}", "请把 {x} 换成 {y}", "应该用 {y}，不是 {x}",
          "用 {y} 代替 {x}"}},
        {"ja",
         {"{x} ではなく {y} を使って", "{x} じゃなくて {y} で", "{x} の代わりに {y} を使ってください",
          "{x} を使わないで {y} を使って", "{x} を使わず {y} で実行して", "ここは {x} より {y}"}},
        {"ko",
         {"{x} 말고 {y} 써줘", "{x} 대신 {y} 사용해", "{x} 대신에 {y} 로 해줘", "{x} 아니고 {y}",
          "{x}가 아니라 {y} 를 써", "여기서는 {x} 말고 {y}"}},
        {"-",
         {"should we use {y} instead of {x}?", "why {x} and not {y}?", "maybe {y} instead of {x} would be faster",
          "this time use {y} instead of {x}", "what if we used {y} instead of {x}", "for now use {y}, not {x}",
          "never mind, {x} is fine", "great, {x} works", "if it fails use {y} instead of {x}"}},
    };
    return all.at(language);
}

} // namespace assay::quality
