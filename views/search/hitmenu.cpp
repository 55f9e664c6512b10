// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/search/hitmenu.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QMenu>

#include "models/data/filter/filterterm.h"
#include "models/data/query/eventquery.h"
#include "models/items/ask.h"
#include "views/search/hitdelegate.h"
#include "views/text/visibletext.h"
#include "views/widgets/icons.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype idLength = 8;

void copy(const QString &text)
{
    QGuiApplication::clipboard()->setText(text);
}

// The whole text the hit lies in; its line here when that cannot be read.
void copyText(const SearchHit &hit, QueryRunner *runner, QObject *context)
{
    ask<EventRow>(
        *runner, QueryRunner::Lane::Paging, context, false,
        [id = hit.eventId](Database &db) { return readEvent(db, id, -1); },
        [hit](const Result<EventRow> &event) {
            if (!event)
                return copy(hit.snippet);
            copy(hit.part == BodyPart::Output  ? event->output
                 : hit.part == BodyPart::Input ? event->input
                                               : event->text);
        });
}

} // namespace

QString linkTo(const QString &sessionUuid, qint64 eventId)
{
    const QString session = u"assay://session/"_s + sessionUuid;
    return eventId == 0 ? session : session + u'#' + QString::number(eventId);
}

QMenu *makeHitMenu(const SearchHit &hit, bool isHead, QueryRunner *runner, const HitActs &acts, QWidget *parent)
{
    auto *menu = new QMenu(parent);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto add = [menu](const QString &text, const QString &icon, std::function<void()> act) {
        QObject::connect(menu->addAction(themeIcon(icon), text), &QAction::triggered, menu, std::move(act));
    };
    add(isHead ? HitDelegate::tr("Open the session") : HitDelegate::tr("Open"), u"open"_s, acts.open);
    menu->addSeparator();
    if (!isHead)
        add(HitDelegate::tr("Copy text"), u"copy"_s, [hit, runner, parent] { copyText(hit, runner, parent); });
    add(HitDelegate::tr("Copy link"), u"link"_s,
        [hit, isHead] { copy(linkTo(hit.sessionUuid, isHead ? 0 : hit.eventId)); });
    menu->addSeparator();
    const auto addFilter = [&](const QString &text, QLatin1StringView field, const QString &value) {
        const QString shown = visibleLine(value).replace(u'&', u"&&"_s);
        add(text.arg(shown), u"filter"_s, [filter = acts.filter, term = filterTerm(field, value)] { filter(term); });
    };
    if (!isHead && !hit.tool.isEmpty())
        addFilter(HitDelegate::tr("Only the tool %1"), "tool"_L1, hit.tool);
    addFilter(HitDelegate::tr("Only the project %1"), "project"_L1, hit.projectName);
    addFilter(HitDelegate::tr("Only this session (%1)"), "session"_L1, hit.sessionUuid.left(idLength));
    return menu;
}

} // namespace assay
