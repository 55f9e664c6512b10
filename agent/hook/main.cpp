// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
// assay-hook: one payload on stdin, one file in the spool. Says nothing and ends with 0, whatever happens.
#include "agent/hook/deadline.h"
#include "agent/hook/hookrun.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

namespace {

// Ctrl-C goes to the whole terminal and means the coding agent, not the hook that tells of it. Nothing here takes
// longer than the deadline, so nobody needs to end it; a file that may not grow answers with an error.
void ignoreSignals()
{
    static constexpr int ignored[] = {SIGHUP,  SIGINT,  SIGQUIT, SIGTERM, SIGPIPE,
                                      SIGXFSZ, SIGTTIN, SIGTTOU, SIGUSR1, SIGUSR2};
    for (const int signal : ignored)
        ::signal(signal, SIG_IGN);
}

// A channel that was closed must not become a file of ours: the child that goes on after the deadline leaves its
// outputs.
void openChannels()
{
    for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; ++fd) {
        if (fcntl(fd, F_GETFD) < 0)
            (void)!open("/dev/null", O_RDWR); // takes the lowest number that is free: this one
    }
}

} // namespace

int main()
{
    openChannels();
    static assay::HookRun run;
    ignoreSignals();
    assay::armDeadline();
    close_range(STDERR_FILENO + 1, ~0U, 0); // whatever the client left open must not stay so for the child's sake
    umask(077);
    run.readPayload();
    run.handOver();
    _exit(0);
}
