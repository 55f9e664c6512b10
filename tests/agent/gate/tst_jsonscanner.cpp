// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
// The scanner of hook and gate: any input gets an answer, in any pieces, the one that the JSON library gives.
#include "agent/gate/jsonscanner.h"
#include "tests/support/seededrandom.h"

#include <QRegularExpression>
#include <QTest>

#include <nlohmann/json.hpp>

using namespace assay;
using assay::test::SeededRandom;
using namespace Qt::Literals::StringLiterals;

namespace {

struct Scan {
    QStringList members; // key=text, as told
    bool broken = false;
    bool complete = false;
    bool operator==(const Scan &) const = default;
};

void note(void *context, const JsonMember &member)
{
    static const QHash<JsonKind, QString> kinds = {{JsonKind::String, u"s"_s},  {JsonKind::Number, u"n"_s},
                                                   {JsonKind::True, u"true"_s}, {JsonKind::False, u"false"_s},
                                                   {JsonKind::Null, u"null"_s}, {JsonKind::Object, u"{}"_s},
                                                   {JsonKind::Array, u"[]"_s}};
    static_cast<Scan *>(context)->members.append(
        u"%1=%2:%3%4 %5"_s
            .arg(QString::fromUtf8(member.key), kinds.value(member.kind),
                 QString::fromUtf8(member.text, static_cast<qsizetype>(member.size)), member.whole ? u""_s : u"…"_s)
            .arg(member.rawBytes));
}

Scan scan(const QByteArray &json, qsizetype piece = 0)
{
    Scan result;
    JsonScanner scanner(note, &result);
    if (piece == 0)
        piece = std::max<qsizetype>(1, json.size());
    for (qsizetype at = 0; at < json.size(); at += piece) {
        const QByteArray part = json.mid(at, piece); // of its own, so that reading past its end is seen
        scanner.feed(part.constData(), static_cast<size_t>(part.size()));
    }
    result.broken = scanner.isBroken();
    result.complete = scanner.isComplete();
    return result;
}

QByteArray randomJson(SeededRandom &random, int depth)
{
    switch (random.below(depth > 4 ? 5 : 7)) {
    case 0:
        return QByteArray::number(static_cast<double>(random.below(100000)) / 7.0 - 3000, 'g', 9);
    case 1:
        return random.below(2) == 0 ? "true" : "null";
    case 2:
        return "\"pl\\u00e4in \\ud83d\\ude00 \\n\\\\\\\" text\"";
    case 3:
        return "-0.5e-7";
    case 4:
        return "\"" + QByteArray(static_cast<qsizetype>(random.below(40)), 'x') + "\"";
    default:
        break;
    }
    const bool object = random.below(2) == 0;
    QByteArray out = object ? "{" : "[";
    for (auto left = random.below(5); left > 0; --left) {
        if (object)
            out += "\"k" + QByteArray::number(static_cast<int>(random.below(9))) + "\" : ";
        out += randomJson(random, depth + 1) + (left > 1 ? " ,\n" : "");
    }
    return out + (object ? '}' : ']');
}

// Outside of the class, since moc stumbles over such strings.
void addTold()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QStringList>("members");
    QTest::newRow("empty") << QByteArray("{}") << QStringList();
    QTest::newRow("kinds") << QByteArray(R"({"a":"x","b":-1.5e3,"c":true,"d":false,"e":null,"f":{"a":1},"g":[1,{}]})")
                           << QStringList{u"a=s:x 3"_s,   u"b=n:-1.5e3 6"_s, u"c=true: 4"_s, u"d=false: 5"_s,
                                          u"e=null: 4"_s, u"f={}: 7"_s,      u"g=[]: 6"_s};
    QTest::newRow("spaces") << QByteArray("\xEF\xBB\xBF \n{ \"a\" :\t1 , \"b\": 0 } \r\n")
                            << QStringList{u"a=n:1 1"_s, u"b=n:0 1"_s};
    QTest::newRow("escapes") << QByteArray(R"({"\u0061\n":"\"\\\/\b\f\n\r\t\u00e4\u20ac\ud83d\ude00"})")
                             << QStringList{u"a\n=s:\"\\/\b\f\n\r\tä€😀 42"_s};
    QTest::newRow("lone surrogates") << QByteArray(R"({"a":"\ud800x\udc00\ud800\ud83d\ude00\ud800"})")
                                     << QStringList{u"a=s:\uFFFDx\uFFFD\uFFFD😀\uFFFD 39"_s};
    QTest::newRow("twice") << QByteArray(R"({"a":1,"a":2})") << QStringList{u"a=n:1 1"_s, u"a=n:2 1"_s};
    QTest::newRow("inner keys stay inside") << QByteArray(R"({"t":{"cwd":"/x","s":["cwd",{"cwd":1}]},"cwd":"/y"})")
                                            << QStringList{u"t={}: 34"_s, u"cwd=s:/y 4"_s};
    QTest::newRow("nul") << QByteArray(R"({"a":"\u0000b"})") << QStringList{u"a=s:%1b 9"_s.arg(QChar(u'\0'))};
    QTest::newRow("long key") << "{\"" + QByteArray(65, 'k') + R"(":1,"a":2})" << QStringList{u"a=n:2 1"_s};
    QTest::newRow("long text") << "{\"a\":\"" + QByteArray(4097, 'x') + R"(","b":"y"})"
                               << QStringList{u"a=s:… 4099"_s, u"b=s:y 3"_s};
    QTest::newRow("just fits") << "{\"a\":\"" + QByteArray(4096, 'x') + "\"}"
                               << QStringList{u"a=s:%1 4098"_s.arg(QString(4096, u'x'))};
}

