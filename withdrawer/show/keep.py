"""The output of `withdrawer keep`."""

from collections.abc import Iterable, Sequence
from datetime import tzinfo
from typing import Any

from withdrawer.app.context import CommandContext
from withdrawer.app.keep import KeptRules, Unkept
from withdrawer.clock import day_words
from withdrawer.journal.records import PlanLine
from withdrawer.plan.person_rules import PersonRule, Pointer
from withdrawer.shell import quoted
from withdrawer.show.envelope import Shown, instant
from withdrawer.undo.keep_changes import Released, Undone

MOST_NAMED = 5


def kept_shown(found: KeptRules, at: CommandContext) -> Shown:
    """Return the result of `keep add`."""
    lines: list[str] = []
    for written in dict.fromkeys(rule.written for rule in found.rules):
        has_met = None if found.met is None else written in found.met
        lines += added_lines(written, found.undone.get(written, []), has_met, at.zone)
    return Shown({"added": [added_data(rule, found.undone.get(rule.written, [])) for rule in found.rules]}, lines)


def list_shown(rules: Sequence[PersonRule], _: CommandContext) -> Shown:
    """Return the result of `keep list`."""
    return Shown({"kept": [rule_data(rule) for rule in rules]}, listed_lines(rules) or ["Nobody is on the keep list."])


def unkept_shown(found: Unkept, _: CommandContext) -> Shown:
    """Return the result of `keep remove`; what was removed was shown before."""
    if (people := found.people) is None:
        return Shown({"removed": list(found.removed)})
    keys = [it.key for it in people.left_out]
    back, out = (keys, []) if found.is_taken_back else ([], keys)
    return Shown({"removed": list(found.removed), "left_out": out, "taken_back": back}, released_lines(found, people))


def added_lines(written: str, undone: Sequence[Undone], has_met: bool | None, zone: tzinfo) -> list[str]:
    """Return the answer to one added rule: kept from now on, and everyone for whom that comes too late."""
    doubt = "; nobody seen so far is meant by it: is it misspelled?" if has_met is False and not undone else ""
    return [f"{written}: kept from now on{doubt}", *(f"  {_told(one, zone)}" for one in undone)]


def listed_lines(rules: Iterable[PersonRule]) -> list[str]:
    """Return the list with one line per rule as written, with everything it matches by."""
    pointers: dict[str, dict[str, None]] = {}
    for rule in rules:
        pointers.setdefault(rule.written, {})[rule.pointer.value] = None
    return [f"{written}  ({', '.join(by)})" for written, by in pointers.items()]


def removed_lines(removed: Iterable[str], still: Iterable[PersonRule]) -> list[str]:
    """Return what was removed; `still` are rules with the same wording that remain on the list."""
    left = [f"{line} is still on the list" for line in listed_lines(still)]
    return [*(f"{written}: no longer kept by the list" for written in removed), *left]


def released_lines(found: Unkept, people: Released) -> list[str]:
    """Return the effect on the open job, and how to take back those whom it left out."""
    turn = "which undoes them when their turn comes"
    told = []
    if found.is_taken_back:
        told.append(f"{some_names(people.left_out)}: taken back into the open job, {turn}")
    elif people.left_out:
        typed = (f"--keep-match={it.written}" if it.pointer is Pointer.PATTERN else it.written for it in found.rules)
        take_back = " ".join(map(quoted, ["--take-back", *dict.fromkeys(typed)]))
        told.append(
            f"{some_names(people.left_out)}: left out of the open job because of the list, and still so. To take them "
            f"back into it: withdrawer keep remove {take_back}"
        )
    if people.coming:
        told.append(f"{some_names(people.coming)}: in the plan of the open job, {turn}")
    if people.never_planned:
        told.append(f"{some_names(people.never_planned)}: never in the plan of the open job; it does not touch them")
    return told


def added_data(rule: PersonRule, undone: Sequence[Undone]) -> dict[str, Any]:
    """Return the same as JSON data."""
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
    """Return a rule of the list as JSON data."""
    return {"written": rule.written, "by": rule.pointer.value, "value": rule.value}


def _told(one: Undone, zone: tzinfo) -> str:
    who = f"{one.name or one.key} ({one.key})"
    if one.invitable_at is None:
        return f"{who}: it is not known yet whether they were undone; the next run checks"
    return f"{who}: already {one.outcome}; can be invited again from {day_words(one.invitable_at.astimezone(zone))}"


def some_names(lines: Sequence[PlanLine]) -> str:
    """Return the first names, and how many more there are."""
    names = list(dict.fromkeys(it.name or it.key for it in lines))
    more = f" and {len(names) - MOST_NAMED:,} more" if len(names) > MOST_NAMED else ""
    return ", ".join(names[:MOST_NAMED]) + more
