#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 Assay contributors
# SPDX-License-Identifier: Apache-2.0
"""layering.py ROOT: fails when a room includes what it must not, or a file outgrows its limit (docs/architecture.md)."""

import pathlib
import re
import sys

# What the sources of a room may include of ours, by prefix. The longest matching room counts.
ROOMS = {
    "agent/ipc": ["agent/ipc"],
    "agent/gate": ["agent/gate"],
    "agent/hook": ["agent/hook", "agent/gate"],
    "models/data": ["models/data"],
    "models/items": ["models/items", "models/data"],
    "agent": ["agent", "models/data"],
    "views": ["views", "models/items", "models/data"],
    "app": ["app", "views", "models", "agent/ipc"],
}
# Patterns that may stand only below these folders (tests and bench may do as they like).
PLACES = {
    r"#include <simdjson": ["agent/read"],
    r"#include <re2/": ["agent/redact"],
    r"#include <(QSqlDatabase|QSqlQuery|QSqlError|sqlite3\.h)": ["models/data", "agent/store"],
    r"#include <(QJson\w+)": [],
    r"#include <(QWidget|QApplication|QPainter|QIcon|QColor|QPalette|QFont|QImage|QPixmap)\b": ["views", "app"],
    r"\b(TODO|FIXME|XXX|HACK)\b": [],
    r"\bQSortFilterProxyModel\b": [],
}
# Rooms that link nothing but libc: of other people's headers only C's.
LIBC_ONLY = ("agent/gate/", "agent/hook/")
LIMITS = {".cpp": 400, ".h": 120}
FUNCTION_LIMIT = 60
# clang-format puts the braces of a function, and of nothing else, alone at the start of a line.
# One name for two types is undefined behaviour that no compiler and no linker tells of.
TYPE = re.compile(r"^(?:struct|class|enum class) (\w+)(?: final)?(?: : [^;{]*)?\s*\{", re.MULTILINE)
FUNCTION = re.compile(r"^\{\n(.*?)^\}", re.DOTALL | re.MULTILINE)


def room_of(path):
    fitting = [room for room in ROOMS if path.startswith(room + "/")]
    return max(fitting, key=len) if fitting else None


def faults(root):
    types = {}
    for file in sorted(root.rglob("*")):
        path = file.relative_to(root).as_posix()
        if file.suffix not in LIMITS or path.startswith(("build", ".")):
            continue
        text = file.read_text(encoding="utf-8")
        if "SPDX-License-Identifier: Apache-2.0" not in text[:200]:
            yield f"{path}: no SPDX lines"
        if text.count("\n") > LIMITS[file.suffix]:
            yield f"{path}: {text.count(chr(10))} lines, the limit is {LIMITS[file.suffix]}"
        for function in FUNCTION.finditer(text):
            if function.group(1).count("\n") > FUNCTION_LIMIT:
                line = text.count("\n", 0, function.start()) + 1
                yield f"{path}:{line}: a function of more than {FUNCTION_LIMIT} lines"
        if path.startswith(("tests/", "bench/")):
            continue
        for name in TYPE.findall(text) if file.suffix == ".h" else []:
            if types.setdefault(name, path) != path:
                yield f"{path}: {types[name]} has a type {name} too"
        # agent/sample builds JSON by value, and nothing but its own sources includes those headers.
        if file.suffix == ".h" and not path.startswith("agent/sample/") and "#include <nlohmann/json.hpp>" in text:
            yield f"{path}: a header includes json.hpp; use json_fwd.hpp"
        room = room_of(path)
        for include in re.findall(r'#include "([^"]+)"', text):
            if room and not include.endswith(".moc") and not any(include.startswith(p + "/") for p in ROOMS[room]):
                yield f"{path}: {room} must not include {include}"
        if path.startswith(LIBC_ONLY):
            for include in re.findall(r"#include <([^>]+)>", text):
                if not include.endswith(".h") or "/" in include.removeprefix("sys/").removeprefix("linux/"):
                    yield f"{path}: links nothing but libc, must not include {include}"
        for pattern, places in PLACES.items():
            if re.search(pattern, text) and not any(path.startswith(place + "/") for place in places):
                yield f"{path}: {pattern} belongs in {places or 'no file'}"


def main():
    found = list(faults(pathlib.Path(sys.argv[1])))
    print("\n".join(found) or "layering holds")
    return 1 if found else 0


sys.exit(main())
