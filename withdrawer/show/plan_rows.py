"""A plan as a table for a spreadsheet, one row per person; the user may change the action of a row."""

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
    """The plan as CSV: everybody once."""
    text = io.StringIO()
    # A spreadsheet takes it for UTF-8 only with the mark in front.
    text.write("\ufeff")
    writer = csv.writer(text)
    writer.writerow(HEADER)
    for decision in decisions_of(plan):
        if decision.reason_code is not Code.LISTED_TWICE:
            writer.writerow(defused(cell) for cell in cells_of(decision))
    return text.getvalue()


def decisions_of(plan: Plan) -> Sequence[Decision]:
    """Everybody, in the order of the rows."""
    return (*plan.sent.decisions, *plan.connections.decisions)


def cells_of(decision: Decision) -> tuple[str, ...]:
    """One row, cell by cell, before it is defused."""
    person = decision.person
    return (
        action_of(decision),
        person.name,
        profile_of(person.key),
        person.headline,
        person.half,
        # With a word before it no spreadsheet takes it for a date of its own.
        f"{AGE[person.half]} {person.wording}".strip(),
        reason_words(decision.reason),
        decision.origin or "",
        SIGNS[decision.sign] if decision.sign else "",
        "yes" if decision.is_imported else "",
    )


def action_of(decision: Decision) -> Action:
    """What the plan does with somebody."""
    return Action.UNDO if decision.verdict is Verdict.PLANNED else Action.KEEP


def profile_of(key: str) -> str:
    """Where a person is found: the address of their profile, their e-mail address or their phone number."""
    return (
        key if is_address(key) or not key else f"https://www.linkedin.com/in/{quote(key, safe='', errors='replace')}/"
    )
