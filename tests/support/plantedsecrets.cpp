// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "tests/support/plantedsecrets.h"

#include "tests/support/secretshapes.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cctype>
#include <string_view>

namespace assay::test {

namespace {

using Json = nlohmann::ordered_json;

// {L} is the name, {V} the value, {J} the value escaped as in JSON.
struct Carrier {
    std::string_view name;
    std::string_view text;
};

constexpr Carrier tokenCarriers[] = {
    {"bare", "{V}"},
    {"sentence", "the key is {V} and it works until Friday."},
    {"full-stop", "Use {V}."},
    {"backticks", "set it to `{V}` first"},
    {"env", "SOME_SETTING={V}"},
    {"json", "{\"value\": \"{V}\", \"n\": 1}"},
    {"argument", "deploy --with {V} --verbose"},
    {"python", "client = Client(\"{V}\")"},
    {"single-quotes", "const k = '{V}';"},
    {"query", "https://api.example.com/v1?k={V}&page=2"},
    {"log", "2026-02-03 10:11:12 DEBUG [http] sending {V} to upstream"},
    {"brackets", "call({V}), then <{V}> or [{V}]"},
};

constexpr Carrier labelledCarriers[] = {
    {"env", "{L}={V}"},
    {"export", "export {L}=\"{V}\""},
    {"env-single", "{L}='{V}'"},
    {"env-inline", "NODE_ENV=production {L}={V} npm start"},
    {"windows-set", "set {L}={V}"},
    {"powershell", "$env:{L} = \"{V}\""},
    {"dockerfile", "ENV {L} {V}"},
    {"docker-run", "docker run --rm -e {L}={V} -p 80:80 app"},
    {"yaml", "app:\n  {L}: {V}\n  port: 80"},
    {"yaml-quoted", "  {L}: \"{V}\""},
    {"yaml-single", "  - {L}: '{V}'"},
    {"python", "{L} = \"{V}\""},
    {"javascript", "  {L}: '{V}',"},
    {"go", "{L} := \"{V}\""},
    {"toml", "{L} = \"{V}\" # rotate"},
    {"ini", "{L} = {V}"},
    {"properties", "spring.datasource.{L}={V}"},
    {"xml", "<{L}>{V}</{L}>"},
    {"xml-attribute", "<add key=\"{L}\" value=\"{V}\" />"},
    {"flag", "tool login --{L} {V} --yes"},
    {"flag-equals", "tool login --{L}={V}"},
    {"query", "https://api.example.com/v1?{L}={V}&page=2"},
    {"php-define", "define('{L}', '{V}');"},
    {"php-array", "'{L}' => '{V}',"},
    {"ruby-env", "ENV['{L}'] = '{V}'"},
    {"terraform", "variable_{L}   = \"{V}\""},
    {"k8s-env", "env:\n- name: {L}\n  value: {V}"},
    {"sentence", "the {L} is {V}"},
    {"colon", "{L}: {V}"},
    {"backticks", "my {L} is `{V}`, use that"},
    {"markdown", "| **{L}** | `{V}` |"},
    {"secret-set", "heroku config:set {L}={V} --app x"},
};

// Only these hold values with quotes, backslashes and blanks.
constexpr Carrier escapingCarriers[] = {
    {"json", "{\"user\": \"app\", \"{L}\": \"{J}\", \"n\": 1.50}"},  {"json-compact", "{\"{L}\":\"{J}\"}"},
    {"json-array", "[{\"name\":\"{L}\",\"value\":\"{J}\"}]"},        {"json-list", "{\"{L}\":[\"{J}\"]}"},
    {"json-fragment", "… \"port\": 80, \"{L}\": \"{J}\", \"host\""}, {"javascript", "const conf = { {L}: \"{J}\" }"},
};

std::string replaced(std::string text, std::string_view what, std::string_view with)
{
    for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size()))
        text.replace(at, what.size(), with);
    return text;
}

std::string escaped(const std::string &text)
{
    const std::string quoted = Json(text).dump();
    return quoted.substr(1, quoted.size() - 2);
}

std::string filled(const Carrier &carrier, const Secret &secret)
{
    std::string text = replaced(std::string(carrier.text), "{L}", secret.label);
    text = replaced(text, "{J}", escaped(secret.text));
    return replaced(text, "{V}", secret.text);
}

// Whether a name can be written this way: a dotted or dashed name is no variable.
bool fits(const Carrier &carrier, const Secret &secret)
{
    static constexpr std::string_view variables[] = {"python",    "go",     "javascript", "xml",
                                                     "terraform", "export", "env",        "powershell"};
    const bool dashed = secret.label.find_first_of("-.") != std::string::npos;
    if (dashed && std::find(std::begin(variables), std::end(variables), carrier.name) != std::end(variables))
        return false;
    // What a shell or an XML parser would not read as one value.
    if (secret.text.find_first_of("&+%") != std::string::npos && (carrier.name == "query" || carrier.name == "xml"))
        return false;
    // A word without digits in running text is no recognisable secret to anybody.
    const bool plainWord =
        std::all_of(secret.text.begin(), secret.text.end(), [](unsigned char c) { return std::isalpha(c) != 0; });
    return !plainWord || (carrier.name != "sentence" && carrier.name != "dockerfile");
}

std::string eachLine(const std::string &text, std::string_view before, bool numbered)
{
    std::string out;
    int number = 1;
    std::size_t from = 0;
    while (from <= text.size()) {
        const std::size_t end = std::min(text.find('\n', from), text.size());
        out += numbered ? std::string(5, ' ') + std::to_string(number++) + std::string(before) : std::string(before);
        out += text.substr(from, end - from) + (end < text.size() ? "\n" : "");
        from = end + 1;
    }
    return out;
}

