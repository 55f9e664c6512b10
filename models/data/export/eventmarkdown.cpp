// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "models/data/export/eventmarkdown.h"

#include "models/data/export/markdownexport.h"
#include "models/data/query/eventquery.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

Result<QString> eventsAsMarkdown(Database &db, const QList<qint64> &eventIds)
{
    constexpr int wholeTexts = -1;
    QByteArray utf8;
    MarkdownExport format([&utf8](const QByteArray &more) { utf8 += more; });
    qsizetype found = 0;
    for (const qint64 id : eventIds) {
        const auto event = readEvent(db, id, wholeTexts);
        if (!event && event.error().code != Error::Code::NotFound)
            return tl::unexpected(event.error());
        if (!event)
            continue;
        ++found;
        format.event(*event, nullptr);
    }
    format.end();
    if (found == 0)
        return fail(Error::Code::NotFound, u"These events are no longer in the store. Their session may have been "
                                           "deleted."_s);
    return QString::fromUtf8(utf8).trimmed() + u'\n';
}

} // namespace assay
