-- What an account wants withdrawn again and again: invitations older than this. The last look says how many were ready.
CREATE TABLE wishes (
    account_id INTEGER PRIMARY KEY REFERENCES accounts (id),
    older_than TEXT NOT NULL CHECK (older_than <> ''),
    selection TEXT NOT NULL,
    days TEXT NOT NULL,
    by_itself INTEGER NOT NULL,
    agreed_at INTEGER NOT NULL,
    looked_at INTEGER,
    ready INTEGER NOT NULL DEFAULT 0,
    oldest_at INTEGER
);

-- Whether a job carries out such a wish.
ALTER TABLE jobs ADD COLUMN is_tidy INTEGER NOT NULL DEFAULT 0;
