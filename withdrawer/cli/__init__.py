"""What is typed: `commands/` parses it, `use_case` has `app/` do it and `show/` make something of the result."""
