// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/shell/palette.h"

#include <QAction>
#include <QApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QScrollBar>
#include <QSettings>

#include "models/items/fuzzymatch.h"
#include "models/items/quicksearch.h"
#include "views/shell/palettedelegate.h"
#include "views/shell/palettemodel.h"
#include "views/widgets/command.h"
#include "views/widgets/icons.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int commandsKept = 6;
constexpr auto recentKey = "palette/commands"_L1;

// Of an earlier answer, what fits the present text too.
FoundNames stillFitting(const FoundNames &names, const QString &text)
{
    const FuzzyPattern pattern(text);
    FoundNames still;
    still.text = text;
    for (FoundSession found : names.sessions) {
        if (const auto match = pattern.match(found.session.title)) {
            found.marks = match->marks;
            still.sessions.append(found);
        }
    }
    for (FoundProject found : names.projects) {
        if (const auto match = pattern.match(found.project.name)) {
            found.marks = match->marks;
            still.projects.append(found);
        }
    }
    for (FoundCandidate found : names.candidates) {
        if (const auto match = pattern.match(found.candidate.title); match && !pattern.isEmpty()) {
            found.marks = match->marks;
            still.candidates.append(found);
        }
    }
    still.candidatesInAll = static_cast<int>(still.candidates.size());
    still.sessionsInAll = static_cast<int>(still.sessions.size());
    still.projectsInAll = static_cast<int>(still.projects.size());
    return still;
}

} // namespace

Palette::Palette(QueryRunner *runner, QWidget *window)
    : QWidget(window)
    , m_window(window)
    , m_finder(new NameFinder(runner, this))
    , m_hits(new QuickSearch(runner, this))
    , m_model(new PaletteModel(this))
    , m_edit(new QLineEdit(this))
    , m_hint(new QLabel(this))
    , m_list(new QListView(this))
    , m_recentCommands(QSettings().value(recentKey).toStringList())
{
    hide();
    setAccessibleName(tr("Palette"));
    auto *column = new QVBoxLayout(this);
    column->setSpacing(0);
    m_head = new QHBoxLayout;
    m_head->addWidget(m_edit);
    column->addLayout(m_head);
    column->addWidget(m_list, 1);
    m_edit->addAction(themeIcon(u"search"_s), QLineEdit::LeadingPosition)->setText(tr("Search"));
    m_edit->setPlaceholderText(tr("Commands, sessions, skills, projects, words in transcripts"));
    m_edit->setAccessibleName(tr("Search everything"));
    m_edit->setMaxLength(2000);
    m_edit->installEventFilter(this);
    auto *inside = new QHBoxLayout(m_edit);
    inside->addStretch(1);
    inside->addWidget(m_hint);
    m_hint->setText(tr("Enter opens · Ctrl Enter searches · Esc"));
    m_hint->setAttribute(Qt::WA_TransparentForMouseEvents);
    m_list->setModel(m_model);
    m_list->setItemDelegate(new PaletteDelegate(m_list));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setMouseTracking(true);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setAccessibleName(tr("What fits"));
    connect(m_edit, &QLineEdit::textChanged, this, &Palette::typed);
    connect(m_list, &QListView::clicked, this, [this](const QModelIndex &index) { choose(index.row()); });
    connect(m_finder, &NameFinder::found, this, &Palette::namesFound);
    connect(m_hits, &QuickSearch::answered, this,
            [this](const QString &text, const QList<SearchHit> &hits, qint64 total) {
                if (!isVisible() || text != m_edit->text())
                    return;
                m_model->setHits(text, hits, total, m_since.elapsed());
                place();
                selectFirst();
                enterIfAsked();
            });
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget *, QWidget *now) { focusMoved(now); });
    connect(Theme::instance(), &Theme::changed, this, &Palette::restyle);
    restyle();
}

Palette::~Palette() = default;

void Palette::open(const QString &text, const QList<qint64> &recent, int top)
{
    m_recent = recent;
    m_top = top;
    if (!isVisible()) {
        m_before = QApplication::focusWidget();
        m_window->installEventFilter(this);
        qApp->installEventFilter(this);
        const QSignalBlocker quiet(m_edit);
        m_edit->setText(text);
        show();
        raise();
        typed();
        fadeIn();
    } else if (!text.isEmpty()) {
        m_edit->setText(text);
    }
    m_edit->setFocus(Qt::ShortcutFocusReason);
    if (text.isEmpty())
        m_edit->selectAll();
    else
        m_edit->end(false);
}

void Palette::dismiss()
{
    if (!isVisible())
        return;
    m_window->removeEventFilter(this);
    qApp->removeEventFilter(this);
    m_hits->cancel();
    m_enterWhenFound = false;
    hide();
    if (m_before && m_before->isVisible())
        m_before->setFocus(Qt::OtherFocusReason);
    m_before = nullptr;
}

void Palette::forgetNames()
{
    m_finder->forgetNames();
}

// Commands and what still fits of the names come at once; the finder answers within moments.
void Palette::typed()
{
    const QString text = m_edit->text();
    m_since.start();
    m_moved = false;
    m_enterWhenFound = false;
    showNames(stillFitting(m_names, text));
    m_hits->ask(text);
    m_finder->find(text, m_recent, PaletteModel::sessionsShown);
}

void Palette::namesFound(const FoundNames &names)
{
    if (!isVisible() || names.text != m_edit->text())
        return;
    m_names = names;
    showNames(names);
    enterIfAsked();
}

// Where only transcripts hold the words: their hits may come last.
void Palette::selectFirst()
{
    if (!m_model->isChoice(m_list->currentIndex().row()))
        select(m_model->isChoice(1) ? 1 : -1);
}

