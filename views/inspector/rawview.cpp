// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/inspector/rawview.h"

#include <QApplication>
#include <QClipboard>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSettings>
#include <QStackedWidget>
#include <QToolButton>
#include <QTreeView>

#include "views/text/visibletext.h"
#include "views/widgets/ground.h"
#include "views/widgets/icons.h"
#include "views/widgets/theme.h"
#include "views/widgets/wording.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr auto treeKey = "inspector/rawTree"_L1;

} // namespace

RawView::RawView(QWidget *parent)
    : QWidget(parent)
    , m_find(new QLineEdit(this))
    , m_asTree(new QToolButton(this))
    , m_copy(new QToolButton(this))
    , m_shown(new QStackedWidget(this))
    , m_model(new RawTreeModel(this))
    , m_tree(new QTreeView(this))
    , m_text(new QPlainTextEdit(this))
    , m_note(new QLabel(this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(13, 4, 10, 8);
    column->setSpacing(6);
    auto *row = new QHBoxLayout;
    row->addWidget(m_find, 1);
    row->addWidget(m_asTree);
    row->addWidget(m_copy);
    column->addLayout(row);
    m_shown->addWidget(m_tree);
    m_shown->addWidget(m_text);
    column->addWidget(m_shown);
    column->addWidget(m_note);
    m_find->setPlaceholderText(tr("Find in the raw event"));
    m_find->setAccessibleName(tr("Find in the raw event"));
    m_copy->setIcon(themeIcon(u"copy"_s));
    m_copy->setAccessibleName(tr("Copy the raw event"));
    m_copy->setToolTip(m_copy->accessibleName());
    m_copy->setFocusPolicy(Qt::TabFocus);
    m_text->setReadOnly(true);
    m_text->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_text->setTabChangesFocus(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_text->setAccessibleName(tr("Raw event"));
    m_note->setTextFormat(Qt::PlainText);
    m_note->setWordWrap(true);
    m_note->hide();
    buildTree();
    connect(m_find, &QLineEdit::returnPressed, this, &RawView::findNext);
    connect(m_copy, &QToolButton::clicked, this, [this] {
        QApplication::clipboard()->setText(m_text->toPlainText());
        Q_EMIT noted(tr("Raw event copied."));
    });
    connect(Theme::instance(), &Theme::changed, this, &RawView::restyle);
    restyle();
}

void RawView::buildTree()
{
    m_asTree->setIcon(themeIcon(u"tree"_s));
    m_asTree->setCheckable(true);
    m_asTree->setChecked(QSettings().value(treeKey, true).toBool());
    m_asTree->setAccessibleName(tr("Show the raw event as a tree"));
    m_asTree->setToolTip(m_asTree->accessibleName());
    m_asTree->setFocusPolicy(Qt::TabFocus);
    m_tree->setModel(m_model);
    m_tree->setHeaderHidden(true);
    m_tree->header()->setSectionResizeMode(RawTreeModel::Name, QHeaderView::ResizeToContents);
    m_tree->setUniformRowHeights(true);
    m_tree->setTabKeyNavigation(false);
    m_tree->setAccessibleName(tr("Raw event as a tree"));
    m_tree->installEventFilter(this);
    connect(m_asTree, &QToolButton::toggled, this, [this](bool on) {
        QSettings().setValue(treeKey, on);
        showOne();
    });
    showOne();
}

void RawView::showOne()
{
    m_asTree->setEnabled(!m_model->isEmpty());
    const bool tree = m_asTree->isChecked() && !m_model->isEmpty();
    m_shown->setCurrentWidget(tree ? static_cast<QWidget *>(m_tree) : m_text);
}

void RawView::setText(const QString &json, const RawTreeModel::Trees &trees, const QString &note)
{
    const QString shown = visibleText(json);
    if (shown != m_text->toPlainText() || m_model->isEmpty() != trees.isEmpty()) {
        m_text->setPlainText(shown);
        m_model->setTrees(trees);
        m_tree->expandToDepth(0);
    }
    m_note->setText(note);
    m_note->setVisible(!note.isEmpty());
    showOne();
}

// The value of the current line, whole; the view would copy its line as it is shown.
bool RawView::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_tree && event->type() == QEvent::KeyPress &&
        static_cast<QKeyEvent *>(event)->matches(QKeySequence::Copy) && m_tree->currentIndex().isValid()) {
        QApplication::clipboard()->setText(m_model->textOf(m_tree->currentIndex()));
        Q_EMIT noted(tr("Value copied."));
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

bool RawView::findInTree()
{
    const QModelIndex found = m_model->find(m_find->text(), m_tree->currentIndex());
    if (found.isValid()) {
        m_tree->setCurrentIndex(found); // opens what it lies in
        m_tree->scrollTo(found);
    }
    return found.isValid();
}

bool RawView::findInText()
{
    if (m_text->find(m_find->text()))
        return true;
    m_text->moveCursor(QTextCursor::Start);
    return m_text->find(m_find->text());
}

void RawView::findNext()
{
    if (m_find->text().isEmpty())
        return;
    const bool found = m_shown->currentWidget() == m_tree ? findInTree() : findInText();
    if (!found)
        Q_EMIT noted(tr("Not in the raw event: %1").arg(m_find->text()));
}

void RawView::restyle()
{
    const Theme *theme = Theme::instance();
    setListGround(m_text, Tone::Inset);
    m_text->setFont(theme->font(Face::Mono));
    setListGround(m_tree, Tone::Inset);
    m_tree->setFont(theme->font(Face::Mono));
    m_tree->setIndentation(theme->px(12));
    m_shown->setFixedHeight(theme->px(280));
    m_find->setFont(theme->font(Face::Row));
    m_note->setFont(theme->font(Face::Meta));
    for (QToolButton *button : {m_asTree, m_copy})
        button->setIconSize(QSize(theme->px(14), theme->px(14)));
}

} // namespace assay
