// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/widgets/assaystyle.h"

#include <QLineEdit>
#include <QListWidget>
#include <QPainter>
#include <QStyleOption>
#include <QTableView>
#include <QWidget>

#include "views/widgets/icons.h"
#include "views/widgets/menustyle.h"
#include "views/widgets/theme.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

QColor tone(Tone wanted)
{
    return Theme::instance()->color(wanted);
}

// A frame of `width` inside the rectangle, corners rounded by 3.
void frame(QPainter *painter, const QRectF &rect, const QColor &line, const QColor &ground, qreal width = 1)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(line, width));
    painter->setBrush(ground.isValid() ? QBrush(ground) : QBrush(Qt::NoBrush));
    const qreal inset = width / 2;
    painter->drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), 3, 3);
    painter->restore();
}

bool isPrimary(const QWidget *widget)
{
    return widget != nullptr && widget->property(AssayStyle::primaryProperty).toBool();
}

bool keyboardFocus(const QStyleOption *option)
{
    return option->state.testFlag(QStyle::State_HasFocus) && option->state.testFlag(QStyle::State_KeyboardFocusChange);
}

// Under what is on: its ground alone is hardly told from the others where it is dark.
void drawEdgeOfOn(const QRect &rect, QPainter *painter)
{
    QRect edge = rect;
    edge.setTop(edge.bottom() - 1);
    painter->fillRect(edge, tone(Tone::Accent));
}

void drawButton(const QStyleOption *option, QPainter *painter, const QWidget *widget)
{
    const bool enabled = option->state.testFlag(QStyle::State_Enabled);
    const bool down = option->state.testFlag(QStyle::State_Sunken);
    const bool hover = option->state.testFlag(QStyle::State_MouseOver);
    if (isPrimary(widget) && enabled) {
        const QColor fill = down ? tone(Tone::Fill).darker(115) : tone(Tone::Fill);
        frame(painter, option->rect, fill, fill);
        if (keyboardFocus(option)) {
            frame(painter, option->rect, tone(Tone::Accent), {}, 2);
            frame(painter, QRectF(option->rect).adjusted(2, 2, -2, -2), tone(Tone::Document), {});
        }
        return;
    }
    const bool on = option->state.testFlag(QStyle::State_On);
    const QColor ground = !enabled     ? QColor()
                          : down || on ? tone(Tone::SelectionOff)
                          : hover      ? tone(Tone::Hover)
                                       : tone(Tone::Button);
    frame(painter, option->rect, tone(enabled ? Tone::StrongLine : Tone::Line), ground);
    if (on && enabled)
        drawEdgeOfOn(option->rect, painter);
    if (keyboardFocus(option))
        frame(painter, option->rect, tone(Tone::Accent), {}, 2);
}

void drawToolPanel(const QStyleOption *option, QPainter *painter, bool iconOnly)
{
    const bool enabled = option->state.testFlag(QStyle::State_Enabled);
    if (option->state.testFlag(QStyle::State_On) && iconOnly) {
        frame(painter, option->rect, tone(Tone::StrongLine), tone(Tone::SelectionOff));
    } else if (option->state.testFlag(QStyle::State_On)) {
        frame(painter, option->rect, tone(Tone::StrongLine), tone(Tone::Document));
        drawEdgeOfOn(option->rect, painter);
    } else if (enabled && option->state.testFlag(QStyle::State_Sunken)) {
        frame(painter, option->rect, tone(Tone::SelectionOff), tone(Tone::SelectionOff));
    } else if (enabled && option->state.testFlag(QStyle::State_MouseOver)) {
        const QColor ground = tone(Tone::SelectionOff);
        frame(painter, option->rect, ground, ground);
    }
    if (keyboardFocus(option))
        frame(painter, option->rect, tone(Tone::Accent), {}, 2);
}

