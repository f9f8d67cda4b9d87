"""What a page shows of one person (a row), and what is known of them (a person)."""

from dataclasses import dataclass
from datetime import datetime, tzinfo

import msgspec

from withdrawer.plan.dates.ages import read_age
from withdrawer.plan.dates.languages import ENGLISH
from withdrawer.plan.dates.spans import Span
from withdrawer.plan.dates.wordings import Wordings
from withdrawer.plan.half import Half
from withdrawer.plan.person_rules import key_form
from withdrawer.plan.phones import is_phone

__all__ = ["EarlierSighting", "Half", "Person", "Row", "is_address", "is_email", "is_phone", "person_from"]


@dataclass(frozen=True, slots=True)
class Row:
    """What a page shows of one person, before interpretation. All text is untrusted.

    `slug` is decoded; `address` is an e-mail address or a phone number. If both are empty, the row belongs to no person
    (a page, an event), or to one whom LinkedIn does not show (`is_hidden`). `age` is the whole age line ("Sent 3 weeks
    ago"). `position` counts from 0 at the top of the list as it was read. `seen_at` is the server's time (UTC) in the
    response that contained the row.
    """

    half: Half
    slug: str
    address: str
    name: str
    headline: str
    age: str
    note: str
    position: int
    seen_at: datetime
    is_hidden: bool = False

    @property
    def key(self) -> str:
        """The slug or address that identifies the person; empty if the row has neither."""
        return self.slug or self.address


@dataclass(frozen=True, slots=True)
class Person:
    """One person on one list, with the span in which the invitation was sent (or accepted, on Connections).

    `key` is the decoded slug, the e-mail address or the phone number; empty if the row has none. `is_hidden` marks a
    member whom LinkedIn does not show. `wording` is LinkedIn's age line without "Sent" or "Connected", in lower case,
    for grouping, in `language`.
    """

    half: Half
    key: str
    name: str
    headline: str
    wording: str
    span: Span | None
    has_note: bool
    position: int
    seen_at: datetime
    language: str = ENGLISH.language
    is_hidden: bool = False

    @property
    def form(self) -> str:
        """The key in the form used for comparison, since sources spell it differently."""
        return key_form(self.key)


class EarlierSighting(msgspec.Struct, frozen=True, gc=False):
    """A person as an earlier scan saw them among the pending invitations; compact, as a journal has very many.

    `position` is their place in that scan's list, None if unknown; it then tells nothing.
    """

    key: str
    wording: str
    span: Span | None
    has_note: bool
    scan_id: int
    position: int | None = None


def person_from(row: Row, zone: tzinfo, wordings: Wordings = ENGLISH) -> Person:
    """Interpret a row. `zone` is the user's, in which LinkedIn may have counted days."""
    age = read_age(row.age, row.seen_at, zone, row.half, wordings)
    return Person(
        half=row.half,
        key=row.key,
        name=row.name,
        headline=row.headline,
        wording=age.wording,
        span=age.span,
        has_note=bool(row.note.strip()),
        position=row.position,
        seen_at=row.seen_at,
        language=wordings.language,
        is_hidden=row.is_hidden,
    )


def is_address(key: str) -> bool:
    """Return whether a person's key is an e-mail address or a phone number; their row has no profile."""
    return is_email(key) or is_phone(key)


def is_email(key: str) -> bool:
    """Return whether a person's key is an e-mail address."""
    return "@" in key
