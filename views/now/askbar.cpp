// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/now/askbar.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QVBoxLayout>

#include "models/data/filter/filter.h"
#include "views/now/nowwords.h"
#include "views/text/visibletext.h"
#include "views/widgets/icons.h"
#include "views/widgets/theme.h"
#include "views/widgets/wording.h"
#include "views/widgets/wraplayout.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

AskBar::AskBar(QWidget *parent)
    : QWidget(parent)
    , m_field(new QLineEdit(this))
    , m_ask(new QPushButton(tr("Ask"), this))
    , m_row(new QWidget(this))
    , m_layout(new WrapLayout(m_row))
    , m_note(new QLabel(this))
{
    m_field->setPlaceholderText(tr("Ask what happened: payments-api failures in the last 15 minutes"));
    m_field->setAccessibleName(tr("Question about what happened"));
    m_field->setClearButtonEnabled(true);
    m_field->addAction(themeIcon(u"ask"_s), QLineEdit::LeadingPosition)->setText(tr("Question"));
    m_note->setTextFormat(Qt::PlainText);
    m_note->setWordWrap(true);
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_row->hide();
    m_note->hide();
    auto *line = new QHBoxLayout;
    line->addWidget(m_field, 1);
    line->addWidget(m_ask);
    auto *column = new QVBoxLayout(this);
    column->addLayout(line);
    column->addWidget(m_row);
    column->addWidget(m_note);
    const auto send = [this] {
        if (const QString text = m_field->text().simplified(); !text.isEmpty())
            Q_EMIT asked(text);
    };
    connect(m_ask, &QPushButton::clicked, this, send);
    connect(m_field, &QLineEdit::returnPressed, this, send);
    connect(m_field, &QLineEdit::textEdited, this, [this](const QString &text) {
        if (text.isEmpty())
            clear();
    });
    connect(Theme::instance(), &Theme::changed, this, &AskBar::restyle);
    restyle();
}

void AskBar::clear()
{
    qDeleteAll(std::exchange(m_chips, {}));
    m_row->hide();
    m_note->hide();
    m_field->clear();
    Q_EMIT cleared();
}

void AskBar::showFailure(const QString &what)
{
    m_note->setText(what);
    m_note->show();
}

void AskBar::setAnswer(const AskAnswer &answer, qint64 tookMs)
{
    for (QPushButton *chip : std::exchange(m_chips, {}))
        chip->deleteLater(); // one of them may be what was clicked
    addWindowChip(answer.understood);
    addScopeChip(answer);
    addOutcomeChip(answer.understood);
    addWordChips(answer);
    m_row->show();
    QStringList notes;
    if (!answer.understood.windowSaid)
        notes.append(tr("No time was said: the last day is meant."));
    if (!answer.understood.notUnderstood.isEmpty())
        notes.append(tr("Not understood: %1.").arg(visibleLine(answer.understood.notUnderstood.join(u", "_s))));
    for (const AskMeaning &meaning : answer.meanings) {
        if (meaning.meant.isEmpty())
            notes.append(tr("Nothing here has to do with “%1”.").arg(visibleLine(meaning.typed)));
    }
    if (!answer.isCurrent)
        notes.append(answer.refreshedAt < 0
                         ? tr("Not all of it is counted yet; the agent is catching up.")
                         : tr("Counted up to %1; the agent is catching up.").arg(timeText(answer.refreshedAt)));
    notes.append(tr("Counted in %1, without a model.").arg(durationText(tookMs)));
    showFailure(notes.join(u' '));
    restyle();
}

void AskBar::addChip(const QString &name, const QString &value, const QString &tip, QMenu *menu)
{
    auto *chip = new QPushButton(m_row);
    chip->setText(tr("%1: %2").arg(name, value));
    chip->setAccessibleName(tr("Understood %1 as %2; opens other meanings").arg(name, value));
    chip->setToolTip(tipText(tip));
    chip->setFocusPolicy(Qt::TabFocus);
    menu->setParent(chip, menu->windowFlags());
    chip->setMenu(menu);
    m_layout->addWidget(chip);
    m_chips.append(chip);
}

