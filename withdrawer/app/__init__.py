"""What each command does, step by step, with no terminal, click, rich or user-facing sentences (except in errors).

`context` opens what a command works with; `session` opens its browser. Each use case takes that context, asks and
reports through its `User` (typed questions and notices), and returns a value; `show/` has the wording for all three.
"""
