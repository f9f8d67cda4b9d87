"""What was seen, meant and done, in one SQLite file: the intent before the click, the outcome after it.

People come in through `scans` (what was seen) and `jobs` (what was confirmed, line by line). `acts` holds each intent
and its outcome; the allowance rests on it, and pauses rest on `stops`. `columns` turns rows into the records of
`records`; `database` opens the file, and `versions` brings it up to date with the scripts in `migrations/`.
"""
