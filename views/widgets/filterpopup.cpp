// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/widgets/filterpopup.h"

#include <QAccessible>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPainter>
#include <QVBoxLayout>

#include "views/widgets/filterrows.h"
#include "views/widgets/ground.h"
#include "views/widgets/theme.h"

namespace assay {

namespace {

constexpr int shadow = 8; // px of it around the frame, at the base size
constexpr int widest = 560;
constexpr int narrowest = 380;
constexpr int rowsShown = 10;

} // namespace

FilterPopup::FilterPopup(QWidget *window)
    : QFrame(window)
    , m_rows(new FilterRows(this))
    , m_list(new QListView(this))
    , m_question(new QLabel(this))
    , m_name(new QLineEdit(this))
    , m_hint(new QLabel(this))
{
    hide();
    setFocusPolicy(Qt::NoFocus);
    auto *column = new QVBoxLayout(this);
    column->setSpacing(0);
    column->addWidget(m_question);
    auto *naming = new QHBoxLayout;
    naming->setContentsMargins(10, 0, 10, 4);
    naming->addWidget(m_name);
    column->addLayout(naming);
    column->addWidget(m_list);
    column->addWidget(m_hint);
    m_list->setModel(m_rows);
    m_list->setItemDelegate(new FilterRowDelegate(m_list));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setMouseTracking(true);
    m_list->setUniformItemSizes(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setAccessibleName(tr("Proposals"));
    m_name->setAccessibleName(tr("Name of the filter"));
    m_name->setMaxLength(80);
    m_name->installEventFilter(this);
    for (QLabel *label : {m_question, m_hint})
        label->setTextFormat(Qt::PlainText);
    connect(m_list, &QListView::clicked, this, [this](const QModelIndex &index) {
        if (index.flags().testFlag(Qt::ItemIsSelectable))
            Q_EMIT chosen(index.row());
    });
    connect(Theme::instance(), &Theme::changed, this, &FilterPopup::restyle);
    restyle();
}

FilterPopup::~FilterPopup() = default;

void FilterPopup::setRows(const QList<FilterRow> &rows, const QString &hint)
{
    m_question->hide();
    m_name->hide();
    m_list->show();
    m_rows->setRows(rows);
    m_hint->setText(hint);
    m_list->scrollToTop();
}

void FilterPopup::showBelow(const QWidget *line)
{
    const Theme *theme = Theme::instance();
    const int margin = theme->px(shadow);
    const QPoint corner = line->mapTo(parentWidget(), QPoint(0, line->height()));
    const int room = parentWidget()->width() - corner.x();
    const int wide = std::max(line->width(), std::min({theme->px(widest), std::max(theme->px(narrowest), room), room}));
    const int shown = std::min(rowCount(), rowsShown);
    m_list->setFixedHeight(shown * theme->rowPx(FilterRowDelegate::rowHeight));
    layout()->activate();
    const int below = parentWidget()->height() - corner.y();
    const int high = std::min(layout()->sizeHint().height(), below + margin);
    setGeometry(corner.x() - margin, corner.y() - margin + theme->px(2), wide + 2 * margin, high);
    m_list->doItemsLayout(); // a view puts it off until it was painted empty
    raise();
    show();
}

int FilterPopup::rowCount() const
{
    return m_rows->rowCount();
}

FilterRow FilterPopup::row(int index) const
{
    return m_rows->rows().at(index);
}

int FilterPopup::current() const
{
    return m_list->currentIndex().row();
}

void FilterPopup::setCurrent(int index)
{
    m_list->setCurrentIndex(m_rows->index(index));
    if (index < 0)
        m_list->clearSelection();
    if (index >= 0 && QAccessible::isActive()) {
        QAccessibleEvent event(m_list, QAccessible::Focus); // the focus itself stays in the line
        event.setChild(index);
        QAccessible::updateAccessibility(&event);
    }
}

void FilterPopup::step(int by)
{
    const int rows = rowCount();
    int at = current();
    for (int left = rows + 1; left > 0; --left) {
        at = at < 0 ? (by > 0 ? 0 : rows - 1) : at + by;
        if (at < 0 || at >= rows) {
            setCurrent(-1);
            return;
        }
        if (row(at).kind != FilterRow::Kind::Heading) {
            setCurrent(at);
            return;
        }
    }
}

void FilterPopup::askName(const QString &question, const QString &proposal)
{
    m_rows->setRows({});
    m_list->hide();
    m_question->setText(question);
    m_question->show();
    m_name->setText(proposal);
    m_name->show();
    m_hint->setText(tr("Enter saves · Esc goes back"));
    m_name->selectAll();
    m_name->setFocus(Qt::OtherFocusReason);
}

bool FilterPopup::isAsking() const
{
    return m_name->isVisibleTo(this);
}

bool FilterPopup::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_name)
        return QFrame::eventFilter(watched, event);
    if (event->type() == QEvent::FocusOut && isVisible() && isAsking())
        Q_EMIT nameCancelled();
    if (event->type() == QEvent::ShortcutOverride) {
        event->accept(); // what is typed is a name
        return true;
    }
    if (event->type() != QEvent::KeyPress)
        return QFrame::eventFilter(watched, event);
    switch (static_cast<QKeyEvent *>(event)->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        Q_EMIT named(m_name->text());
        return true;
    case Qt::Key_Escape:
        Q_EMIT nameCancelled();
        return true;
    default:
        return QFrame::eventFilter(watched, event);
    }
}

// Ground and frame, and the one shadow there is in the window.
void FilterPopup::paintEvent(QPaintEvent *event)
{
    Q_UNUSED(event)
    const Theme *theme = Theme::instance();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    const int margin = theme->px(shadow);
    const QRectF box = QRectF(rect()).adjusted(margin, margin, -margin, -margin);
    painter.setBrush(QColor(0, 0, 0, theme->isDark() ? 18 : 6));
    for (int ring = margin; ring > 0; --ring)
        painter.drawRoundedRect(box.adjusted(-ring / 2.0, 2 - ring / 2.0, ring / 2.0, ring), 4 + ring, 4 + ring);
    painter.setPen(theme->color(Tone::StrongLine));
    painter.setBrush(theme->color(Tone::Pane));
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
}

void FilterPopup::restyle()
{
    const Theme *theme = Theme::instance();
    const int margin = theme->px(shadow) + 1;
    layout()->setContentsMargins(margin, margin + theme->px(3), margin, margin + theme->px(2));
    setListGround(this, Tone::Pane);
    setListGround(m_list, Tone::Pane);
    setTextTone(m_hint, Tone::Text3);
    m_hint->setFont(theme->font(Face::Meta));
    m_hint->setContentsMargins(theme->px(10), theme->px(4), theme->px(10), theme->px(3));
    m_question->setFont(theme->font(Face::Row, QFont::DemiBold));
    m_question->setContentsMargins(theme->px(10), theme->px(6), theme->px(10), theme->px(4));
    setListGround(m_name, Tone::Field);
    m_name->setFont(theme->font(Face::Base));
}

} // namespace assay
