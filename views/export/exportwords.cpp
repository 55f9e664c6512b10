// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/export/exportwords.h"

#include <QStringList>

#include <algorithm>

#include "views/text/visibletext.h"
#include "views/widgets/translation.h"
#include "views/widgets/wording.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

struct FormatWords {
    const char *name;
    const char *title;
    const char *sentence;
};

constexpr FormatWords formatWords[] = {
    {"md", QT_TRANSLATE_NOOP("assay::ExportDialog", "Markdown"),
     QT_TRANSLATE_NOOP("assay::ExportDialog", "For reading and for pasting into an issue.")},
    {"html", QT_TRANSLATE_NOOP("assay::ExportDialog", "HTML"),
     QT_TRANSLATE_NOOP("assay::ExportDialog", "One page for any browser, calls folded; it needs nothing else.")},
    {"json", QT_TRANSLATE_NOOP("assay::ExportDialog", "JSON"),
     QT_TRANSLATE_NOOP("assay::ExportDialog", "Every event with all its fields, for programs.")},
    {"trajectory", QT_TRANSLATE_NOOP("assay::ExportDialog", "Trajectory"),
     QT_TRANSLATE_NOOP("assay::ExportDialog",
                       "The main thread as chat messages, one JSON line each, for evaluation and training.")},
};

const FormatWords &wordsOf(const QString &name)
{
    const auto found = std::find_if(std::begin(formatWords), std::end(formatWords),
                                    [&name](const FormatWords &each) { return name == QLatin1StringView(each.name); });
    return found == std::end(formatWords) ? formatWords[0] : *found;
}

} // namespace

QString formatTitle(const QString &name)
{
    return tr(wordsOf(name).title);
}

QString formatSentence(const QString &name)
{
    return tr(wordsOf(name).sentence);
}

QString outcomeText(const ExportOutcome &outcome, const QString &folder)
{
    QStringList lines;
    if (outcome.files.size() == 1)
        lines.append(outcome.files.first() + u", "_s + bytesText(outcome.bytes));
    else if (!outcome.files.isEmpty())
        lines.append(tr("%1 files in %2, %3").arg(countText(outcome.files.size()), folder, bytesText(outcome.bytes)));
    if (outcome.cancelled)
        lines.append(outcome.files.isEmpty() ? tr("Cancelled. Nothing was written.")
                                             : tr("Cancelled. What is listed is whole."));
    constexpr qsizetype shown = 5;
    lines += outcome.problems.first(std::min(shown, outcome.problems.size()));
    if (outcome.problems.size() > shown)
        lines.append(tr("And %1 more problems.").arg(countText(outcome.problems.size() - shown)));
    return visibleText(lines.join(u'\n'));
}

} // namespace assay
