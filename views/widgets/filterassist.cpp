// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/widgets/filterassist.h"

#include <QApplication>
#include <QKeyEvent>
#include <QMouseEvent>

#include "views/widgets/filteredit.h"
#include "views/widgets/wording.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int page = 8;

QList<FilterRow> rowsOf(const QList<Completion> &completions)
{
    QList<FilterRow> rows;
    for (const Completion &each : completions) {
        rows.append({.kind = FilterRow::Kind::Completion,
                     .text = each.label,
                     .detail = each.detail,
                     .figure = each.isField        ? each.example
                               : each.sessions < 0 ? QString()
                                                   : pluralText(each.sessions, FilterAssist::tr("%1 session"),
                                                                FilterAssist::tr("%1 sessions")),
                     .marks = each.marks,
                     .value = each.term});
    }
    return rows;
}

} // namespace

FilterAssist::FilterAssist(FilterEdit *edit, const QString &line, QObject *parent)
    : QObject(parent)
    , m_edit(edit)
    , m_history(line)
{
    connect(edit, &QLineEdit::textEdited, this, &FilterAssist::edited);
    connect(edit, &QLineEdit::cursorPositionChanged, this, &FilterAssist::moved);
}

FilterAssist::~FilterAssist()
{
    delete m_popup;
}

void FilterAssist::setVocabulary(const FilterVocabulary &vocabulary)
{
    m_vocabulary = vocabulary;
    if (isCompleting())
        propose(true);
}

// ---- opening and closing

void FilterAssist::open(Mode mode)
{
    if (!m_popup || m_popup->parentWidget() != m_edit->window()) {
        delete m_popup;
        m_popup = new FilterPopup(m_edit->window());
        connect(m_popup, &FilterPopup::chosen, this, &FilterAssist::accept);
        connect(m_popup, &FilterPopup::named, this, &FilterAssist::saveAs);
        connect(m_popup, &FilterPopup::nameCancelled, this, [this] {
            close();
            m_edit->setFocus();
        });
    }
    if (m_mode == Mode::Closed)
        qApp->installEventFilter(this);
    m_mode = mode;
}

void FilterAssist::close()
{
    if (!isOpen())
        return;
    qApp->removeEventFilter(this);
    m_mode = Mode::Closed;
    if (m_popup)
        m_popup->hide();
    Q_EMIT changed();
}

// While the list is open: it goes when the reader turns to something else.
bool FilterAssist::eventFilter(QObject *watched, QEvent *event)
{
    const auto *widget = qobject_cast<QWidget *>(watched);
    if (event->type() == QEvent::MouseButtonPress && widget != nullptr) {
        const bool ours = widget == m_edit || m_edit->isAncestorOf(widget) || widget == m_popup ||
                          (m_popup && m_popup->isAncestorOf(widget));
        if (!ours)
            close();
    } else if (watched == m_edit && m_mode != Mode::Naming &&
               (event->type() == QEvent::FocusOut || event->type() == QEvent::Hide)) {
        close();
    } else if (event->type() == QEvent::Resize && watched == m_edit->window()) {
        close();
    }
    return QObject::eventFilter(watched, event);
}

// ---- completion

void FilterAssist::edited()
{
    if (m_inserting || !m_edit->hasFocus())
        return;
    const FilterPlace place = filterPlaceAt(m_edit->text(), m_edit->cursorPosition());
    const bool typing = !place.field.isEmpty() || !place.typed.isEmpty();
    if (place.position != m_dismissed || !typing)
        m_dismissed = -1;
    if (!typing || m_dismissed >= 0 || !propose(false))
        close();
}

void FilterAssist::moved()
{
    if (m_inserting || !isCompleting())
        return;
    if (filterPlaceAt(m_edit->text(), m_edit->cursorPosition()).position != m_place.position)
        close();
}

// The term that is being typed is left as it is.
void FilterAssist::dismiss()
{
    m_dismissed = isCompleting() && m_place.length > 0 ? m_place.position : -1;
    close();
}

void FilterAssist::complete()
{
    m_dismissed = -1;
    if (!propose(true))
        close();
}

// False when there is nothing to propose. Unless `always`, what stands there already is no proposal.
bool FilterAssist::propose(bool always)
{
    m_place = filterPlaceAt(m_edit->text(), m_edit->cursorPosition());
    QList<Completion> completions = filterCompletions(m_place, m_vocabulary, FilterClock::system());
    if (!always) {
        const QString present = m_edit->text().mid(m_place.position, m_place.length);
        const bool complete = std::any_of(completions.cbegin(), completions.cend(), [&](const Completion &each) {
            return each.term.compare(present, Qt::CaseInsensitive) == 0;
        });
        if (complete)
            return false;
    }
    if (completions.isEmpty())
        return false;
    const bool opened = !isCompleting();
    open(Mode::Completion);
    m_popup->setRows(rowsOf(completions), tr("Tab takes the first · ↓ chooses · Esc closes"));
    m_popup->showBelow(m_edit);
    if (opened)
        Q_EMIT changed();
    return true;
}

void FilterAssist::takeCompletion(const FilterRow &row)
{
    const QString text = m_edit->text();
    const qsizetype end = m_place.position + m_place.length;
    const bool isField = row.value.endsWith(u':');
    const bool atEnd = end >= text.size();
    m_inserting = true;
    m_edit->replace(m_place.position, m_place.length, row.value + (!isField && atEnd ? u" "_s : QString()));
    m_inserting = false;
    if (isField)
        complete();
    else
        close();
}

// ---- history

bool FilterAssist::hasHistory() const
{
    return !m_history.recent().isEmpty() || !m_history.saved().isEmpty();
}

