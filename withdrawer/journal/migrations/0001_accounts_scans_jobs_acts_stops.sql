-- Every instant (…_at, span ends, window ends) is a count of microseconds since 1970, UTC.

CREATE TABLE accounts (
    id INTEGER PRIMARY KEY,
    slug TEXT NOT NULL UNIQUE CHECK (slug <> ''),
    name TEXT NOT NULL,
    first_seen_at INTEGER NOT NULL,
    last_seen_at INTEGER NOT NULL
);

-- One reading of one list. `ended_at` is empty while it goes on, and for ever where it was broken off.
CREATE TABLE scans (
    id INTEGER PRIMARY KEY,
    account_id INTEGER NOT NULL REFERENCES accounts (id),
    half TEXT NOT NULL CHECK (half IN ('sent', 'connections')),
    started_at INTEGER NOT NULL,
    ended_at INTEGER,
    loads INTEGER NOT NULL DEFAULT 0,
    stated_count INTEGER,
    complete INTEGER NOT NULL DEFAULT 0,
    language TEXT NOT NULL DEFAULT ''
);
CREATE INDEX scans_by_start ON scans (started_at);

CREATE TABLE sightings (
    id INTEGER PRIMARY KEY,
    scan_id INTEGER NOT NULL REFERENCES scans (id),
    key TEXT NOT NULL,
    name TEXT NOT NULL,
    headline TEXT NOT NULL,
    wording TEXT NOT NULL,
    earliest INTEGER,
    latest INTEGER,
    has_note INTEGER NOT NULL,
    position INTEGER NOT NULL,
    seen_at INTEGER NOT NULL,
    CHECK ((earliest IS NULL) = (latest IS NULL))
);
CREATE INDEX sightings_by_scan ON sightings (scan_id, key);

CREATE TABLE jobs (
    id INTEGER PRIMARY KEY,
    account_id INTEGER NOT NULL REFERENCES accounts (id),
    state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'finished', 'replaced')),
    selection TEXT NOT NULL,
    since INTEGER NOT NULL,
    until INTEGER NOT NULL,
    per_day INTEGER,
    pace TEXT NOT NULL,
    halves TEXT NOT NULL,
    also_accepted INTEGER NOT NULL,
    confirmed_at INTEGER NOT NULL,
    finished_at INTEGER,
    trial_passed_at INTEGER
);
CREATE UNIQUE INDEX one_open_job ON jobs (account_id) WHERE state = 'open';

-- The whole plan of a job, kept people too: one line a person, each with its verdict and the reason for it.
CREATE TABLE plan_lines (
    id INTEGER PRIMARY KEY,
    job_id INTEGER NOT NULL REFERENCES jobs (id),
    half TEXT NOT NULL CHECK (half IN ('sent', 'connections')),
    key TEXT NOT NULL,
    name TEXT NOT NULL,
    position INTEGER NOT NULL,
    first INTEGER NOT NULL,
    verdict TEXT NOT NULL,
    reason TEXT NOT NULL,
    reason_code TEXT NOT NULL,
    earliest INTEGER,
    latest INTEGER,
    CHECK ((earliest IS NULL) = (latest IS NULL)),
    CHECK (verdict <> 'planned' OR key <> '')
);
CREATE UNIQUE INDEX one_planned_line_a_person ON plan_lines (job_id, half, key) WHERE verdict = 'planned';
CREATE INDEX lines_by_job ON plan_lines (job_id);
CREATE INDEX lines_by_person ON plan_lines (half, key);

-- An act begins as an intent, unresolved. `clicked` is 0 where a reading alone settled the line: nothing was done.
CREATE TABLE acts (
    id INTEGER PRIMARY KEY,
    line_id INTEGER NOT NULL REFERENCES plan_lines (id),
    clicked INTEGER NOT NULL,
    intended_at INTEGER NOT NULL,
    outcome TEXT NOT NULL DEFAULT 'unresolved' CHECK (
        outcome IN ('unresolved', 'withdrawn', 'removed', 'gone', 'accepted', 'refused', 'kept', 'not done')
    ),
    outcome_at INTEGER,
    proof TEXT CHECK (proof IN ('answer', 'reading')),
    detail TEXT NOT NULL DEFAULT '',
    CHECK (outcome NOT IN ('withdrawn', 'removed') OR proof IS NOT NULL),
    CHECK (clicked OR outcome <> 'unresolved')
);
CREATE INDEX acts_by_line ON acts (line_id);
CREATE INDEX acts_by_instant ON acts (intended_at) WHERE clicked;
CREATE INDEX unresolved_acts ON acts (line_id) WHERE outcome = 'unresolved';

-- A page that a person has not settled yet stops every run until `resume`.
CREATE TABLE stops (
    id INTEGER PRIMARY KEY,
    account_id INTEGER REFERENCES accounts (id),
    kind TEXT NOT NULL,
    seen_at INTEGER NOT NULL,
    detail TEXT NOT NULL,
    snapshot TEXT NOT NULL,
    cleared_at INTEGER
);
CREATE INDEX active_stops ON stops (seen_at) WHERE cleared_at IS NULL;

-- Nobody is acted on while it is not known what the last act did, in whichever job that was …
CREATE TRIGGER no_act_while_one_is_unresolved BEFORE INSERT ON acts
WHEN EXISTS (
    SELECT 1
    FROM plan_lines AS mine
    JOIN jobs AS my_job ON my_job.id = mine.job_id
    JOIN plan_lines AS same ON same.half = mine.half AND same.key = mine.key
    JOIN jobs AS same_job ON same_job.id = same.job_id AND same_job.account_id = my_job.account_id
    JOIN acts ON acts.line_id = same.id AND acts.outcome = 'unresolved'
    WHERE mine.id = NEW.line_id
)
BEGIN
    SELECT RAISE(ABORT, 'an earlier act on this person is not resolved yet');
END;

-- … nor again once the job has an outcome for them, nor where no open job plans it.
CREATE TRIGGER no_act_after_the_last BEFORE INSERT ON acts
WHEN EXISTS (SELECT 1 FROM acts WHERE line_id = NEW.line_id AND outcome NOT IN ('unresolved', 'refused', 'not done'))
BEGIN
    SELECT RAISE(ABORT, 'the job has already settled this person');
END;

CREATE TRIGGER no_act_outside_the_plan BEFORE INSERT ON acts
WHEN NOT EXISTS (
    SELECT 1
    FROM plan_lines
    JOIN jobs ON jobs.id = plan_lines.job_id
    WHERE plan_lines.id = NEW.line_id AND plan_lines.verdict = 'planned' AND jobs.state = 'open'
)
BEGIN
    SELECT RAISE(ABORT, 'no open job plans an act on this person');
END;

-- What was done stays done, unless a fresh reading contradicts it: then LinkedIn did not carry it out. A refusal may
-- turn out otherwise in the same way, and who was gone may turn up among the connections.
CREATE TRIGGER an_outcome_stays BEFORE UPDATE OF outcome ON acts
WHEN NOT (
    OLD.outcome IN ('unresolved', 'refused', 'not done')
    OR (OLD.outcome IN ('withdrawn', 'removed') AND NEW.outcome = 'refused')
    OR (OLD.outcome = 'gone' AND NEW.outcome = 'accepted')
)
BEGIN
    SELECT RAISE(ABORT, 'this act already has an outcome');
END;