// Icon and text with the gap of our look between them, centred.
void drawLabel(QPainter *painter, const QRect &rect, const QIcon &icon, int iconSize, const QString &text,
               const QFont &font, const QColor &color, bool enabled)
{
    const QFontMetrics metrics(font);
    const int gap = icon.isNull() || text.isEmpty() ? 0 : px(7);
    const int iconWidth = icon.isNull() ? 0 : iconSize;
    int x = rect.x() + (rect.width() - iconWidth - gap - metrics.size(Qt::TextShowMnemonic, text).width()) / 2;
    if (!icon.isNull())
        icon.paint(painter, QRect(x, rect.y() + (rect.height() - iconSize) / 2, iconSize, iconSize), Qt::AlignCenter,
                   enabled ? QIcon::Normal : QIcon::Disabled);
    x += iconWidth + gap;
    painter->setFont(font);
    painter->setPen(color);
    painter->drawText(QRect(x, rect.y(), rect.right() - x + 1, rect.height()),
                      Qt::AlignVCenter | Qt::AlignLeft | Qt::TextShowMnemonic | Qt::TextSingleLine, text);
}

void drawScrollBar(const QStyleOptionSlider *bar, const QRect &handle, QPainter *painter)
{
    painter->fillRect(bar->rect, bar->palette.color(QPalette::Base));
    if (bar->maximum <= bar->minimum)
        return;
    const bool active = bar->state.testFlag(QStyle::State_MouseOver) || bar->state.testFlag(QStyle::State_Sunken);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(tone(active ? Tone::Text3 : Tone::StrongLine));
    const bool upright = bar->orientation == Qt::Vertical;
    const int inset = px(2);
    const qreal round = px(4);
    painter->drawRoundedRect(upright ? handle.adjusted(inset, 0, -inset, 0) : handle.adjusted(0, inset, 0, -inset),
                             round, round);
    painter->restore();
}

void drawProgress(const QStyleOptionProgressBar *bar, QPainter *painter)
{
    const QRectF track = QRectF(bar->rect).adjusted(0.5, 0.5, -0.5, -0.5);
    painter->fillRect(track, tone(Tone::Field));
    painter->setPen(tone(Tone::StrongLine));
    painter->drawRect(track);
    const int span = bar->maximum - bar->minimum;
    if (span <= 0)
        return;
    QRectF done = bar->rect;
    done.setWidth(done.width() * (bar->progress - bar->minimum) / span);
    if (bar->direction == Qt::RightToLeft)
        done.moveRight(bar->rect.right() + 1);
    painter->fillRect(done, tone(Tone::Fill));
}

void drawBranch(const QStyleOption *option, QPainter *painter)
{
    if (!option->state.testFlag(QStyle::State_Children))
        return;
    const int size = px(12);
    const QPointF at(option->rect.right() - size - px(2), option->rect.y() + (option->rect.height() - size) / 2.0);
    const bool open = option->state.testFlag(QStyle::State_Open);
    paintIcon(*painter, at, open ? u"chevron-down"_s : u"chevron-right"_s, tone(Tone::Text2), size);
}

} // namespace

AssayStyle::AssayStyle()
    : QProxyStyle(u"Fusion"_s)
{
}

void AssayStyle::drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                               const QWidget *widget) const
{
    switch (element) {
    case PE_PanelLineEdit: {
        const bool focus = option->state.testFlag(State_HasFocus);
        const bool bare =
            widget != nullptr && widget->property("frame").isValid() && !widget->property("frame").toBool();
        if (bare)
            painter->fillRect(option->rect, option->palette.color(QPalette::Base));
        else
            frame(painter, option->rect, tone(focus ? Tone::Accent : Tone::StrongLine), tone(Tone::Field),
                  focus ? 2 : 1);
        return;
    }
    case PE_FrameLineEdit:
        return;
    case PE_PanelButtonCommand:
        return drawButton(option, painter, widget);
    case PE_PanelButtonTool:
        return drawToolPanel(option, painter, false);
    case PE_FrameFocusRect:
        if (option->state.testFlag(State_KeyboardFocusChange))
            frame(painter, option->rect, tone(Tone::Accent), {});
        return;
    case PE_IndicatorCheckBox:
        return drawBox(option, painter, false);
    case PE_IndicatorRadioButton:
        return drawBox(option, painter, true);
    case PE_IndicatorBranch:
        return drawBranch(option, painter);
    case PE_PanelMenu:
        painter->fillRect(option->rect, tone(Tone::Pane));
        return;
    case PE_FrameMenu:
    case PE_PanelTipLabel:
        painter->setPen(tone(Tone::StrongLine));
        painter->setBrush(element == PE_PanelTipLabel ? QBrush(tone(Tone::Document)) : QBrush(Qt::NoBrush));
        painter->drawRect(option->rect.adjusted(0, 0, -1, -1));
        return;
    case PE_Frame:
        frame(painter, option->rect, tone(Tone::StrongLine), {});
        return;
    case PE_PanelStatusBar:
    case PE_FrameStatusBarItem:
        return;
    default:
        QProxyStyle::drawPrimitive(element, option, painter, widget);
    }
}