void FilterAssist::showHistory(Current current)
{
    QList<FilterRow> rows;
    const QString present = m_edit->text().trimmed();
    const QList<SavedFilter> saved = m_history.saved();
    const bool isSaved =
        std::any_of(saved.begin(), saved.end(), [&present](const SavedFilter &each) { return each.text == present; });
    if (!present.isEmpty() && !isSaved)
        rows.append({.kind = FilterRow::Kind::Save,
                     .text = tr("Save this filter …"),
                     .figure = QKeySequence(u"Ctrl+D"_s).toString(QKeySequence::NativeText)});
    if (!saved.isEmpty())
        rows.append({.kind = FilterRow::Kind::Heading, .text = tr("Saved")});
    for (const SavedFilter &each : saved)
        rows.append({.kind = FilterRow::Kind::Saved, .text = each.name, .detail = each.text, .value = each.text});
    const QStringList recent = m_history.recent();
    rows.append({.kind = FilterRow::Kind::Heading,
                 .text = recent.isEmpty() ? tr("No recent filters: those you use are kept here") : tr("Recent")});
    for (const QString &text : recent)
        rows.append({.kind = FilterRow::Kind::Recent, .text = text, .value = text});
    open(Mode::History);
    m_popup->setRows(rows, tr("Enter uses · Del removes · F2 renames · Esc closes"));
    m_popup->showBelow(m_edit);
    if (current == Current::First)
        m_popup->step(1);
    m_edit->setFocus(Qt::PopupFocusReason);
    Q_EMIT changed();
}

void FilterAssist::nameFilter()
{
    const QString present = m_edit->text().trimmed();
    if (present.isEmpty())
        return;
    QString oldName;
    for (const SavedFilter &each : m_history.saved()) {
        if (each.text == present)
            oldName = each.name;
    }
    ask(present, oldName);
}

void FilterAssist::ask(const QString &text, const QString &oldName)
{
    m_naming = text;
    m_oldName = oldName;
    open(Mode::Naming);
    m_popup->askName(tr("Name of the filter"), oldName.isEmpty() ? text.left(40) : oldName);
    m_popup->showBelow(m_edit);
    Q_EMIT changed();
}

void FilterAssist::saveAs(const QString &name)
{
    if (m_oldName.isEmpty())
        m_history.save(name, m_naming);
    else
        m_history.rename(m_oldName, name);
    close();
    m_edit->setFocus();
}

void FilterAssist::removeRow()
{
    const int at = m_popup->current();
    if (at < 0)
        return;
    const FilterRow row = m_popup->row(at);
    if (row.kind == FilterRow::Kind::Saved)
        m_history.removeSaved(row.text);
    else if (row.kind == FilterRow::Kind::Recent)
        m_history.remove(row.value);
    else
        return;
    showHistory(Current::None);
    m_popup->setCurrent(std::min(at, m_popup->rowCount()) - 1);
    m_popup->step(1);
}

void FilterAssist::renameRow()
{
    const int at = m_popup->current();
    if (at < 0)
        return;
    const FilterRow row = m_popup->row(at);
    if (row.kind == FilterRow::Kind::Saved)
        ask(row.value, row.text);
    else if (row.kind == FilterRow::Kind::Recent)
        ask(row.value, {});
}

void FilterAssist::accept(int at)
{
    const FilterRow row = m_popup->row(at);
    switch (row.kind) {
    case FilterRow::Kind::Completion:
        takeCompletion(row);
        return;
    case FilterRow::Kind::Save:
        nameFilter();
        return;
    case FilterRow::Kind::Saved:
    case FilterRow::Kind::Recent:
        m_inserting = true;
        m_edit->replace(0, m_edit->text().size(), row.value);
        m_inserting = false;
        close();
        Q_EMIT used();
        return;
    default:
        return;
    }
}

// ---- keys

bool FilterAssist::wantsKey(const QKeyEvent *event) const
{
    if (!isOpen() || event->modifiers().testFlag(Qt::ControlModifier) || event->modifiers().testFlag(Qt::AltModifier))
        return false;
    switch (event->key()) {
    case Qt::Key_Escape:
    case Qt::Key_Tab:
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Down:
    case Qt::Key_Up:
    case Qt::Key_PageDown:
    case Qt::Key_PageUp:
        return true;
    case Qt::Key_Delete:
    case Qt::Key_F2:
        return m_mode == Mode::History && m_popup->current() >= 0;
    default:
        return false;
    }
}

bool FilterAssist::takesKey(const QKeyEvent *event)
{
    return wantsKey(event) && takesListKey(event);
}

bool FilterAssist::takesListKey(const QKeyEvent *event)
{
    const int current = m_popup->current();
    switch (event->key()) {
    case Qt::Key_Escape:
        dismiss();
        return true;
    case Qt::Key_Down:
    case Qt::Key_Up:
        m_popup->step(event->key() == Qt::Key_Down ? 1 : -1);
        return true;
    case Qt::Key_PageDown:
    case Qt::Key_PageUp: {
        const int by = event->key() == Qt::Key_PageDown ? page : -page;
        const int last = m_popup->rowCount() - 1;
        m_popup->setCurrent(std::clamp(current + by, 0, last) - 1);
        m_popup->step(1);
        return true;
    }
    case Qt::Key_Tab:
        if (m_mode == Mode::History && current < 0) {
            close();
            return false;
        }
        accept(std::max(current, 0));
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (current >= 0) {
            accept(current);
            return true;
        }
        dismiss();
        return false; // the line goes on to the results
    case Qt::Key_Delete:
        removeRow();
        return true;
    case Qt::Key_F2:
        renameRow();
        return true;
    default:
        return false;
    }
}

} // namespace assay
