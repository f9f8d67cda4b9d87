"""Who is on the replay site, what happens to them, what goes wrong, and the log that tells it."""
