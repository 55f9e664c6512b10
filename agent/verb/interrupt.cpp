// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/verb/interrupt.h"

#include <csignal>

namespace assay {

namespace {

std::atomic<bool> flag = false;
static_assert(std::atomic<bool>::is_always_lock_free, "a signal handler sets it");

void onSignal(int)
{
    flag = true;
}

} // namespace

const std::atomic<bool> &interrupted()
{
    static const bool installed = [] {
        struct sigaction action {};
        action.sa_handler = onSignal;
        action.sa_flags = static_cast<int>(SA_RESETHAND);
        sigaction(SIGINT, &action, nullptr);
        sigaction(SIGTERM, &action, nullptr);
        return true;
    }();
    return installed ? flag : flag;
}

} // namespace assay
