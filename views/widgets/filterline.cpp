// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/widgets/filterline.h"

#include <QAction>
#include <QApplication>
#include <QKeyEvent>
#include <QLabel>
#include <QMenu>
#include <QTimer>
#include <QVBoxLayout>

#include "models/data/filter/filterterm.h"
#include "models/items/vocabularyreader.h"
#include "views/widgets/command.h"
#include "views/widgets/filterassist.h"
#include "views/widgets/filteredit.h"
#include "views/widgets/ground.h"
#include "views/widgets/theme.h"
#include "views/widgets/wording.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int pageStep = 10;
constexpr int wholeStep = 1'000'000;
constexpr qsizetype sentencesShown = 2;

} // namespace

FilterLine::FilterLine(const QString &icon, const QString &placeholder, const QString &accessibleName, QWidget *parent)
    : QWidget(parent)
    , m_edit(new FilterEdit(icon, this))
    , m_assist(new FilterAssist(m_edit, icon, this))
    , m_problem(new QLabel(this))
    , m_pause(new QTimer(this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(3);
    column->addWidget(m_edit);
    column->addWidget(m_problem);
    setFocusProxy(m_edit);
    m_edit->setPlaceholderText(placeholder);
    m_edit->setAccessibleName(accessibleName);
    m_edit->setMaxLength(2000);
    m_edit->installEventFilter(this);
    m_problem->setWordWrap(true);
    m_problem->setTextFormat(Qt::PlainText);
    m_problem->hide();
    m_pause->setSingleShot(true);
    m_pause->setInterval(pauseMs);
    addCommands();
    connect(m_edit, &QLineEdit::textEdited, m_pause, qOverload<>(&QTimer::start));
    connect(m_edit, &QLineEdit::textChanged, this, [this](const QString &text) {
        if (text.isEmpty())
            report();
        else
            tell(); // no mark may stand under what was typed since
    });
    connect(m_edit, &FilterEdit::historyClicked, this, &FilterLine::showHistory);
    connect(m_edit, &FilterEdit::clearClicked, this, &FilterLine::clear);
    connect(m_assist, &FilterAssist::used, this, [this] {
        report();
        remember();
    });
    connect(m_assist, &FilterAssist::changed, this, &FilterLine::tell);
    connect(m_pause, &QTimer::timeout, this, &FilterLine::report);
    connect(Theme::instance(), &Theme::changed, this, &FilterLine::restyle);
    restyle();
}

FilterLine::~FilterLine() = default;

void FilterLine::addCommands()
{
    const auto add = [this](const QString &text, const QString &icon, const QString &keys, auto act) {
        addCommand(this, {tr("Filter line"), text, icon}, {QKeySequence(keys)}, CommandReach::Widget, act);
    };
    add(tr("Complete what is typed"), {}, u"Ctrl+Space"_s, [this] { m_assist->complete(); });
    add(tr("Recent and saved filters"), u"history"_s, u"Alt+Down"_s, [this] { showHistory(); });
    add(tr("Save the filter under a name"), u"bookmark"_s, u"Ctrl+D"_s, [this] { m_assist->nameFilter(); });
}

QString FilterLine::text() const
{
    return m_edit->text();
}

QLineEdit *FilterLine::edit() const
{
    return m_edit;
}

void FilterLine::setText(const QString &text)
{
    m_assist->close();
    m_edit->setText(text);
    report();
}

void FilterLine::replaceText(const QString &text)
{
    if (text != m_edit->text())
        m_edit->replace(0, m_edit->text().size(), text);
    m_assist->close();
    report();
}

void FilterLine::addTerm(const QString &term)
{
    replaceText(narrowedBy(text(), term));
    remember();
}

void FilterLine::removeTerm(const QString &term)
{
    replaceText(withoutTerm(text(), term));
}

void FilterLine::report()
{
    m_pause->stop();
    if (m_edit->text() == m_reported)
        return;
    m_reported = m_edit->text();
    m_problems.clear();
    m_matches = -1;
    tell();
    Q_EMIT changed(m_reported);
}

void FilterLine::setProblems(const QList<FilterProblem> &problems)
{
    m_problems = problems;
    tell();
}

void FilterLine::setMatches(qint64 matches)
{
    m_matches = matches;
    tell();
}

// A term that is still being completed is not wrong yet; and what follows a change stands elsewhere now.
QList<FilterProblem> FilterLine::shownProblems() const
{
    const QString now = m_edit->text();
    const auto [same, end] = std::mismatch(m_reported.begin(), m_reported.end(), now.begin(), now.end());
    const qsizetype unchanged = now == m_reported ? now.size() : same - m_reported.begin();
    const qsizetype cursor = m_edit->cursorPosition();
    QList<FilterProblem> shown;
    for (const FilterProblem &problem : m_problems) {
        const qsizetype last = problem.position + problem.length;
        const bool unfinished = m_assist->isCompleting() && problem.position <= cursor && cursor <= last;
        if (last <= unchanged && !unfinished)
            shown.append(problem);
    }
    return shown;
}

void FilterLine::tell()
{
    const QList<FilterProblem> problems = shownProblems();
    QStringList sentences;
    for (const FilterProblem &problem : problems)
        sentences.append(problem.message);
    QString below = sentences.mid(0, sentencesShown).join(u'\n');
    if (sentences.size() > sentencesShown)
        below += u'\n' + tr("%1 more terms are left out.").arg(sentences.size() - sentencesShown);
    m_problem->setText(below);
    m_problem->setVisible(!problems.isEmpty());
    m_edit->setProblems(problems);

    using State = FilterEdit::State;
    State state = State::Applied;
    if (m_reported.trimmed().isEmpty())
        state = State::Empty;
    else if (m_matches == 0)
        state = State::Nothing;
    else if (!problems.isEmpty())
        state = State::Partial;
    if (state == State::Nothing)
        sentences.prepend(tr("Nothing matches."));
    m_edit->setState(state, sentences.join(u'\n'));
    if (state == State::Applied)
        sentences.append(tr("The filter is applied."));
    m_edit->setAccessibleDescription(sentences.join(u'\n'));
}

void FilterLine::setPause(int ms)
{
    m_pause->setInterval(ms);
}

void FilterLine::setVocabulary(const FilterVocabulary &vocabulary)
{
    m_assist->setVocabulary(vocabulary);
}

void FilterLine::setVocabulary(VocabularyReader *reader)
{
    connect(reader, &VocabularyReader::changed, this,
            [this](const FilterVocabulary &vocabulary) { setVocabulary(vocabulary); });
    connect(this, &FilterLine::vocabularyWanted, reader, &VocabularyReader::refresh);
    setVocabulary(reader->vocabulary());
}

void FilterLine::remember()
{
    m_assist->history().add(text());
}

QStringList FilterLine::recent() const
{
    return m_assist->history().recent();
}

void FilterLine::showHistory()
{
    m_assist->showHistory(FilterAssist::Current::None);
}

void FilterLine::restyle()
{
    const Theme *theme = Theme::instance();
    m_problem->setFont(theme->font(Face::Row));
    setTextTone(m_problem, Tone::Warning);
}

// What was used comes back by the history, or by undo.
void FilterLine::clear()
{
    if (m_edit->text() == m_reported)
        remember();
    m_assist->close();
    m_edit->replace(0, m_edit->text().size(), QString());
    m_edit->setFocus();
}

bool FilterLine::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_edit)
        return QWidget::eventFilter(watched, event);
    switch (event->type()) {
    case QEvent::FocusIn:
        Q_EMIT vocabularyWanted();
        break;
    case QEvent::FocusOut:
        if (static_cast<QFocusEvent *>(event)->reason() != Qt::PopupFocusReason && m_edit->text() == m_reported &&
            m_problems.isEmpty())
            remember();
        break;
    case QEvent::ShortcutOverride:
        if (m_assist->wantsKey(static_cast<QKeyEvent *>(event))) {
            event->accept();
            return true;
        }
        break;
    case QEvent::KeyPress:
        return takesKey(static_cast<QKeyEvent *>(event)) || QWidget::eventFilter(watched, event);
    default:
        break;
    }
    return QWidget::eventFilter(watched, event);
}

