-- SPDX-FileCopyrightText: 2026 Assay contributors
-- SPDX-License-Identifier: Apache-2.0
-- When an opted-out run ended (ms since the epoch; it began at created_at): lines of its sub-agents are told by their time,
-- since range_start and range_end are bytes of the session's transcript.
ALTER TABLE exclusion ADD COLUMN ended_at INTEGER;
