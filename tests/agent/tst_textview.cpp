// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/redact/textview.h"

#include <QTest>

using namespace assay;

class TestTextView : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void plainTextNeedsNoView();
    void colours_data();
    void colours();
    void escapes_data();
    void escapes();
};

namespace {

// The view's text, and what the original has at the place of `part`.
void check(const std::optional<TextView> &view, const std::string &original, const std::string &text,
           const std::string &part, const std::string &spelt)
{
    QVERIFY(view);
    QCOMPARE(view->text(), text);
    const std::size_t at = text.find(part);
    QVERIFY(at != std::string::npos);
    const TextView::Range range = view->original({at, at + part.size()});
    QCOMPARE(original.substr(range.begin, range.end - range.begin), spelt);
}

void columns()
{
    QTest::addColumn<std::string>("original");
    QTest::addColumn<std::string>("text");
    QTest::addColumn<std::string>("part");
    QTest::addColumn<std::string>("spelt");
}

} // namespace

void TestTextView::plainTextNeedsNoView()
{
    QVERIFY(!TextView::withoutColours("token=abc \\d"));
    QVERIFY(!TextView::unescaped("a \\d \\"));
    QVERIFY(!TextView::unescaped(""));
}

void TestTextView::colours_data()
{
    columns();
    QTest::newRow("around") << std::string("a=\x1b[31mxyz\x1b[0m.") << std::string("a=xyz.") << std::string("xyz")
                            << std::string("xyz");
    QTest::newRow("inside") << std::string("a=x\x1b[01;31m\x1b[Kyz\x1b[m.") << std::string("a=xyz.")
                            << std::string("xyz") << std::string("x\x1b[01;31m\x1b[Kyz");
    QTest::newRow("spelt") << std::string(R"(a=x\\u001b[31myz)") << std::string("a=xyz") << std::string("xyz")
                           << std::string(R"(x\\u001b[31myz)");
    QTest::newRow("torn") << std::string("a=xyz\x1b[3") << std::string("a=xyz") << std::string("xyz")
                          << std::string("xyz");
    QTest::newRow("no sequence") << std::string("a\x1b=xyz\x1b") << std::string("a\x1b=xyz\x1b") << std::string("xyz")
                                 << std::string("xyz");
}

void TestTextView::colours()
{
    QFETCH(std::string, original);
    QFETCH(std::string, text);
    QFETCH(std::string, part);
    QFETCH(std::string, spelt);
    check(TextView::withoutColours(original), original, text, part, spelt);
}

void TestTextView::escapes_data()
{
    columns();
    QTest::newRow("quotes") << std::string(R"({\"a\": \"xyz\"})") << std::string(R"({"a": "xyz"})")
                            << std::string("xyz") << std::string("xyz");
    QTest::newRow("inside") << std::string(R"(\"x\"y\")") << std::string(R"("x"y")") << std::string(R"(x"y)")
                            << std::string(R"(x\"y)");
    QTest::newRow("last") << std::string(R"(xy\n)") << std::string("xy\n") << std::string("y\n")
                          << std::string(R"(y\n)");
    QTest::newRow("twice") << std::string(R"(a\\nb)") << std::string(R"(a\nb)") << std::string(R"(\nb)")
                           << std::string(R"(\\nb)");
}

void TestTextView::escapes()
{
    QFETCH(std::string, original);
    QFETCH(std::string, text);
    QFETCH(std::string, part);
    QFETCH(std::string, spelt);
    check(TextView::unescaped(original), original, text, part, spelt);
}

QTEST_GUILESS_MAIN(TestTextView)
#include "tst_textview.moc"
