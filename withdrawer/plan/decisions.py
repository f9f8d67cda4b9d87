"""One person's line in a plan: the verdict, and why, in codes that scripts may rely on."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from withdrawer.plan.origins import Origin, Sign

if TYPE_CHECKING:
    from withdrawer.plan.people import Person


class Verdict(StrEnum):
    """What a plan says of a person."""

    PLANNED = "planned"
    KEPT = "kept"
    UNSURE = "unsure"
    OUTSIDE = "outside"


class Code(StrEnum):
    """Why, in a word that scripts may rely on: these are the keys of `kept` in the JSON."""

    # planned
    SELECTED = "selected"
    UNSURE_INCLUDED = "unsure_included"
    # kept
    NOT_A_PERSON = "not_a_person"
    NOT_SHOWN = "not_shown"
    NOTE = "note"
    NAMED = "named"
    LISTED_TWICE = "listed_twice"
    ACCEPTED_MEANWHILE = "accepted_meanwhile"
    UNKNOWN_ORIGIN = "unknown_origin"
    LIKELY_ORIGIN = "likely_origin"
    INCOMING = "incoming"
    MESSAGED = "messaged"
    BEYOND_LIMIT = "beyond_limit"
    # unsure
    NO_DATE = "no_date"
    DATE_UNCLEAR = "date_unclear"
    BLAST_UNCLEAR = "blast_unclear"
    # outside
    NOTHING_SELECTED = "nothing_selected"
    OTHER_HALF = "other_half"
    NOT_MATCHED = "not_matched"
    NOT_LISTED = "not_listed"
    OTHER_WORDING = "other_wording"
    BEFORE_WINDOW = "before_window"
    AFTER_WINDOW = "after_window"
    SENT_OUTSIDE = "sent_outside"


__all__ = ["Code", "Decision", "Reason", "Verdict"]


@dataclass(frozen=True, slots=True)
class Reason:
    """A verdict and why: a code for scripts, a sentence for people."""

    verdict: Verdict
    code: Code
    sentence: str


@dataclass(frozen=True, slots=True)
class Decision:
    """What is planned for one person, with its reason. `origin` and its `sign` are told of connections only.

    `is_imported` where an address book that the member gave LinkedIn holds this person.
    """

    person: "Person"
    verdict: Verdict
    reason: str
    reason_code: Code
    origin: Origin | None
    first: bool
    sign: Sign | None = None
    is_imported: bool = False
