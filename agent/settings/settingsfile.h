// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// config.json on disk. Only the process that holds the writer's lock changes it: whole or not at all, keeping what it
// does not know and the order of the rest. A file that is not understood is an error and is never overwritten.

#include "agent/settings/settings.h"
#include "models/data/error.h"

#include <QByteArray>

#include <functional>

namespace assay {

// The bytes of the file, bounded; "{}" when it is not there and nobody named it. Errors say what is wrong, not what
// that means.
enum class SettingsMissing { Allowed, Refused };
[[nodiscard]] Result<QByteArray> readSettingsBytes(const QString &file, SettingsMissing missing);

struct LoadedSettings {
    Settings values;
    QStringList unknown; // dotted keys that were kept and have no effect
};

class SettingsFile {
public:
    // An empty path stands for no file: all is as by default, and nothing can be set.
    explicit SettingsFile(QString path, SettingsMissing missing = SettingsMissing::Allowed)
        : m_path(std::move(path))
        , m_missing(missing)
    {
    }

    [[nodiscard]] Result<LoadedSettings> read() const;

    // Applies a JSON merge patch (RFC 7396: null puts a key back to its default). What is not understood, also by
    // `check`, which sees the new file's bytes, is refused and changes nothing; so is a key that does not exist.
    using Check = std::function<Result<>(const QByteArray &)>;
    [[nodiscard]] Result<LoadedSettings> change(const nlohmann::ordered_json &patch, const Check &check) const;

    [[nodiscard]] const QString &path() const { return m_path; }

private:
    [[nodiscard]] Result<LoadedSettings> understand(const QByteArray &bytes, nlohmann::ordered_json &root) const;
    QString m_path;
    SettingsMissing m_missing;
};

} // namespace assay
