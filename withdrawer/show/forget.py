"""The output of `withdrawer forget`: how much is deleted, what that costs, and what remains where."""

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from withdrawer.app.forget import Forgotten
from withdrawer.app.user_questions import DeleteForGood, Forgettable
from withdrawer.linkedin.addresses import SIGNED_IN_PLACES
from withdrawer.show.envelope import Shown
from withdrawer.show.farewell import uninstall_words
from withdrawer.show.words import people

ELSEWHERE = (
    "Not withdrawer's to delete: lists and exports that you saved elsewhere, crash reports from before there was a "
    "home (withdrawer-*.log in the system's temporary folder), and backups of this machine.",
    "On LinkedIn nothing has changed.",
)
OF_ALL = "A schedule, if you set one up, is removed from the system as well."
OF_PROFILE = (
    "LinkedIn still lists that sign-in as one of yours. To end it there: Settings, Sign in & security, Where you're "
    f"signed in ({SIGNED_IN_PLACES})."
)


def warning_lines(has: DeleteForGood) -> list[str]:
    """Return what would be deleted, in numbers, and what that costs."""
    what = has.what
    lines = ["This deletes from this computer, for good:"]
    if what is not Forgettable.PROFILE:
        lines += [f"  {line}" for line in _counted(has)]
    if what is not Forgettable.PEOPLE:
        lines.append(
            f"  withdrawer's own browser profile{', with your sign-in to LinkedIn' if has.is_signed_in else ''}"
        )
    if what is Forgettable.ALL:
        lines.append("  the record of what was done (the journal), and your settings (config.toml)")
    return [*lines, *_costs(has)]


def _counted(has: DeleteForGood) -> list[str]:
    if has.census is None:
        lines = ["a journal that can't be read"]
    else:
        lines = [f"what is known of {people(has.census.people, 'person')}: name, profile address, dates"]
        lines += [f"your keep list ({people(has.census.kept_rules, 'rule')})"] if has.census.kept_rules else []
        lines += [f"what was kept of {people(has.census.exports, 'data export')}"] if has.census.exports else []
    lines += [people(has.snapshots, "saved page")] if has.snapshots else []
    lines += [people(has.crashes, "crash report")] if has.crashes else []
    return lines + ([f"{people(has.copies, 'older copy')} of the journal"] if has.copies else [])


def _costs(has: DeleteForGood) -> list[str]:
    what, counts, lines = has.what, has.census, []
    if what is Forgettable.PROFILE:
        return ["To continue later, sign in again: withdrawer login"]
    if counts and counts.open_job_left:
        lines.append(f"The open job ends with {counts.open_job_left:,} left: it can't be continued.")
    if counts and counts.unresolved:
        lines.append(
            f"For {people(counts.unresolved, 'person')} it is not known yet whether they were undone, and nobody can "
            "look it up after this. Better first: withdrawer run"
        )
    lines.append("Who was seen pending is forgotten: connections can no longer be linked to the blast.")
    if what is Forgettable.ALL and has.stop:
        lines.append(
            f"LinkedIn asked you for something, and that is forgotten too: {has.stop} "
            "Leave the account alone until then."
        )
    if what is Forgettable.ALL and counts and counts.acts_today:
        done = people(counts.acts_today, "person")
        lines.append(
            f"What was done stays done, but withdrawer forgets that {done} were today's: don't start it again today."
        )
    return lines


def forget_shown(found: Forgotten | None) -> Shown:
    """Return what was deleted and what remains where; empty if the user declined."""
    if found is None:
        return Shown({"forgotten": None})
    has, notes = found.has, [*_left(found.has, found.home, found.left), *ELSEWHERE]
    data = {
        "forgotten": has.what.value,
        "counts": asdict(has.census) if has.census else None,
        "home": str(found.home),
        "left": list(found.left),
        "notes": notes,
    }
    return Shown(data, [f"Forgotten: {has.what}.", *notes])


def _left(has: DeleteForGood, home: Path, left: Sequence[str]) -> list[str]:
    lines = []
    match has.what:
        case Forgettable.PEOPLE:
            lines.append(
                f"Left in {home}: whose account it is, when people were undone (without names, for the allowance), "
                f"your "
                "settings, and the browser's profile, whose cache may show pages with names: withdrawer forget "
                "--profile deletes that."
            )
            if any(name.startswith("site.json") for name in left):
                lines.append("The invented people of the replay are left in site.json: forget --all deletes them.")
        case Forgettable.PROFILE:
            lines += [f"Left in {home}: the journal, with everybody's names, and your settings."]
        case Forgettable.ALL:
            if left:
                lines.append(f"Left in {home}, as not its own, or another account's: {', '.join(left)}")
            else:
                lines.append(f"{home} is gone.")
            lines += [OF_ALL, f"The program itself is still installed. To uninstall it: {uninstall_words()}"]
    return lines + ([OF_PROFILE] if has.what is not Forgettable.PEOPLE and has.is_signed_in else [])
