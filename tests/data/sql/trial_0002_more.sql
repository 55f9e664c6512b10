-- SPDX-FileCopyrightText: 2026 Assay contributors
-- SPDX-License-Identifier: Apache-2.0
ALTER TABLE thing ADD COLUMN size INTEGER NOT NULL DEFAULT 0;
CREATE TRIGGER thing_grows AFTER UPDATE OF name ON thing BEGIN
  UPDATE thing SET size = length(new.name) WHERE id = new.id;
END;
