-- One rule may be written in several entries of the keep list: taking one off must leave the others whole.
CREATE TABLE kept_as_written (
    id INTEGER PRIMARY KEY,
    pointer TEXT NOT NULL,
    value TEXT NOT NULL,
    written TEXT NOT NULL COLLATE NOCASE,
    added_at INTEGER NOT NULL,
    UNIQUE (pointer, value, written)
);
INSERT INTO kept_as_written SELECT id, pointer, value, written, added_at FROM kept;
DROP TABLE kept;
ALTER TABLE kept_as_written RENAME TO kept;
