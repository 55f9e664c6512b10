-- SPDX-FileCopyrightText: 2026 Assay contributors
-- SPDX-License-Identifier: Apache-2.0
-- Schema 1. One workspace = one such file. Times are ms since the epoch, UTC. Explained in docs/store.md.
-- Never edited once released: changes are a new numbered file.

CREATE TABLE meta(
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Identity of repositories. key: "github.com/owner/name", else "path:/root".
CREATE TABLE project(
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  owner TEXT NOT NULL
) STRICT;

-- Which project a folder belongs to, and how sure we are: 6 alias file, 5 remote of the folder, 4 pr-link,
-- 3 remote seen in git output, 2 worktree rule, 1 the folder itself. A better evidence replaces a weaker one.
CREATE TABLE project_folder(
  folder TEXT PRIMARY KEY,
  project_id INTEGER NOT NULL REFERENCES project(id),
  evidence INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX project_folder_by_project ON project_folder(project_id);

CREATE TABLE session(
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  agent TEXT NOT NULL,
  uuid TEXT NOT NULL,
  project_id INTEGER NOT NULL REFERENCES project(id),
  lineage TEXT NOT NULL,                        -- smallest session uuid of the component
  title TEXT NOT NULL DEFAULT '',
  title_kind INTEGER NOT NULL DEFAULT 0,
  cwd TEXT NOT NULL DEFAULT '',
  branch TEXT NOT NULL DEFAULT '',
  version TEXT NOT NULL DEFAULT '',
  entrypoint TEXT NOT NULL DEFAULT '',
  model TEXT NOT NULL DEFAULT '',
  started_at INTEGER NOT NULL DEFAULT -1,
  ended_at INTEGER NOT NULL DEFAULT -1,
  events INTEGER NOT NULL DEFAULT 0,            -- main thread
  events_total INTEGER NOT NULL DEFAULT 0,      -- with sub-agents
  turns INTEGER NOT NULL DEFAULT 0,
  tool_calls INTEGER NOT NULL DEFAULT 0,
  errors INTEGER NOT NULL DEFAULT 0,
  subagents INTEGER NOT NULL DEFAULT 0,
  compactions INTEGER NOT NULL DEFAULT 0,
  tokens_input INTEGER NOT NULL DEFAULT 0,
  tokens_output INTEGER NOT NULL DEFAULT 0,
  tokens_cache_read INTEGER NOT NULL DEFAULT 0,
  tokens_cache_write INTEGER NOT NULL DEFAULT 0,
  output_lower_bound INTEGER NOT NULL DEFAULT 0,
  cost_estimate REAL NOT NULL DEFAULT 0,        -- USD over messages whose model has a price
  unpriced_messages INTEGER NOT NULL DEFAULT 0, -- > 0: the estimate is not the whole
  cost_client REAL,                             -- the client's own figure, when it wrote one
  decoder_version INTEGER NOT NULL,
  ruleset_version INTEGER NOT NULL,
  deleted_at INTEGER,                           -- hidden since then; purged ten minutes later
  UNIQUE(agent, uuid)
) STRICT;
CREATE INDEX session_by_start ON session(started_at DESC, id DESC) WHERE deleted_at IS NULL;
CREATE INDEX session_by_project ON session(project_id, started_at DESC, id DESC) WHERE deleted_at IS NULL;
CREATE INDEX session_by_lineage ON session(lineage);

-- A file that was read. cursor = bytes consumed (whole lines only); tail_hash covers the bytes just before it.
CREATE TABLE source(
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  agent TEXT NOT NULL,
  path TEXT NOT NULL UNIQUE,
  session_id INTEGER REFERENCES session(id),
  run_agent_id TEXT NOT NULL DEFAULT '',        -- a sub-agent's own file
  device INTEGER NOT NULL,
  inode INTEGER NOT NULL,
  size INTEGER NOT NULL,
  mtime_ns INTEGER NOT NULL,
  head_hash BLOB NOT NULL,                      -- of the first min(cursor, 4096) bytes
  tail_hash BLOB NOT NULL,                      -- of the min(cursor, 4096) bytes before cursor
  cursor INTEGER NOT NULL DEFAULT 0,
  raw_end INTEGER NOT NULL DEFAULT 0,           -- end of the redacted stream
  pos_base INTEGER NOT NULL DEFAULT 0,          -- by the time of its first event; added to offsets, orders a session's files
  lines INTEGER NOT NULL DEFAULT 0,
  lines_decoded INTEGER NOT NULL DEFAULT 0,
  lines_raw INTEGER NOT NULL DEFAULT 0,
  lines_broken INTEGER NOT NULL DEFAULT 0,
  state TEXT NOT NULL DEFAULT 'ok' CHECK(state IN ('ok', 'source_changed', 'source_gone')),
  first_seen_at INTEGER NOT NULL
) STRICT;
CREATE INDEX source_by_session ON source(session_id);
CREATE INDEX source_by_inode ON source(inode, device);

-- Lines without a uuid that occurred in a source, to number equal ones when the file grows.
CREATE TABLE repeated_line(
  source_id INTEGER NOT NULL REFERENCES source(id),
  line_hash BLOB NOT NULL,
  occurrences INTEGER NOT NULL,
  PRIMARY KEY(source_id, line_hash)
) STRICT, WITHOUT ROWID;

-- Redacted lines as they stood in the source. codec 0 = plain (the open tail), 1 = zstd. Position and length count bytes of
-- the redacted stream; first_offset is the place in the source file.
CREATE TABLE raw_block(
  id INTEGER PRIMARY KEY,
  source_id INTEGER NOT NULL REFERENCES source(id),
  raw_position INTEGER NOT NULL,
  raw_length INTEGER NOT NULL,
  first_offset INTEGER NOT NULL,
  codec INTEGER NOT NULL,
  data BLOB NOT NULL
) STRICT;
CREATE UNIQUE INDEX raw_block_by_position ON raw_block(source_id, raw_position);

-- Outputs that the client put into files beside the transcript (tool-results/), redacted. kept counts the bytes of data when
-- unpacked (codec as above); size is the file's, so less kept than size tells of a cut.
CREATE TABLE side_file(
  id INTEGER PRIMARY KEY,
  session_id INTEGER NOT NULL REFERENCES session(id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  size INTEGER NOT NULL,
  mtime_ns INTEGER NOT NULL,
  kept INTEGER NOT NULL,
  codec INTEGER NOT NULL,
  data BLOB NOT NULL,
  UNIQUE(session_id, name)
) STRICT;

-- A sub-agent run of a session.
CREATE TABLE run(
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  session_id INTEGER NOT NULL REFERENCES session(id),
  agent_id TEXT NOT NULL,
  tool_use_id TEXT NOT NULL DEFAULT '',         -- the call that started it
  agent_type TEXT NOT NULL DEFAULT '',
  description TEXT NOT NULL DEFAULT '',
  events INTEGER NOT NULL DEFAULT 0,
  tool_calls INTEGER NOT NULL DEFAULT 0,
  errors INTEGER NOT NULL DEFAULT 0,
  started_at INTEGER NOT NULL DEFAULT -1,
  ended_at INTEGER NOT NULL DEFAULT -1,
  UNIQUE(session_id, agent_id)
) STRICT;
CREATE INDEX run_by_call ON run(session_id, tool_use_id);

-- Natural key: (line_key, block) within the session. kind, outcome, flags: models/data/record.h.
CREATE TABLE event(
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  session_id INTEGER NOT NULL REFERENCES session(id),
  run_id INTEGER NOT NULL DEFAULT 0,            -- 0 = main thread
  position INTEGER NOT NULL,                    -- order within the session: source.pos_base + offset of the line
  block INTEGER NOT NULL,
  line_key BLOB NOT NULL,
  key_is_uuid INTEGER NOT NULL,
  kind INTEGER NOT NULL,
  outcome INTEGER NOT NULL DEFAULT 0,
  flags INTEGER NOT NULL DEFAULT 0,
  at INTEGER NOT NULL DEFAULT -1,
  duration_ms INTEGER NOT NULL DEFAULT -1,
  tool TEXT NOT NULL DEFAULT '',
  tool_use_id TEXT NOT NULL DEFAULT '',
  model TEXT NOT NULL DEFAULT '',
  head TEXT NOT NULL DEFAULT '',
  images INTEGER NOT NULL DEFAULT 0,
  lines_added INTEGER NOT NULL DEFAULT 0,
  lines_removed INTEGER NOT NULL DEFAULT 0,
  text_bytes INTEGER NOT NULL DEFAULT 0,
  input_bytes INTEGER NOT NULL DEFAULT 0,
  output_bytes INTEGER NOT NULL DEFAULT 0,
  source_id INTEGER NOT NULL REFERENCES source(id),
  raw_position INTEGER NOT NULL,
  raw_length INTEGER NOT NULL,
  result_source_id INTEGER NOT NULL DEFAULT 0,
  result_position INTEGER NOT NULL DEFAULT 0,
  result_length INTEGER NOT NULL DEFAULT 0      -- 0 = no result yet
) STRICT;
CREATE UNIQUE INDEX event_by_key ON event(line_key, block, session_id);
CREATE INDEX event_by_position ON event(session_id, run_id, position, block);
CREATE INDEX event_by_call ON event(tool_use_id, session_id) WHERE tool_use_id <> '';
CREATE INDEX event_by_time ON event(at DESC, id DESC);
CREATE INDEX event_by_tool ON event(tool COLLATE NOCASE, at DESC, id DESC);
-- SQLite looks for the events of a source that is deleted; without this, through all of them.
CREATE INDEX event_by_source ON event(source_id);

-- The indexed text. Only agent/store/eventtext changes or deletes rows here.
CREATE TABLE body(
  id INTEGER PRIMARY KEY REFERENCES event(id),
  text TEXT NOT NULL,
  input TEXT NOT NULL,
  output TEXT NOT NULL
) STRICT;
-- What the index sees. Inputs are JSON: their escapes become blanks, or "\nmake" would be the word "nmake".
CREATE VIEW indexed_text(id, text, input, output) AS
  SELECT id, text,
    replace(replace(replace(replace(replace(input, '\\', '  '), '\n', '  '), '\t', '  '), '\r', '  '), '\"', '  '),
    output
  FROM body;
CREATE VIRTUAL TABLE body_index USING fts5(
  text, input, output,
  content='indexed_text', content_rowid='id',
  tokenize="unicode61 remove_diacritics 2"
);
-- Larger batches in memory mean fewer segments to merge: a third off the cost of an import.
INSERT INTO body_index(body_index, rank) VALUES ('hashsize', 8388608);
INSERT INTO body_index(body_index, rank) VALUES ('pgsz', 8000);
INSERT INTO body_index(body_index, rank) VALUES ('crisismerge', 64);

-- Tokens of one API message, counted once over all files; owned by the oldest session that shows it.
CREATE TABLE message(
  message_id TEXT PRIMARY KEY,
  session_id INTEGER NOT NULL REFERENCES session(id),
  model TEXT NOT NULL,
  at INTEGER NOT NULL,
  input INTEGER NOT NULL,
  output INTEGER NOT NULL,
  cache_read INTEGER NOT NULL,
  cache_write_5m INTEGER NOT NULL,
  cache_write_1h INTEGER NOT NULL,
  output_lower_bound INTEGER NOT NULL,
  cost REAL                                     -- NULL = the model has no known price
) STRICT, WITHOUT ROWID;
CREATE INDEX message_by_session ON message(session_id);
-- Sessions other than the owner that show a message too (forks): the heirs when the owner is deleted.
CREATE TABLE message_share(
  message_id TEXT NOT NULL,
  session_id INTEGER NOT NULL REFERENCES session(id),
  PRIMARY KEY(message_id, session_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX message_share_by_session ON message_share(session_id);

-- Titles that name a line we have not seen yet.
CREATE TABLE pending_title(
  leaf BLOB PRIMARY KEY,
  title TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Sessions that share lines: edges of the lineage graph, a < b.
CREATE TABLE lineage_edge(
  a INTEGER NOT NULL REFERENCES session(id),
  b INTEGER NOT NULL REFERENCES session(id),
  PRIMARY KEY(a, b)
) STRICT, WITHOUT ROWID;
CREATE INDEX lineage_edge_by_b ON lineage_edge(b);

-- What the redactor masked, per rule and source.
CREATE TABLE redaction(
  source_id INTEGER NOT NULL REFERENCES source(id),
  rule TEXT NOT NULL,
  count INTEGER NOT NULL,
  PRIMARY KEY(source_id, rule)
) STRICT, WITHOUT ROWID;

-- Totals kept by the writer, so that the status and the first list cost no scan.
CREATE TABLE total(
  name TEXT PRIMARY KEY,
  value INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO total VALUES ('sessions', 0), ('events', 0), ('lines', 0), ('lines_raw', 0), ('lines_broken', 0);
