// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/widgets/filterhistory.h"

#include <QSettings>

#include <algorithm>

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

bool sameName(const QString &a, const QString &b)
{
    return a.compare(b, Qt::CaseInsensitive) == 0;
}

} // namespace

FilterHistory::FilterHistory(QString line)
    : m_line(std::move(line))
{
}

QStringList FilterHistory::recent() const
{
    return QSettings().value(u"filters/%1/recent"_s.arg(m_line)).toStringList();
}

void FilterHistory::add(const QString &text)
{
    const QString plain = text.trimmed();
    QStringList texts = recent();
    if (plain.isEmpty() || (!texts.isEmpty() && texts.first() == plain))
        return;
    texts.removeAll(plain);
    texts.prepend(plain);
    QSettings().setValue(u"filters/%1/recent"_s.arg(m_line), texts.mid(0, kept));
}

void FilterHistory::remove(const QString &text)
{
    QStringList texts = recent();
    if (texts.removeAll(text) > 0)
        QSettings().setValue(u"filters/%1/recent"_s.arg(m_line), texts);
}

QList<SavedFilter> FilterHistory::saved() const
{
    // Name and text in turn.
    const QStringList flat = QSettings().value(u"filters/%1/saved"_s.arg(m_line)).toStringList();
    QList<SavedFilter> filters;
    for (qsizetype i = 0; i + 1 < flat.size(); i += 2)
        filters.append({flat[i], flat[i + 1]});
    return filters;
}

void FilterHistory::write(const QList<SavedFilter> &filters) const
{
    QStringList flat;
    for (const SavedFilter &each : filters)
        flat << each.name << each.text;
    QSettings().setValue(u"filters/%1/saved"_s.arg(m_line), flat);
}

void FilterHistory::save(const QString &name, const QString &text)
{
    const SavedFilter added{name.simplified(), text.trimmed()};
    if (added.name.isEmpty() || added.text.isEmpty())
        return;
    QList<SavedFilter> filters = saved();
    filters.removeIf(
        [&](const SavedFilter &each) { return sameName(each.name, added.name) || each.text == added.text; });
    filters.append(added);
    std::sort(filters.begin(), filters.end(), [](const SavedFilter &a, const SavedFilter &b) {
        return QString::localeAwareCompare(a.name, b.name) < 0;
    });
    write(filters);
}

void FilterHistory::rename(const QString &name, const QString &newName)
{
    for (const SavedFilter &each : saved()) {
        if (each.name == name)
            save(newName, each.text);
    }
}

void FilterHistory::removeSaved(const QString &name)
{
    QList<SavedFilter> filters = saved();
    filters.removeIf([&](const SavedFilter &each) { return each.name == name; });
    write(filters);
}

} // namespace assay
