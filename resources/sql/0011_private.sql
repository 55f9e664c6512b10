-- SPDX-FileCopyrightText: 2026 Assay contributors
-- SPDX-License-Identifier: Apache-2.0
-- Schema 11: a rejection as private may take the person's words, and the checksum that a short text can be found by,
-- out of the decisions about that candidate. What was decided, when, and by whom stays. Explained in docs/store.md.

DROP TRIGGER decision_is_final;
CREATE TRIGGER decision_is_final BEFORE UPDATE ON decision
WHEN NEW.id <> OLD.id OR NEW.candidate_id <> OLD.candidate_id OR NEW.rev <> OLD.rev OR NEW.verdict <> OLD.verdict
  OR NEW.reason <> OLD.reason OR NEW.state_before <> OLD.state_before OR NEW.state_after <> OLD.state_after
  OR NEW.at <> OLD.at OR NEW.actor <> OLD.actor OR NEW.undoes <> OLD.undoes
  OR NEW.note NOT IN ('', OLD.note) OR NEW.sha256 NOT IN ('', OLD.sha256)
  OR NOT EXISTS (SELECT 1 FROM decision d WHERE d.candidate_id = OLD.candidate_id AND d.reason = 'private')
BEGIN
  SELECT RAISE(ABORT, 'decisions are only added');
END;
