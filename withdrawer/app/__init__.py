"""What a command does, step by step, without a terminal: what is asked and told goes through a `User`."""
