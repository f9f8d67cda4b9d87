"""The acts and their outcomes, one per line, or as a table for a spreadsheet."""

import csv
import io
from collections.abc import Iterator, Sequence
from datetime import tzinfo

from withdrawer.app.context import CommandContext
from withdrawer.app.history import History
from withdrawer.escape import shown
from withdrawer.journal.records import DONE, Act, Outcome, Proof
from withdrawer.plan.csv_rows import defused
from withdrawer.show.act_words import detail_words
from withdrawer.show.envelope import Shown, instant
from withdrawer.show.plan_rows import profile_of
from withdrawer.show.words import UNCHECKED
from withdrawer.streams import STANDARD

HEADER = ("tried_at", "list", "name", "profile", "outcome", "outcome_at", "detail", "checked")
WORDS = {
    Outcome.ACCEPTED: "accepted meanwhile",
    Outcome.NOT_DONE: "not reached",
    Outcome.UNRESOLVED: "not known yet",
}
"""What a person reads; `--outcome` takes the names."""


def history_shown(found: History, at: CommandContext) -> Shown:
    """Return the acts in the given order; if they went into a list, only how many there are."""
    data = [
        {
            "half": act.half.value,
            "key": act.key,
            "name": act.name,
            "clicked": act.clicked,
            "intended_at": instant(act.intended_at),
            "outcome": act.outcome.value,
            "outcome_at": instant(act.outcome_at),
            "proof": act.proof.value if act.proof else None,
            "detail": detail_words(act.detail),
        }
        for act in found.acts
    ]
    told = {"acts": data, "total": found.total}
    if found.csv is None:
        return Shown(told, [*_lines(found, at.zone)])
    where = "" if str(found.csv) == STANDARD else f"{len(found.acts):,} of {found.total:,} written to {found.csv}."
    return Shown(told, message=where)


def _lines(found: History, zone: tzinfo) -> Iterator[str]:
    width = max((len(outcome_words(act)) for act in found.acts), default=0)
    yield from (history_line(act, zone, width) for act in found.acts)
    if not found.acts:
        yield "Nothing matches what you asked for." if found.is_narrowed else "Nothing has been done yet."
    elif len(found.acts) < found.total:
        yield f"The latest {len(found.acts):,} of {found.total:,}. For more add: --limit {found.total}"


def outcome_words(act: Act) -> str:
    """Return what became of somebody; what LinkedIn only said is no outcome yet."""
    if act.outcome is DONE[act.half] and not is_checked(act):
        return UNCHECKED
    return WORDS.get(act.outcome, act.outcome)


def is_checked(act: Act) -> bool:
    """Return whether a fresh page showed that the act took effect."""
    return act.outcome is DONE[act.half] and act.proof is Proof.READING


def history_line(act: Act, zone: tzinfo, width: int) -> str:
    """Return one act on one line; `width` is that of the outcomes' column."""
    detail = f": {shown(detail_words(act.detail), 300)}" if act.detail else ""
    key = shown(act.key, 200)
    who = key if act.name in ("", act.key) else f"{shown(act.name, 100)} ({key})"
    return f"{act.intended_at.astimezone(zone):%Y-%m-%d %H:%M:%S}  {outcome_words(act):<{width}}  {who}{detail}"


def history_text(acts: Sequence[Act], zone: tzinfo) -> str:
    """Return the acts as CSV, with times of the zone."""
    text = io.StringIO()
    # Without a byte order mark, spreadsheets do not read the file as UTF-8.
    text.write("\ufeff")
    writer = csv.writer(text)
    writer.writerow(HEADER)
    for act in acts:
        ended = f"{act.outcome_at.astimezone(zone):%Y-%m-%d %H:%M:%S}" if act.outcome_at else ""
        cells = (
            f"{act.intended_at.astimezone(zone):%Y-%m-%d %H:%M:%S}",
            act.half.value,
            act.name,
            profile_of(act.key),
            act.outcome.value,
            ended,
            detail_words(act.detail),
            "yes" if is_checked(act) else "",
        )
        writer.writerow(defused(cell) for cell in cells)
    return text.getvalue()
