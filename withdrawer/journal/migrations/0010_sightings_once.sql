-- What is seen again is not written down again: how a person is shown stands once, what a load says of the time once for
-- all of its rows, and a sighting is the place of the one under the other. None is left out: the order of each list, and
-- who stood together in it, are evidence, and a plan must come out as before. Of Connections only the people count.
CREATE TABLE people (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL CHECK (key <> ''),
    name TEXT NOT NULL,
    headline TEXT NOT NULL
);
INSERT INTO people (key, name, headline)
    SELECT key, name, headline FROM sightings WHERE key <> '' GROUP BY key, name, headline ORDER BY MIN(id);
CREATE INDEX people_by_key ON people (key);

CREATE TABLE ages (
    id INTEGER PRIMARY KEY,
    scan_id INTEGER NOT NULL REFERENCES scans (id),
    wording TEXT NOT NULL,
    earliest INTEGER,
    latest INTEGER,
    seen_at INTEGER NOT NULL,
    CHECK ((earliest IS NULL) = (latest IS NULL))
);
INSERT INTO ages (scan_id, wording, earliest, latest, seen_at)
    SELECT scan_id, wording, earliest, latest, seen_at
    FROM sightings JOIN scans ON scans.id = scan_id WHERE half = 'sent' AND key <> ''
    GROUP BY scan_id, wording, earliest, latest, seen_at ORDER BY MIN(sightings.id);
CREATE INDEX ages_by_scan ON ages (scan_id, seen_at);

ALTER TABLE sightings RENAME TO whole_sightings;
CREATE TABLE sightings (
    id INTEGER PRIMARY KEY,
    age_id INTEGER NOT NULL REFERENCES ages (id),
    person_id INTEGER NOT NULL REFERENCES people (id),
    has_note INTEGER NOT NULL,
    position INTEGER NOT NULL
);
INSERT INTO sightings (id, age_id, person_id, has_note, position)
    SELECT whole.id, ages.id, people.id, has_note, position
    FROM whole_sightings AS whole
    JOIN ages ON ages.scan_id = whole.scan_id AND ages.seen_at = whole.seen_at AND ages.wording = whole.wording
        AND ages.earliest IS whole.earliest AND ages.latest IS whole.latest
    JOIN people ON people.key = whole.key AND people.name = whole.name AND people.headline = whole.headline
    ORDER BY whole.id;
DROP TABLE whole_sightings;
