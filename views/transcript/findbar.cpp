// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/transcript/findbar.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QTimer>
#include <QToolButton>

#include "views/widgets/ground.h"
#include "views/widgets/icons.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int pauseMs = 200;

} // namespace

FindBar::FindBar(TranscriptView *view)
    : HeadBar(view)
    , m_case(new QToolButton(this))
    , m_pause(new QTimer(this))
{
    field()->addAction(themeIcon(u"search"_s, Tone::Text3), QLineEdit::LeadingPosition)->setText(tr("Find"));
    field()->setPlaceholderText(tr("Find in the session"));
    field()->setAccessibleName(tr("Find in the session"));
    m_case->setText(tr("Aa"));
    m_case->setCheckable(true);
    m_case->setAccessibleName(tr("Match case"));
    m_case->setToolTip(tr("Match case"));
    row()->insertWidget(1, m_case);
    row()->insertWidget(2, addButton(u"arrow-up"_s, tr("Previous"), tr("Previous (Shift+F3)")));
    row()->insertWidget(3, addButton(u"arrow-down"_s, tr("Next"), tr("Next (F3)")));
    m_pause->setSingleShot(true);
    m_pause->setInterval(pauseMs);
    connect(m_pause, &QTimer::timeout, this, &FindBar::report);
    connect(field(), &QLineEdit::textChanged, m_pause, qOverload<>(&QTimer::start));
    connect(m_case, &QAbstractButton::toggled, this, &FindBar::report);
    connect(this, &HeadBar::entered, this, [this](int direction) {
        if (wanted() != m_reported)
            report(); // goes to the first by itself
        else
            Q_EMIT walked(direction);
    });
}

QToolButton *FindBar::addButton(const QString &icon, const QString &name, const QString &tip)
{
    auto *button = new QToolButton(this);
    button->setIcon(themeIcon(icon));
    button->setAccessibleName(name);
    button->setToolTip(tip);
    button->setAutoRaise(true);
    const int direction = icon == "arrow-up"_L1 ? -1 : 1;
    connect(button, &QAbstractButton::clicked, this, [this, direction] { Q_EMIT entered(direction); });
    return button;
}

FoundTerms FindBar::wanted() const
{
    FoundTerms what;
    if (!field()->text().isEmpty())
        what.terms.append(field()->text());
    what.caseSensitivity = m_case->isChecked() ? Qt::CaseSensitive : Qt::CaseInsensitive;
    return what;
}

void FindBar::report()
{
    m_pause->stop();
    if (wanted() == m_reported)
        return;
    m_reported = wanted();
    Q_EMIT changed();
}

void FindBar::setCount(const QString &count, bool nothing)
{
    setTextTone(note(), nothing ? Tone::Error : Tone::Text2);
    note()->setText(count);
    field()->setAccessibleDescription(count);
}

} // namespace assay
