"""What `withdrawer keep` answers."""

from collections.abc import Sequence
from datetime import tzinfo
from typing import Any

from withdrawer.plan.naming import PersonRule
from withdrawer.show.envelope import instant
from withdrawer.undo.already import Undone


def added_lines(rule: PersonRule, undone: Sequence[Undone], has_met: bool | None, zone: tzinfo) -> list[str]:
    """The answer for one rule: for the future, and about everybody for whom it comes too late."""
    doubt = "; nobody seen so far is meant by it: is it misspelled?" if has_met is False and not undone else ""
    return [f"{rule.written}: kept from now on{doubt}", *(f"  {_told(one, zone)}" for one in undone)]


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
