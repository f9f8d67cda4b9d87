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
    """What a page shows of one person, before any meaning is read into it. All text is hostile.

    `slug` is decoded, `address` an e-mail address or a phone number; where both are empty the row belongs to no person
    (a page, an event), or to one whom LinkedIn does not show (`is_hidden`). `age` is the whole age line ("Sent 3 weeks
    ago"). `position` counts from 0 at the top of the list as it was read. `seen_at` is the server's clock (UTC) for the
    answer that brought the row.
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
        """By what the person is known; empty where the row has neither a slug nor an address."""
        return self.slug or self.address


@dataclass(frozen=True, slots=True)
class Person:
    """One person of one list, with the span in which the invitation was sent (or accepted, on Connections).

    `key` is the decoded slug, the e-mail address or the phone number; empty where the row has none, and `is_hidden`
    where it is a member's whom LinkedIn does not show.
    `wording` is LinkedIn's age line without "Sent" or "Connected", lower case, for grouping, in `language`.
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
        """The key as it is compared: sources spell one person in several ways."""
        return key_form(self.key)


class EarlierSighting(msgspec.Struct, frozen=True, gc=False):
    """A person as an earlier scan saw them among the pending invitations: light, since a journal has a great many.

    `position` is their place in that scan's list, None where it is not known and so tells nothing.
    """

    key: str
    wording: str
    span: Span | None
    has_note: bool
    scan_id: int
    position: int | None = None


def person_from(row: Row, zone: tzinfo, wordings: Wordings = ENGLISH) -> Person:
    """Read meaning into a row. `zone` is the person's own, in which LinkedIn may have counted days."""
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
    """Whether a person's key is an e-mail address or a phone number: their row has no profile."""
    return is_email(key) or is_phone(key)


def is_email(key: str) -> bool:
    """Whether a person's key is an e-mail address."""
    return "@" in key
