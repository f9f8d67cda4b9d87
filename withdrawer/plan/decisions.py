"""A person's decision in a plan: the verdict, its reason and a connection's origin, as codes stable for scripts.

`show/reasons.py` has the wording of every code.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from withdrawer.plan.people import Person


class Verdict(StrEnum):
    """A plan's verdict on a person."""

    PLANNED = "planned"
    KEPT = "kept"
    UNSURE = "unsure"
    OUTSIDE = "outside"


class Code(StrEnum):
    """The reason for a verdict; in the JSON document these are the keys of `kept`."""

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
    UNTICKED = "unticked"
    # kept, if the user agrees: a data export imported while a job was open put them in question
    EXPORTED_NOTE = "exported_note"
    EXPORTED_INCOMING = "exported_incoming"
    EXPORTED_OUTSIDE = "exported_outside"
    EXPORTED_APART = "exported_apart"
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


PLANNED = frozenset({Code.SELECTED, Code.UNSURE_INCLUDED})
UNSURE = frozenset({Code.NO_DATE, Code.DATE_UNCLEAR, Code.BLAST_UNCLEAR})
OUTSIDE = frozenset(
    {
        Code.NOTHING_SELECTED,
        Code.OTHER_HALF,
        Code.NOT_MATCHED,
        Code.NOT_LISTED,
        Code.OTHER_WORDING,
        Code.BEFORE_WINDOW,
        Code.AFTER_WINDOW,
        Code.SENT_OUTSIDE,
    }
)


class Detail(StrEnum):
    """Distinguishes the cases of a code."""

    # of BLAST_UNCLEAR
    SAME_WORDING = "same_wording"
    AT_THE_EDGE = "at_the_edge"
    NOT_IMPORTED = "not_imported"
    # of LISTED_TWICE: a partly hidden phone number may be someone else's
    SHARED_NUMBER = "shared_number"
    # of BEFORE_WINDOW
    CONNECTED = "connected"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a person has their verdict.

    `detail` is a `Detail`, a `Sign`, the code of an unsure reason (UNSURE_INCLUDED), the keep rule (NAMED), the day of
    the last message (MESSAGED, ISO 8601), the wording (OTHER_WORDING) or the lists asked for (OTHER_HALF).
    """

    code: Code
    detail: str = ""

    @property
    def verdict(self) -> Verdict:
        """The verdict this reason leads to."""
        if self.code in PLANNED:
            return Verdict.PLANNED
        if self.code in UNSURE:
            return Verdict.UNSURE
        return Verdict.OUTSIDE if self.code in OUTSIDE else Verdict.KEPT

    def __str__(self) -> str:
        """Return the reason as the journal stores it. Older journals contain a sentence instead."""
        return f"{self.code}: {self.detail}" if self.detail else self.code.value


class Origin(StrEnum):
    """How certain it is that a connection came of an invitation inside the window (decision 11)."""

    KNOWN = "known"
    LIKELY = "likely"
    UNKNOWN = "unknown"


class OriginChoice(StrEnum):
    """Which origins the user admits to the plan."""

    KNOWN = "known"
    LIKELY = "likely"
    ANY = "any"

    def admits(self, origin: Origin) -> bool:
        """Return whether a connection of this origin may be planned."""
        return self is OriginChoice.ANY or origin is Origin.KNOWN or origin.value == self.value


class Sign(StrEnum):
    """The evidence for an origin."""

    SEEN_PENDING = "seen_pending"
    STILL_PENDING = "still_pending"
    EXPORTED = "exported"
    EXPORTED_NAME = "exported_name"
    IMPORTED = "imported"
    INCOMING = "incoming"
    ENDED = "ended"
    NOTHING = "nothing"

    @property
    def origin(self) -> Origin:
        """How certain the evidence makes the origin."""
        if self in (Sign.SEEN_PENDING, Sign.STILL_PENDING, Sign.EXPORTED):
            return Origin.KNOWN
        return Origin.LIKELY if self in (Sign.EXPORTED_NAME, Sign.IMPORTED) else Origin.UNKNOWN


@dataclass(frozen=True, slots=True)
class Decision:
    """The plan for one person. `sign` is the evidence for a connection's origin, None for an invitation.

    `is_imported` means that the person is in an address book that the member gave LinkedIn.
    """

    person: "Person"
    reason: Reason
    sign: Sign | None = None
    first: bool = False
    is_imported: bool = False

    @property
    def verdict(self) -> Verdict:
        """The plan's verdict on the person."""
        return self.reason.verdict

    @property
    def reason_code(self) -> Code:
        """The code of the reason."""
        return self.reason.code

    @property
    def origin(self) -> Origin | None:
        """A connection's origin; None for an invitation."""
        return self.sign.origin if self.sign else None
