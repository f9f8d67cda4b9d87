"""One file per command: its options, its help, and the use case that it calls."""
