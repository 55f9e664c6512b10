// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/shell/shortcutsheet.h"

#include <QGridLayout>
#include <QLabel>
#include <QPushButton>

#include "views/widgets/theme.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Key {
    const char *keys; // empty = a heading
    const char *what;
};

constexpr Key everywhere[] = {
    {"", QT_TRANSLATE_NOOP("assay::ShortcutSheet", "Everywhere")},
    {"Ctrl+1  Ctrl+2", QT_TRANSLATE_NOOP("assay::ShortcutSheet", "Sessions, Search")},
    {"Ctrl+F", QT_TRANSLATE_NOOP("assay::ShortcutSheet", "Filter the sessions")},
    {"Ctrl+Shift+F", QT_TRANSLATE_NOOP("assay::ShortcutSheet", "Search everything")},
    {"Alt+Left  Alt+Right", QT_TRANSLATE_NOOP("assay::ShortcutSheet", "Back, forward")},
    {"Ctrl++  Ctrl+-  Ctrl+0", QT_TRANSLATE_NOOP("assay::ShortcutSheet", "Larger, smaller, usual size")},
    {"F1", QT_TRANSLATE_NOOP("assay::ShortcutSheet", "This sheet")},
    {"Ctrl+Q", QT_TRANSLATE_NOOP("assay::ShortcutSheet", "Quit")},
};

constexpr Key transcript[] = {
    {"", QT_TRANSLATE_NOOP("assay::ShortcutSheet", "In a transcript")},
    {"Up  Down", QT_TRANSLATE_NOOP("assay::ShortcutSheet", "Previous, next row")},
    {"Page Up  Page Down", QT_TRANSLATE_NOOP("assay::ShortcutSheet", "A screen up, down")},
    {"Home  End", QT_TRANSLATE_NOOP("assay::ShortcutSheet", "Start, end")},
    {"N  Shift+N", QT_TRANSLATE_NOOP("assay::ShortcutSheet", "Next, previous prompt")},
    {"E  Shift+E", QT_TRANSLATE_NOOP("assay::ShortcutSheet", "Next, previous failed call")},
    {"Space  Enter", QT_TRANSLATE_NOOP("assay::ShortcutSheet", "Open or close the row")},
    {"M", QT_TRANSLATE_NOOP("assay::ShortcutSheet", "More lines of the open row")},
    {"O", QT_TRANSLATE_NOOP("assay::ShortcutSheet", "Open the sub-agent's run")},
    {"Ctrl+C", QT_TRANSLATE_NOOP("assay::ShortcutSheet", "Copy the selection or the row")},
};

template<std::size_t N>
void addKeys(QGridLayout *grid, int column, const Key (&keys)[N])
{
    const Theme *theme = Theme::instance();
    int row = 0;
    for (const Key &key : keys) {
        auto *what = new QLabel(ShortcutSheet::tr(key.what));
        if (*key.keys == '\0') {
            what->setFont(theme->font(Face::Base, QFont::DemiBold));
            grid->addWidget(what, row++, column, 1, 2);
            continue;
        }
        auto *name = new QLabel(QString::fromLatin1(key.keys));
        name->setFont(theme->font(Face::Mono));
        grid->addWidget(name, row, column);
        grid->addWidget(what, row++, column + 1);
    }
}

} // namespace

ShortcutSheet::ShortcutSheet(QWidget *parent)
    : QDialog(parent)
{
    setWindowTitle(tr("Keyboard shortcuts"));
    setAttribute(Qt::WA_DeleteOnClose);
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(20, 16, 20, 16);
    grid->setHorizontalSpacing(18);
    grid->setVerticalSpacing(8);
    addKeys(grid, 0, everywhere);
    addKeys(grid, 2, transcript);
    auto *close = new QPushButton(tr("Close"), this);
    close->setDefault(true);
    grid->addWidget(close, 12, 3, Qt::AlignRight);
    connect(close, &QPushButton::clicked, this, &QDialog::close);
}

} // namespace assay
