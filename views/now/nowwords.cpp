// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/now/nowwords.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

#include "views/text/visibletext.h"
#include "views/widgets/wording.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

class NowWords {
    Q_DECLARE_TR_FUNCTIONS(NowWords)

public:
    static QString moment(qint64 at, bool withDate)
    {
        if (at <= 0)
            return tr("the beginning");
        const QDateTime time = QDateTime::fromMSecsSinceEpoch(at);
        const QLocale locale;
        const QString clock = locale.toString(time.time(), QLocale::ShortFormat);
        return withDate ? locale.toString(time.date(), QLocale::ShortFormat) + u' ' + clock : clock;
    }

    static QString span(const TimeSpan &span)
    {
        const QDate today = QDate::currentDate();
        const bool dated = QDateTime::fromMSecsSinceEpoch(span.from).date() != today ||
                           QDateTime::fromMSecsSinceEpoch(span.to).date() != today;
        return tr("%1 to %2").arg(moment(span.from, dated), moment(span.to, dated));
    }

    static QString title(NowWindow window, const NowContents &contents, const QString &workspace)
    {
        const QString where =
            contents.scope.name.isEmpty() ? tr("workspace %1").arg(workspace) : visibleLine(contents.scope.name);
        switch (window) {
        case NowWindow::Minutes15:
            return tr("The last 15 minutes in %1").arg(where);
        case NowWindow::Hour:
            return tr("The last hour in %1").arg(where);
        case NowWindow::Today:
            return tr("Today in %1").arg(where);
        case NowWindow::Week:
            return tr("The last 7 days in %1").arg(where);
        case NowWindow::Custom:
            break;
        }
        const QLocale locale;
        const QDate first = QDateTime::fromMSecsSinceEpoch(contents.span.from).date();
        const QDate last = QDateTime::fromMSecsSinceEpoch(contents.span.to - 1).date();
        if (contents.span.from <= 0)
            return tr("Everything up to %1 in %2").arg(locale.toString(last, QLocale::ShortFormat), where);
        return first == last ? tr("%1 in %2").arg(locale.toString(first, QLocale::ShortFormat), where)
                             : tr("%1 to %2 in %3")
                                   .arg(locale.toString(first, QLocale::ShortFormat),
                                        locale.toString(last, QLocale::ShortFormat), where);
    }

    static QString outcome(AskOutcome outcome)
    {
        switch (outcome) {
        case AskOutcome::Any:
            return tr("anything");
        case AskOutcome::Failed:
            return tr("failed");
        case AskOutcome::Denied:
            return tr("refused");
        case AskOutcome::Interrupted:
            return tr("interrupted");
        case AskOutcome::Trouble:
            return tr("any trouble");
        case AskOutcome::Ok:
            return tr("went well");
        }
        return {};
    }

    static QString headline(const AskAnswer &answer)
    {
        QString what;
        switch (answer.understood.outcome) {
        case AskOutcome::Failed:
            what = pluralText(answer.count, tr("%1 failure"), tr("%1 failures"));
            break;
        case AskOutcome::Denied:
            what = pluralText(answer.count, tr("%1 refused call"), tr("%1 refused calls"));
            break;
        case AskOutcome::Interrupted:
            what = pluralText(answer.count, tr("%1 interrupted call"), tr("%1 interrupted calls"));
            break;
        case AskOutcome::Trouble:
            what = pluralText(answer.count, tr("%1 call with trouble"), tr("%1 calls with trouble"));
            break;
        case AskOutcome::Ok:
            what = pluralText(answer.count, tr("%1 call that went well"), tr("%1 calls that went well"));
            break;
        case AskOutcome::Any:
            what = pluralText(answer.count, tr("%1 call"), tr("%1 calls"));
            break;
        }
        if (answer.sessionsInAll > 0)
            return tr("%1 in %2").arg(what, pluralText(answer.sessionsInAll, tr("%1 session"), tr("%1 sessions")));
        return what;
    }
};

} // namespace

QString spanWords(const TimeSpan &span)
{
    return NowWords::span(span);
}

QString nowTitle(NowWindow window, const NowContents &contents, const QString &workspace)
{
    return NowWords::title(window, contents, workspace);
}

QString outcomeWords(AskOutcome outcome)
{
    return NowWords::outcome(outcome);
}

QString answerHeadline(const AskAnswer &answer)
{
    return NowWords::headline(answer);
}

} // namespace assay
