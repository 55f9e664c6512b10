-- SPDX-FileCopyrightText: 2026 Assay contributors
-- SPDX-License-Identifier: Apache-2.0
-- Schema 6: the life of a candidate, and how far mining has come. Explained in docs/store.md.

-- superseded_by: key of the candidate that says it now. snooze_until: ms; 0 = no date. minhash: 64 numbers of four
-- bytes, little endian, of what it is about.
ALTER TABLE candidate ADD COLUMN superseded_by TEXT NOT NULL DEFAULT '';
ALTER TABLE candidate ADD COLUMN snooze_until INTEGER NOT NULL DEFAULT 0;
ALTER TABLE candidate ADD COLUMN minhash BLOB NOT NULL DEFAULT x'';

-- Who decided what, when, over which bytes. Rows are only ever added, and go with their candidate alone.
-- actor: window, terminal, agent, import. undoes: the decision that this one takes back; 0 = none.
ALTER TABLE decision ADD COLUMN state_after TEXT NOT NULL DEFAULT '';
ALTER TABLE decision ADD COLUMN sha256 TEXT NOT NULL DEFAULT '';
ALTER TABLE decision ADD COLUMN actor TEXT NOT NULL DEFAULT '';
ALTER TABLE decision ADD COLUMN undoes INTEGER NOT NULL DEFAULT 0;
-- What the row held that the move changed: the snooze before it.
ALTER TABLE decision ADD COLUMN snooze_lineages_before INTEGER NOT NULL DEFAULT 0;
ALTER TABLE decision ADD COLUMN snooze_until_before INTEGER NOT NULL DEFAULT 0;
CREATE TRIGGER decision_is_final BEFORE UPDATE ON decision BEGIN
  SELECT RAISE(ABORT, 'decisions are only added');
END;
CREATE TRIGGER decision_stays BEFORE DELETE ON decision
WHEN EXISTS (SELECT 1 FROM candidate WHERE id = OLD.candidate_id) BEGIN
  SELECT RAISE(ABORT, 'decisions are only added');
END;

-- What is nearly the same stays away too. minhash: empty for what was private.
ALTER TABLE tombstone ADD COLUMN detector TEXT NOT NULL DEFAULT '';
ALTER TABLE tombstone ADD COLUMN minhash BLOB NOT NULL DEFAULT x'';

-- How much of each session mining has seen, by its natural key. A session is mined again when it has grown, moved to
-- another project or lineage, or when the facts or the miner are of another version.
CREATE TABLE mined_session(
  agent TEXT NOT NULL,
  session_uuid TEXT NOT NULL,
  project_id INTEGER NOT NULL,
  lineage TEXT NOT NULL,
  events INTEGER NOT NULL,
  turns INTEGER NOT NULL,
  version INTEGER NOT NULL,
  mined_at INTEGER NOT NULL,
  PRIMARY KEY(agent, session_uuid)
) STRICT, WITHOUT ROWID;
CREATE INDEX mined_session_by_project ON mined_session(project_id);
