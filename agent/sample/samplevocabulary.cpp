// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/sample/samplevocabulary.h"

#include <array>
#include <cctype>
#include <string_view>

namespace assay {

namespace {

// Frequent words first: a word is chosen with a weight that falls with its place, as in real text.
constexpr std::array<std::string_view, 176> words{
    "the",      "to",        "of",       "and",      "in",        "is",        "for",       "that",      "it",
    "with",     "on",        "this",     "not",      "when",      "from",      "before",    "after",     "test",
    "request",  "file",      "error",    "retry",    "value",     "call",      "queue",     "order",     "client",
    "server",   "timeout",   "ledger",   "payment",  "invoice",   "account",   "customer",  "amount",    "currency",
    "handler",  "context",   "worker",   "batch",    "record",    "field",     "index",     "schema",    "table",
    "column",   "row",       "key",      "token",    "header",    "body",      "status",    "response",  "policy",
    "budget",   "window",    "limit",    "rate",     "backoff",   "jitter",    "attempt",   "failure",   "success",
    "metric",   "counter",   "gauge",    "trace",    "span",      "log",       "level",     "message",   "event",
    "stream",   "buffer",    "cache",    "store",    "session",   "cookie",    "cart",      "checkout",  "shipping",
    "address",  "basket",    "price",    "discount", "voucher",   "tax",       "total",     "refund",    "capture",
    "settle",   "reconcile", "export",   "import",   "parse",     "render",    "layout",    "component", "state",
    "effect",   "hook",      "route",    "page",     "form",      "input",     "label",     "button",    "dialog",
    "theme",    "colour",    "font",     "image",    "icon",      "cluster",   "node",      "region",    "zone",
    "subnet",   "gateway",   "balancer", "bucket",   "volume",    "snapshot",  "backup",    "restore",   "rotate",
    "secret",   "role",      "grant",    "module",   "variable",  "output",    "provider",  "plan",      "apply",
    "drift",    "pipeline",  "stage",    "runner",   "artifact",  "release",   "branch",    "commit",    "merge",
    "review",   "comment",   "fixture",  "mock",     "assert",    "expect",    "compare",   "measure",   "profile",
    "allocate", "release",   "lock",     "mutex",    "channel",   "goroutine", "promise",   "callback",  "iterator",
    "cursor",   "offset",    "page",     "filter",   "predicate", "aggregate", "partition", "shard",     "replica",
    "quorum",   "leader",    "follower", "election", "heartbeat"};

std::string_view word(SampleRandom &random)
{
    const int last = static_cast<int>(words.size()) - 1;
    return words[static_cast<std::size_t>(random.between(0, random.between(0, last)))];
}

std::string capital(std::string_view text)
{
    std::string made(text);
    made[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(made[0])));
    return made;
}

std::string number(SampleRandom &random, int high)
{
    return std::to_string(random.between(0, high));
}

} // namespace

std::string sampleWord(SampleRandom &random)
{
    return std::string(word(random));
}

std::string sampleIdentifier(SampleRandom &random)
{
    std::string name = sampleWord(random);
    return name + capital(word(random));
}

std::string sampleSentence(SampleRandom &random)
{
    std::string text = capital(word(random));
    const int count = random.between(6, 18);
    for (int i = 0; i < count; ++i) {
        text += i > 2 && random.chance(8) ? ", " : " ";
        text += random.chance(6) ? '`' + sampleIdentifier(random) + '`' : sampleWord(random);
    }
    return text + '.';
}

std::string samplePath(SampleRandom &random)
{
    std::string path = "internal/" + sampleWord(random);
    path += '/' + sampleWord(random);
    return path + ".go";
}

std::string sampleLogLine(SampleRandom &random)
{
    // One statement per draw: the operands of + have no order.
    static constexpr std::array<std::string_view, 4> levels{"\x1b[32mINFO\x1b[0m", "\x1b[33mWARN\x1b[0m", "DEBUG",
                                                            "\x1b[31mERROR\x1b[0m"};
    std::string line = "2026-03-" + std::to_string(random.between(10, 28));
    line += 'T' + std::to_string(random.between(10, 23));
    line += ':' + std::to_string(random.between(10, 59));
    line += ':' + std::to_string(random.between(10, 59)) + "Z ";
    line += levels[static_cast<std::size_t>(random.between(0, 3))];
    line += ' ' + sampleIdentifier(random);
    line += " trace=" + random.hex(16);
    line += " took=" + number(random, 900) + "ms";
    line += ' ' + sampleWord(random);
    return line + ' ' + sampleWord(random);
}

std::string sampleCodeLine(SampleRandom &random)
{
    const std::string name = sampleIdentifier(random);
    std::string line = "\t" + name + " := ";
    switch (random.between(0, 3)) {
    case 0:
        return "\tif err := " + name + "(ctx, " + sampleWord(random) + "); err != nil {";
    case 1:
        line += sampleIdentifier(random);
        return line + '(' + number(random, 500) + ')';
    case 2:
        return "\t// " + sampleSentence(random);
    default:
        return "\treturn " + name + '[' + number(random, 30) + "]";
    }
}

} // namespace assay
