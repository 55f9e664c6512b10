// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/transcript/rowcopier.h"

#include <QGuiApplication>
#include <QTimer>

#include "models/data/export/eventmarkdown.h"
#include "models/items/ask.h"
#include "models/items/jsonlines.h"
#include "models/items/transcriptmodel.h"
#include "views/transcript/transcriptview.h"
#include "views/widgets/wording.h"

namespace assay {

namespace {

constexpr int rowsPerStep = 32;
constexpr int rowsPerNote = 1024;

Result<QList<EventDetail>> readDetailsOf(Database &db, const QList<qint64> &events)
{
    QList<EventDetail> details;
    for (const qint64 event : events) {
        auto detail = readEventDetail(db, event);
        if (!detail)
            return tl::unexpected(detail.error());
        detail->input = indentedJson(detail->input);
        details.append(std::move(*detail));
    }
    return details;
}

} // namespace

RowCopier::RowCopier(TranscriptView *view)
    : QObject(view)
    , m_view(view)
{
}

void RowCopier::put(const QString &text, QClipboard::Mode mode)
{
    QGuiApplication::clipboard()->setText(text, mode);
    if (mode == QClipboard::Clipboard)
        Q_EMIT m_view->noted(pluralText(text.size(), tr("%1 character copied."), tr("%1 characters copied.")));
}

void RowCopier::copyText(const RowSelection &rows, QClipboard::Mode mode)
{
    start(rows, Form::Text, mode);
}

void RowCopier::copyMarkdown(const RowSelection &rows)
{
    start(rows, Form::Markdown, QClipboard::Clipboard);
}

void RowCopier::stop()
{
    ++m_task;
    m_running = m_reading = false;
    m_texts.clear();
    m_details.clear();
    if (m_view->model() != nullptr)
        m_view->model()->disconnect(this);
}

void RowCopier::start(const RowSelection &rows, Form form, QClipboard::Mode mode)
{
    stop();
    m_rows = rows;
    m_form = form;
    m_mode = mode;
    m_running = true;
    m_next = rows.first().row;
    m_bytes = 0;
    const TranscriptModel *model = m_view->model();
    connect(model, &QAbstractItemModel::dataChanged, this, &RowCopier::step);
    connect(model, &QAbstractItemModel::modelAboutToBeReset, this, &RowCopier::rowsChanged);
    connect(model, &QAbstractItemModel::rowsAboutToBeRemoved, this, &RowCopier::rowsChanged);
    connect(model, &QAbstractItemModel::rowsAboutToBeInserted, this, [this](const QModelIndex &, int first) {
        if (first <= m_rows.last().row)
            rowsChanged();
    });
    connect(model, &TranscriptModel::failed, this, &RowCopier::stop); // the reason is shown already
    step();
}

void RowCopier::rowsChanged()
{
    stop();
    Q_EMIT m_view->noted(tr("The transcript changed while it was being copied. Nothing was copied; copy again."));
}

// As many rows as are here, up to a few; then lets the window live.
void RowCopier::step()
{
    if (!m_running || m_reading)
        return;
    const int last = m_rows.last().row;
    const int end = std::min(last + 1, m_next + rowsPerStep);
    QList<qint64> wanted;
    int here = m_next;
    for (; here < end; ++here) {
        const EventRow *event = m_view->model()->eventAt(here); // asks for it, if it is not here
        if (event == nullptr)
            break;
        if (m_form == Form::Markdown || (needsDetail(*event, m_view->stateOf(here)) && !m_details.contains(event->id)))
            wanted.append(event->id);
    }
    if (here == m_next && here <= last)
        return; // dataChanged() will tell
    if (m_form == Form::Markdown) {
        readMarkdown(wanted, here);
        return;
    }
    if (!wanted.isEmpty()) {
        readDetails(wanted);
        return;
    }
    for (; m_next < here; ++m_next) {
        const auto known = m_details.constFind(m_view->eventAt(m_next));
        const EventDetail *detail = known != m_details.cend() ? &*known : nullptr;
        const auto [from, to] = m_rows.within(m_next);
        if (!take(m_view->blockOf(m_next, detail)->textBetween(from, to))) {
            finish(false);
            return;
        }
    }
    m_details.clear();
    if (m_next > last)
        finish(true);
    else
        QTimer::singleShot(0, this, &RowCopier::step);
}

void RowCopier::readDetails(const QList<qint64> &events)
{
    m_reading = true;
    ask<QList<EventDetail>>(
        m_view->model()->runner(), QueryRunner::Lane::Search, this, true,
        [events](Database &db) { return readDetailsOf(db, events); },
        [this, task = m_task](const Result<QList<EventDetail>> &details) {
            if (task != m_task)
                return;
            m_reading = false;
            if (!details) {
                stop();
                Q_EMIT m_view->noted(details.error().what);
                return;
            }
            for (const EventDetail &detail : *details)
                m_details.insert(detail.eventId, detail);
            step();
        });
}

void RowCopier::readMarkdown(const QList<qint64> &events, int next)
{
    m_reading = true;
    ask<QString>(
        m_view->model()->runner(), QueryRunner::Lane::Search, this, true,
        [events](Database &db) { return eventsAsMarkdown(db, events); },
        [this, next, task = m_task](const Result<QString> &text) {
            if (task != m_task)
                return;
            m_reading = false;
            if (!text) {
                stop();
                Q_EMIT m_view->noted(text.error().what);
                return;
            }
            const bool more = take(*text);
            m_next = next;
            if (!more || m_next > m_rows.last().row)
                finish(more);
            else
                step();
        });
}

bool RowCopier::take(const QString &text)
{
    const qint64 bytes = text.toUtf8().size() + 1;
    if (m_bytes + bytes > byteLimit)
        return false;
    m_bytes += bytes;
    m_texts.append(text);
    const int rows = m_next - m_rows.first().row;
    if (rows > 0 && rows % rowsPerNote == 0 && m_mode == QClipboard::Clipboard)
        Q_EMIT m_view->noted(tr("Copying: %1 of %2 rows. Esc stops.")
                                 .arg(countText(rows), countText(m_rows.last().row - m_rows.first().row + 1)));
    return true;
}

void RowCopier::finish(bool whole)
{
    const QString text = m_texts.join(u'\n');
    const int rows = m_next - m_rows.first().row;
    const int all = m_rows.last().row - m_rows.first().row + 1;
    stop();
    QGuiApplication::clipboard()->setText(text, m_mode);
    if (m_mode != QClipboard::Clipboard)
        return;
    if (!whole)
        Q_EMIT m_view->noted(tr("Only the first %1 of %2 rows copied: more than %3 do not go to the clipboard. Export "
                                "the session to have all of it.")
                                 .arg(countText(rows), countText(all), bytesText(byteLimit)));
    else
        Q_EMIT m_view->noted(
            tr("%1 copied, %2.").arg(pluralText(rows, tr("%1 row"), tr("%1 rows")), bytesText(text.toUtf8().size())));
}

} // namespace assay
