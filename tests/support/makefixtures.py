#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 Assay contributors
# SPDX-License-Identifier: Apache-2.0
"""Copies transcripts of our own runs of the real client into tests/fixtures/claude/<version>/projects.

    makefixtures.py [--dest FOLDER] VERSION=RUN...

RUN is the folder of a run of one client version; its transcripts are in RUN/home/.claude/projects and its project lies below
RUN/work. Structure, ids and figures stay. Texts that the client's authors wrote (system prompts, tool schemas, listings,
reminders) are replaced, and so is what tells the machine: paths, names, addresses. See tests/fixtures/README.md.
"""

import argparse
import json
import os
import re
import sys

REMOVED = "[client text removed]"
LONGEST = 200  # of a text that the client wrote and that is cut behind its beginning
KEPT = 90

# Text of these is ours (the scripted model's, a tool's output, a file's content), so its length says nothing.
OWN = {"data", "base64", "signature", "stdout", "stderr", "originalFile", "command", "lastPrompt"}
# Fields in tags rather than prose.
NOTICES = ("<task-notification>", "<bash-notification>")
# Members of attachments that hold prose of the client.
ATTACHMENT_PROSE = {"text", "addedLines", "addedBlocks", "commit", "pr", "content", "marketingName", "knowledgeCutoff"}
# Attachments whose content is the person's or the project's own.
ATTACHMENT_OWN = {"file", "edited_text_file", "queued_command", "hook_success", "todo_reminder", "task_reminder"}

REMINDER = re.compile(r"<system-reminder>.*?</system-reminder>", re.S)
TAG = re.compile(r"<([a-z-]+)>")
ADDRESS = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,}")
KERNEL = re.compile(r"Linux \d[\w.+-]*")


def encoded(path):
    """The client's name for the folder of a project: one '-' for each UTF-16 unit outside [A-Za-z0-9]."""
    out = []
    for char in path:
        plain = char.isascii() and char.isalnum()
        out.append(char if plain else "-" * (2 if ord(char) > 0xFFFF else 1))
    return "".join(out)


class Cleaner:
    def __init__(self, run):
        run = os.path.abspath(run)
        work, home = run + "/work", run + "/home"
        self.plain = [
            (work, "/home/dev"), (home, "/home/dev"), (run, "/home/dev"),
            (encoded(work), "-home-dev"), (encoded(run), "-home-dev"),
        ]
        self.patterns = [
            (re.compile(r"/tmp/claude[A-Za-z0-9-]*/"), "/home/dev/.cache/claude/"),
            (re.compile(r"(?:/[\w.+-]+)+/(hook|mcp-probe)\.mjs"), r"/home/dev/probe/\1.mjs"),
            (ADDRESS, "dev@example.org"),
            (KERNEL, "Linux 6.1"),
        ]

    def text(self, text):
        for old, new in self.plain:
            text = text.replace(old, new)
        for pattern, new in self.patterns:
            text = pattern.sub(new, text)
        return REMINDER.sub("<system-reminder>" + REMOVED + "</system-reminder>", text)

    def walk(self, value, key=""):
        if isinstance(value, dict):
            return {self.text(name): self.walk(member, name) for name, member in value.items()}
        if isinstance(value, list):
            return [self.walk(member, key) for member in value]
        if isinstance(value, str):
            value = self.text(value)
            if len(value) > LONGEST and key not in OWN and not value.startswith(NOTICES):
                # What the text is, is told by the tag it stands in.
                tag = TAG.match(value)
                closing = f"</{tag[1]}>" if tag and value.rstrip().endswith(f"</{tag[1]}>") else ""
                return value[:KEPT] + " " + REMOVED + closing
        return value

    def line(self, line):
        kind = line.get("type", "")
        if kind == "api-request-shape":
            line["shape"] = {}
        elif kind == "api-request-blob":
            line["message"] = {"role": line.get("message", {}).get("role", ""), "content": []}
        elif kind == "api-request":
            line["params"] = {"model": line.get("params", {}).get("model", "")}
        elif kind == "attachment":
            self.attachment(line)
        return self.walk(line)

    @staticmethod
    def attachment(line):
        for rendered in line.get("rendered", []):
            rendered["content"] = REMOVED
        attachment = line.get("attachment", {})
        kind = attachment.get("type", "")
        if kind == "prompt_snapshot":
            attachment["systemPrompt"] = [REMOVED]
            if "tools" in attachment:
                attachment["tools"] = []
        elif kind == "instructions":
            for file in attachment.get("files", []):
                file["content"] = REMOVED
        elif kind == "session_context":
            attachment["context"] = {name: REMOVED for name in attachment.get("context", {})}
        if kind in ATTACHMENT_OWN:
            return
        for name in ATTACHMENT_PROSE & attachment.keys():
            attachment[name] = [REMOVED] if isinstance(attachment[name], list) else REMOVED
        for member in attachment.values():
            for name in ATTACHMENT_PROSE & member.keys() if isinstance(member, dict) else ():
                member[name] = REMOVED


def dump(value):
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def copy(run, target):
    cleaner = Cleaner(run)
    source = os.path.join(os.path.abspath(run), "home/.claude/projects")
    warm = 0
    counts = {}
    for folder, _, names in sorted(os.walk(source)):
        if os.path.basename(folder) == "memory":
            continue
        for name in sorted(names):
            path = os.path.join(folder, name)
            with open(path, encoding="utf-8") as file:
                content = file.read()
            # One of the many alike files that a 2.0 client writes for nearly every run is enough.
            if name.startswith("agent-") and '"content":"Warmup"' in content:
                warm += 1
                if warm > 4:
                    continue
            inside = cleaner.text(os.path.relpath(path, source))
            out = os.path.join(target, inside)
            os.makedirs(os.path.dirname(out), exist_ok=True)
            with open(out, "w", encoding="utf-8") as file:
                if not name.endswith(".jsonl"):
                    file.write(dump(cleaner.walk(json.loads(content))) if name.endswith(".json") else cleaner.text(content))
                    continue
                for raw in content.splitlines():
                    line = cleaner.line(json.loads(raw))
                    counts[line.get("type", "")] = counts.get(line.get("type", ""), 0) + 1
                    file.write(dump(line) + "\n")
    return counts


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    here = os.path.dirname(os.path.abspath(__file__))
    parser.add_argument("--dest", default=os.path.join(here, "..", "fixtures", "claude"))
    parser.add_argument("runs", nargs="+", metavar="VERSION=RUN")
    arguments = parser.parse_args()
    for pair in arguments.runs:
        version, _, run = pair.partition("=")
        if not os.path.isdir(os.path.join(run, "home/.claude/projects")):
            print(f"{run}: holds no home/.claude/projects, nothing was copied for {version}", file=sys.stderr)
            return 1
        counts = copy(run, os.path.join(arguments.dest, version, "projects"))
        print(version, " ".join(f"{kind}={count}" for kind, count in sorted(counts.items())))
    return 0


if __name__ == "__main__":
    sys.exit(main())
