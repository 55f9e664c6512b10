// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/redact/redactor.h"
#include "tests/support/seededrandom.h"

#include <nlohmann/json.hpp>

#include <QElapsedTimer>
#include <QTest>

using namespace assay;
using namespace Qt::Literals::StringLiterals;

namespace {

using Json = nlohmann::ordered_json;

// Looks like a token of a code host; put together here so that no scanner takes it for one.
std::string token()
{
    return std::string("ghp") + "_" + "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8";
}

} // namespace

class TestRedactor : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void keyMakesAValueASecret();
    void whatIsMaskedWasAnnounced();
    void jsonInStringsStaysJson();
    void linesOfAnArrayAreReadTogether();
    void secretsInKeysAreMasked();
    void identifiersAndBulkAreLeftAlone();
    void numbersKeepTheirSpelling();
    void unchangedLinesKeepTheirBytes();
    void maskedTextIsNotMaskedAgain_data();
    void maskedTextIsNotMaskedAgain();
    void masksDoNotHideASecretBesideThem();
    void badLines_data();
    void badLines();
    void deepNestingIsHarmless();
    void longStringsTakeLinearTime();
    void userRulesMask();
    void wrongUserRulesAreNamed_data();
    void wrongUserRulesAreNamed();

private:
    std::shared_ptr<const Redactor> m_redactor;
    RedactionCounts m_counts;
};

void TestRedactor::initTestCase()
{
    const auto redactor = Redactor::create();
    QVERIFY(redactor);
    m_redactor = *redactor;
    QVERIFY(Redactor::ruleSetVersion() > 0);
}

void TestRedactor::keyMakesAValueASecret()
{
    std::string value = "granite and walrus 7";
    QVERIFY(!m_redactor->redact("comment", value, m_counts));
    RedactionCounts counts;
    QVERIFY(m_redactor->redact("dbPassword", value, counts));
    QCOMPARE(value, std::string("[redacted:key-value]"));
    QCOMPARE(counts, (RedactionCounts{{"key-value", 1}}));
    for (std::string harmless : {"string", "${DB_PASSWORD}", "<your password>", "********", ""}) {
        const std::string before = harmless;
        QVERIFY(!m_redactor->redact("password", harmless, m_counts));
        QCOMPARE(harmless, before);
    }
}

void TestRedactor::whatIsMaskedWasAnnounced()
{
    std::string printable;
    for (char c = ' '; c <= '~'; ++c)
        printable += c;
    test::SeededRandom random(7);
    int masked = 0;
    for (int i = 0; i < 20000; ++i) {
        const std::string value = random.chars(printable, 4 + random.below(20));
        // Begun by a quotation mark and a mark that ends a value, it cannot be told from an empty one.
        if (value.find_first_of("\"'`") == 0 && value.find_first_of(" \"'`,:;)}]", 1) == 1)
            continue;
        std::string line = Json{{"password", value}}.dump();
        if (!m_redactor->redactJsonLine(line, m_counts))
            continue;
        ++masked;
        const std::string fields = "\"type\": \"user\"\n\"password\": \"" + value + "\"\n";
        QVERIFY2(m_redactor->mayContainSecret(fields), fields.c_str());
    }
    QVERIFY(masked > 15000);
}

void TestRedactor::jsonInStringsStaysJson()
{
    const Json inner = {{"ok", true}, {"password", "a\"b\\c é 12"}, {"list", {1, Json{{"token", token()}}.dump()}}};
    const Json outer = {{"message", {{"content", inner.dump()}}}};
    std::string line = outer.dump();
    QVERIFY(m_redactor->redactJsonLine(line, m_counts));
    const Json after = Json::parse(Json::parse(line)["message"]["content"].get<std::string>());
    QCOMPARE(after["ok"].get<bool>(), true);
    QCOMPARE(after["password"].get<std::string>(), std::string("[redacted:key-value]"));
    QCOMPARE(Json::parse(after["list"][1].get<std::string>())["token"].get<std::string>(),
             std::string("[redacted:key-value]"));
}

void TestRedactor::linesOfAnArrayAreReadTogether()
{
    const Json lines = Json::array({"+-----BEGIN PRIVATE"
                                    " KEY-----",
                                    "+" + std::string(64, 'k'), "+" + std::string(20, 'Z') + "==",
                                    "+-----END PRIVATE"
                                    " KEY-----",
                                    "+x"});
    std::string line = Json{{"lines", lines}}.dump();
    QVERIFY(m_redactor->redactJsonLine(line, m_counts));
    const Json after = Json::parse(line)["lines"];
    QCOMPARE(after.size(), std::size_t{5});
    QVERIFY(after[0] == lines[0]);
    QVERIFY(after[1].get<std::string>().find("kkk") == std::string::npos);
    QVERIFY(after[2].get<std::string>().find("ZZZ") == std::string::npos);
    QVERIFY(after[4] == lines[4]);
}

