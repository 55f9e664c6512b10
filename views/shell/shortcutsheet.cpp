// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/shell/shortcutsheet.h"

#include <algorithm>

#include <QAction>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QScrollArea>
#include <QToolButton>
#include <QVBoxLayout>

#include "models/items/fuzzymatch.h"
#include "views/widgets/command.h"
#include "views/widgets/icons.h"
#include "views/widgets/keycap.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype keysShown = 2; // of those that do the same
constexpr int usualWidth = 720;

class KeyCaps final : public QWidget {
public:
    KeyCaps(QStringList keys, QWidget *parent)
        : QWidget(parent)
        , m_keys(std::move(keys))
    {
        const Theme *theme = Theme::instance();
        qreal width = 0;
        for (const QString &key : std::as_const(m_keys))
            width += keyCapWidth(key) + theme->px(4);
        setFixedSize(qRound(width), theme->px(20));
        setAccessibleName(m_keys.join(u", "_s));
    }

protected:
    void paintEvent(QPaintEvent *event) override
    {
        Q_UNUSED(event)
        QPainter painter(this);
        QRectF room = rect();
        for (auto key = m_keys.rbegin(); key != m_keys.rend(); ++key)
            room.setRight(room.right() - paintKeyCap(painter, room, *key) - Theme::instance()->px(4));
    }

private:
    QStringList m_keys;
};

} // namespace

ShortcutSheet::ShortcutSheet(QWidget *window)
    : QDialog(window)
    , m_window(window)
    , m_field(new QLineEdit(this))
    , m_area(new QScrollArea(this))
    , m_none(new QLabel(tr("No key does that."), this))
{
    const Theme *theme = Theme::instance();
    setWindowTitle(tr("Keyboard shortcuts"));
    setAttribute(Qt::WA_DeleteOnClose);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(theme->px(16), theme->px(14), theme->px(16), theme->px(14));
    column->setSpacing(theme->px(10));
    m_field->addAction(themeIcon(u"search"_s, Tone::Text3), QLineEdit::LeadingPosition);
    m_field->setPlaceholderText(tr("What you want to do, or a key"));
    m_field->setAccessibleName(tr("Filter of the shortcuts"));
    m_field->setClearButtonEnabled(true);
    for (QToolButton *clear : m_field->findChildren<QToolButton *>()) // Qt leaves it without one
        clear->setAccessibleName(tr("Clear"));
    column->addWidget(m_field);
    column->addWidget(m_none);
    m_area->setFrameShape(QFrame::NoFrame);
    m_area->setWidgetResizable(true);
    m_area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_area->setAccessibleName(tr("Shortcuts"));
    column->addWidget(m_area, 1);
    connect(m_field, &QLineEdit::textChanged, this, &ShortcutSheet::narrow);
    connect(theme, &Theme::changed, this, &ShortcutSheet::fit);
    collect();
    fit();
    m_field->setFocus();
}

// Nothing scrolls sideways: where two columns have no room there is one.
void ShortcutSheet::fit()
{
    const Theme *theme = Theme::instance();
    const QSize most = m_window->size() - QSize(theme->px(40), theme->px(40));
    const auto wanted = [this, theme] {
        const QSize sheet = m_area->widget()->sizeHint();
        return QSize(std::max(theme->px(usualWidth), sheet.width() + theme->px(48)), sheet.height() + theme->px(84));
    };
    m_columns = 2;
    narrow(m_field->text());
    if (wanted().width() > most.width()) {
        m_columns = 1;
        narrow(m_field->text());
    }
    resize(wanted().boundedTo(most));
}

void ShortcutSheet::collect()
{
    for (const QAction *action : commandsOf(m_window) + describedKeysOf(m_window)) {
        const Line line{commandGroup(action), action->iconText(), commandKeys(action)};
        // Two fields of a kind have the same commands.
        if (!line.keys.isEmpty() && action->isVisible() && !m_lines.contains(line))
            m_lines.append(line);
    }
    QStringList groups;
    for (const Line &line : std::as_const(m_lines)) {
        if (!groups.contains(line.group))
            groups.append(line.group);
    }
    // What is only described stands at the end of its group.
    std::stable_sort(m_lines.begin(), m_lines.end(), [&groups](const Line &a, const Line &b) {
        return groups.indexOf(a.group) < groups.indexOf(b.group);
    });
}

void ShortcutSheet::narrow(const QString &words)
{
    const FuzzyPattern pattern(words);
    QList<QList<Line>> groups;
    m_shown.clear();
    for (const Line &line : std::as_const(m_lines)) {
        const QString keys = line.keys.join(u' ');
        if (!pattern.match(line.text) && !pattern.match(line.group) && !keys.contains(words, Qt::CaseInsensitive))
            continue;
        if (groups.isEmpty() || groups.last().first().group != line.group)
            groups.append(QList<Line>());
        groups.last().append(line);
        m_shown.append({line.text, keys});
    }
    auto *sheet = new QWidget;
    auto *columns = new QHBoxLayout(sheet);
    columns->setContentsMargins(0, 0, Theme::instance()->px(12), 0);
    columns->setSpacing(Theme::instance()->px(32));
    QGridLayout *grids[2] = {};
    for (QGridLayout *&grid : grids) {
        auto *half = new QVBoxLayout;
        grid = new QGridLayout;
        grid->setColumnStretch(0, 1);
        grid->setVerticalSpacing(Theme::instance()->px(4));
        half->addLayout(grid);
        half->addStretch(1);
        columns->addLayout(half, 1);
    }
    qsizetype heights[2] = {};
    for (const QList<Line> &group : std::as_const(groups)) {
        const int shorter = m_columns == 1 || heights[0] <= heights[1] ? 0 : 1;
        addGroup(grids[shorter], group);
        heights[shorter] += group.size() + 2;
    }
    QPalette ground = m_area->palette();
    ground.setColor(QPalette::Base, ground.color(QPalette::Window));
    m_area->setPalette(ground);
    m_area->setWidget(sheet);
    m_none->setVisible(m_shown.isEmpty());
}

void ShortcutSheet::addGroup(QGridLayout *grid, const QList<Line> &lines)
{
    const Theme *theme = Theme::instance();
    int row = grid->rowCount();
    if (row > 1)
        grid->setRowMinimumHeight(row++, theme->px(8));
    auto *title = new QLabel(lines.first().group);
    title->setFont(theme->font(Face::Base, QFont::DemiBold));
    grid->addWidget(title, row++, 0, 1, 2);
    for (const Line &line : lines) {
        auto *what = new QLabel(line.text);
        what->setTextFormat(Qt::PlainText);
        what->setFont(theme->font(Face::Row));
        grid->addWidget(what, row, 0);
        grid->addWidget(new KeyCaps(line.keys.first(std::min(keysShown, line.keys.size())), this), row++, 1,
                        Qt::AlignRight);
    }
}

} // namespace assay
