// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
// The one line of a call at every size of text and in every width: nothing is painted over anything else.
#include <QPaintDevice>
#include <QPaintEngine>
#include <QPainter>
#include <QTest>

#include "views/transcript/headpart.h"
#include "views/widgets/theme.h"

using namespace assay;
using namespace Qt::Literals::StringLiterals;

namespace {

struct WrittenText {
    QString text;
    qreal from = 0;
    qreal to = 0;
};

// Notes where words and icons are put, and paints nothing.
class WordsEngine final : public QPaintEngine {
public:
    WordsEngine()
        : QPaintEngine(AllFeatures)
    {
    }
    bool begin(QPaintDevice *) override { return true; }
    bool end() override { return true; }
    void updateState(const QPaintEngineState &) override {}
    Type type() const override { return User; }
    void drawPixmap(const QRectF &rect, const QPixmap &, const QRectF &) override
    {
        written.append({u"(icon)"_s, rect.left(), rect.right()});
    }
    void drawTextItem(const QPointF &at, const QTextItem &item) override
    {
        written.append({item.text(), at.x(), at.x() + item.width()});
    }

    QList<WrittenText> written;
};

class WordsDevice final : public QPaintDevice {
public:
    QPaintEngine *paintEngine() const override { return &m_engine; }
    [[nodiscard]] QList<WrittenText> written() const { return m_engine.written; }

protected:
    int metric(PaintDeviceMetric metric) const override
    {
        switch (metric) {
        case PdmWidth:
        case PdmHeight:
            return 4000;
        case PdmDevicePixelRatio:
            return 1;
        case PdmDevicePixelRatioScaled:
            return static_cast<int>(devicePixelRatioFScale());
        case PdmDpiX:
        case PdmDpiY:
        case PdmPhysicalDpiX:
        case PdmPhysicalDpiY:
            return 96;
        default:
            return QPaintDevice::metric(metric);
        }
    }

private:
    mutable WordsEngine m_engine;
};

QList<WrittenText> paintedWords(const HeadLine &line, qreal width, bool current)
{
    HeadPart part(line);
    (void)part.layout(width);
    WordsDevice device;
    QPainter painter(&device);
    PartPaint how;
    how.current = current;
    part.paint(painter, how);
    painter.end();
    QList<WrittenText> words = device.written();
    std::sort(words.begin(), words.end(), [](const auto &a, const auto &b) { return a.from < b.from; });
    return words;
}

QStringList textsOf(const QList<WrittenText> &words)
{
    QStringList texts;
    for (const WrittenText &each : words) {
        if (each.text != "(icon)"_L1)
            texts.append(each.text);
    }
    return texts;
}

HeadLine someCall()
{
    HeadLine line;
    line.icon = u"terminal"_s;
    line.name = u"Bash"_s;
    line.argument = u"ctest --test-dir build/dev --output-on-failure"_s;
    line.outcome = u"exit 0"_s;
    line.outcomeIcon = u"check"_s;
    line.duration = u"1 m 12 s"_s;
    return line;
}

} // namespace

class TestHeadPart final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { Theme::instance()->apply(Theme::Scheme::Light); }
    void cleanup() { Theme::instance()->setZoom(1); }
    void nothingIsPaintedOver_data();
    void nothingIsPaintedOver();
    void allIsSaidWhereThereIsRoom();
};

void TestHeadPart::nothingIsPaintedOver_data()
{
    QTest::addColumn<double>("zoom");
    for (const double zoom : {0.9, 1.0, 1.5, 2.0})
        QTest::addRow("%g", zoom) << zoom;
}

void TestHeadPart::nothingIsPaintedOver()
{
    QFETCH(double, zoom);
    Theme::instance()->setZoom(zoom);
    HeadLine agent = someCall();
    agent.icon = u"subagent"_s;
    agent.name = u"Agent"_s;
    agent.argument = u"Compare traces before and after the deploy"_s;
    agent.outcome = u"general-purpose · 41 tools · 112 k tokens"_s;
    agent.outcomeIcon.clear();
    agent.errors = 12;
    agent.link = u"open run"_s;
    agent.raw = false;
    HeadLine edit = someCall();
    edit.linesAdded = 1234;
    edit.linesRemoved = 567;
    edit.path = true;
    edit.raw = true;
    HeadLine server = someCall();
    server.name = u"a-server-with-a-long-name and_a_tool_that_has_a_longer_one"_s;
    server.outcome = u"12 345 lines"_s;
    for (const HeadLine &line : {someCall(), agent, edit, server}) {
        for (int width = static_cast<int>(330 * zoom); width < 1400 * zoom; width += 17) {
            for (const bool current : {false, true}) {
                const QList<WrittenText> words = paintedWords(line, width, current);
                QVERIFY(words.size() > 3);
                QVERIFY2(words.first().from >= 0 && words.last().to <= width, qPrintable(words.last().text));
                for (qsizetype i = 1; i < words.size(); ++i) {
                    const QString both =
                        u"%1 px: \"%2\" over \"%3\""_s.arg(width).arg(words.at(i).text).arg(words.at(i - 1).text);
                    QVERIFY2(words.at(i - 1).to <= words.at(i).from + 1, qPrintable(both));
                }
            }
        }
    }
}

void TestHeadPart::allIsSaidWhereThereIsRoom()
{
    const HeadLine line = someCall();
    QCOMPARE(textsOf(paintedWords(line, 900, false)),
             (QStringList{line.name, line.argument, line.outcome, line.duration}));
    // The argument gives way first, then the words of the outcome; name and duration stay.
    const QStringList narrow = textsOf(paintedWords(line, 330, false));
    QCOMPARE(narrow.first(), line.name);
    QVERIFY2(narrow.at(1).startsWith(u"ctest"_s) && narrow.at(1).endsWith(u'…'), qPrintable(narrow.at(1)));
    QCOMPARE(narrow.last(), line.duration);
}

QTEST_MAIN(TestHeadPart)
#include "tst_headpart.moc"
