"""Prints every message that a person may see, by the place it comes from: for those who go through the words.

Help texts, questions and notices are really made, from example values; all else is read out of the source, where what
is filled in at run time stands in braces.
"""

import argparse
import datetime as dt
import re
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import Any

from click.testing import CliRunner

from tests.support.made import MOMENT, example, members
from tests.support.page_strings import said_by_the_pages
from tests.support.reference import commands
from tests.support.strings import said_by_the_code
from withdrawer.app import user, user_questions
from withdrawer.cli.main import withdrawer
from withdrawer.show.messages import lines_of
from withdrawer.show.prompts import prompt_of

WIDTH = 100


def helped() -> Iterator[tuple[str, Sequence[str]]]:
    """What `--help` prints, command by command."""
    for path, _ in commands():
        told = CliRunner().invoke(
            withdrawer, [*path.split()[1:], "--help"], prog_name="withdrawer", terminal_width=WIDTH
        )
        yield path, told.output.splitlines()


def asked() -> Iterator[tuple[str, Sequence[str]]]:
    """Every question, as it stands on the terminal."""
    for kind in members(user_questions.Question):
        yield from _made(kind, _prompt)


def noticed() -> Iterator[tuple[str, Sequence[str]]]:
    """Every notice."""
    for kind in members(user.Notice):
        if kind is user.Said:
            yield from ((it.name, _notice(it)) for it in user.Said)
        else:
            yield from _made(kind, _notice)


def written() -> Iterator[tuple[str, Sequence[str]]]:
    """All other strings of the source, file by file."""
    rest = (it for it in (*said_by_the_code(), *said_by_the_pages()) if it.kind != "help")
    for file, those in groupby(rest, lambda it: it.file):
        lines = sorted(those, key=lambda it: it.line)
        yield file, [f"{it.line:>4}  {'error: ' if it.kind == 'error' else ''}{it.text}" for it in lines]


PARTS: dict[str, Callable[[], Iterator[tuple[str, Sequence[str]]]]] = {
    "help": helped, "questions": asked, "notices": noticed, "strings": written,
}  # fmt: skip


def _made(kind: Any, worded: Callable[[Any], Sequence[str]]) -> Iterator[tuple[str, Sequence[str]]]:
    try:
        yield kind.__name__, worded(example(kind))
    except Exception as error:  # noqa: BLE001 - an example that can't be made hides no other message
        yield kind.__name__, [f"(no example: {type(error).__name__}: {error}; its words are among the strings)"]


def _prompt(question: Any) -> Sequence[str]:
    prompt = prompt_of(question, dt.UTC)
    return [*prompt.names, *prompt.lines, f"{prompt.question} [{prompt.word or 'y/N'}]"]


def _notice(notice: Any) -> Sequence[str]:
    return [line for text in lines_of(notice, MOMENT, dt.UTC) for line in text.splitlines()]


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the parts that are asked for, or all."""
    parser = argparse.ArgumentParser(description="Print every message that a person may see.")
    parser.add_argument("part", nargs="*", help=f"which: {', '.join(PARTS)}; all, if none is named")
    parser.add_argument("--only", default="", metavar="REGEX", help="only places or lines that match")
    given = parser.parse_args(arguments)
    if unknown := set(given.part) - set(PARTS):
        parser.error(f"there is no part called {', '.join(sorted(unknown))}")
    for name in given.part or PARTS:
        print(f"\n==== {name}")  # noqa: T201
        for place, lines in PARTS[name]():
            matching = lines if re.search(given.only, place) else [it for it in lines if re.search(given.only, it)]
            if matching:
                print(f"\n-- {place}", *matching, sep="\n")  # noqa: T201


if __name__ == "__main__":
    main()
