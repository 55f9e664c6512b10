-- SPDX-FileCopyrightText: 2026 Assay contributors
-- SPDX-License-Identifier: Apache-2.0
-- Schema 2: what the person adds to sessions, and which tools a session used, counted, so that lists and facets need no
-- scan of events.

CREATE TABLE session_tag(
  session_id INTEGER NOT NULL REFERENCES session(id) ON DELETE CASCADE,
  tag TEXT NOT NULL,
  PRIMARY KEY(session_id, tag)
) STRICT, WITHOUT ROWID;
CREATE INDEX session_tag_by_tag ON session_tag(tag COLLATE NOCASE, session_id);

CREATE TABLE session_note(
  session_id INTEGER PRIMARY KEY REFERENCES session(id) ON DELETE CASCADE,
  text TEXT NOT NULL,
  changed_at INTEGER NOT NULL
) STRICT;

CREATE TABLE bookmark(
  event_id INTEGER PRIMARY KEY REFERENCES event(id) ON DELETE CASCADE,
  session_id INTEGER NOT NULL REFERENCES session(id) ON DELETE CASCADE,
  created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX bookmark_by_session ON bookmark(session_id);

-- Sub-agents included, calls of our own programs (flag 1) too. failures: outcome Failed.
CREATE TABLE session_tool(
  session_id INTEGER NOT NULL REFERENCES session(id) ON DELETE CASCADE,
  tool TEXT NOT NULL,
  calls INTEGER NOT NULL,
  failures INTEGER NOT NULL,
  PRIMARY KEY(session_id, tool)
) STRICT, WITHOUT ROWID;
INSERT INTO session_tool SELECT session_id, tool, count(*), sum(outcome = 2) FROM event WHERE tool <> '' GROUP BY 1, 2;

-- Few events are: so that is:denied and is:interrupted look at those alone. As in models/data/filter/filtersql.cpp.
CREATE INDEX event_denied ON event(session_id) WHERE outcome = 3;
CREATE INDEX event_interrupted ON event(session_id) WHERE outcome = 4 OR kind = 12;
