// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/transcript/gotoline.h"

#include <QDateTime>
#include <QLabel>
#include <QLineEdit>

#include "models/data/query/findinsession.h"
#include "models/items/ask.h"
#include "models/items/transcriptmodel.h"
#include "views/transcript/transcriptview.h"
#include "views/widgets/wording.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

// The next time the clock showed it, from the start of the session on.
qint64 momentOf(QTime time, qint64 startedAt)
{
    const QDateTime start = QDateTime::fromMSecsSinceEpoch(startedAt);
    QDateTime moment(start.date(), time);
    if (moment.addSecs(59) < start)
        moment = moment.addDays(1);
    return moment.toMSecsSinceEpoch();
}

} // namespace

GoToTarget readTarget(const QString &text)
{
    GoToTarget target;
    const QString typed = text.trimmed();
    bool isNumber = false;
    if (typed.endsWith(u'%')) {
        const double share = QLocale().toDouble(typed.chopped(1).trimmed(), &isNumber);
        if (isNumber && share >= 0 && share <= 100)
            target.share = share / 100;
        return target;
    }
    for (const QString &format : {u"H:mm"_s, u"H:mm:ss"_s}) {
        const QTime time = QTime::fromString(typed, format);
        if (time.isValid())
            target.time = time;
    }
    const int number = QLocale().toInt(typed, &isNumber);
    if (isNumber && number > 0)
        target.number = number;
    return target;
}

GoToLine::GoToLine(TranscriptView *view)
    : HeadBar(view)
{
    field()->setPlaceholderText(tr("Event number, time or %"));
    field()->setAccessibleName(tr("Go to event number, time or percentage"));
    connect(this, &HeadBar::opened, this, &GoToLine::tellWhere);
    connect(this, &HeadBar::entered, this, &GoToLine::go);
}

void GoToLine::tellWhere()
{
    const TranscriptModel *model = view()->model();
    if (model == nullptr)
        return;
    note()->setText(tr("Event %1 of %2. Type a number, a time (14:02) or a share (50 %).")
                        .arg(countText(model->threadRowOf(view()->currentRow()) + 1),
                             countText(std::max(0, model->threadRowOf(model->rowCount() - 1) + 1))));
}

void GoToLine::go()
{
    const TranscriptModel *model = view()->model();
    if (model == nullptr || model->rowCount() == 0)
        return;
    const GoToTarget target = readTarget(field()->text());
    const int rows = model->rowCount();
    int row = -1;
    if (target.number.has_value())
        row = model->rowOfThread(*target.number - 1);
    else if (target.share.has_value())
        row = std::min(rows - 1, static_cast<int>(*target.share * rows));
    if (target.time.has_value()) {
        goToTime(*target.time);
        return;
    }
    if (row < 0) {
        note()->setText(target.number.has_value()
                            ? tr("There is no event %1 here.").arg(countText(*target.number))
                            : tr("Type the number of an event, a time (14:02) or a share (50 %)."));
        return;
    }
    close();
    view()->setCurrentRow(row);
}

void GoToLine::goToTime(QTime time)
{
    const TranscriptModel *model = view()->model();
    const qint64 moment = momentOf(time, model->session().startedAt);
    ask<qint64>(
        model->runner(), QueryRunner::Lane::Paging, this, true,
        [moment, session = model->sessionId(), run = model->runId()](Database &db) {
            return firstEventFrom(db, session, run, moment);
        },
        [this](const Result<qint64> &event) {
            if (!event)
                note()->setText(event.error().what);
            else if (*event == 0)
                note()->setText(tr("Nothing happened at that time or after it."));
            else {
                close();
                view()->reveal(*event, QStringList());
            }
        });
}

} // namespace assay
