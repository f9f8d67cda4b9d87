"""What `withdrawer forget` says: how much it is, what that costs, and what is left where."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from withdrawer.journal.forget import Census
from withdrawer.show.words import people


class What(StrEnum):
    """How much is to be forgotten."""

    PEOPLE = "people"
    PROFILE = "profile"
    ALL = "all"


@dataclass(frozen=True)
class Belongings:
    """What lies in a home. `census` is None where the journal can't be read, `stop` empty where nothing is paused."""

    census: Census | None
    is_signed_in: bool
    snapshots: int
    crashes: int
    copies: int
    stop: str


ELSEWHERE = (
    "Not withdrawer's to delete: lists and exports that you saved elsewhere, crash reports from before there was a "
    "home (withdrawer-*.log in the system's temporary folder), and backups of this machine.",
    "On LinkedIn nothing has changed.",
)
OF_ALL = "A schedule, if you set one up, is taken out of the system as well."
OF_PROFILE = (
    "LinkedIn still lists that sign-in as one of yours. To end it there: Settings, Sign in & security, Where you're "
    "signed in."
)


def warning_lines(what: What, has: Belongings) -> list[str]:
    """What would be deleted, in numbers, and what that costs."""
    lines = ["This deletes from this machine, for good:"]
    if what is not What.PROFILE:
        lines += [f"  {line}" for line in _counted(has)]
    if what is not What.PEOPLE:
        lines.append(f"  the browser's profile{', which holds a session' if has.is_signed_in else ''}")
    if what is What.ALL:
        lines.append("  the journal itself and your settings (config.toml)")
    return [*lines, *_costs(what, has)]


def _counted(has: Belongings) -> list[str]:
    if has.census is None:
        lines = ["a journal that can't be read"]
    else:
        lines = [f"{has.census.people:,} people, by name and profile"]
        lines += [f"your keep list, {people(has.census.kept_rules, 'rule')}"] if has.census.kept_rules else []
        lines += [f"what {people(has.census.exports, 'data export')} told"] if has.census.exports else []
    lines += [f"{people(has.snapshots, 'snapshot')} of pages"] if has.snapshots else []
    lines += [people(has.crashes, "crash report")] if has.crashes else []
    return lines + ([f"put aside earlier: {people(has.copies, 'copy of the journal')}"] if has.copies else [])


def _costs(what: What, has: Belongings) -> list[str]:
    counts, lines = has.census, []
    if what is What.PROFILE:
        return ["To go on later, sign in again: withdrawer login"]
    if counts and counts.open_job_left:
        lines.append(f"The open job ends with {counts.open_job_left:,} left: it can't be gone on with.")
    if counts and counts.unresolved:
        lines.append(f"Not known yet, and not looked up any more: {people(counts.unresolved, 'act')}.")
    lines.append("Who was seen pending is forgotten: connections can no longer be told to come of the blast.")
    if what is What.ALL and has.stop:
        lines.append(f"LinkedIn wanted you, and that is forgotten too: {has.stop} Leave the account alone until then.")
    if what is What.ALL and counts and counts.acts_today:
        lines.append(
            f"The {people(counts.acts_today, 'act')} of the last 22 hours no longer count. Do nothing more today."
        )
    return lines


def forgotten_lines(what: What, has: Belongings, home: Path, left: Sequence[str]) -> list[str]:
    """What is gone, and what is left where."""
    return [f"Forgotten: {what}.", *_left(what, has, home, left), *ELSEWHERE]


def forgotten_data(what: What, has: Belongings, home: Path, left: Sequence[str]) -> dict[str, Any]:
    """The same for scripts."""
    return {
        "forgotten": what.value,
        "counts": asdict(has.census) if has.census else None,
        "home": str(home),
        "left": list(left),
        "notes": [*_left(what, has, home, left), *ELSEWHERE],
    }


def _left(what: What, has: Belongings, home: Path, left: Sequence[str]) -> list[str]:
    lines = []
    match what:
        case What.PEOPLE:
            lines.append(
                f"Left in {home}: whose account it is, when acts were done (without names, for the allowance), your "
                "settings, and the browser's profile, whose cache may show pages with names: withdrawer forget "
                "--profile deletes that."
            )
            if any(name.startswith("site.json") for name in left):
                lines.append("The invented people of the replay are left in site.json: forget --all deletes them.")
        case What.PROFILE:
            lines += [f"Left in {home}: the journal, with everybody's names, and your settings."]
        case What.ALL:
            if left:
                lines.append(f"Left in {home}, as not its own, or another account's: {', '.join(left)}")
            else:
                lines.append(f"{home} is gone.")
            lines.append(OF_ALL)
    return lines + ([OF_PROFILE] if what is not What.PEOPLE and has.is_signed_in else [])
