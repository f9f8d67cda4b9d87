"""The user's own browser on withdrawer's own profile: found, started, signed in, and driven."""
