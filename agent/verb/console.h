// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The two streams of a verb. Results go to standard output; progress, remarks and errors to standard error, progress
// only when that is a terminal. Used by one thread.

#include "models/data/error.h"

#include <QByteArray>
#include <QString>

#include <nlohmann/json_fwd.hpp>

namespace assay {

class Console final {
public:
    enum class Talk { Quiet, Normal, Verbose };
    explicit Console(Talk talk);

    // Text for people: control characters are shown, whatever standard output is.
    void text(const QString &text);
    // Documents and exports: bytes as they are, unless standard output is a terminal; there control characters are
    // shown.
    void bytes(const QByteArray &utf8);
    // One JSON document with "format": 1 in front.
    void document(const nlohmann::ordered_json &keys);
    // Everything written arrived; else what that means.
    [[nodiscard]] Result<> finish();

    void remark(const QString &sentence); // not when quiet
    void detail(const QString &sentence); // only when verbose
    void error(const Error &error);
    // Replaces the progress line before it.
    void progress(const QString &line);

    [[nodiscard]] Talk talk() const { return m_talk; }

private:
    void put(const QByteArray &utf8);
    void clearProgress();
    void note(const QString &line);
    Talk m_talk;
    bool m_outIsTerminal;
    bool m_errIsTerminal;
    bool m_progressShown = false;
    bool m_failed = false;
};

} // namespace assay
