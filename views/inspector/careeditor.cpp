// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/inspector/careeditor.h"

#include <QAction>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QTimer>
#include <QToolButton>
#include <QVBoxLayout>

#include "models/data/filter/filterterm.h"
#include "views/text/visibletext.h"
#include "views/widgets/ground.h"
#include "views/widgets/icons.h"
#include "views/widgets/theme.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

CareEditor::CareEditor(QWidget *parent)
    : QWidget(parent)
    , m_chips(new QWidget(this))
    , m_field(new QLineEdit(this))
    , m_note(new QPlainTextEdit(this))
    , m_pause(new QTimer(this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(13, 4, 10, 8);
    column->setSpacing(6);
    column->addWidget(m_chips);
    column->addWidget(m_field);
    column->addWidget(m_note);
    m_field->setPlaceholderText(tr("Add a tag"));
    m_field->setAccessibleName(tr("Add a tag"));
    m_note->setPlaceholderText(tr("Note"));
    m_note->setAccessibleName(tr("Note on the session"));
    m_note->setTabChangesFocus(true);
    m_note->installEventFilter(this);
    m_pause->setSingleShot(true);
    m_pause->setInterval(pauseMs);
    connect(m_field, &QLineEdit::returnPressed, this, &CareEditor::addTyped);
    connect(m_note, &QPlainTextEdit::textChanged, this, [this] { m_pause->start(); });
    connect(m_pause, &QTimer::timeout, this, &CareEditor::keepNote);
    connect(Theme::instance(), &Theme::changed, this, &CareEditor::restyle);
    restyle();
}

void CareEditor::setCare(const QString &session, const QStringList &tags, const QString &note)
{
    const bool other = session != m_session;
    if (other)
        keepNote(); // of the session that was shown
    m_session = session;
    if (other || tags != m_tags) {
        m_tags = tags;
        buildChips();
    }
    const bool writing = !other && m_note->toPlainText() != m_kept;
    if (writing || (!other && note == m_kept))
        return;
    m_kept = note;
    const QSignalBlocker quiet(m_note);
    m_note->setPlainText(note);
    m_pause->stop();
}

void CareEditor::editNote()
{
    m_note->setFocus();
    m_note->moveCursor(QTextCursor::End);
}

void CareEditor::addTyped()
{
    const QString tag = m_field->text().simplified();
    m_field->clear();
    if (!tag.isEmpty() && !m_tags.contains(tag) && !m_session.isEmpty())
        Q_EMIT tagsChanged(m_session, {tag}, {});
}

void CareEditor::keepNote()
{
    m_pause->stop();
    const QString text = m_note->toPlainText();
    if (m_session.isEmpty() || text == m_kept)
        return;
    m_kept = text;
    Q_EMIT noteChanged(m_session, text);
}

QToolButton *CareEditor::buildChip(const QString &tag)
{
    auto *chip = new QToolButton(m_chips);
    chip->setText(visibleLine(tag));
    chip->setIcon(themeIcon(u"cross"_s));
    chip->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    chip->setFocusPolicy(Qt::TabFocus);
    chip->setAccessibleName(tr("Remove the tag %1").arg(visibleLine(tag)));
    chip->setToolTip(chip->accessibleName());
    chip->setContextMenuPolicy(Qt::ActionsContextMenu);
    const QString term = filterTerm("tag"_L1, tag);
    const auto add = [this, chip](const QString &icon, const QString &text, const QString &wanted) {
        auto *action = new QAction(themeIcon(icon), text, chip);
        connect(action, &QAction::triggered, this, [this, wanted] { Q_EMIT filterRequested(wanted); });
        chip->addAction(action);
    };
    add(u"filter"_s, tr("Add as filter: %1").arg(term), term);
    add(u"minus"_s, tr("Exclude: -%1").arg(term), u'-' + term);
    connect(chip, &QToolButton::clicked, this, [this, tag] { Q_EMIT tagsChanged(m_session, {}, {tag}); });
    return chip;
}

void CareEditor::buildChips()
{
    for (QToolButton *old : std::as_const(m_buttons))
        old->deleteLater();
    m_buttons.clear();
    for (const QString &tag : std::as_const(m_tags)) {
        m_buttons.append(buildChip(tag));
        m_buttons.last()->show();
    }
    restyle();
}

// In lines, as many as they need.
void CareEditor::arrange()
{
    const Theme *theme = Theme::instance();
    const int gap = theme->px(4);
    const int room = std::max(theme->px(60), width() - theme->px(23));
    int x = 0;
    int y = 0;
    const int height = theme->px(22);
    for (QToolButton *chip : std::as_const(m_buttons)) {
        const int wide = std::min(room, chip->sizeHint().width());
        if (x > 0 && x + wide > room) {
            x = 0;
            y += height + gap;
        }
        chip->setGeometry(x, y, wide, height);
        x += wide + gap;
    }
    m_chips->setFixedHeight(m_buttons.isEmpty() ? 0 : y + height);
    m_chips->setVisible(!m_buttons.isEmpty());
}

void CareEditor::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrange();
}

bool CareEditor::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_note && event->type() == QEvent::FocusOut)
        keepNote();
    return QWidget::eventFilter(watched, event);
}

void CareEditor::restyle()
{
    const Theme *theme = Theme::instance();
    setListGround(m_note, Tone::Field);
    m_note->setFont(theme->font(Face::Row));
    m_note->setFixedHeight(theme->px(76));
    m_field->setFont(theme->font(Face::Row));
    for (QToolButton *chip : std::as_const(m_buttons)) {
        chip->setFont(theme->font(Face::Meta));
        chip->setIconSize(QSize(theme->px(12), theme->px(12)));
    }
    arrange();
}

} // namespace assay
