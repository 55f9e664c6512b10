-- SPDX-FileCopyrightText: 2026 Assay contributors
-- SPDX-License-Identifier: Apache-2.0
-- Schema 12: checksums go with the words they are of, also for what was rejected as private, or deleted, before. A short
-- text is found by its hash. Explained in docs/store.md.

DROP TRIGGER decision_is_final;
UPDATE revision SET text = '', sha256 = ''
  WHERE candidate_id IN (SELECT candidate_id FROM decision WHERE reason = 'private');
UPDATE file_change SET before = NULL, after = NULL, name = '', path = '', sha256 = '', after_sha256 = ''
  WHERE candidate_id IN (SELECT candidate_id FROM decision WHERE reason = 'private');
UPDATE decision SET note = '', sha256 = ''
  WHERE candidate_id IN (SELECT candidate_id FROM decision WHERE reason = 'private');
UPDATE decision SET sha256 = '' WHERE sha256 <> '' AND NOT EXISTS
  (SELECT 1 FROM revision r WHERE r.candidate_id = decision.candidate_id AND r.sha256 = decision.sha256);
-- A note goes with a private rejection only; a checksum also when no revision has it any more.
CREATE TRIGGER decision_is_final BEFORE UPDATE ON decision
WHEN NEW.id <> OLD.id OR NEW.candidate_id <> OLD.candidate_id OR NEW.rev <> OLD.rev OR NEW.verdict <> OLD.verdict
  OR NEW.reason <> OLD.reason OR NEW.state_before <> OLD.state_before OR NEW.state_after <> OLD.state_after
  OR NEW.at <> OLD.at OR NEW.actor <> OLD.actor OR NEW.undoes <> OLD.undoes
  OR NEW.note NOT IN ('', OLD.note) OR NEW.sha256 NOT IN ('', OLD.sha256)
  OR NOT EXISTS (SELECT 1 FROM decision d WHERE d.candidate_id = OLD.candidate_id AND d.reason = 'private')
    AND (NEW.note <> OLD.note OR NEW.sha256 <> OLD.sha256 AND EXISTS (SELECT 1 FROM revision r
      WHERE r.candidate_id = OLD.candidate_id AND r.sha256 = OLD.sha256))
BEGIN
  SELECT RAISE(ABORT, 'decisions are only added');
END;
