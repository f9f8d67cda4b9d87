-- When a reading of a whole list first lacked somebody after an act, where the list itself does not prove that it was
-- whole. A second one, later, does.
ALTER TABLE acts ADD COLUMN missed_at INTEGER;
