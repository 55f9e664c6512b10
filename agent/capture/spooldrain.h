// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Takes what the hooks have spooled: markers of opted-out runs into the exclusions, everything else into presence, and,
// where there is no transcript and the user wants that, the content into events. A file goes from the spool when what
// it told is committed; one that is met again after a kill changes nothing.

#include "agent/capture/capturememory.h"

namespace assay {

class SpoolDrain {
public:
    SpoolDrain(CaptureTools &tools, CaptureMemory &memory);

    // Until the spool is empty, or somebody else needs the writer. After an error nothing uncommitted is kept.
    [[nodiscard]] Result<> run();
    // Of what came since run() listed the spool: sessions whose run is opted out. Nothing is removed.
    [[nodiscard]] QSet<QString> lateOptOuts();

private:
    enum class Fate { Done, Waits };
    [[nodiscard]] Result<> takeSome(const std::vector<std::string> &names, std::size_t from, std::size_t to);
    [[nodiscard]] Result<Fate> take(SpooledCall &call);
    [[nodiscard]] Result<Fate> store(SpooledCall &call);
    void noteTrouble(int trouble);
    [[nodiscard]] Fate contentFate(SpooledCall &call, bool known);

    CaptureTools &m_tools;
    CaptureMemory &m_memory;
    SpoolReader m_reader;
    QSet<QString> m_waiting; // sessions of which it is not clear yet whether there will be a transcript
    std::set<std::string> m_seen;
    qint64 m_refusedBefore;
};

} // namespace assay
