// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/desk/deskqueue.h"

#include <algorithm>
#include <array>

#include <QDateTime>
#include <QLabel>
#include <QListView>
#include <QListWidget>
#include <QPainter>
#include <QVBoxLayout>

#include "views/desk/deskwords.h"
#include "views/text/visibletext.h"
#include "views/widgets/elidedtext.h"
#include "views/widgets/ground.h"
#include "views/widgets/icons.h"
#include "views/widgets/wording.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int groupCount = 6;

void paintBars(QPainter &painter, QPointF at, int strength)
{
    const Theme *theme = Theme::instance();
    for (int i = 0; i < 4; ++i) {
        const int height = theme->px(2 + i * 2);
        painter.fillRect(QRectF(at.x() + i * theme->px(4), at.y() - height, theme->px(3), height),
                         theme->color(i < strength ? Tone::Text2 : Tone::StrongLine));
    }
}

QString deskGroupName(int group)
{
    static const std::array names = {
        QT_TRANSLATE_NOOP("assay::DeskQueue", "Candidates"), QT_TRANSLATE_NOOP("assay::DeskQueue", "Watch"),
        QT_TRANSLATE_NOOP("assay::DeskQueue", "Snoozed"),    QT_TRANSLATE_NOOP("assay::DeskQueue", "Approved"),
        QT_TRANSLATE_NOOP("assay::DeskQueue", "Rejected"),   QT_TRANSLATE_NOOP("assay::DeskQueue", "Installed")};
    return DeskQueue::tr(names.at(static_cast<std::size_t>(group)));
}

QString deskGroupIcon(int group)
{
    static const std::array names = {"skills", "history", "snooze", "check", "reject", "folder"};
    return QString::fromLatin1(names.at(static_cast<std::size_t>(group)));
}

} // namespace

void DeskGroupDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Theme *theme = Theme::instance();
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    const QFont font = theme->font(Face::Base, selected ? QFont::DemiBold : QFont::Normal);
    const QString count = index.data(CountRole).toString();
    const qreal width = QFontMetricsF(font).horizontalAdvance(count) + 2;
    const QRectF place = option.rect;
    const int icon = theme->px(14);
    painter->save();
    paintRowGround(*painter, option);
    paintIcon(*painter, QPointF(place.x() + theme->px(12), place.center().y() - icon / 2.0), deskGroupIcon(index.row()),
              theme->color(Tone::Text2), icon);
    const qreal left = place.x() + theme->px(36);
    const qreal right = place.right() - theme->px(10) - width;
    paintElided(*painter, QRectF(left, place.y(), right - left, place.height()), index.data().toString(), font,
                theme->color(Tone::Text));
    paintElided(*painter, QRectF(right, place.y(), width, place.height()), count, font,
                theme->color(selected ? Tone::Text : Tone::Text2));
    painter->restore();
}

CandidateDelegate::CandidateDelegate(const DeskList *list, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_list(list)
{
}

QSize CandidateDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    Q_UNUSED(option)
    Q_UNUSED(index)
    return {100, Theme::instance()->rowPx(61)};
}

void CandidateDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const CandidateRow *row = m_list->at(index.row());
    if (row == nullptr)
        return;
    const Theme *theme = Theme::instance();
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    const QColor dim = theme->color(selected ? Tone::Text2 : Tone::Text3);
    const QRectF place = option.rect;
    painter->save();
    paintRowGround(*painter, option);
    painter->fillRect(QRectF(place.x(), place.bottom() - 1, place.width(), 1), theme->color(Tone::Line));
    const int icon = theme->px(14);
    const qreal left = place.x() + theme->px(36);
    const qreal right = place.right() - theme->px(10);
    paintIcon(*painter, QPointF(place.x() + theme->px(12), place.y() + theme->px(7)), formIcon(row->form),
              theme->color(Tone::Text2), icon);
    paintTwoLines(*painter, QRectF(left, place.y() + theme->px(5), right - left, theme->px(36)),
                  visibleLine(row->sentence), theme->font(Face::Base), theme->color(Tone::Text));
    const QFont meta = theme->font(Face::Meta);
    const qreal line = place.bottom() - theme->px(19);
    const QString age = relativeText(dayTime(row->lastDay), QDateTime::currentMSecsSinceEpoch());
    const qreal ageWidth = QFontMetricsF(meta).horizontalAdvance(age) + 2;
    paintElided(*painter, QRectF(right - ageWidth, line, ageWidth, theme->px(16)), age, meta, dim);
    QString marks = m_drafts.contains(row->key) ? CandidateDelegate::tr("draft") : QString();
    if (!row->flags.isEmpty())
        marks += (marks.isEmpty() ? QString() : u"  "_s) + u"⚠ "_s + countText(row->flags.size());
    const qreal marksWidth = QFontMetricsF(meta).horizontalAdvance(marks) + theme->px(8);
    paintElided(*painter, QRectF(right - ageWidth - marksWidth, line, marksWidth, theme->px(16)), marks, meta,
                theme->color(row->flags.isEmpty() ? Tone::Accent : Tone::Warning));
    paintBars(*painter, QPointF(left, line + theme->px(13)), strengthOf(*row));
    paintElided(*painter,
                QRectF(left + theme->px(22), line, right - left - ageWidth - marksWidth - theme->px(26), theme->px(16)),
                strengthWord(*row) + u"  "_s + visibleLine(row->projectName), meta, dim);
    painter->restore();
}

