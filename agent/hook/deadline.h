// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The coding agent waits for its hooks, and never longer than this for ours.

namespace assay {

// From now on the process that the coding agent waits for ends with 0 after 50 ms in which it was sent nothing, and
// after 500 ms in any case. What is not done by then is finished by a child of it, in a session of its own and without
// its outputs, which gets 5 s. Call once, before anything can block; system calls may return EINTR afterwards.
void armDeadline();

// Some of the payload has come: the client is at work itself and will not have to wait for us.
void noteProgress();

// The child's time is over too: finish with what is there. A second later the process ends, wherever it is.
[[nodiscard]] bool isOverdue();

} // namespace assay
