-- How many of a job's unread rows never came although LinkedIn counted them. Only the others, which are there and can't
-- be read, are known to be nobody's in its plan. Of earlier jobs that is not known.
ALTER TABLE jobs ADD COLUMN missing_sent INTEGER NOT NULL DEFAULT 0;
ALTER TABLE jobs ADD COLUMN missing_connections INTEGER NOT NULL DEFAULT 0;
UPDATE jobs SET missing_sent = unread_sent, missing_connections = unread_connections;
