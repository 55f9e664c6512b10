// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/widgets/evidenceframe.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QPainter>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include "views/widgets/elidedtext.h"
#include "views/widgets/ground.h"
#include "views/widgets/icons.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int rowHeight = 23;
constexpr int LeadRole = Qt::UserRole + 40;
constexpr int WhatRole = Qt::UserRole + 41;
constexpr int AgeRole = Qt::UserRole + 42;

qreal paintNumeral(QPainter &painter, const QRectF &row, const QString &number, bool current)
{
    const Theme *theme = Theme::instance();
    QFont font = theme->font(Face::Meta, QFont::DemiBold);
    font.setPixelSize(px(10.5));
    const qreal width = std::max<qreal>(px(15), QFontMetricsF(font).horizontalAdvance(number) + px(6));
    const QRectF box(row.x() + px(10), row.center().y() - px(14) / 2.0, width, px(14));
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(theme->color(current ? Tone::Fill : Tone::StrongLine));
    painter.setBrush(theme->color(current ? Tone::Fill : Tone::Document));
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 2, 2);
    painter.restore();
    painter.setFont(font);
    painter.setPen(theme->color(current ? Tone::OnFill : Tone::Accent));
    painter.drawText(box, Qt::AlignCenter, number);
    return row.x() + px(10) + std::max<qreal>(width, px(21)) + px(6);
}

} // namespace

void EvidenceDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Theme *theme = Theme::instance();
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    const bool focused = option.widget != nullptr && option.widget->hasFocus();
    const QColor dim = theme->color(selected ? Tone::Text2 : Tone::Text3);
    QRectF row = option.rect;
    painter->save();
    if (selected) {
        painter->fillRect(row, theme->color(focused ? Tone::Selection : Tone::SelectionOff));
        painter->fillRect(QRectF(row.x(), row.y(), 3, row.height()), theme->color(Tone::Accent));
    } else if (option.state.testFlag(QStyle::State_MouseOver)) {
        painter->fillRect(row, theme->color(Tone::Hover));
    }
    row.setLeft(paintNumeral(*painter, row, QString::number(index.row() + 1), selected));
    const QFont meta = theme->font(Face::Meta);
    const QString age = index.data(AgeRole).toString();
    const qreal ageWidth = age.isEmpty() ? 0 : QFontMetricsF(meta).horizontalAdvance(age) + px(8);
    const QRectF ageRoom(row.right() - px(10) - ageWidth + px(8), row.y(), ageWidth, row.height());
    row.setRight(row.right() - px(10) - ageWidth);
    if (!age.isEmpty())
        paintElided(*painter, ageRoom, age, meta, dim);
    const QFont font = theme->font(Face::Row);
    const qreal lead = paintElided(*painter, row, index.data(LeadRole).toString(), font, theme->color(Tone::Text2));
    row.setLeft(row.x() + std::max<qreal>(lead, px(48)) + px(8));
    paintElided(*painter, row, index.data(WhatRole).toString(), font, theme->color(Tone::Text));
    painter->restore();
}

QSize EvidenceDelegate::sizeHint(const QStyleOptionViewItem & /*option*/, const QModelIndex & /*index*/) const
{
    return {100, Theme::instance()->rowPx(rowHeight)};
}

EvidenceFrame::EvidenceFrame(const QString &open, Face said, QWidget *parent)
    : QWidget(parent)
    , m_said(said)
    , m_head(new QLabel(this))
    , m_what(new QLabel(this))
    , m_list(new QListWidget(this))
    , m_context(new QLabel(this))
    , m_text(new QPlainTextEdit(this))
    , m_open(new QPushButton(themeIcon(u"open"_s), open, this))
    , m_acts(new QHBoxLayout)
{
    for (QLabel *label : {m_head, m_what, m_context}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
    }
    m_context->setAccessibleName(tr("Where the evidence stands"));
    m_list->setAccessibleName(tr("Evidence"));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setUniformItemSizes(true);
    m_list->setMouseTracking(true);
    m_list->setItemDelegate(new EvidenceDelegate(m_list));
    m_text->setReadOnly(true);
    m_text->setFrameShape(QFrame::NoFrame);
    m_text->setAccessibleName(tr("The evidence as it was said"));
    m_text->setTabChangesFocus(true);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_head);
    column->addWidget(m_what);
    column->addWidget(m_list, 1);
    column->addWidget(m_context);
    column->addWidget(m_text, 1);
    column->addLayout(m_acts);
    m_acts->addWidget(m_open);
    m_acts->addStretch(1);
    setAutoFillBackground(true);
    connect(m_list, &QListWidget::currentRowChanged, this, [this] { showCurrent(); });
    connect(m_list, &QListWidget::itemActivated, this, &EvidenceFrame::openCurrent);
    connect(m_open, &QPushButton::clicked, this, &EvidenceFrame::openCurrent);
    connect(Theme::instance(), &Theme::changed, this, &EvidenceFrame::restyle);
    restyle();
}

void EvidenceFrame::addRow(const Row &row)
{
    QStringList words{row.lead, row.text, row.age};
    words.removeAll(QString());
    auto *item = new QListWidgetItem(words.join(u", "_s), m_list);
    item->setData(LeadRole, row.lead);
    item->setData(WhatRole, row.text);
    item->setData(AgeRole, row.age);
    item->setToolTip(row.tip);
}

QString EvidenceFrame::text() const
{
    return m_text->toPlainText();
}

void EvidenceFrame::openCurrent()
{
    const int row = m_list->currentRow();
    if (row < 0)
        return;
    const Place place = placeAt(row);
    Q_EMIT eventRequested(place.event, place.session);
}

void EvidenceFrame::setHead(const QString &head, const QString &what)
{
    m_head->setText(head);
    m_what->setText(what);
    m_what->setVisible(!what.isEmpty());
    m_list->setVisible(m_list->count() > 0);
    fitList();
}

// What few events leave free is for the words of the current one.
void EvidenceFrame::fitList()
{
    m_list->setMaximumHeight(m_list->count() * Theme::instance()->rowPx(rowHeight) + px(4));
}

void EvidenceFrame::setSaid(bool isThere, const QString &context, const QString &text)
{
    m_open->setEnabled(isThere);
    m_context->setText(context);
    m_text->setPlainText(text);
}

void EvidenceFrame::restyle()
{
    const Theme *theme = Theme::instance();
    setGround(this, Tone::Pane, Tone::Pane);
    m_head->setFont(theme->font(Face::Row, QFont::DemiBold));
    m_what->setFont(theme->font(Face::Row));
    m_list->setFont(theme->font(Face::Row));
    m_context->setFont(theme->font(Face::Meta));
    m_text->setFont(theme->font(m_said));
    for (QLabel *label : {m_head, m_what, m_context})
        label->setContentsMargins(px(10), px(5), px(10), px(5));
    for (QLabel *label : {m_what, m_context})
        setTextTone(label, Tone::Text2);
    m_acts->setContentsMargins(px(10), px(8), px(10), px(8));
    m_text->document()->setDocumentMargin(px(10));
    fitList();
}

} // namespace assay
