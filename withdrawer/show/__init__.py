"""Presentation: turns the questions, notices and results of `app/` into words, and writes them.

`terminal` is the `User` at a terminal: `prompts` has its questions, `messages` its notices. A command's result becomes
an `envelope.Shown`: lines for a person, data for the JSON document. `output` writes both, made safe.
"""