// Enter was pressed before what is meant was there.
void Palette::enterIfAsked()
{
    const int row = m_list->currentIndex().row();
    if (m_enterWhenFound && !m_finder->isBusy() && m_model->isChoice(row))
        choose(row);
}

// The row the reader moved to keeps its place under his eyes, whatever comes above it.
void Palette::showNames(const FoundNames &names)
{
    const QModelIndex current = m_list->currentIndex();
    const bool keep = m_moved && m_model->isChoice(current.row());
    const PaletteRow chosen = keep ? m_model->row(current.row()) : PaletteRow();
    const int y = m_list->visualRect(current).y();
    const int height = m_list->height();
    m_model->setNames(names, commandsOf(m_window), m_recentCommands);
    const int row = keep ? m_model->find(chosen) : -1;
    if (row < 0) {
        place();
        select(m_model->isChoice(1) ? 1 : -1);
        m_list->scrollToTop();
        return;
    }
    m_list->setFixedHeight(height);
    select(row);
    m_list->doItemsLayout();
    m_list->verticalScrollBar()->setValue(m_list->verticalScrollBar()->value() +
                                          m_list->visualRect(m_list->currentIndex()).y() - y);
}

void Palette::select(int row)
{
    const QModelIndex index = row >= 0 ? m_model->index(row, 0) : QModelIndex();
    m_list->setCurrentIndex(index);
    m_edit->setAccessibleDescription(index.data(Qt::AccessibleTextRole).toString());
}

// Over headings, from the end to the beginning.
void Palette::step(int rows)
{
    const int count = m_model->rowCount();
    int at = m_list->currentIndex().row();
    const int direction = rows < 0 ? -1 : 1;
    int left = std::abs(rows);
    for (int next = at + direction; left > 0 && next >= 0 && next < count; next += direction) {
        if (m_model->isChoice(next)) {
            at = next;
            --left;
        }
    }
    const bool one = std::abs(rows) == 1;
    if (one && left > 0 && count > 0) {
        at = direction > 0 ? 1 : count - 1;
        m_list->scrollToTop();
    }
    if (!m_model->isChoice(at))
        return;
    m_moved = true;
    m_enterWhenFound = false;
    select(at);
    m_list->scrollTo(m_model->index(at > 0 && !m_model->isChoice(at - 1) ? at - 1 : at, 0));
    m_list->scrollTo(m_model->index(at, 0));
}

bool Palette::pressed(QKeyEvent *event)
{
    constexpr int page = 8;
    switch (event->key()) {
    case Qt::Key_Escape:
        dismiss();
        return true;
    case Qt::Key_Up:
        step(-1);
        return true;
    case Qt::Key_Down:
        step(1);
        return true;
    case Qt::Key_PageUp:
        step(-page);
        return true;
    case Qt::Key_PageDown:
        step(page);
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (event->modifiers().testFlag(Qt::ControlModifier)) {
            const QString text = m_edit->text();
            dismiss();
            Q_EMIT searchRequested(text);
        } else if ((m_finder->isBusy() && !m_moved) || !m_model->isChoice(m_list->currentIndex().row())) {
            m_enterWhenFound = true; // what stands there now may not be what is meant
        } else {
            choose(m_list->currentIndex().row());
        }
        return true;
    default:
        return false;
    }
}

bool Palette::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_edit && event->type() == QEvent::KeyPress)
        return pressed(static_cast<QKeyEvent *>(event));
    if (watched == m_window && event->type() == QEvent::Resize)
        place();
    if (event->type() == QEvent::MouseButtonPress && watched->isWidgetType() && isVisible()) {
        const auto *widget = static_cast<QWidget *>(watched);
        if (widget->window() == m_window->window() && widget != this && !isAncestorOf(widget))
            dismiss();
    }
    return QWidget::eventFilter(watched, event);
}

void Palette::focusMoved(QWidget *now)
{
    if (now == nullptr || !isVisible() || now == this || isAncestorOf(now) || now->window() != m_window->window())
        return;
    m_before = nullptr; // it is elsewhere already
    dismiss();
}

void Palette::choose(int row)
{
    if (!m_model->isChoice(row))
        return;
    const PaletteRow chosen = m_model->row(row);
    const QString text = m_edit->text();
    dismiss();
    if (chosen.kind == PaletteRow::Kind::AllHits)
        Q_EMIT searchRequested(text);
    else
        run(chosen);
}

void Palette::run(const PaletteRow &row)
{
    QStringList terms;
    switch (row.kind) {
    case PaletteRow::Kind::Session:
        if (row.eventId != 0)
            Q_EMIT eventChosen(row.eventId, row.sessionId, {});
        else
            Q_EMIT sessionChosen(row.sessionId);
        break;
    case PaletteRow::Kind::Project:
        Q_EMIT projectChosen(row.project);
        break;
    case PaletteRow::Kind::Candidate:
        Q_EMIT candidateChosen(row.candidate);
        break;
    case PaletteRow::Kind::Hit:
        for (const auto &[start, length] : row.marks)
            terms.append(row.text.mid(start, length));
        terms.removeDuplicates();
        Q_EMIT eventChosen(row.eventId, row.sessionId, terms);
        break;
    case PaletteRow::Kind::Command:
        if (row.command) {
            rememberCommand(row.text);
            row.command->trigger();
        }
        break;
    case PaletteRow::Kind::Heading:
    case PaletteRow::Kind::AllHits:
        break;
    }
}

void Palette::rememberCommand(const QString &text)
{
    m_recentCommands.removeAll(text);
    m_recentCommands.prepend(text);
    m_recentCommands = m_recentCommands.mid(0, commandsKept);
    QSettings().setValue(recentKey, m_recentCommands);
}

} // namespace assay
