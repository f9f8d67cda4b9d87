-- A person can end a job for good: it then counts as replaced, by nothing.
ALTER TABLE jobs ADD COLUMN is_ended INTEGER NOT NULL DEFAULT 0;
