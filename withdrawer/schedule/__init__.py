"""The system's own scheduler starts a run each day: what it is told, what it holds, and what came of each start."""
