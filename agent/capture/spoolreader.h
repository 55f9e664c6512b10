// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The agent's end of the spool that assay-hook fills (docs/store.md, "Spool"). Nothing in it is trusted: what is no
// spool file of ours (links, other owners, wrong names, broken headers) is put aside into spool/refused and counted,
// and never stops the rest. Used on the writer thread.

#include "agent/capture/spooledcall.h"

#include <vector>

namespace assay {

class DataDir;

class SpoolReader {
public:
    SpoolReader(const DataDir &dataDir, const Redactor &redactor);

    // Names of waiting files in the order in which they were written: this boot's last, each boot by the name.
    [[nodiscard]] std::vector<std::string> list() const;
    // What a hook that was killed left half written goes a minute later.
    void removeLeftovers() const;
    // Empty: refused, left for a newer agent, gone, or there was trouble.
    [[nodiscard]] std::optional<SpooledCall> read(const std::string &name);
    // After what it told was committed.
    void remove(const std::string &name);

    // errno of the last read() that has to be tried again; 0 = it need not be.
    [[nodiscard]] int trouble() const { return m_trouble; }
    [[nodiscard]] const std::string &folder() const { return m_folder; }
    [[nodiscard]] qint64 refused() const { return m_refused; }
    [[nodiscard]] qint64 bytesRead() const { return m_bytesRead; }

private:
    void refuse(const std::string &name);

    const std::string m_folder; // spool/
    const Redactor &m_redactor;
    int m_trouble = 0;
    qint64 m_refused = 0;
    qint64 m_bytesRead = 0;
};

// What waits, and what was lost for lack of room, without opening any of it.
struct SpoolFigures {
    qint64 files = 0;
    qint64 bytes = 0;
    qint64 dropped = 0;
};
[[nodiscard]] SpoolFigures spoolFigures(const DataDir &dataDir);

// The folders of the spool, for whoever watches them; made when missing.
[[nodiscard]] std::string newSpoolFolder(const DataDir &dataDir);

} // namespace assay
