"""What a command does, step by step: no terminal, no click, no rich, and no sentence but in errors.

`context` opens what a command works with, `session` its browser. Each use case takes that context, asks and tells
through its `User` (typed questions and notices), and gives back a value; `show/` has the words for all three.
"""
