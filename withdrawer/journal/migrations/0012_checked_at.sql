-- When a fresh reading confirmed an act. Empty while none has, and for acts of earlier versions, which did not write it.
ALTER TABLE acts ADD COLUMN checked_at INTEGER;
