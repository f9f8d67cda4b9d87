"""The person's own browser on a profile of withdrawer's own: found, started, signed in, and driven."""
