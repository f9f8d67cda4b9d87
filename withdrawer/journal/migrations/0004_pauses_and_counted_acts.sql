-- From when a notice itself says that the account may be used again; empty where it names nothing.
ALTER TABLE stops ADD COLUMN opens_at INTEGER;

-- When an act counts against the allowance: never before an earlier act does, also where the clock was set back between.
ALTER TABLE acts ADD COLUMN counted_at INTEGER;
UPDATE acts SET counted_at = intended_at;
DROP INDEX acts_by_instant;
CREATE INDEX acts_by_instant ON acts (counted_at) WHERE clicked;
