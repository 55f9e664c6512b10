-- SPDX-FileCopyrightText: 2026 Assay contributors
-- SPDX-License-Identifier: Apache-2.0
-- Rolling summaries, and the counts that questions over time are answered from. Made from facts by
-- agent/store/memorypass, and made anew from them at any time. Explained in docs/store.md. Times are ms since the epoch.

-- Whose row is here is told in full. Facts that are made anew, or gone, take it away.
CREATE TABLE memory_session(
  session_id INTEGER PRIMARY KEY REFERENCES session(id) ON DELETE CASCADE
) STRICT;
CREATE TRIGGER memory_outdated AFTER INSERT ON fact_session BEGIN
  DELETE FROM memory_session WHERE session_id = new.session_id;
END;
CREATE TRIGGER memory_without_facts AFTER DELETE ON fact_session BEGIN
  DELETE FROM memory_session WHERE session_id = old.session_id;
END;
-- Copies of an episode, of which one counts.
CREATE INDEX fact_episode_by_natural ON fact_episode(natural);

-- One row: the zone whose hours and days these are, and when all that was captured until then was told.
CREATE TABLE memory_state(
  id INTEGER PRIMARY KEY CHECK(id = 1),
  zone TEXT NOT NULL,                           -- IANA
  version INTEGER NOT NULL,
  refreshed_at INTEGER NOT NULL
) STRICT;

-- Notes. scope: 1 session × hour, 2 session, 3 project × hour, 4 project × day, 5 workspace × day. owner: a session, a
-- project, or 0. bucket: where the hour or the day begins; 0 = a whole session. bullets: models/data/memory/memorynote.h.
-- prose: what a model made of the bullets whose hash prose_of is.
CREATE TABLE memory(
  scope INTEGER NOT NULL,
  owner INTEGER NOT NULL,
  bucket INTEGER NOT NULL,
  project_id INTEGER NOT NULL,                  -- 0 = of the workspace
  bullets TEXT NOT NULL,
  prose TEXT,
  prose_of TEXT,
  PRIMARY KEY(scope, owner, bucket)
) STRICT, WITHOUT ROWID;
CREATE INDEX memory_by_bucket ON memory(scope, project_id, bucket);

-- Hours and days (scope as above) of a project that are to be told anew.
CREATE TABLE memory_due(
  scope INTEGER NOT NULL,
  project_id INTEGER NOT NULL,
  bucket INTEGER NOT NULL,
  PRIMARY KEY(scope, project_id, bucket)
) STRICT, WITHOUT ROWID;

-- What answers are grouped by: the signature of a failure, else the head of the act.
CREATE TABLE memory_group(
  id INTEGER PRIMARY KEY,
  label TEXT NOT NULL UNIQUE,
  head TEXT NOT NULL,
  tool TEXT NOT NULL,
  class INTEGER NOT NULL                        -- StoryError
) STRICT;
-- Words that acts have to do with: services, files, programs, codes; in lower case.
CREATE TABLE memory_topic(
  id INTEGER PRIMARY KEY,
  text TEXT NOT NULL UNIQUE,
  form TEXT NOT NULL                            -- letters and digits only: spellings of one name are equal
) STRICT;
CREATE INDEX memory_topic_by_form ON memory_topic(form);
-- A group together with a set of topics. key: hash of their texts.
CREATE TABLE memory_sign(
  id INTEGER PRIMARY KEY,
  key INTEGER NOT NULL UNIQUE,
  group_id INTEGER NOT NULL
) STRICT;
CREATE TABLE memory_sign_topic(
  topic_id INTEGER NOT NULL,
  sign_id INTEGER NOT NULL,
  PRIMARY KEY(topic_id, sign_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX memory_sign_topic_by_sign ON memory_sign_topic(sign_id);

-- Acts by time. trouble: 1 = failed, denied, interrupted. outcome: StoryOutcome in models/data/factkinds.h.
CREATE TABLE memory_act(
  trouble INTEGER NOT NULL,
  at INTEGER NOT NULL,
  session_id INTEGER NOT NULL,
  act INTEGER NOT NULL,
  event_id INTEGER NOT NULL,
  project_id INTEGER NOT NULL,
  sign_id INTEGER NOT NULL,
  outcome INTEGER NOT NULL,
  PRIMARY KEY(trouble, at, session_id, act)
) STRICT, WITHOUT ROWID;
CREATE INDEX memory_act_by_session ON memory_act(session_id);

-- The same, counted. level: 3 by hour and sign, 4 by day and sign, 5 by day and group (sign_id is a group_id).
CREATE TABLE memory_count(
  level INTEGER NOT NULL,
  trouble INTEGER NOT NULL,
  bucket INTEGER NOT NULL,
  project_id INTEGER NOT NULL,
  sign_id INTEGER NOT NULL,
  outcome INTEGER NOT NULL,
  count INTEGER NOT NULL,
  first_at INTEGER NOT NULL,
  last_at INTEGER NOT NULL,
  PRIMARY KEY(level, trouble, bucket, project_id, sign_id, outcome)
) STRICT, WITHOUT ROWID;
CREATE INDEX memory_count_by_sign ON memory_count(sign_id, level, trouble, bucket);
