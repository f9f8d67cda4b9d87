-- What a data export that came while a job was open asks about it, a row a person: whether they are to be kept after all,
-- or whether they are to be removed too. Nobody is acted on before the person has said that they need not be kept.
CREATE TABLE questions (
    id INTEGER PRIMARY KEY,
    job_id INTEGER NOT NULL REFERENCES jobs (id),
    kind TEXT NOT NULL CHECK (kind IN ('keep', 'remove')),
    half TEXT NOT NULL CHECK (half IN ('sent', 'connections')),
    key TEXT NOT NULL CHECK (key <> ''),
    name TEXT NOT NULL,
    position INTEGER NOT NULL,
    reason TEXT NOT NULL,
    raised_at INTEGER NOT NULL,
    answer TEXT CHECK (answer IN ('yes', 'no')),
    answered_at INTEGER,
    CHECK ((answer IS NULL) = (answered_at IS NULL)),
    UNIQUE (job_id, kind, half, key)
);

CREATE TRIGGER no_act_before_the_answer BEFORE INSERT ON acts
WHEN NEW.clicked AND EXISTS (
    SELECT 1
    FROM plan_lines
    JOIN questions ON questions.job_id = plan_lines.job_id
        AND questions.half = plan_lines.half AND questions.key = plan_lines.key
    WHERE plan_lines.id = NEW.line_id AND questions.kind = 'keep' AND COALESCE(questions.answer, '') <> 'no'
)
BEGIN
    SELECT RAISE(ABORT, 'nobody has said yet that this person need not be kept');
END;

-- New invitations between two readings that look like a second blast. `since` is when the reading before began.
CREATE TABLE second_bursts (
    id INTEGER PRIMARY KEY,
    account_id INTEGER NOT NULL REFERENCES accounts (id),
    seen_at INTEGER NOT NULL,
    since INTEGER NOT NULL,
    count INTEGER NOT NULL,
    earliest INTEGER NOT NULL,
    latest INTEGER NOT NULL
);
