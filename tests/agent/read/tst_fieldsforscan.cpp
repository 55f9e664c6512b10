// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
// What the masker would mask must have been shown to it: secrets that have the shape of what is left alone.

#include "tests/agent/read/readlines.h"

#include <nlohmann/json.hpp>

#include <QTest>

using namespace Qt::Literals::StringLiterals;
using Json = nlohmann::ordered_json;

namespace assay {

namespace {

const std::string uuid = "6a1c24b0-93fe-4d57-8e21-c05b7f9d3e48";
const std::string sessionId = "5f0c7d0e-0000-4000-8000-000000000001";

// "-----BEGIN RSA PRIVATE KEY-----" and so on, in base64 once more, as it stands in a Kubernetes secret.
std::string encodedKey()
{
    QByteArray body;
    for (int i = 0; i < 600; ++i)
        body += "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ0123456789"[(i * i + 31 * i) % 58];
    const QByteArray dashes("-----");
    return QByteArray(dashes + "BEGIN RSA PRIVATE KEY" + dashes + "\nMIIE" + body + "\n" + dashes +
                      "END RSA PRIVATE KEY" + dashes + "\n")
        .toBase64()
        .toStdString();
}

Json userLine(Json result)
{
    return {{"type", "user"},
            {"uuid", "f2568c97-e25d-4b9f-ac75-51b4052ee834"},
            {"sessionId", sessionId},
            {"timestamp", "2026-02-03T10:11:12.345Z"},
            {"message",
             {{"role", "user"},
              {"content", Json::array({{{"type", "tool_result"}, {"tool_use_id", "toolu_1"}, {"content", "ok"}}})}}},
            {"toolUseResult", std::move(result)}};
}

} // namespace

class FieldsForScanTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void secretsOfAHarmlessShape_data();
    void secretsOfAHarmlessShape();
    void harmlessFieldsKeepTheirBytes();
};

void FieldsForScanTest::secretsOfAHarmlessShape_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("secret");
    const auto row = [](const char *name, const Json &result, const std::string &secret) {
        QTest::newRow(name) << shown(userLine(result).dump()) << shown(secret);
    };
    row("uuid under the name of a key", {{"HEROKU_API_KEY", uuid}}, uuid);
    row("uuid as a password", {{"env", {{"dbPassword", uuid}}}}, uuid);
    row("uuid in a pair", {{"name", "HEROKU_API_KEY"}, {"value", uuid}}, uuid);
    row("uuid in a list", {{"api_key", Json::array({uuid})}}, uuid);
    row("uuid in JSON in a string", {{"stdout", Json{{"HEROKU_API_KEY", uuid}}.dump()}}, uuid);
    row("id of a call as a token", {{"auth_token", "toolu_01E7gkyNsD2pHBZcHwcXvej2"}},
        "toolu_01E7gkyNsD2pHBZcHwcXvej2");
    row("key in base64", {{"data", encodedKey()}}, encodedKey());
    row("key in base64, declared", {{"source", {{"type", "base64"}, {"data", encodedKey()}}}}, encodedKey());
    row("key in base64 under base64", {{"file", {{"base64", encodedKey()}}}}, encodedKey());
    row("declared behind the data",
        {{"data", std::string(300, 'A') + "ghp" + "_a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8"}, {"type", "base64"}},
        "_a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8");
}

void FieldsForScanTest::secretsOfAHarmlessShape()
{
    QFETCH(QString, line);
    QFETCH(QString, secret);
    std::string masked = line.toStdString();
    RedactionCounts counts;
    const auto redactor = Redactor::create();
    QVERIFY(redactor);
    (*redactor)->redactJsonLine(masked, counts);
    const ReadLines read = readLines({line.toStdString()});
    QCOMPARE(shown(read.raw), shown(masked + '\n'));
    QCOMPARE(read.redactions, counts);
    QVERIFY(!shown(read.raw).contains(secret.left(40)));
    QCOMPARE(int(read.piece.counts.decoded), 1);
}

void FieldsForScanTest::harmlessFieldsKeepTheirBytes()
{
    Json line = userLine({{"sessionId", uuid},
                          {"file", {{"base64", std::string(4000, 'Q')}}},
                          {"source", {{"type", "base64"}, {"media_type", "image/png"}, {"data", ""}}}});
    line["requestId"] = "req_vrtx_011CXMrFRThS2t1FtaATqdna";
    line["toolUseResult"]["source"]["data"] = "iVBORw0KGgo" + std::string(4000, 'Q');
    const ReadLines read = readLines({line.dump()});
    QCOMPARE(shown(read.raw), shown(line.dump() + '\n'));
    QVERIFY(read.redactions.empty());
}

} // namespace assay

QTEST_APPLESS_MAIN(assay::FieldsForScanTest)
#include "tst_fieldsforscan.moc"
