-- SPDX-FileCopyrightText: 2026 Assay contributors
-- SPDX-License-Identifier: Apache-2.0
-- Schema 7: under which skill a line was written, and which run spent a message's tokens. Told by the lines, so sessions
-- of an older decoder have neither until they are decoded anew (agent/store/redecode.h).

-- The skill or command whose instructions the model followed, in the client's words; '' = none, or the client tells none.
ALTER TABLE event ADD COLUMN skill TEXT NOT NULL DEFAULT '';
CREATE INDEX event_by_skill ON event(skill COLLATE NOCASE, session_id) WHERE skill <> '';

-- session_skill also names the skills that only such lines tell, with uses = 0.

-- The run within the session of this row; 0 = main thread.
ALTER TABLE message ADD COLUMN run_id INTEGER NOT NULL DEFAULT 0;
ALTER TABLE message_share ADD COLUMN run_id INTEGER NOT NULL DEFAULT 0;

-- Sessions to decode anew.
CREATE INDEX session_by_decoder ON session(decoder_version) WHERE deleted_at IS NULL;
