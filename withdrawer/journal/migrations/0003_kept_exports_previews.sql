-- People who are never touched by any job. `written` is what the person typed, `value` that as it is compared.
CREATE TABLE kept (
    id INTEGER PRIMARY KEY,
    pointer TEXT NOT NULL,
    value TEXT NOT NULL,
    written TEXT NOT NULL,
    added_at INTEGER NOT NULL,
    UNIQUE (pointer, value)
);

-- What is needed of a data export, as JSON; no message and no note. `owner` is the slug of the member whose it is,
-- `zone` that of its clock where the person has said it, `digest` tells whether the same export was given before.
CREATE TABLE exports (
    id INTEGER PRIMARY KEY,
    digest TEXT NOT NULL UNIQUE,
    owner TEXT NOT NULL,
    zone TEXT NOT NULL,
    added_at INTEGER NOT NULL,
    content TEXT NOT NULL
);

-- Plans that were written as a list for a spreadsheet, as JSON: what comes back is held against them.
CREATE TABLE previews (
    id INTEGER PRIMARY KEY,
    account_id INTEGER NOT NULL REFERENCES accounts (id),
    made_at INTEGER NOT NULL,
    content TEXT NOT NULL
);
