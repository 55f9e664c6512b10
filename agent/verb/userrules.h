// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The user's own redaction rules, from the settings file: {"redaction": {"rules": [{"name", "pattern", "group"}]}}.

#include "models/data/error.h"

#include <QByteArray>
#include <QString>

#include <memory>

namespace assay {

class Redactor;

class UserRules final {
public:
    // Named: the user asked for this very file, so it has to exist. An empty name stands for no file.
    enum class Named { No, Yes };
    explicit UserRules(QString file = {}, Named named = Named::No);

    // The built-in rules and those the file holds now; made anew only when its bytes changed. A file that cannot be
    // read, or holds anything that is not understood, is an error: without its rules, what they should mask would be
    // stored.
    [[nodiscard]] Result<std::shared_ptr<const Redactor>> redactor();

    // Whether a settings file of these bytes would be understood.
    [[nodiscard]] static Result<> check(const QByteArray &bytes, const QString &file);

    [[nodiscard]] const QString &file() const { return m_file; }
    [[nodiscard]] bool isNamed() const { return m_named == Named::Yes; }

private:
    [[nodiscard]] Result<QByteArray> read() const;
    QString m_file;
    Named m_named;
    QByteArray m_bytes; // what m_redactor was made of
    std::shared_ptr<const Redactor> m_redactor;
};

} // namespace assay
