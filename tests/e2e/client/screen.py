#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 Assay contributors
# SPDX-License-Identifier: Apache-2.0
"""What a window shows, as assistive technology is told it over AT-SPI.

  screen.py where NAME   middle of the first shown thing whose name begins so: "x y"
  screen.py text NAME    its text, or its name
  screen.py row NAME     the cells of the row of a table that holds NAME, with tabs between
  screen.py unnamed      controls in sight that can have the focus and have no name, one a line
  screen.py all          everything in sight: role, name, place

Ends with 1 when there is no such thing.
"""
import sys

import pyatspi


def shown(node):
    states = node.getState()
    return states.contains(pyatspi.STATE_SHOWING) and states.contains(pyatspi.STATE_VISIBLE)


def walk(node, deep=0):
    if node is None or deep > 40:
        return
    yield node
    for i in range(min(node.childCount, 4000)):
        child = node.getChildAtIndex(i)
        if child is not None and shown(child):
            yield from walk(child, deep + 1)


def everything():
    for app in pyatspi.Registry.getDesktop(0):
        if app is None or app.name != 'assay':
            continue
        for window in app:
            yield from walk(window)


def middle(node):
    box = node.queryComponent().getExtents(pyatspi.DESKTOP_COORDS)
    return box.x + box.width // 2, box.y + box.height // 2


def find(name):
    for node in everything():
        if (node.name or '').startswith(name):
            return node
    return None


def text(node):
    try:
        words = node.queryText()
        return words.getText(0, words.characterCount)
    except NotImplementedError:
        return node.name


def row(name):
    for node in everything():
        try:
            table = node.queryTable()
        except NotImplementedError:
            continue
        for i in range(table.nRows):
            cells = [table.getAccessibleAt(i, j) for j in range(table.nColumns)]
            names = [cell.name if cell else '' for cell in cells]
            if name in names:
                return '\t'.join(names)
    return None


def unnamed():
    for node in everything():
        states = node.getState()
        parts = (pyatspi.ROLE_LIST_ITEM, pyatspi.ROLE_TABLE_CELL, pyatspi.ROLE_FRAME)
        if states.contains(pyatspi.STATE_FOCUSABLE) and not node.name and node.getRole() not in parts:
            box = node.queryComponent().getExtents(pyatspi.DESKTOP_COORDS)
            yield '%s at %d %d, %d x %d' % (node.getRoleName(), box.x, box.y, box.width, box.height)


def main(words):
    if words[0] == 'unnamed':
        print('\n'.join(unnamed()))
        return 0
    if words[0] == 'all':
        for node in everything():
            print(node.getRoleName(), repr(node.name), *middle(node))
        return 0
    if words[0] == 'row':
        cells = row(words[1])
        print(cells or '')
        return 0 if cells else 1
    node = find(words[1])
    if node is None:
        return 1
    print('%d %d' % middle(node) if words[0] == 'where' else text(node))
    return 0


sys.exit(main(sys.argv[1:]))
