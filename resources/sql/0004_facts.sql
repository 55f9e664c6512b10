-- SPDX-FileCopyrightText: 2026 Assay contributors
-- SPDX-License-Identifier: Apache-2.0
-- Schema 4: facts, the normal form of what happened that mining and summaries count. Made from events by agent/facts,
-- session by session, and made anew from them at any time; nothing else knows more than these rows say.

-- Texts that acts refer to. kind: 1 head, 2 form, 3 file. Goes with the last fact that uses it.
CREATE TABLE fact_name(
  id INTEGER PRIMARY KEY,
  kind INTEGER NOT NULL,
  text TEXT NOT NULL,
  UNIQUE(kind, text)
) STRICT;

-- Signatures of failures, masked. class: ErrorClass in agent/facts/facts.h.
CREATE TABLE fact_error(
  id INTEGER PRIMARY KEY,
  tool TEXT NOT NULL,
  head TEXT NOT NULL,
  code TEXT NOT NULL,
  text TEXT NOT NULL,
  class INTEGER NOT NULL,
  UNIQUE(tool, head, code, text)
) STRICT;

-- A session whose facts are those of its events. The writer of events takes the row away when it adds some.
CREATE TABLE fact_session(
  session_id INTEGER PRIMARY KEY REFERENCES session(id) ON DELETE CASCADE,
  version INTEGER NOT NULL
) STRICT;

-- natural: hash of the natural key of the first event, equal in the copies that forks hold. ask: an event, 0 = none.
-- words, skills: sorted, separated by blanks; minhash: 64 numbers of four bytes, little endian.
CREATE TABLE fact_episode(
  session_id INTEGER NOT NULL REFERENCES session(id) ON DELETE CASCADE,
  ordinal INTEGER NOT NULL,
  natural INTEGER NOT NULL,
  at INTEGER NOT NULL,
  outcome INTEGER NOT NULL,
  interruption INTEGER NOT NULL,
  ask INTEGER NOT NULL,
  ask_flags INTEGER NOT NULL,                   -- 1 a command, 2 queued
  ask_bytes INTEGER NOT NULL,
  language TEXT NOT NULL,
  simhash INTEGER NOT NULL,
  minhash BLOB NOT NULL,
  words TEXT NOT NULL,
  skills TEXT NOT NULL,
  PRIMARY KEY(session_id, ordinal)
) STRICT, WITHOUT ROWID;

-- What the agent did: a command of a shell call, an edit, a read … in the order of the session.
CREATE TABLE fact_act(
  session_id INTEGER NOT NULL REFERENCES session(id) ON DELETE CASCADE,
  ordinal INTEGER NOT NULL,
  episode INTEGER NOT NULL,
  event_id INTEGER NOT NULL,
  at INTEGER NOT NULL,
  duration_ms INTEGER NOT NULL,
  head INTEGER NOT NULL,
  form INTEGER NOT NULL,
  file INTEGER NOT NULL,                        -- 0 = none
  error INTEGER NOT NULL,                       -- 0 = none
  kind INTEGER NOT NULL,
  outcome INTEGER NOT NULL,
  verifies INTEGER NOT NULL,
  flags INTEGER NOT NULL,
  PRIMARY KEY(session_id, ordinal)
) STRICT, WITHOUT ROWID;
-- Failures of a signature in a window of time.
CREATE INDEX fact_act_by_error ON fact_act(error, at) WHERE error <> 0;

CREATE TABLE fact_refusal(
  session_id INTEGER NOT NULL REFERENCES session(id) ON DELETE CASCADE,
  act INTEGER NOT NULL,                         -- the ordinal of the first act of the refused call
  event_id INTEGER NOT NULL,
  kind INTEGER NOT NULL,
  PRIMARY KEY(session_id, act)
) STRICT, WITHOUT ROWID;
