// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/capture/valueview.h"

#include <utility>

#include <QHeaderView>
#include <QPainter>
#include <QStyledItemDelegate>

#include "models/items/valuetable.h"
#include "views/widgets/ground.h"
#include "views/widgets/theme.h"

namespace assay {

namespace {

constexpr int inset = 8;
constexpr int rowHeight = 22;

// Rows as high as in the other lists, and their text clear of the edges.
class ValueDelegate final : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const Theme *theme = Theme::instance();
        return {QStyledItemDelegate::sizeHint(option, index).width() + 2 * theme->px(inset), theme->rowPx(rowHeight)};
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        QStyleOptionViewItem ground = option;
        initStyleOption(&ground, index);
        const QString text = std::exchange(ground.text, QString());
        ground.widget->style()->drawControl(QStyle::CE_ItemViewItem, &ground, painter, ground.widget);
        const int side = Theme::instance()->px(inset);
        const QRect room = option.rect.adjusted(side, 0, -side, 0);
        const bool enabled = option.state.testFlag(QStyle::State_Enabled);
        painter->setFont(option.font);
        painter->setPen(Theme::instance()->color(enabled ? Tone::Text : Tone::Text3));
        painter->drawText(room, static_cast<int>(ground.displayAlignment) | Qt::TextSingleLine,
                          QFontMetrics(option.font).elidedText(text, Qt::ElideRight, room.width()));
    }
};

} // namespace

ValueView::ValueView(const QString &name, ValueTable *model, QWidget *parent)
    : QTreeView(parent)
{
    setAccessibleName(name);
    setModel(model);
    setItemDelegate(new ValueDelegate(this));
    setRootIsDecorated(false);
    setUniformRowHeights(true);
    setAllColumnsShowFocus(true);
    setTabKeyNavigation(false);
    setTextElideMode(Qt::ElideRight);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(ScrollPerPixel);
    header()->setSectionsMovable(false);
    header()->setSectionsClickable(false);
    header()->setStretchLastSection(false);
    header()->setAccessibleName(tr("Columns"));
    connect(selectionModel(), &QItemSelectionModel::currentChanged, this, &ValueView::currentKeyChanged);
    connect(model, &QAbstractItemModel::modelReset, this, [this] {
        fitColumns();
        Q_EMIT currentKeyChanged();
    });
    connect(model, &QAbstractItemModel::dataChanged, this, &ValueView::fitColumns);
    connect(Theme::instance(), &Theme::changed, this, &ValueView::restyle);
    restyle();
}

QVariant ValueView::currentKey() const
{
    return currentIndex().data(ValueTable::keyRole);
}

void ValueView::resizeEvent(QResizeEvent *event)
{
    QTreeView::resizeEvent(event);
    fitColumns();
}

void ValueView::fitColumns()
{
    int rest = viewport()->width();
    for (int column = 1; column < model()->columnCount(); ++column) {
        resizeColumnToContents(column);
        const int wide = std::min(columnWidth(column) + Theme::instance()->px(8), viewport()->width() / 3);
        setColumnWidth(column, wide);
        rest -= wide;
    }
    setColumnWidth(0, std::max(rest, Theme::instance()->px(80)));
}

// The bar marks the current row, as in every list of ours.
void ValueView::drawRow(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QTreeView::drawRow(painter, option, index);
    if (index.row() == currentIndex().row())
        painter->fillRect(QRect(option.rect.x(), option.rect.y(), 3, option.rect.height()),
                          Theme::instance()->color(Tone::Accent));
}

void ValueView::restyle()
{
    const Theme *theme = Theme::instance();
    setFont(theme->font(Face::Row));
    header()->setFont(theme->font(Face::Meta));
    setListGround(this, Tone::Pane);
    QPalette strip = palette();
    strip.setColor(QPalette::Button, theme->color(Tone::Chrome));
    strip.setColor(QPalette::ButtonText, theme->color(Tone::Text3));
    header()->setPalette(strip);
    fitColumns();
}

} // namespace assay