void TestRedactor::secretsInKeysAreMasked()
{
    std::string line = Json{{"answers", {{token(), "yes"}}}}.dump();
    QVERIFY(m_redactor->redactJsonLine(line, m_counts));
    QVERIFY(Json::parse(line)["answers"].contains("[redacted:github-token]"));
}

void TestRedactor::identifiersAndBulkAreLeftAlone()
{
    Json line = {
        {"uuid", "f2568c97-e25d-4b9f-ac75-51b4052ee834"},
        {"timestamp", "2026-02-03T10:11:12.345Z"},
        {"requestId", "req_011CXMrFRThS2t1FtaATqdna"},
        {"signature", std::string(200, 'E') + token() + "=="},
        {"source",
         {{"type", "base64"}, {"media_type", "image/png"}, {"data", "iVBOR" + std::string(500, 'A') + token()}}},
        {"id", "toolu_01E7gkyNsD2pHBZcHwcXvej2"}};
    std::string text = line.dump();
    const std::string before = text;
    QVERIFY(!m_redactor->redactJsonLine(text, m_counts));
    QCOMPARE(text, before);
    // A secret in the place of an identifier is a secret all the same.
    line["id"] = token();
    text = line.dump();
    QVERIFY(m_redactor->redactJsonLine(text, m_counts));
    QCOMPARE(Json::parse(text)["id"].get<std::string>(), std::string("[redacted:github-token]"));
}

void TestRedactor::numbersKeepTheirSpelling()
{
    std::string line =
        R"({"a":1.50,"b":-3,"c":18446744073709551615,"d":1e-7,"e":123456789012345678901234567890,"t":")" + token() +
        R"("})";
    QVERIFY(m_redactor->redactJsonLine(line, m_counts));
    QCOMPARE(
        line,
        std::string(
            R"({"a":1.50,"b":-3,"c":18446744073709551615,"d":1e-7,"e":123456789012345678901234567890,"t":"[redacted:github-token]"})"));
}

void TestRedactor::unchangedLinesKeepTheirBytes()
{
    std::string line = R"( { "b" : 1.0 , "a":"\u00e9" } )";
    const std::string before = line;
    QVERIFY(!m_redactor->redactJsonLine(line, m_counts));
    QCOMPARE(line, before);
}

void TestRedactor::maskedTextIsNotMaskedAgain_data()
{
    QTest::addColumn<std::string>("text");
    QTest::newRow("env") << std::string("DB_PASSWORD=granite77walrus");
    QTest::newRow("url") << std::string("postgres://root:granite77walrus@db/app");
    QTest::newRow("header") << std::string("Authorization: Bearer ") + token();
    QTest::newRow("cookie") << std::string("Cookie: a=b; sessionid=8a7f6e5d4c3b2a19");
    QTest::newRow("several") << std::string("password: 'x y 7z' token=") + token() + " " + token();
}

void TestRedactor::maskedTextIsNotMaskedAgain()
{
    QFETCH(std::string, text);
    QVERIFY(m_redactor->mayContainSecret(text));
    QVERIFY(m_redactor->redact({}, text, m_counts));
    QVERIFY2(text.find("walrus") == std::string::npos, text.c_str());
    const std::string once = text;
    QVERIFY2(!m_redactor->redact({}, text, m_counts), text.c_str());
    QCOMPARE(text, once);
}

void TestRedactor::masksDoNotHideASecretBesideThem()
{
    std::string text = "token: [redacted:jwt]\npassword: granite77walrus";
    QVERIFY(m_redactor->redact({}, text, m_counts));
    QCOMPARE(text, std::string("token: [redacted:jwt]\npassword: [redacted:key-value]"));
}

void TestRedactor::badLines_data()
{
    QTest::addColumn<std::string>("line");
    QTest::newRow("torn") << std::string(R"({"type":"user","message":{"content":"export TOKEN=)") + token();
    QTest::newRow("two objects") << std::string(R"({"a":1}{"b":")") + token() + "\"}";
    QTest::newRow("invalid UTF-8") << std::string("{\"a\":\"\xff\xfe caf\xe9 ") + token() + "\"}";
    QTest::newRow("zero byte") << std::string("{\"a\":\"x") + '\0' + token() + "\"}";
    QTest::newRow("bare string") << "\"" + token() + "\"";
    QTest::newRow("no JSON") << "// " + token();
}