void AssayStyle::drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                             const QWidget *widget) const
{
    if (element == CE_Splitter) {
        painter->fillRect(option->rect, tone(Tone::StrongLine));
        return;
    }
    if (element == CE_MenuItem) {
        if (const auto *item = qstyleoption_cast<const QStyleOptionMenuItem *>(option)) {
            drawMenuItem(item, painter);
            return;
        }
    }
    if (element == CE_ProgressBar) {
        if (const auto *bar = qstyleoption_cast<const QStyleOptionProgressBar *>(option)) {
            drawProgress(bar, painter);
            return;
        }
    }
    if (element == CE_PushButtonLabel) {
        if (const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option)) {
            const bool enabled = option->state.testFlag(State_Enabled);
            const QColor text =
                isPrimary(widget) && enabled ? tone(Tone::OnFill) : button->palette.color(QPalette::ButtonText);
            drawLabel(painter, button->rect, button->icon, px(16), button->text, painter->font(), text, enabled);
            return;
        }
    }
    QProxyStyle::drawControl(element, option, painter, widget);
}

void AssayStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex *option, QPainter *painter,
                                    const QWidget *widget) const
{
    if (control == CC_ScrollBar) {
        if (const auto *bar = qstyleoption_cast<const QStyleOptionSlider *>(option)) {
            drawScrollBar(bar, subControlRect(CC_ScrollBar, bar, SC_ScrollBarSlider, widget), painter);
            return;
        }
    }
    if (control == CC_ToolButton) {
        if (const auto *button = qstyleoption_cast<const QStyleOptionToolButton *>(option)) {
            const bool iconOnly = button->toolButtonStyle == Qt::ToolButtonIconOnly && !button->icon.isNull();
            drawToolPanel(button, painter, iconOnly);
            const QString text = iconOnly ? QString() : button->text;
            drawLabel(painter, button->rect, button->icon, button->iconSize.height(), text, button->font,
                      button->palette.color(QPalette::ButtonText), button->state.testFlag(State_Enabled));
            return;
        }
    }
    QProxyStyle::drawComplexControl(control, option, painter, widget);
}

QRect AssayStyle::subControlRect(ComplexControl control, const QStyleOptionComplex *option, SubControl subControl,
                                 const QWidget *widget) const
{
    const auto *bar = qstyleoption_cast<const QStyleOptionSlider *>(option);
    if (control != CC_ScrollBar || bar == nullptr)
        return QProxyStyle::subControlRect(control, option, subControl, widget);
    const bool upright = bar->orientation == Qt::Vertical;
    const int length = upright ? bar->rect.height() : bar->rect.width();
    const qint64 span = qint64{bar->maximum} - bar->minimum;
    int handle = length;
    if (span > 0)
        handle = std::clamp(static_cast<int>(qint64{length} * bar->pageStep / (span + bar->pageStep)),
                            std::min(length, px(28)), length);
    const int start =
        sliderPositionFromValue(bar->minimum, bar->maximum, bar->sliderPosition, length - handle, bar->upsideDown);
    const auto piece = [&](int from, int size) {
        return upright ? QRect(bar->rect.x(), bar->rect.y() + from, bar->rect.width(), size)
                       : QRect(bar->rect.x() + from, bar->rect.y(), size, bar->rect.height());
    };
    switch (subControl) {
    case SC_ScrollBarSlider:
        return piece(start, handle);
    case SC_ScrollBarGroove:
        return bar->rect;
    case SC_ScrollBarSubPage:
        return piece(0, start);
    case SC_ScrollBarAddPage:
        return piece(start + handle, length - start - handle);
    default:
        return {};
    }
}

