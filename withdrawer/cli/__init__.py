"""What is typed. `commands/` has one file a command; use cases that still stand beside it move to `app/`."""
