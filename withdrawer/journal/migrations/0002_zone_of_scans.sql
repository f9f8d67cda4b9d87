-- The person's time zone at the time: LinkedIn's "yesterday" may be a calendar day of it. Empty where it was not kept.
ALTER TABLE scans ADD COLUMN zone TEXT NOT NULL DEFAULT '';
