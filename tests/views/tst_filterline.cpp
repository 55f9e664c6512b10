// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>

#include "views/widgets/filterline.h"
#include "views/widgets/theme.h"

using namespace assay;
using namespace Qt::Literals::StringLiterals;

class TestFilterLine final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void underlinesTheWrongTermOnly();
    void waitsForAPause();
};

void TestFilterLine::initTestCase()
{
    Theme::instance()->apply(Theme::Scheme::Light);
}

namespace {

// Columns of the field in which something red is painted; -1 = none.
QPair<int, int> redColumns(FilterLine &line)
{
    const QImage picture = line.edit()->grab().toImage();
    int first = -1;
    int last = -1;
    for (int x = 0; x < picture.width(); ++x) {
        for (int y = 0; y < picture.height(); ++y) {
            const QColor color = picture.pixelColor(x, y);
            if (color.red() < color.green() + 60 || color.red() < color.blue() + 60)
                continue;
            first = first < 0 ? x : first;
            last = x;
        }
    }
    return {first, last};
}

} // namespace

void TestFilterLine::underlinesTheWrongTermOnly()
{
    FilterLine line(u"filter"_s, u"Filter"_s, u"Filter"_s);
    line.resize(600, 80);
    line.show();
    line.setText(u"a is:foo a"_s);
    QCOMPARE(redColumns(line).first, -1);
    line.setProblems({{2, 6, u"is: knows error, denied, interrupted and a few others."_s}});
    const QFontMetrics metrics(line.edit()->font());
    const auto [first, last] = redColumns(line);
    QVERIFY2(first > 0, "nothing is underlined");
    const int wide = metrics.horizontalAdvance(u"is:foo"_s);
    QVERIFY2(std::abs(last - first - wide) < 8, qPrintable(QString::number(last - first)));
    line.setProblems({});
    QCOMPARE(redColumns(line).first, -1);
}

void TestFilterLine::waitsForAPause()
{
    FilterLine line(u"filter"_s, u"Filter"_s, u"Filter"_s);
    line.show();
    QSignalSpy changed(&line, &FilterLine::changed);
    QTest::keyClicks(line.edit(), u"lexer"_s);
    QCOMPARE(changed.size(), 0);
    QTRY_COMPARE(changed.size(), 1);
    QCOMPARE(changed.first().first().toString(), u"lexer"_s);
}

QTEST_MAIN(TestFilterLine)
#include "tst_filterline.moc"