void AskBar::addWindowChip(const AskQuestion &question)
{
    auto *menu = new QMenu(this);
    // In the words of questions, which are not translated.
    const auto offer = [&](const QString &name, const QString &window) {
        menu->addAction(name, this, [this, question, window] {
            AskQuestion other = question;
            other.window = window;
            other.windowSaid = true;
            Q_EMIT corrected(askedAt(other, FilterClock::system()));
        });
    };
    offer(tr("The last 15 minutes"), u"last 15 minutes"_s);
    offer(tr("The last hour"), u"last hour"_s);
    offer(tr("Today"), u"today"_s);
    offer(tr("Since yesterday"), u"since yesterday"_s);
    offer(tr("The last 7 days"), u"last 7 days"_s);
    offer(tr("Ever"), u"ever"_s);
    addChip(tr("window"), spanWords(question.span), isoText(question.span.from) + u" – "_s + isoText(question.span.to),
            menu);
}

void AskBar::addScopeChip(const AskAnswer &answer)
{
    auto *menu = new QMenu(this);
    const AskQuestion question = answer.understood;
    const auto offer = [&](const QString &name, const QString &project) {
        menu->addAction(visibleLine(name), this, [this, question, project] {
            AskQuestion other = question;
            other.project = project;
            other.session.clear();
            other.everywhere = project.isEmpty();
            Q_EMIT corrected(other);
        });
    };
    offer(tr("All projects"), {});
    for (const NowProject &project : std::as_const(m_projects))
        offer(project.name, project.key);
    addChip(tr("scope"), visibleLine(answer.scope), answer.scope, menu);
}

void AskBar::addOutcomeChip(const AskQuestion &question)
{
    auto *menu = new QMenu(this);
    for (const AskOutcome outcome : {AskOutcome::Any, AskOutcome::Failed, AskOutcome::Denied, AskOutcome::Interrupted,
                                     AskOutcome::Trouble, AskOutcome::Ok}) {
        menu->addAction(outcomeWords(outcome), this, [this, question, outcome] {
            AskQuestion other = question;
            other.outcome = outcome;
            Q_EMIT corrected(other);
        });
    }
    addChip(tr("outcome"), outcomeWords(question.outcome), {}, menu);
}

void AskBar::addWordChips(const AskAnswer &answer)
{
    for (const AskMeaning &meaning : answer.meanings) {
        auto *menu = new QMenu(this);
        const AskQuestion question = answer.understood;
        menu->addAction(tr("Leave “%1” out").arg(visibleLine(meaning.typed)), this,
                        [this, question, typed = meaning.typed] {
                            AskQuestion other = question;
                            // Two words may have been taken for one name.
                            const QStringList gone{typed, typed.section(u' ', 0, 0), typed.section(u' ', 1)};
                            for (QStringList &either : other.words)
                                either.removeIf([&](const QString &word) { return gone.contains(word); });
                            other.words.removeIf([](const QStringList &either) { return either.isEmpty(); });
                            Q_EMIT corrected(other);
                        });
        const QString meant = meaning.meant.isEmpty() ? tr("not known here") : meaning.meant.join(u", "_s);
        addChip(meaning.typed, visibleLine(meaning.guessed ? tr("perhaps %1").arg(meant) : meant), meant, menu);
    }
}

void AskBar::restyle()
{
    const Theme *theme = Theme::instance();
    m_field->setMinimumHeight(theme->px(30));
    m_ask->setMinimumHeight(theme->px(30));
    for (QPushButton *chip : std::as_const(m_chips))
        chip->setFont(theme->font(Face::Row));
    m_note->setFont(theme->font(Face::Meta));
    layout()->setContentsMargins(theme->px(16), theme->px(8), theme->px(16), theme->px(8));
    m_layout->setSpacing(theme->px(6));
}

} // namespace assay