bool FilterLine::takesKey(const QKeyEvent *event)
{
    if (m_assist->takesKey(event))
        return true;
    switch (event->key()) {
    case Qt::Key_Escape:
        if (m_edit->text().isEmpty())
            Q_EMIT left();
        else
            clear();
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        report();
        remember();
        Q_EMIT entered();
        return true;
    case Qt::Key_Down:
        if (m_edit->text().isEmpty() && m_assist->hasHistory()) {
            m_assist->showHistory(FilterAssist::Current::First);
            return true;
        }
        [[fallthrough]];
    default:
        return takesStep(event);
    }
}

bool FilterLine::takesStep(const QKeyEvent *event)
{
    if (!m_stepping) {
        if (event->key() != Qt::Key_Down)
            return false;
        report();
        Q_EMIT entered();
        return true;
    }
    const bool control = event->modifiers().testFlag(Qt::ControlModifier);
    int by = 0;
    switch (event->key()) {
    case Qt::Key_Down:
        by = 1;
        break;
    case Qt::Key_Up:
        by = -1;
        break;
    case Qt::Key_PageDown:
        by = pageStep;
        break;
    case Qt::Key_PageUp:
        by = -pageStep;
        break;
    case Qt::Key_End:
        by = control ? wholeStep : 0;
        break;
    case Qt::Key_Home:
        by = control ? -wholeStep : 0;
        break;
    default:
        break;
    }
    if (by != 0)
        Q_EMIT stepped(by);
    return by != 0;
}

} // namespace assay
