// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/read/linemend.h"

#include <QTest>

using namespace Qt::Literals::StringLiterals;

namespace assay {

class LineMendTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void mends_data();
    void mends();
    void splits_data();
    void splits();
    void lineStartsAreBounded();
};

void LineMendTest::mends_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QByteArray>("mended");
    QTest::addColumn<bool>("replaced");
    const QByteArray bad = "\xEF\xBF\xBD";
    const auto row = [](const char *name, const QByteArray &line, const QByteArray &mended, bool replaced) {
        QTest::newRow(name) << line << mended << replaced;
    };
    row("valid", "{\"a\":\"\xC3\xA4 \xF0\x9F\x98\x80\"}", "{\"a\":\"\xC3\xA4 \xF0\x9F\x98\x80\"}", false);
    row("lone continuation", "\"\x80\"", "\"" + bad + "\"", true);
    row("overlong", "\"\xC0\xAF\"", "\"" + bad + bad + "\"", true);
    row("cut sequence", "\"\xE2\x82\"", "\"" + bad + bad + "\"", true);
    row("beyond Unicode", "\"\xF4\x90\x80\x80\"", "\"" + bad + bad + bad + bad + "\"", true);
    row("surrogate pair", R"("\ud83d\ude00")", R"("\ud83d\ude00")", false);
    row("high surrogate alone", R"("\ud83dx")", R"("\ufffdx")", true);
    row("low surrogate alone", R"("\ude00")", R"("\ufffd")", true);
    row("two high surrogates", R"("\ud83d\ud83d\ude00")", R"("\ufffd\ud83d\ude00")", true);
    row("escaped backslash", R"("\\ud83d")", R"("\\ud83d")", false);
    row("control characters", "\"a\tb\x01\"", R"("a\u0009b\u0001")", false);
    row("integer", "[12345678901234567890123]", "[12345678901234567890123.0]", false);
    row("fraction", "[0.12345678901234567890123]", "[0.12345678901234567890123]", false);
    row("digits in a string", R"("12345678901234567890123")", R"("12345678901234567890123")", false);
    row("ends in an escape", R"("a\)", R"("a\)", false);
}

void LineMendTest::mends()
{
    QFETCH(QByteArray, line);
    QFETCH(QByteArray, mended);
    QFETCH(bool, replaced);
    const MendedLine result = mendLine(line.toStdString());
    QCOMPARE(QByteArray::fromStdString(result.text), mended);
    QCOMPARE(result.replaced, replaced);
    QCOMPARE(result.changed, line != mended);
}

void LineMendTest::splits_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QStringList>("parts");
    QTest::newRow("one") << u"{\"a\":1}"_s << QStringList();
    QTest::newRow("two") << u"{\"a\":1}{\"b\":[2]}"_s << QStringList({u"{\"a\":1}"_s, u"{\"b\":[2]}"_s});
    QTest::newRow("braces in strings") << u"{\"a\":\"}{\\\"\"}{}"_s << QStringList({u"{\"a\":\"}{\\\"\"}"_s, u"{}"_s});
    QTest::newRow("whole and torn") << u"{}{\"a\":"_s << QStringList({u"{}"_s, u"{\"a\":"_s});
    QTest::newRow("torn") << u"{\"a\":"_s << QStringList();
    QTest::newRow("closes too much") << u"}}{}"_s << QStringList();
}

void LineMendTest::splits()
{
    QFETCH(QString, line);
    QFETCH(QStringList, parts);
    const std::string bytes = line.toStdString();
    QStringList found;
    for (const std::string_view part : splitObjects(bytes))
        found.append(QString::fromUtf8(part.data(), static_cast<qsizetype>(part.size())));
    QCOMPARE(found, parts);
}

void LineMendTest::lineStartsAreBounded()
{
    std::string line = "torn";
    for (int i = 0; i < 1000; ++i)
        line += R"({"type":"x")";
    const std::vector<std::size_t> starts = possibleLineStarts(line);
    QCOMPARE(starts.size(), std::size_t(32));
    QCOMPARE(starts.front(), std::size_t(4));
}

} // namespace assay

QTEST_GUILESS_MAIN(assay::LineMendTest)
#include "tst_linemend.moc"
