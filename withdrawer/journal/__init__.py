"""What was seen, meant and done, in one SQLite file: the intent before the click, the outcome after it.

People come in through `scans` (what was seen) and `jobs` (what was confirmed, line by line); `acts` holds each intent
and what became of it, and with `stops` what the allowance and a pause rest on. `columns` turns rows into the records of
`records`; `database` opens the file and `versions` brings it up to date by the scripts in `migrations/`.
"""
