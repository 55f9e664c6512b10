// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include <QApplication>
#include <QProxyStyle>
#include <QSignalSpy>
#include <QTest>

#include "views/widgets/assaystyle.h"
#include "views/widgets/icons.h"
#include "views/widgets/theme.h"

using namespace assay;
using namespace Qt::Literals::StringLiterals;

class TestTheme final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void contrast_data();
    void contrast();
    void movesColoursUntilReadable();
    void followsThePaletteOfTheSystem();
    void zoomChangesSizes();
    void drawsIconsInTheirColour();
    void dialogsHaveNoForeignSigns();
};

void TestTheme::contrast_data()
{
    struct Pair {
        const char *name;
        Tone text;
        QList<Tone> grounds;
    };
    const QList<Tone> plain = {Tone::Chrome, Tone::Pane,   Tone::Document, Tone::Inset,
                               Tone::Field,  Tone::Button, Tone::Hover};
    const QList<Tone> failed = plain + QList<Tone>{Tone::ErrorGround};
    const QList<Tone> chosen = failed + QList<Tone>{Tone::Selection, Tone::SelectionOff};
    const QList<Tone> changed = {Tone::AddGround, Tone::RemoveGround};
    const QList<Tone> words = {Tone::AddWord, Tone::RemoveWord};
    const QList<Tone> code = plain + changed;
    const QList<Pair> pairs = {
        {"text", Tone::Text, chosen + changed + words + QList<Tone>{Tone::Find}},
        {"text2", Tone::Text2, chosen},
        {"text3", Tone::Text3, failed}, // in a chosen row it becomes text2
        {"accent", Tone::Accent, chosen},
        {"error", Tone::Error, chosen},
        {"sub-agent", Tone::Subagent, chosen},
        {"ok", Tone::Ok, chosen},
        {"warning", Tone::Warning, chosen},
        {"tool", Tone::Tool, chosen},
        {"keyword", Tone::CodeKeyword, code}, // within a word mark code becomes text
        {"string", Tone::CodeString, code},
        {"number", Tone::CodeNumber, code},
        {"function", Tone::CodeFunction, code},
        {"type", Tone::Type, code},
        {"comment", Tone::Text3, {Tone::Inset, Tone::Document}},
        {"on fill", Tone::OnFill, {Tone::Fill}},
        {"added number", Tone::AddText, {Tone::AddGround, Tone::AddWord}},
        {"removed number", Tone::RemoveText, {Tone::RemoveGround, Tone::RemoveWord}},
    };
    QTest::addColumn<Tone>("text");
    QTest::addColumn<Tone>("ground");
    QTest::addColumn<bool>("dark");
    for (const Pair &pair : pairs) {
        for (const Tone ground : pair.grounds) {
            for (const bool dark : {false, true})
                QTest::addRow("%s on %d, %s", pair.name, static_cast<int>(ground), dark ? "dark" : "light")
                    << pair.text << ground << dark;
        }
    }
}

void TestTheme::contrast()
{
    QFETCH(Tone, text);
    QFETCH(Tone, ground);
    QFETCH(bool, dark);
    const qreal ratio = Theme::contrast(Theme::color(text, dark), Theme::color(ground, dark));
    QVERIFY2(ratio >= 4.5, qPrintable(QString::number(ratio)));
}

void TestTheme::movesColoursUntilReadable()
{
    for (const bool dark : {false, true}) {
        const QColor ground = Theme::color(Tone::Inset, dark);
        for (const QColor &color : {QColor(Qt::yellow), QColor(Qt::blue), QColor(10, 10, 10), QColor(250, 250, 250)})
            QVERIFY(Theme::contrast(Theme::readable(color, ground), ground) >= 4.5);
    }
}

void TestTheme::followsThePaletteOfTheSystem()
{
    Theme *theme = Theme::instance();
    theme->apply(Theme::Scheme::Light);
    QVERIFY(!theme->isDark());
    theme->apply(Theme::Scheme::Dark);
    QVERIFY(theme->isDark());
    QCOMPARE(QApplication::palette().color(QPalette::Base), theme->color(Tone::Document));

    theme->apply(Theme::Scheme::System);
    const QSignalSpy changed(theme, &Theme::changed);
    QPalette night(QColor(30, 30, 30));
    night.setColor(QPalette::Window, QColor(20, 20, 20));
    night.setColor(QPalette::WindowText, QColor(230, 230, 230));
    QApplication::setPalette(night);
    QTRY_VERIFY(theme->isDark());
    QVERIFY(!changed.isEmpty());
    QCOMPARE(QApplication::palette().color(QPalette::Window), theme->color(Tone::Chrome));
}

void TestTheme::zoomChangesSizes()
{
    Theme *theme = Theme::instance();
    theme->setZoom(1);
    const int usual = theme->px(100);
    theme->setZoom(1.5);
    QCOMPARE(theme->px(100), qRound(usual * 1.5));
    QCOMPARE(QFontInfo(theme->font(Face::Base)).pixelSize(), qRound(19.5));
    theme->setZoom(9);
    QCOMPARE(theme->zoom(), 2.0);
    theme->setZoom(0.1);
    QCOMPARE(theme->zoom(), 0.9);
    theme->setZoom(1);
}

// Where the system puts its own signs on the buttons of dialogs.
void TestTheme::dialogsHaveNoForeignSigns()
{
    class SystemStyle final : public QProxyStyle {
        int styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                      QStyleHintReturn *returnData) const override
        {
            return hint == SH_DialogButtonBox_ButtonsHaveIcons
                       ? 1
                       : QProxyStyle::styleHint(hint, option, widget, returnData);
        }
    };
    AssayStyle style;
    style.setBaseStyle(new SystemStyle);
    QCOMPARE(style.styleHint(QStyle::SH_DialogButtonBox_ButtonsHaveIcons, nullptr, nullptr, nullptr), 0);
}

void TestTheme::drawsIconsInTheirColour()
{
    const QImage image = iconPixmap(u"error"_s, QColor(Qt::red), 16, 2).toImage();
    QCOMPARE(image.size(), QSize(32, 32));
    bool red = false;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x)
            red = red || (qAlpha(image.pixel(x, y)) > 200 && qRed(image.pixel(x, y)) > 200);
    }
    QVERIFY(red);
    QVERIFY(iconPixmap(u"no-such-icon"_s, QColor(Qt::red), 16, 1).isNull());
}

QTEST_MAIN(TestTheme)
#include "tst_theme.moc"
