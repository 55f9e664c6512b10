// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/hook/deadline.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

namespace assay {

namespace {

constexpr int patienceMs = 50;
constexpr int longestMs = 500; // while the payload is coming
constexpr time_t backgroundSeconds = 5;

timespec started;
volatile sig_atomic_t progressMs = 0; // when some of the payload came last, since the start
volatile sig_atomic_t isInBackground = 0;
volatile sig_atomic_t overdue = 0;

void setTimer(time_t seconds, int milliseconds)
{
    const itimerval once = {{0, 0}, {seconds, milliseconds * 1000}};
    setitimer(ITIMER_REAL, &once, nullptr);
}

int elapsedMs()
{
    timespec now{};
    clock_gettime(CLOCK_MONOTONIC, &now);
    return static_cast<int>((now.tv_sec - started.tv_sec) * 1000 + (now.tv_nsec - started.tv_nsec) / 1'000'000);
}

// Whoever reads our outputs to their end must not wait for the child.
void leaveOutputs()
{
    const int null = open("/dev/null", O_RDWR);
    static constexpr int outputs[] = {STDOUT_FILENO, STDERR_FILENO};
    for (const int fd : outputs) {
        if (null < 0 || dup2(null, fd) < 0)
            close(fd);
    }
    if (null > STDERR_FILENO)
        close(null);
}

// Everything here may be called in a handler. The child goes on just where the process was interrupted.
void onTimer(int)
{
    const int before = errno;
    if (overdue != 0)
        _exit(0);
    if (isInBackground != 0) {
        overdue = 1;
        setTimer(1, 0);
    } else if (const int now = elapsedMs(); now < longestMs && now - progressMs < patienceMs) {
        setTimer(0, patienceMs - (now - progressMs));
    } else {
        if (fork() != 0)
            _exit(0);
        isInBackground = 1;
        setsid();
        leaveOutputs();
        setTimer(backgroundSeconds, 0);
    }
    errno = before;
}

} // namespace

void armDeadline()
{
    clock_gettime(CLOCK_MONOTONIC, &started);
    struct sigaction action {};
    action.sa_handler = onTimer; // without SA_RESTART: a read that waits must end when the time is over
    sigaction(SIGALRM, &action, nullptr);
    sigset_t alarm;
    sigemptyset(&alarm);
    sigaddset(&alarm, SIGALRM);
    sigprocmask(SIG_UNBLOCK, &alarm, nullptr);
    setTimer(0, patienceMs);
}

void noteProgress()
{
    progressMs = elapsedMs();
}

bool isOverdue()
{
    return overdue != 0;
}

} // namespace assay
