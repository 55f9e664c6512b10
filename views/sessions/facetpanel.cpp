// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/sessions/facetpanel.h"

#include <QAbstractButton>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPainter>
#include <QScrollArea>
#include <QSettings>
#include <QVBoxLayout>

#include "views/sessions/facetbutton.h"
#include "views/sessions/facetgroup.h"
#include "views/widgets/elidedtext.h"
#include "views/widgets/ground.h"
#include "views/widgets/icons.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int openHeight = 130;
constexpr auto openKey = "sessions/narrowOpen"_L1;

// The heading that folds the panel.
class Head final : public QAbstractButton {
public:
    explicit Head(QWidget *parent)
        : QAbstractButton(parent)
    {
        setCheckable(true);
        setFocusPolicy(Qt::TabFocus);
        setAttribute(Qt::WA_Hover);
    }

    [[nodiscard]] QSize sizeHint() const override { return {120, Theme::instance()->px(26)}; }

protected:
    void paintEvent(QPaintEvent *event) override
    {
        Q_UNUSED(event)
        const Theme *theme = Theme::instance();
        QPainter painter(this);
        painter.fillRect(rect(), theme->color(underMouse() ? Tone::Hover : Tone::Chrome));
        painter.fillRect(0, height() - 1, width(), 1, theme->color(Tone::Line));
        const int chevron = theme->px(12);
        const int x = theme->px(7) + chevron + theme->px(6);
        paintIcon(painter, QPointF(theme->px(7), (height() - chevron) / 2.0),
                  isChecked() ? u"chevron-down"_s : u"chevron-right"_s, theme->color(Tone::Text2), chevron);
        const qreal end = x + paintElided(painter, QRectF(x, 0, width() - x, height()), text(),
                                          theme->font(Face::Base, QFont::DemiBold), theme->color(Tone::Text));
        const QString hint = isChecked() ? FacetPanel::tr("click adds a term") : QString();
        const QFont meta = theme->font(Face::Meta);
        const qreal hintWidth = QFontMetricsF(meta).horizontalAdvance(hint) + 2;
        if (width() - theme->px(10) - hintWidth > end + theme->px(8))
            paintElided(painter, QRectF(width() - theme->px(10) - hintWidth, 0, hintWidth, height()), hint, meta,
                        theme->color(Tone::Text3));
        if (hasFocus()) {
            painter.setPen(theme->color(Tone::Accent));
            painter.drawRect(rect().adjusted(0, 0, -1, -1));
        }
    }

    void keyPressEvent(QKeyEvent *event) override
    {
        if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
            click();
        else
            QAbstractButton::keyPressEvent(event);
    }
};

} // namespace

FacetPanel::FacetPanel(QWidget *parent)
    : QWidget(parent)
    , m_head(new Head(this))
    , m_body(new QScrollArea(this))
    , m_open(QSettings().value(openKey, true).toBool())
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_head);
    column->addWidget(m_body, 1);
    auto *content = new QWidget(m_body);
    auto *row = new QHBoxLayout(content);
    row->setContentsMargins(8, 8, 4, 2);
    row->setSpacing(8);
    const std::array titles{tr("Outcome"), tr("Tool"), tr("Project"), tr("Model"), tr("Day"), tr("Tag")};
    for (std::size_t kind = 0; kind < titles.size(); ++kind) {
        m_groups.append(new FacetGroup(static_cast<FacetKind>(kind), titles.at(kind), content));
        connect(m_groups.last(), &FacetGroup::chosen, this, [this](const FacetValue &value, bool exclude) {
            Q_EMIT filterEdited(toggledFacet(m_filter, value, exclude));
        });
        connect(m_groups.last(), &FacetGroup::buttonsChanged, this, &FacetPanel::giveTabStop);
    }
    const auto group = [this](FacetKind kind) { return m_groups.at(static_cast<int>(kind)); };
    m_columns = {QList{group(FacetKind::Outcome), group(FacetKind::Day), group(FacetKind::Tag)},
                 QList{group(FacetKind::Tool), group(FacetKind::Project), group(FacetKind::Model)}};
    for (const QList<FacetGroup *> &groups : m_columns) {
        auto *stack = new QVBoxLayout;
        for (FacetGroup *each : groups)
            stack->addWidget(each);
        stack->addStretch(1);
        row->addLayout(stack, 1);
    }
    m_body->setWidget(content);
    m_body->setWidgetResizable(true);
    m_body->setFrameShape(QFrame::NoFrame);
    m_body->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_body->setFocusPolicy(Qt::NoFocus);
    m_head->setText(tr("Narrow"));
    m_head->setAccessibleName(tr("Narrow the list"));
    m_head->setChecked(m_open);
    m_body->setVisible(m_open);
    setAutoFillBackground(true);
    connect(m_head, &QAbstractButton::toggled, this, &FacetPanel::setOpen);
    connect(Theme::instance(), &Theme::changed, this, &FacetPanel::restyle);
    restyle();
}

