"""What `withdrawer keep` answers."""

from collections.abc import Iterable, Sequence
from datetime import tzinfo
from typing import Any

from withdrawer.journal.records import PlanLine
from withdrawer.plan.person_rules import PersonRule
from withdrawer.show.envelope import instant
from withdrawer.undo.keep_changes import Released, Undone

MOST_NAMED = 5


def added_lines(written: str, undone: Sequence[Undone], has_met: bool | None, zone: tzinfo) -> list[str]:
    """The answer for what was written: for the future, and about everybody for whom it comes too late."""
    doubt = "; nobody seen so far is meant by it: is it misspelled?" if has_met is False and not undone else ""
    return [f"{written}: kept from now on{doubt}", *(f"  {_told(one, zone)}" for one in undone)]


def listed_lines(rules: Iterable[PersonRule]) -> list[str]:
    """The list, once for whatever was written, with all by which it means somebody."""
    pointers: dict[str, dict[str, None]] = {}
    for rule in rules:
        pointers.setdefault(rule.written, {})[rule.pointer.value] = None
    return [f"{written}  ({', '.join(by)})" for written, by in pointers.items()]


def removed_lines(removed: Iterable[str], still: Iterable[PersonRule]) -> list[str]:
    """What is off the list; `still` are its rules that were written alike, and hold."""
    left = [f"{line} is still on the list" for line in listed_lines(still)]
    return [*(f"{written}: no longer kept by the list" for written in removed), *left]


def released_lines(people: Released, take_back: str) -> list[str]:
    """What it means for the open job; `take_back` is the command that plans anew whom it left out."""
    told = []
    if people.left_out:
        told.append(
            f"{_names(people.left_out)}: left out of the open job because of the list, and still so. To take them back "
            f"into it: {take_back}"
        )
    if people.coming:
        told.append(f"{_names(people.coming)}: in the plan of the open job, which undoes them when their turn comes")
    if people.never_planned:
        told.append(f"{_names(people.never_planned)}: never in the plan of the open job; it does not touch them")
    return told


def taken_back_line(lines: Sequence[PlanLine]) -> str:
    """Who is planned anew."""
    return f"{_names(lines)}: taken back into the open job, which undoes them when their turn comes"


def take_back_words(lines: Sequence[PlanLine]) -> tuple[str, str]:
    """What is told and asked before somebody comes back into the plan."""
    told = f"The open job left out {_names(lines)} only because of the list."
    return told, f"Take {'this one' if len(lines) == 1 else f'these {len(lines):,}'} back, to be undone by it?"


def added_data(rule: PersonRule, undone: Sequence[Undone]) -> dict[str, Any]:
    """The same for scripts."""
    return {
        **rule_data(rule),
        "already": [
            {
                "key": one.key,
                "name": one.name,
                "outcome": one.outcome.value,
                "at": instant(one.at),
                "invitable_at": instant(one.invitable_at),
            }
            for one in undone
        ],
    }


def rule_data(rule: PersonRule) -> dict[str, Any]:
    """A rule of the list."""
    return {"written": rule.written, "by": rule.pointer.value, "value": rule.value}


def _told(one: Undone, zone: tzinfo) -> str:
    who = f"{one.name or one.key} ({one.key})"
    if one.invitable_at is None:
        return f"{who}: an act on them is not known yet; the next run looks it up"
    return f"{who}: already {one.outcome}; can be invited again from {one.invitable_at.astimezone(zone):%A %d %B %Y}"


def _names(lines: Sequence[PlanLine]) -> str:
    names = list(dict.fromkeys(it.name or it.key for it in lines))
    more = f" and {len(names) - MOST_NAMED:,} more" if len(names) > MOST_NAMED else ""
    return ", ".join(names[:MOST_NAMED]) + more
