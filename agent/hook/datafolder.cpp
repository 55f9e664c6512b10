// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/hook/datafolder.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

namespace assay {

namespace {

using Path = char[PATH_MAX];

bool join(Path &path, const char *folder, const char *name)
{
    const int length = snprintf(path, sizeof path, "%s/%s", folder, name);
    return length > 0 && static_cast<size_t>(length) < sizeof path;
}

// Absolute, without ".", ".." and double slashes, by what is written alone, as QDir::cleanPath does it.
bool clean(const char *written, Path &path)
{
    Path absolute;
    if (written[0] == '/') {
        if (strlen(written) >= sizeof absolute)
            return false;
        memcpy(absolute, written, strlen(written) + 1);
    } else {
        Path here;
        if (!getcwd(here, sizeof here) || here[0] != '/' || !join(absolute, here, written))
            return false;
    }
    size_t used = 0;
    for (const char *part = absolute; *part != '\0';) {
        const size_t size = strcspn(part, "/");
        if (size == 2 && part[0] == '.' && part[1] == '.') {
            while (used > 0 && path[--used] != '/') {
            }
        } else if (size > 0 && !(size == 1 && part[0] == '.')) {
            path[used++] = '/';
            memcpy(path + used, part, size);
            used += size;
        }
        part += size + (part[size] == '/' ? 1 : 0);
    }
    if (used == 0)
        path[used++] = '/';
    path[used] = '\0';
    return true;
}

// Where the part of the path that exists really is. A link that leads nowhere is nowhere.
bool resolveExisting(const char *path, Path &real)
{
    Path part;
    memcpy(part, path, strlen(path) + 1);
    while (!realpath(part, real)) {
        struct stat info {};
        char *slash = strrchr(part, '/');
        if (lstat(part, &info) == 0 || slash == part)
            return false;
        *slash = '\0';
    }
    return true;
}

// Tests cannot touch a real home.
bool isAllowed(const char *path)
{
    const char *root = getenv("ASSAY_TEST_ROOT");
    if (!root || root[0] == '\0')
        return true;
    Path allowed;
    Path real;
    Path realRoot;
    return clean(root, allowed) && isWithin(path, allowed) && realpath(allowed, realRoot) &&
           resolveExisting(path, real) && isWithin(real, realRoot);
}

} // namespace

bool locateDataFolder(char (&path)[PATH_MAX])
{
    Path joined;
    const char *chosen = getenv("ASSAY_DATA_DIR");
    if (!chosen || chosen[0] == '\0') {
        const char *base = getenv("XDG_DATA_HOME");
        const char *home = getenv("HOME");
        const bool hasBase = base && base[0] == '/';
        if (!hasBase && (!home || home[0] != '/'))
            return false;
        if (!join(joined, hasBase ? base : home, hasBase ? "assay" : ".local/share/assay"))
            return false;
        chosen = joined;
    }
    return clean(chosen, path) && isAllowed(path);
}

bool isWithin(const char *path, const char *folder)
{
    const size_t size = strlen(folder);
    return strncmp(path, folder, size) == 0 && (path[size] == '\0' || path[size] == '/');
}

} // namespace assay
