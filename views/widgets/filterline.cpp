// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/widgets/filterline.h"

#include <QAction>
#include <QApplication>
#include <QInputMethodEvent>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QTextCharFormat>
#include <QTimer>
#include <QVBoxLayout>

#include "views/widgets/icons.h"

namespace assay {

FilterLine::FilterLine(const QString &icon, const QString &placeholder, const QString &accessibleName, QWidget *parent)
    : QWidget(parent)
    , m_edit(new QLineEdit(this))
    , m_problem(new QLabel(this))
    , m_pause(new QTimer(this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(3);
    column->addWidget(m_edit);
    column->addWidget(m_problem);
    setFocusProxy(m_edit);
    m_edit->addAction(themeIcon(icon, Tone::Text3), QLineEdit::LeadingPosition);
    m_edit->setPlaceholderText(placeholder);
    m_edit->setAccessibleName(accessibleName);
    m_edit->setClearButtonEnabled(true);
    m_edit->setMaxLength(2000);
    m_edit->installEventFilter(this);
    m_problem->setWordWrap(true);
    m_problem->setTextFormat(Qt::PlainText);
    m_problem->hide();
    m_pause->setSingleShot(true);
    m_pause->setInterval(pauseMs);
    connect(m_edit, &QLineEdit::textEdited, m_pause, qOverload<>(&QTimer::start));
    connect(m_edit, &QLineEdit::textChanged, this, [this](const QString &text) {
        if (text.isEmpty())
            report(); // by the clear button too
    });
    connect(m_pause, &QTimer::timeout, this, &FilterLine::report);
    connect(Theme::instance(), &Theme::changed, this, &FilterLine::restyle);
    restyle();
}

QString FilterLine::text() const
{
    return m_edit->text();
}

void FilterLine::setText(const QString &text)
{
    m_edit->setText(text);
    report();
}

void FilterLine::report()
{
    m_pause->stop();
    if (m_edit->text() == m_reported)
        return;
    m_reported = m_edit->text();
    Q_EMIT changed(m_reported);
}

void FilterLine::setProblems(const QList<FilterProblem> &problems)
{
    QStringList sentences;
    for (const FilterProblem &problem : problems)
        sentences.append(problem.message);
    m_problem->setText(sentences.join(u'\n'));
    m_problem->setVisible(!problems.isEmpty());
    m_edit->setAccessibleDescription(m_problem->text());
    underline(problems);
}

// A line edit takes formats for its text only as those of an input method.
void FilterLine::underline(const QList<FilterProblem> &problems)
{
    QList<QInputMethodEvent::Attribute> attributes;
    QTextCharFormat wrong;
    wrong.setUnderlineStyle(QTextCharFormat::WaveUnderline);
    wrong.setUnderlineColor(Theme::instance()->color(Tone::Error));
    for (const FilterProblem &problem : problems)
        attributes.append({QInputMethodEvent::TextFormat, static_cast<int>(problem.position) - m_edit->cursorPosition(),
                           static_cast<int>(problem.length), wrong});
    QInputMethodEvent event(QString(), attributes);
    QCoreApplication::sendEvent(m_edit, &event);
}

void FilterLine::restyle()
{
    const Theme *theme = Theme::instance();
    m_problem->setFont(theme->font(Face::Row));
    QPalette error = palette();
    error.setColor(QPalette::WindowText, theme->color(Tone::Error));
    m_problem->setPalette(error);
}

bool FilterLine::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_edit || event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    switch (static_cast<QKeyEvent *>(event)->key()) {
    case Qt::Key_Escape:
        if (m_edit->text().isEmpty())
            Q_EMIT left();
        m_edit->clear();
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Down:
        report();
        Q_EMIT entered();
        return true;
    default:
        return QWidget::eventFilter(watched, event);
    }
}

} // namespace assay
