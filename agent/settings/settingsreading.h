// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Reads the members of one object of the settings. The first value that is not understood stays as the error; members
// that nobody asked for are unknown.

#include "models/data/error.h"

#include <QStringList>

#include <functional>
#include <optional>

#include <nlohmann/json_fwd.hpp>

namespace assay {

class SettingsReading {
public:
    // `where` is the dotted name of the object, empty for the whole file. An absent object has no members; one that is
    // something else is an error. `object` outlives this.
    SettingsReading(const nlohmann::ordered_json *object, QString where, QStringList *unknown);

    // What stands there, else the value is left as it is; null is the same as nothing.
    void flag(const char *key, bool &value);
    void number(const char *key, qint64 least, qint64 most, std::optional<qint64> &value);
    void number(const char *key, int least, int most, int &value);
    using Check = std::function<std::optional<QString>(const QString &)>; // tidied up, or none = not understood
    void texts(const char *key, const QString &what, const Check &check, QStringList &values);
    // An object below this one.
    void section(const char *key, const std::function<void(SettingsReading &)> &read);
    // An object whose members have names of the user's.
    void each(const char *key, const QString &what, const std::function<bool(const QString &)> &isName,
              const std::function<void(const QString &, SettingsReading &)> &read);

    // To be called last.
    [[nodiscard]] Result<> end();

private:
    [[nodiscard]] const nlohmann::ordered_json *member(const char *key);
    [[nodiscard]] QString nameOf(const QString &key) const;
    void refuse(const QString &name, const QString &takes);
    void take(SettingsReading &below);

    const nlohmann::ordered_json *m_object = nullptr;
    QString m_where;
    QStringList *m_unknown;
    QStringList m_known;
    std::optional<Error> m_error;
};

} // namespace assay
