"""The command line: `commands/` parses it, `use_case` has `app/` carry it out and `show/` present the result."""
