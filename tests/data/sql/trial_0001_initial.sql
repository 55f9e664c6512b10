-- SPDX-FileCopyrightText: 2026 Assay contributors
-- SPDX-License-Identifier: Apache-2.0
CREATE TABLE thing(id INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT;
-- A semicolon in a text; and one in a comment must not part a statement.
INSERT INTO thing VALUES (1, 'first; and more');