void TestRedactor::badLines()
{
    QFETCH(std::string, line);
    RedactionCounts counts;
    QVERIFY(m_redactor->redactJsonLine(line, counts));
    QVERIFY(line.find("a1B2c3D4") == std::string::npos);
    QVERIFY(line.find("[redacted:") != std::string::npos);
    std::string empty;
    QVERIFY(!m_redactor->redactJsonLine(empty, counts));
}

void TestRedactor::deepNestingIsHarmless()
{
    constexpr std::size_t depth = 10000;
    std::string line = std::string(depth, '[') + "\"" + token() + "\"" + std::string(depth, ']');
    QVERIFY(m_redactor->redactJsonLine(line, m_counts));
    QCOMPARE(line, std::string(depth, '[') + "\"[redacted:github-token]\"" + std::string(depth, ']'));
    std::string strings = token();
    for (int i = 0; i < 12; ++i)
        strings = Json{{"s", strings}}.dump();
    QVERIFY(m_redactor->redactJsonLine(strings, m_counts));
    QVERIFY(Json::accept(strings));
    QVERIFY(strings.find(token()) == std::string::npos);
}

void TestRedactor::longStringsTakeLinearTime()
{
    // Whatever the machine: twenty times the text may not take a hundred times as long.
    for (const std::string &unit : {std::string("password: \\\" -----BEGIN PRIVATE"
                                                " KEY----- kind: Secret\\n"),
                                    std::string("a\\\"\\\\"), std::string("eyJabc.def ")}) {
        const auto seconds = [&](std::size_t bytes) {
            std::string text;
            while (text.size() < bytes)
                text += unit;
            std::string line = Json{{"content", text + token()}}.dump();
            QElapsedTimer timer;
            timer.start();
            const bool masked = m_redactor->redactJsonLine(line, m_counts);
            return masked && Json::accept(line) ? static_cast<double>(timer.nsecsElapsed()) / 1e9 : 1e9;
        };
        const double small = std::max(seconds(std::size_t{1} << 18U), 0.005);
        QVERIFY2(seconds(std::size_t{5} << 20U) < small * 100, unit.c_str());
    }
}

void TestRedactor::userRulesMask()
{
    const auto redactor = Redactor::create(R"re([{"name":"badge","pattern":"Ausweis-(Nr|№) ([0-9]+)","group":2}])re");
    QVERIFY(redactor);
    RedactionCounts counts;
    std::string line = R"({"content":"Ausweis-№ 4711, sonst nichts"})";
    QVERIFY((*redactor)->mayContainSecret(line));
    QVERIFY((*redactor)->redactJsonLine(line, counts));
    QCOMPARE(line, std::string(R"({"content":"Ausweis-№ [redacted:user:badge], sonst nichts"})"));
    QCOMPARE(counts, (RedactionCounts{{"user:badge", 1}}));
    QVERIFY(!(*redactor)->redactJsonLine(line, counts));
}

void TestRedactor::wrongUserRulesAreNamed_data()
{
    QTest::addColumn<std::string>("rules");
    QTest::addColumn<QString>("named");
    QTest::newRow("no JSON") << std::string("badge=[0-9]") << u"not a JSON array"_s;
    QTest::newRow("no array") << std::string("{}") << u"not a JSON array"_s;
    QTest::newRow("no name") << std::string(R"([{"pattern":"x"}])") << u"rule 1 has no usable name"_s;
    QTest::newRow("name that breaks the mask") << std::string(R"([{"name":"a]b","pattern":"x"}])") << u"rule 1"_s;
    QTest::newRow("no pattern") << std::string(R"([{"name":"badge"}])") << u"\"badge\" has no pattern"_s;
    QTest::newRow("does not compile") << std::string(
                                             R"re([{"name":"ok","pattern":"x"},{"name":"badge","pattern":"("}])re")
                                      << u"\"badge\" does not compile"_s;
    QTest::newRow("no such group") << std::string(R"([{"name":"badge","pattern":"x","group":1}])") << u"no group 1"_s;
    QTest::newRow("group is a word") << std::string(R"([{"name":"badge","pattern":"x","group":"1"}])")
                                     << u"\"badge\": group is not a number"_s;
    QTest::newRow("matches nothing") << std::string(R"([{"name":"badge","pattern":"x*"}])")
                                     << u"\"badge\" matches empty text"_s;
}

void TestRedactor::wrongUserRulesAreNamed()
{
    QFETCH(std::string, rules);
    QFETCH(QString, named);
    const auto redactor = Redactor::create(rules);
    QVERIFY(!redactor);
    QCOMPARE(redactor.error().code, Error::Code::Usage);
    QVERIFY2(redactor.error().what.contains(named), qPrintable(redactor.error().what));
}

QTEST_GUILESS_MAIN(TestRedactor)
#include "tst_redactor.moc"
