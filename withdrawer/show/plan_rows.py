"""A plan as a table for a spreadsheet, one row per person; the user may change a row's action."""

import csv
import io
from collections.abc import Sequence
from urllib.parse import quote

from withdrawer.plan.csv_rows import defused
from withdrawer.plan.decisions import Code, Decision, Verdict
from withdrawer.plan.half import Half
from withdrawer.plan.people import is_address
from withdrawer.plan.plan import Plan
from withdrawer.plan.plan_file import Action
from withdrawer.show.list_preview import as_written
from withdrawer.show.reasons import SIGNS, reason_words

HEADER = (
    "action",
    "name",
    "profile",
    "headline",
    "list",
    "age",
    "reason",
    "origin",
    "evidence",
    "address_book",
)
AGE = {Half.SENT: "sent", Half.CONNECTIONS: "connected"}


def list_text(plan: Plan) -> str:
    """Return the plan as CSV, each person once."""
    text = io.StringIO()
    # Without a byte order mark, spreadsheets do not read the file as UTF-8.
    text.write("\ufeff")
    writer = csv.writer(text)
    writer.writerow(HEADER)
    for decision in decisions_of(plan):
        if decision.reason_code is not Code.LISTED_TWICE:
            writer.writerow(defused(cell) for cell in cells_of(decision))
    return text.getvalue()


def decisions_of(plan: Plan) -> Sequence[Decision]:
    """Return all decisions, in row order."""
    return (*plan.sent.decisions, *plan.connections.decisions)


def cells_of(decision: Decision) -> tuple[str, ...]:
    """Return the cells of one row, before they are defused."""
    person = decision.person
    return (
        action_of(decision),
        person.name,
        profile_of(person.key),
        person.headline,
        person.half,
        # The word in front keeps spreadsheets from parsing this as a date.
        f"{AGE[person.half]} {as_written(person.wording, person.language)}".strip(),
        reason_words(decision.reason),
        decision.origin or "",
        SIGNS[decision.sign] if decision.sign else "",
        "yes" if decision.is_imported else "",
    )


def action_of(decision: Decision) -> Action:
    """Return what the plan does with a person."""
    return Action.UNDO if decision.verdict is Verdict.PLANNED else Action.KEEP


def profile_of(key: str) -> str:
    """Return how to find a person: the URL of their profile, their e-mail address or their phone number."""
    return (
        key if is_address(key) or not key else f"https://www.linkedin.com/in/{quote(key, safe='', errors='replace')}/"
    )
