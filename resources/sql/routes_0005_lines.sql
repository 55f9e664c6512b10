-- SPDX-FileCopyrightText: 2026 Assay contributors
-- SPDX-License-Identifier: Apache-2.0
-- Lines of opted-out runs, by the uuid that a fork keeps when it copies them: so that the copies stay out too. The first 16
-- bytes of its keyed hash.
CREATE TABLE left_out_line(
  line_hash BLOB PRIMARY KEY,
  exclusion_id INTEGER NOT NULL REFERENCES exclusion(id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX left_out_line_by_exclusion ON left_out_line(exclusion_id);
-- As far in the transcript as its lines are in the table above.
ALTER TABLE exclusion ADD COLUMN lines_until INTEGER NOT NULL DEFAULT 0;
