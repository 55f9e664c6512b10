// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
// Declares the functions of libc itself: its headers may have them inline.
#include "tests/support/openwatch.h"

#include <cstdarg>
#include <mutex>

#include <dlfcn.h>

namespace {

std::mutex &guard()
{
    static std::mutex mutex;
    return mutex;
}

std::vector<std::string> &seen()
{
    static std::vector<std::string> acts;
    return acts;
}

bool watching = false;

void note(const char *act, const char *what)
{
    const std::lock_guard lock(guard());
    if (watching)
        seen().push_back(std::string(act) + ' ' + (what != nullptr ? what : "?"));
}

template<typename Function>
Function next(const char *name)
{
    return reinterpret_cast<Function>(dlsym(RTLD_NEXT, name));
}

using Open = int (*)(const char *, int, ...);
using OpenAt = int (*)(int, const char *, int, ...);

} // namespace

struct sockaddr;

extern "C" {

int open(const char *path, int flags, ...);
int open64(const char *path, int flags, ...);
int openat(int folder, const char *path, int flags, ...);
int openat64(int folder, const char *path, int flags, ...);
int connect(int socket, const sockaddr *address, unsigned length);
int execve(const char *path, char *const arguments[], char *const environment[]);

// The mode stands behind the flags only when a file may be made; handing it on does no harm otherwise.
int open(const char *path, int flags, ...)
{
    va_list rest;
    va_start(rest, flags);
    const unsigned mode = va_arg(rest, unsigned);
    va_end(rest);
    note("open", path);
    static const auto real = next<Open>("open");
    return real(path, flags, mode);
}

int open64(const char *path, int flags, ...)
{
    va_list rest;
    va_start(rest, flags);
    const unsigned mode = va_arg(rest, unsigned);
    va_end(rest);
    note("open", path);
    static const auto real = next<Open>("open64");
    return real(path, flags, mode);
}

int openat(int folder, const char *path, int flags, ...)
{
    va_list rest;
    va_start(rest, flags);
    const unsigned mode = va_arg(rest, unsigned);
    va_end(rest);
    note("open", path);
    static const auto real = next<OpenAt>("openat");
    return real(folder, path, flags, mode);
}

int openat64(int folder, const char *path, int flags, ...)
{
    va_list rest;
    va_start(rest, flags);
    const unsigned mode = va_arg(rest, unsigned);
    va_end(rest);
    note("open", path);
    static const auto real = next<OpenAt>("openat64");
    return real(folder, path, flags, mode);
}

int connect(int socket, const sockaddr *address, unsigned length)
{
    note("connect", std::to_string(*reinterpret_cast<const unsigned short *>(address)).c_str());
    static const auto real = next<int (*)(int, const sockaddr *, unsigned)>("connect");
    return real(socket, address, length);
}

int execve(const char *path, char *const arguments[], char *const environment[]) noexcept
{
    note("run", path);
    static const auto real = next<int (*)(const char *, char *const[], char *const[])>("execve");
    return real(path, arguments, environment);
}

} // extern "C"

namespace assay::test {

void beginWatch()
{
    const std::lock_guard lock(guard());
    seen().clear();
    watching = true;
}

std::vector<std::string> endWatch()
{
    const std::lock_guard lock(guard());
    watching = false;
    return std::move(seen());
}

} // namespace assay::test
