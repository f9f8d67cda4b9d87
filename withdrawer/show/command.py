"""Builds the exact command that continues with a selection."""

from collections.abc import Iterable, Sequence
from datetime import datetime, tzinfo

from withdrawer.plan.dates.spans import FAR_AHEAD, FOREVER_AGO
from withdrawer.plan.decisions import OriginChoice
from withdrawer.plan.half import Half
from withdrawer.plan.person_rules import KEEP_LIST, PersonRule
from withdrawer.plan.selection import Selection, Unsure
from withdrawer.shell import quoted


def command_line(verb: str, selection: Selection, zone: tzinfo, program: Sequence[str] = ("withdrawer",)) -> str:
    """Return a command with the whole selection, ready to be copied. `program` is how withdrawer was called.

    The window is given as instants, because "yesterday" would mean something else tomorrow. An age stays one: by it,
    also those are taken who are so old by LinkedIn's own wording.
    """
    return " ".join(map(quoted, (*program, verb, *selecting_arguments(selection, zone))))


def selecting_arguments(selection: Selection, zone: tzinfo) -> list[str]:
    """Return the options that make this selection, with instants in the user's zone."""
    words: list[str] = []
    if selection.older_than:
        words += ["--older-than", selection.older_than]
    elif window := selection.window:
        words += ["--since", "all" if window.since == FOREVER_AGO else _iso(window.since, zone)]
        words += [] if window.until == FAR_AHEAD else ["--until", _iso(window.until, zone)]
    words += _each("--sent", selection.wordings)
    words += ["--blast"] if selection.blast is not None else []
    words += ["--plan", selection.plan_file.file] if selection.plan_file else []
    if len(selection.halves) < len(Half):
        words += _each("--only", selection.halves)
    words += _rules("--keep", "--keep-file", selection.keep.rules)
    words += _each("--match", selection.match)
    words += ["--with-note"] if selection.with_note else []
    words += ["--with-messages"] if selection.with_messages else []
    words += ["--unsure", selection.unsure] if selection.unsure is not Unsure.SKIP else []
    words += ["--origin", selection.origin] if selection.origin is not OriginChoice.KNOWN else []
    words += ["--also-accepted"] if selection.also_accepted else []
    words += _rules("--first", "--first", selection.first)
    words += ["--limit", str(selection.limit)] if selection.limit is not None else []
    return words


def _iso(instant: datetime, zone: tzinfo) -> str:
    is_whole_minute = instant.second == instant.microsecond == 0
    return instant.astimezone(zone).isoformat(timespec="minutes" if is_whole_minute else "auto")


def _each(option: str, values: Iterable[str]) -> list[str]:
    return [word for value in values for word in (option, str(value))]


def _rules(option: str, file_option: str, rules: Iterable[PersonRule]) -> list[str]:
    """Return the options for these rules: typed ones individually, those from a file as that file.

    A file's source may begin with its option. Rules of the lasting list apply without being typed.
    """
    pairs = (
        (rule.source, rule.whole or rule.written)
        if rule.source in (option, "--keep-match")
        else (file_option, rule.source.removeprefix(f"{file_option} "))
        for rule in rules
        if rule.source != KEEP_LIST
    )
    return [word for pair in dict.fromkeys(pairs) for word in pair]