std::string coloured(const Secret &secret, const std::string &text, SeededRandom &random)
{
    const std::string red = random.below(2) == 0 ? "\x1b[01;31m\x1b[K" : "\x1b[31m";
    const std::string off = red.size() > 5 ? "\x1b[m\x1b[K" : "\x1b[0m";
    const std::size_t label = secret.label.empty() ? std::string::npos : text.find(secret.label);
    if (label != std::string::npos && random.below(2) == 0) // grep --color marks the name …
        return text.substr(0, label) + red + secret.label + off + text.substr(label + secret.label.size());
    const std::size_t body = text.find(secret.bodies.front());
    if (random.below(2) == 0) // … or a part of the value …
        return text.substr(0, body) + red + text.substr(body, 3) + off + text.substr(body + 3);
    const std::size_t end = body + secret.bodies.front().size(); // … or a log colours all of it.
    return text.substr(0, body) + red + text.substr(body, end - body) + off + text.substr(end);
}

struct Wrapper {
    std::string_view name;
    std::string (*wrap)(const Secret &, const std::string &, SeededRandom &);
};

constexpr std::array<Wrapper, 14> wrappers = {{
    {"plain", [](const Secret &, const std::string &t, SeededRandom &) { return t; }},
    {"among-lines", [](const Secret &, const std::string &t,
                       SeededRandom &) { return "# settings\nport=8080\n" + t + "\ndebug=false\n"; }},
    {"heredoc", [](const Secret &, const std::string &t,
                   SeededRandom &) { return "cat > conf <<'EOF'\n" + t + "\nEOF\nchmod 600 conf"; }},
    {"diff",
     [](const Secret &, const std::string &t, SeededRandom &r) {
         return "diff --git a/x b/x\n@@ -1,2 +1,3 @@\n context\n" + eachLine(t, r.below(2) == 0 ? "+" : "-", false) +
                "\n other";
     }},
    {"numbered-arrow", [](const Secret &, const std::string &t, SeededRandom &) { return eachLine(t, "→", true); }},
    {"numbered-tab", [](const Secret &, const std::string &t, SeededRandom &) { return eachLine(t, "\t", true); }},
    {"indented", [](const Secret &, const std::string &t, SeededRandom &) { return eachLine(t, "      ", false); }},
    {"quoted-mail", [](const Secret &, const std::string &t, SeededRandom &) { return eachLine(t, "> ", false); }},
    {"crlf", [](const Secret &, const std::string &t,
                SeededRandom &) { return "first\r\n" + replaced(t, "\n", "\r\n") + "\r\nlast\r\n"; }},
    {"colour", coloured},
    {"json-in-json",
     [](const Secret &, const std::string &t, SeededRandom &) {
         return Json{{"ok", true}, {"output", t}}.dump();
     }},
    {"json-in-json-twice",
     [](const Secret &, const std::string &t, SeededRandom &) {
         return Json{{"body", Json{{"list", {1, 2.50}}, {"text", t}}.dump()}}.dump(2);
     }},
    {"torn-json",
     [](const Secret &, const std::string &t, SeededRandom &) {
         const std::string whole = Json{{"status", 200}, {"body", t}, {"more", "x"}}.dump();
         return "Response: " + whole.substr(0, whole.size() - 6);
     }},
    {"torn-json-twice",
     [](const Secret &, const std::string &t, SeededRandom &) {
         return "log: " + Json{{"body", Json{{"text", t}, {"n", 1}}.dump()}, {"m", 2}}.dump() + " (truncated";
     }},
}};

PlantedSecret plant(std::size_t index, SeededRandom &random)
{
    const std::size_t shapes = tokenShapeCount() + 2 * labelledShapeCount() + 5 * passageShapeCount();
    const std::size_t shape = index % shapes;
    const std::size_t labelledEnd = tokenShapeCount() + 2 * labelledShapeCount();
    PlantedSecret planted;
    Secret secret;
    std::string text;
    if (shape < tokenShapeCount()) {
        secret = makeToken(shape, random);
        const Carrier &carrier = random.pick(tokenCarriers);
        planted.carrier = carrier.name;
        text = filled(carrier, secret);
    } else if (shape < labelledEnd) {
        secret = makeLabelled((shape - tokenShapeCount()) / 2, random);
        const Carrier *carrier = nullptr;
        do {
            const bool escape = secret.awkward || random.below(5) == 0;
            carrier = escape ? &random.pick(escapingCarriers) : &random.pick(labelledCarriers);
        } while (!fits(*carrier, secret));
        planted.carrier = carrier->name;
        text = filled(*carrier, secret);
    } else {
        secret = makePassage((shape - labelledEnd) / 5, random);
        planted.carrier = "passage";
        text = secret.text;
    }
    const Wrapper &wrapper = random.pick(wrappers);
    const std::size_t place = random.below(placeCount());
    planted.shape = secret.shape;
    planted.wrapper = wrapper.name;
    planted.place = placeName(place);
    planted.bodies = secret.bodies;
    planted.line = transcriptLine(place, wrapper.wrap(secret, text, random));
    return planted;
}

} // namespace

std::vector<PlantedSecret> plantSecrets(std::uint64_t seed, std::size_t count)
{
    SeededRandom random(seed);
    std::vector<PlantedSecret> planted;
    planted.reserve(count);
    for (std::size_t i = 0; i < count; ++i)
        planted.push_back(plant(i, random));
    return planted;
}

} // namespace assay::test