void FacetPanel::setOpen(bool open)
{
    if (open == m_open)
        return;
    m_open = open;
    m_head->setChecked(open);
    m_body->setVisible(open);
    QSettings().setValue(openKey, open);
    Q_EMIT openChanged(open);
}

int FacetPanel::headHeight() const
{
    return m_head->sizeHint().height();
}

QSize FacetPanel::sizeHint() const
{
    return {Theme::instance()->px(316), m_open ? Theme::instance()->px(openHeight) : headHeight()};
}

void FacetPanel::setFacets(const QList<Facet> &facets)
{
    m_facets = facets;
    showAll();
}

void FacetPanel::setFilter(const QString &filter)
{
    if (filter == m_filter)
        return;
    m_filter = filter;
    showAll();
}

void FacetPanel::showAll()
{
    for (int kind = 0; kind < m_groups.size(); ++kind)
        m_groups.at(kind)->show(m_facets.value(kind, Facet{static_cast<FacetKind>(kind), {}, 0}), m_filter);
}

// The value that had the focus last, else the first.
void FacetPanel::giveTabStop()
{
    QList<QAbstractButton *> seen;
    for (const QList<FacetGroup *> &groups : m_columns) {
        for (const FacetGroup *group : groups)
            seen += group->buttons();
    }
    if (!seen.contains(m_stop))
        m_stop = seen.value(0);
    for (QAbstractButton *each : std::as_const(seen)) {
        each->setFocusPolicy(each == m_stop ? Qt::StrongFocus : Qt::ClickFocus);
        each->installEventFilter(this);
    }
}

bool FacetPanel::step(const QAbstractButton *from, int key)
{
    std::array<QList<QAbstractButton *>, 2> columns;
    std::size_t column = 0;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        for (const FacetGroup *group : m_columns.at(i))
            columns.at(i) += group->buttons();
        if (columns.at(i).contains(from))
            column = i;
    }
    qsizetype row = columns.at(column).indexOf(from);
    if (key == Qt::Key_Left || key == Qt::Key_Right)
        column = key == Qt::Key_Right ? 1 : 0;
    else
        row += key == Qt::Key_Down ? 1 : -1;
    const QList<QAbstractButton *> &to = columns.at(column);
    if (to.isEmpty())
        return false;
    QAbstractButton *target = to.at(std::clamp<qsizetype>(row, 0, to.size() - 1));
    target->setFocus(Qt::TabFocusReason);
    m_body->ensureWidgetVisible(target, 0, 8);
    return true;
}

bool FacetPanel::eventFilter(QObject *watched, QEvent *event)
{
    auto *button = qobject_cast<QAbstractButton *>(watched);
    if (button != nullptr && event->type() == QEvent::FocusIn && button != m_stop) {
        m_stop = button;
        giveTabStop();
    } else if (button != nullptr && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Up || key == Qt::Key_Down || key == Qt::Key_Left || key == Qt::Key_Right)
            return step(button, key);
    }
    return QWidget::eventFilter(watched, event);
}

void FacetPanel::restyle()
{
    setGround(this, Tone::Pane, Tone::Pane);
    setGround(m_body, Tone::Pane, Tone::Pane);
    m_head->setFixedHeight(headHeight());
}

} // namespace assay