QRect AssayStyle::subElementRect(SubElement element, const QStyleOption *option, const QWidget *widget) const
{
    const QRect rect = QProxyStyle::subElementRect(element, option, widget);
    const auto *field = qobject_cast<const QLineEdit *>(widget);
    if (element != SE_LineEditContents || field == nullptr || !field->hasFrame() || !field->textMargins().isNull())
        return rect;
    return rect.adjusted(px(3), 0, -px(3), 0); // words do not touch the frame
}

int AssayStyle::pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const
{
    switch (metric) {
    case PM_ScrollBarExtent:
        return px(12);
    case PM_IndicatorWidth:
    case PM_IndicatorHeight:
    case PM_ExclusiveIndicatorWidth:
    case PM_ExclusiveIndicatorHeight:
        return px(14);
    case PM_HeaderMargin:
        return px(8);
    case PM_FocusFrameHMargin: // also what stands beside the text of a row
        return qobject_cast<const QListWidget *>(widget) != nullptr  ? px(6)
               : qobject_cast<const QTableView *>(widget) != nullptr ? px(8) - 1 // as its header
                                                                     : QProxyStyle::pixelMetric(metric, option, widget);
    case PM_MenuVMargin:
        return px(4);
    case PM_MenuHMargin:
    case PM_ScrollView_ScrollBarSpacing:
        return 0;
    case PM_MenuPanelWidth:
    case PM_SplitterWidth:
        return 1;
    case PM_SmallIconSize:
        return px(16);
    case PM_ScrollBarSliderMin:
        return px(28);
    case PM_ToolTipLabelFrameWidth:
        return px(5);
    case PM_ButtonIconSize:
        return px(16);
    case PM_ButtonShiftHorizontal:
    case PM_ButtonShiftVertical:
        return 0;
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int AssayStyle::styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                          QStyleHintReturn *returnData) const
{
    switch (hint) {
    case SH_ToolTip_WakeUpDelay:
        return 600;
    case SH_ScrollBar_Transient:
    case SH_EtchDisabledText:
    case SH_DialogButtonBox_ButtonsHaveIcons: // signs of the system beside our own
    case SH_Widget_Animation_Duration:
        return 0;
    case SH_ItemView_ShowDecorationSelected:
        return qobject_cast<const QListWidget *>(widget) != nullptr ? 1 : 0; // whole rows, and what stands before them
    case SH_ScrollBar_LeftClickAbsolutePosition:
        return 0;
    default:
        return QProxyStyle::styleHint(hint, option, widget, returnData);
    }
}

QSize AssayStyle::sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &size,
                                   const QWidget *widget) const
{
    QSize wanted = QProxyStyle::sizeFromContents(type, option, size, widget);
    if (type == CT_PushButton)
        return {std::max(wanted.width(), size.width() + px(22)), px(26)};
    if (type == CT_ToolButton)
        return {size.width() + px(16), std::max(size.height() + px(4), px(20))};
    if (type == CT_LineEdit)
        wanted.setHeight(px(26));
    if (type == CT_MenuItem) {
        if (const auto *item = qstyleoption_cast<const QStyleOptionMenuItem *>(option))
            return menuItemSize(item, size);
    }
    return wanted;
}

QIcon AssayStyle::standardIcon(StandardPixmap standard, const QStyleOption *option, const QWidget *widget) const
{
    if (standard == SP_LineEditClearButton)
        return themeIcon(u"cross"_s);
    return QProxyStyle::standardIcon(standard, option, widget);
}

} // namespace assay
