-- Words by which a member has confirmed LinkedIn's own controls, in languages whose labels no table has.
CREATE TABLE labels (
    id INTEGER PRIMARY KEY,
    account_id INTEGER NOT NULL REFERENCES accounts (id),
    word TEXT NOT NULL CHECK (word <> ''),
    confirmed_at INTEGER NOT NULL,
    UNIQUE (account_id, word)
);
