-- What has come of each line is read from the index alone.
DROP INDEX acts_by_line;
CREATE INDEX acts_by_line ON acts (line_id, id, outcome);
