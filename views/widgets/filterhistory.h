// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The filters a line was used with, and those that were given a name. Kept in the settings under the line's name, so
// that lines of one name share them. GUI thread.

#include <QList>
#include <QString>
#include <QStringList>

namespace assay {

struct SavedFilter {
    QString name;
    QString text;

    bool operator==(const SavedFilter &) const = default;
};

class FilterHistory final {
public:
    static constexpr int kept = 50;

    explicit FilterHistory(QString line);

    [[nodiscard]] QStringList recent() const; // newest first, no two the same
    void add(const QString &text);            // blank texts are not kept
    void remove(const QString &text);

    [[nodiscard]] QList<SavedFilter> saved() const;      // by name
    void save(const QString &name, const QString &text); // in place of one with that name or that text
    void rename(const QString &name, const QString &newName);
    void removeSaved(const QString &name);

private:
    void write(const QList<SavedFilter> &filters) const;

    QString m_line;
};

} // namespace assay