void addRefused()
{
    QTest::addColumn<QByteArray>("json");
    const QList<QByteArray> broken = {"[]",
                                      "1",
                                      "\"a\"",
                                      "nul",
                                      "{,}",
                                      "{\"a\"}",
                                      "{\"a\":}",
                                      "{\"a\":1,}",
                                      "{\"a\":01}",
                                      "{\"a\":1.}",
                                      "{\"a\":.5}",
                                      "{\"a\":-}",
                                      "{\"a\":1e}",
                                      "{\"a\":1e+}",
                                      "{\"a\":+1}",
                                      "{\"a\":tru}",
                                      "{\"a\":nulll}",
                                      "{\"a\":\"\\x\"}",
                                      "{\"a\":\"\\u12g4\"}",
                                      "{\"a\":\"\n\"}",
                                      "{\"a\":1 \"b\":2}",
                                      "{\"a\":[1,]}",
                                      "{\"a\":[1}",
                                      "{\"a\":1]",
                                      "{} {}",
                                      "{}x",
                                      "{a:1}",
                                      "{'a':1}",
                                      "{\"a\":1,,\"b\":1}",
                                      "\xEF\xBB{}",
                                      "}",
                                      QByteArray("\0{}", 3),
                                      "{\"a\" 1}",
                                      "{\"a\":NaN}",
                                      "{\"a\":[,1]}",
                                      QByteArray("\xFF\xFE{\0}\0", 6)};
    for (const QByteArray &json : broken)
        QTest::newRow(json.toPercentEncoding().constData()) << json;
    QTest::newRow("too deep") << "{\"a\":" + QByteArray(4096, '[');
}

} // namespace

class JsonScannerTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void tells_data() { addTold(); }
    void tells()
    {
        QFETCH(QByteArray, json);
        QFETCH(QStringList, members);
        for (const qsizetype piece : {0, 1, 2, 3, 7}) {
            const Scan found = scan(json, piece);
            QCOMPARE(found.members, members);
            QVERIFY(found.complete);
            QVERIFY(!found.broken);
        }
    }

    void refuses_data() { addRefused(); }
    void refuses()
    {
        QFETCH(QByteArray, json);
        for (const qsizetype piece : {0, 1, 2}) {
            QVERIFY(scan(json, piece).broken);
            QVERIFY(!scan(json, piece).complete);
        }
    }

    void keepsWhatCameBeforeAFault()
    {
        const Scan found = scan(R"({"session_id":"s","cwd":"/x", oops)");
        QCOMPARE(found.members, (QStringList{u"session_id=s:s 3"_s, u"cwd=s:/x 4"_s}));
        QVERIFY(found.broken);
    }

    void tornIsNeitherBrokenNorComplete()
    {
        const QByteArray whole = R"({"a":"x\ud83d\ude00","b":[1,2,{"c":null}],"d":-1.5e3})";
        for (qsizetype size = 0; size < whole.size(); ++size) {
            const Scan found = scan(whole.left(size));
            QVERIFY(!found.broken);
            QVERIFY(!found.complete);
        }
        QVERIFY(scan(whole).complete);
    }

    void deepestThatIsAllowed()
    {
        const QByteArray json = "{\"a\":" + QByteArray(4095, '[') + QByteArray(4095, ']') + "}";
        QVERIFY(scan(json).complete);
        QCOMPARE(scan(json).members, QStringList{u"a=[]: 8190"_s});
    }

    // The library and the scanner accept the same, whole and damaged, and the scanner does not mind where it is cut.
    void agreesWithTheLibrary()
    {
        SeededRandom random(20261125);
        for (int round = 0; round < 4000; ++round) {
            QByteArray json = "{\"a\":" + randomJson(random, 0) + ",\"b\":" + randomJson(random, 0) + "}";
            for (auto damage = random.below(3); damage > 0; --damage) {
                const auto at = static_cast<qsizetype>(random.below(static_cast<quint64>(json.size())));
                static constexpr char bytes[] = "{}[],:\"\\0e-x \x01";
                if (random.below(3) == 0)
                    json.remove(at, 1);
                else
                    json[at] = bytes[random.below(sizeof bytes - 1)];
            }
            const Scan found = scan(json);
            // The library refuses half a surrogate pair, the client's own parser and ours do not.
            static const QRegularExpression surrogate(u"\\\\u[dD][89a-fA-F][0-9a-fA-F]{2}"_s);
            const QByteArray strict = QString::fromLatin1(json).replace(surrogate, u"x"_s).toLatin1();
            QCOMPARE(found.complete, nlohmann::json::accept(strict.begin(), strict.end()) && json.startsWith('{'));
            QVERIFY(scan(json, 1) == found);
            QVERIFY(scan(json, 5) == found);
        }
    }
};

QTEST_GUILESS_MAIN(JsonScannerTest)
#include "tst_jsonscanner.moc"
