// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "app/assaylink.h"

#include <QRegularExpression>

namespace assay {

using namespace Qt::Literals::StringLiterals;

tl::expected<AssayLink, QString> parseAssayLink(const QString &link)
{
    static const QRegularExpression shape(
        u"\\Aassay://session/([0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})(?:#([1-9][0-9]{0,17}))?\\z"_s);
    static const QRegularExpression candidate(u"\\Aassay://candidate/(c-[0-9a-f]{8}(?:-[1-9][0-9]{0,17})?)\\z"_s);
    if (const auto card = candidate.match(link); card.hasMatch())
        return AssayLink{{}, 0, card.captured(1)};
    const QRegularExpressionMatch match = shape.match(link);
    if (!match.hasMatch()) {
        constexpr qsizetype shown = 80;
        return tl::unexpected(
            u"\"%1\" is no link of Assay, so nothing was opened. A link looks like "
            "assay://session/ID, assay://session/ID#EVENT or assay://candidate/KEY."_s.arg(link.left(shown)));
    }
    return AssayLink{match.captured(1).toLower(), match.captured(2).toLongLong(), {}};
}

} // namespace assay
