// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Spool files as assay-hook writes them, made to order (agent/hook/spool.h).

#include <QByteArray>
#include <QString>

#include <nlohmann/json.hpp>

#include <string>

namespace assay {

class SpoolFiles {
public:
    // `dataDir`: its spool folders are made.
    explicit SpoolFiles(const QString &dataDir);

    // One more call, the next in order. `header` is added to what every call has, or replaces it; the payload follows.
    // Returns the name.
    QString add(const std::string &session, const std::string &event, const nlohmann::json &header = {},
                const std::string &payload = {});
    // The same by rename from tmp, for a reader that runs meanwhile; as all of them.
    void put(const QString &name, const QByteArray &bytes) const;

    [[nodiscard]] QString newFolder() const { return m_folder + QStringLiteral("/new"); }
    [[nodiscard]] qsizetype waiting() const;
    [[nodiscard]] qint64 now() const { return m_wallMs; }
    void setClock(qint64 wallMs) { m_wallMs = wallMs; }

private:
    QString m_folder;
    qint64 m_wallMs;
    quint64 m_bootNs = 1'000'000'000;
    int m_pid = 1000;
};

} // namespace assay
