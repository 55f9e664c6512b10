// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/sessions/listheader.h"

#include <array>

#include <QActionGroup>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPainter>
#include <QSettings>

#include "views/sessions/menubutton.h"
#include "views/widgets/command.h"
#include "views/widgets/ground.h"
#include "views/widgets/theme.h"
#include "views/widgets/wording.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr auto groupingKey = "sessions/grouping"_L1;
constexpr auto orderKey = "sessions/order"_L1;

// As the settings have them, by value.
constexpr std::array groupingNames{"project"_L1, "none"_L1};
constexpr std::array orderNames{"newest"_L1, "oldest"_L1, "longest"_L1, "errors"_L1,
                                "tokens"_L1, "cost"_L1,   "active"_L1};

template<typename Value, typename Names>
Value kept(QLatin1StringView key, const Names &names)
{
    const QString name = QSettings().value(key).toString();
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (name == names.at(i))
            return static_cast<Value>(i);
    }
    return Value{};
}

} // namespace

ListHeader::ListHeader(QWidget *parent)
    : QWidget(parent)
    , m_shape{kept<SessionGrouping>(groupingKey, groupingNames), kept<SessionOrder>(orderKey, orderNames)}
    , m_grouping(buildGroupings())
    , m_order(buildOrders())
    , m_counts(new QLabel(this))
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(5, 0, 10, 0);
    row->setSpacing(9);
    row->addWidget(m_grouping);
    row->addWidget(m_order);
    row->addStretch(1);
    row->addWidget(m_counts);
    m_counts->setAccessibleName(tr("Sessions shown"));
    setAutoFillBackground(true);
    connect(Theme::instance(), &Theme::changed, this, &ListHeader::restyle);
    tell();
    restyle();
}

MenuButton *ListHeader::buildGroupings()
{
    auto *menu = new QMenu(this);
    auto *group = new QActionGroup(menu);
    const std::array texts{tr("Group by project"), tr("One list without projects")};
    const std::array icons{u"tree"_s, u"list"_s};
    for (std::size_t i = 0; i < texts.size(); ++i) {
        QAction *action =
            addCommand(this, {tr("Sessions"), texts.at(i), icons.at(i)}, {}, CommandReach::Window, [this, i] {
                setShape({static_cast<SessionGrouping>(i), m_shape.order});
            });
        action->setCheckable(true);
        group->addAction(action);
        menu->addAction(action);
        m_groupings.append(action);
    }
    return new MenuButton(tr("Grouping"), menu, this);
}

MenuButton *ListHeader::buildOrders()
{
    auto *menu = new QMenu(this);
    auto *group = new QActionGroup(menu);
    const std::array texts{tr("Newest first"),      tr("Oldest first"),      tr("Longest first"),
                           tr("Most errors first"), tr("Most tokens first"), tr("Dearest first"),
                           tr("Last active first")};
    for (std::size_t i = 0; i < texts.size(); ++i) {
        QAction *action = addCommand(this, {tr("Sessions"), texts.at(i)}, {}, CommandReach::Window, [this, i] {
            setShape({m_shape.grouping, static_cast<SessionOrder>(i)});
        });
        action->setCheckable(true);
        group->addAction(action);
        menu->addAction(action);
        m_orders.append(action);
    }
    return new MenuButton(tr("Order"), menu, this);
}

void ListHeader::setShape(SessionShape shape)
{
    if (shape == m_shape)
        return;
    m_shape = shape;
    QSettings settings;
    settings.setValue(groupingKey, QString(groupingNames.at(static_cast<std::size_t>(shape.grouping))));
    settings.setValue(orderKey, QString(orderNames.at(static_cast<std::size_t>(shape.order))));
    tell();
    Q_EMIT shapeChanged(shape);
}

void ListHeader::setCounts(int shown, int total)
{
    m_counts->setText(tr("%1 of %2").arg(countText(shown), countText(total)));
}

void ListHeader::tell()
{
    const std::array orders{tr("Newest"), tr("Oldest"), tr("Longest"), tr("Errors"),
                            tr("Tokens"), tr("Cost"),   tr("Active")};
    const bool flat = m_shape.grouping == SessionGrouping::None;
    m_grouping->setChoice(flat ? u"list"_s : u"tree"_s, flat ? tr("Flat") : tr("Project"));
    m_order->setChoice(u"sort"_s, orders.at(static_cast<std::size_t>(m_shape.order)));
    m_groupings.at(static_cast<int>(m_shape.grouping))->setChecked(true);
    m_orders.at(static_cast<int>(m_shape.order))->setChecked(true);
}

void ListHeader::restyle()
{
    const Theme *theme = Theme::instance();
    setGround(this, Tone::Chrome);
    setTextTone(this, Tone::Text3);
    setFixedHeight(theme->px(26));
    m_counts->setFont(theme->font(Face::Meta));
    m_grouping->updateGeometry();
    m_order->updateGeometry();
}

void ListHeader::paintEvent(QPaintEvent *event)
{
    QWidget::paintEvent(event);
    const Theme *theme = Theme::instance();
    QPainter painter(this);
    painter.fillRect(0, 0, width(), 1, theme->color(Tone::Line));
    painter.fillRect(0, height() - 1, width(), 1, theme->color(Tone::Line));
    const int between = (m_grouping->geometry().right() + m_order->geometry().left()) / 2;
    painter.fillRect(between, theme->px(7), 1, height() - 2 * theme->px(7), theme->color(Tone::StrongLine));
}

} // namespace assay
