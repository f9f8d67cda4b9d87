"""What was seen, meant and done, in one SQLite file: intent before the click, outcome after it."""
