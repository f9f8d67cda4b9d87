"""Converts the typed options into a selection. Reads files; raises UsageError before anything is opened."""

from datetime import datetime, tzinfo
from pathlib import Path

from withdrawer.app.typed_input import Selecting
from withdrawer.errors import UsageError
from withdrawer.plan.dates.spans import Window
from withdrawer.plan.dates.window import parse_window, window_older_than
from withdrawer.plan.decisions import OriginChoice
from withdrawer.plan.half import Half
from withdrawer.plan.keep.keep_rules import KeepRules
from withdrawer.plan.keep.rule_tables import read_rule_file
from withdrawer.plan.keep.written_lists import read_people
from withdrawer.plan.person_rules import PersonRule, read_pattern, read_pattern_rule
from withdrawer.plan.selection import Selection, Unsure
from withdrawer.streams import STANDARD
from withdrawer.text_files import read_text

TABLES = (".csv", ".tsv")


def read_selection(typed: Selecting, now: datetime, zone: tzinfo) -> Selection:
    """Return the typed selection. Raises UsageError naming the option and what is wrong with it."""
    for text in typed.match:
        read_pattern(text, "--match")
    if typed.only == Half.SENT and typed.also_accepted:
        raise UsageError(
            "--only sent leaves every connection alone, and --also-accepted removes some.", "Use one of the two."
        )
    if typed.blast is not None and (typed.since or typed.until or typed.sent):
        raise UsageError(
            "--blast says itself when: it does not go together with --since, --until or --sent.",
            "Take the burst as preview found it with --blast alone, or select by --since and --until.",
        )
    if typed.older_than is not None and (typed.since or typed.until or typed.sent or typed.blast is not None):
        raise UsageError(
            "--older-than says itself when: it does not go together with --since, --until, --sent or --blast.",
            "Use it alone. For a time with two ends, type --since and --until.",
        )
    return Selection(
        window=_window(typed, now, zone),
        older_than=typed.older_than or "",
        wordings=typed.sent,
        blast=typed.blast,
        halves=(Half(typed.only),) if typed.only else tuple(Half),
        keep=KeepRules(read_keep(typed)),
        match=typed.match,
        with_note=typed.with_note,
        with_messages=typed.with_messages,
        unsure=Unsure(typed.unsure),
        origin=OriginChoice(typed.origin),
        also_accepted=typed.also_accepted,
        first=tuple(rule for text in typed.first for rule in _first(text)),
        limit=typed.limit,
    )


def _window(typed: Selecting, now: datetime, zone: tzinfo) -> Window | None:
    if typed.older_than is None:
        return parse_window(typed.since, typed.until, now, zone)
    return window_older_than(typed.older_than, now, zone)


def read_keep(typed: Selecting) -> tuple[PersonRule, ...]:
    """Return all keep rules: by name, by pattern and from files."""
    rules = [rule for text in typed.keep for rule in read_people(text, "--keep")]
    rules += [read_pattern_rule(text, "--keep-match") for text in typed.keep_match]
    return (*rules, *(rule for file in typed.keep_file for rule in read_rules(file, "--keep-file")))


def read_rules(file: Path, option: str, *, is_strict: bool = False) -> tuple[PersonRule, ...]:
    """Return the people a file names, one per line or in a table's columns. Raises UsageError if it can't be read.

    With `is_strict`, anyone given with a profile address is matched by that alone.
    """
    source = f"{option} {file}"
    try:
        is_table = file.suffix.casefold() in TABLES
        return read_rule_file(read_text(file, source), source, is_table=is_table, is_strict=is_strict)
    except FileNotFoundError as error:
        raise UsageError(
            f"{option}: {file} can't be read: there is no such file.",
            "Correct the file's name. Nothing was opened, nobody was touched.",
        ) from error


def _first(text: str) -> tuple[PersonRule, ...]:
    file = Path(text)
    try:
        is_file = text == STANDARD or file.is_file()
    except (OSError, ValueError):  # no file can have such a name
        is_file = False
    if is_file:
        return read_rules(file, "--first", is_strict=True)
    return read_people(text, "--first", is_strict=True)