DeskQueue::DeskQueue(DeskList *list, QWidget *parent)
    : QWidget(parent)
    , m_list(list)
    , m_groups(new QListWidget(this))
    , m_head(new QLabel(this))
    , m_view(new QListView(this))
    , m_delegate(new CandidateDelegate(m_list, m_view))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    for (int i = 0; i < groupCount; ++i)
        m_groups->addItem(new QListWidgetItem(deskGroupName(i)));
    m_groups->setItemDelegate(new DeskGroupDelegate(m_groups));
    m_groups->setFrameShape(QFrame::NoFrame);
    m_groups->setMouseTracking(true);
    m_groups->setAccessibleName(tr("Groups of the desk"));
    m_groups->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_groups->setCurrentRow(0);
    m_head->setAccessibleDescription(tr("Place in the group"));
    m_view->setModel(m_list);
    m_view->setItemDelegate(m_delegate);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setUniformItemSizes(true);
    m_view->setMouseTracking(true);
    m_view->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_view->setAccessibleName(tr("Candidates"));
    column->addWidget(m_groups);
    column->addWidget(m_head);
    column->addWidget(m_view, 1);
    column->addStretch(0); // the groups stay above where there is no queue
    setFocusProxy(m_view);
    setAutoFillBackground(true);
    connect(m_groups, &QListWidget::currentRowChanged, this, [this](int row) {
        m_list->setGroup(static_cast<DeskGroup>(row));
        m_view->setVisible(static_cast<DeskGroup>(row) != DeskGroup::Installed);
        m_head->setVisible(m_view->isVisibleTo(this));
        Q_EMIT groupChanged(static_cast<DeskGroup>(row));
        setCurrentKey({});
    });
    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex &index) {
        const CandidateRow *row = m_list->at(index.row());
        showCounts();
        if (row == nullptr)
            return;
        m_wanted = row->key;
        m_wantedRow = index.row();
        Q_EMIT candidateChosen(row->key);
    });
    connect(m_list, &QAbstractItemModel::modelReset, this, [this] {
        showCounts();
        setCurrentKey(m_wanted);
    });
    connect(Theme::instance(), &Theme::changed, this, &DeskQueue::restyle);
    restyle();
}

DeskGroup DeskQueue::group() const
{
    return static_cast<DeskGroup>(std::max(0, m_groups->currentRow()));
}

void DeskQueue::setGroup(DeskGroup group)
{
    m_groups->setCurrentRow(static_cast<int>(group));
}

void DeskQueue::setInstalledCount(int count)
{
    m_installed = count;
    showCounts();
}

void DeskQueue::setDrafts(const QStringList &candidates)
{
    m_delegate->setDrafts(candidates);
    m_view->viewport()->update();
}

QString DeskQueue::currentKey() const
{
    const CandidateRow *row = m_list->at(m_view->currentIndex().row());
    return row == nullptr ? QString() : row->key;
}

int DeskQueue::currentRow() const
{
    return m_view->currentIndex().row();
}

// Where the one that was looked at has left the group, the next one takes its place.
void DeskQueue::setCurrentKey(const QString &key)
{
    int row = m_list->rowOf(key);
    if (row < 0 && m_list->rowCount() > 0)
        row = key.isEmpty() ? 0 : std::min(m_wantedRow, m_list->rowCount() - 1);
    if (row < 0)
        Q_EMIT candidateChosen({});
    else
        m_view->setCurrentIndex(m_list->index(row));
}

void DeskQueue::step(int rows)
{
    const int row = std::clamp(m_view->currentIndex().row() + rows, 0, std::max(0, m_list->rowCount() - 1));
    m_view->setCurrentIndex(m_list->index(row));
}

void DeskQueue::showCounts()
{
    for (int i = 0; i < groupCount; ++i) {
        const int count = i < deskGroups ? m_list->count(static_cast<DeskGroup>(i)) : m_installed;
        m_groups->item(i)->setData(DeskGroupDelegate::CountRole, countText(count));
        m_groups->item(i)->setData(Qt::AccessibleTextRole, tr("%1  %2").arg(deskGroupName(i), countText(count)));
    }
    const int all = m_list->rowCount();
    m_head->setText(all == 0 ? tr("Nothing here")
                             : tr("Strongest first · %1 of %2").arg(countText(currentRow() + 1), countText(all)));
}

void DeskQueue::restyle()
{
    const Theme *theme = Theme::instance();
    setGround(this, Tone::Pane, Tone::Pane);
    m_groups->setFont(theme->font(Face::Base));
    const int height = theme->rowPx(24);
    for (int i = 0; i < groupCount; ++i)
        m_groups->item(i)->setSizeHint(QSize(100, height));
    m_groups->setFixedHeight(height * groupCount + theme->px(8));
    m_head->setFont(theme->font(Face::Meta));
    m_head->setContentsMargins(theme->px(10), theme->px(4), theme->px(10), theme->px(4));
    showCounts();
}

} // namespace assay
