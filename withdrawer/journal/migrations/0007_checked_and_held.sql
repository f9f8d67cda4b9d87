-- LinkedIn said yes to this act and did not make it. It uses allowance, but none of the person's tries.
ALTER TABLE acts ADD COLUMN held INTEGER NOT NULL DEFAULT 0;

-- An act with an answer for its proof waits for a fresh reading. Earlier versions read all acts back before they finished
-- a job, and wrote down only what the reading contradicted.
UPDATE acts SET proof = 'reading'
WHERE proof = 'answer' AND line_id IN (
    SELECT plan_lines.id FROM plan_lines JOIN jobs ON jobs.id = plan_lines.job_id WHERE jobs.state = 'finished'
);
CREATE INDEX unchecked_acts ON acts (line_id) WHERE proof = 'answer';

-- How many people a reading listed, to be held against the page's own count.
ALTER TABLE scans ADD COLUMN listed INTEGER NOT NULL DEFAULT 0;

-- How many rows could not be read when the job was confirmed: nobody knows whether they belong to it.
ALTER TABLE jobs ADD COLUMN unread_sent INTEGER NOT NULL DEFAULT 0;
ALTER TABLE jobs ADD COLUMN unread_connections INTEGER NOT NULL DEFAULT 0;
