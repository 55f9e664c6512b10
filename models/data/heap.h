// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <malloc.h>

namespace assay {

// First thing in main(). glibc keeps blocks of up to 32 MB once it has seen some of that size come and go; texts of
// megabytes that are read, shown and dropped then leave holes between small ones (a third of what a window grew by
// while a 200 MB session was paged through). With a fixed threshold they go back to the system.
inline void giveLargeBlocksBack()
{
#ifdef __GLIBC__
    mallopt(M_MMAP_THRESHOLD, 128 * 1024);
#endif
}

} // namespace assay
