"""The world of the site: who is pending, connected, withdrawn or removed, and what can change that."""

from datetime import UTC, datetime
from enum import StrEnum

import msgspec

from withdrawer.replay.world.scenario import SiteMember


class Status(StrEnum):
    """A person's relation to the member."""

    PENDING = "pending"
    CONNECTED = "connected"
    WITHDRAWN = "withdrawn"
    REMOVED = "removed"


class Acceptance(StrEnum):
    """When a person of the blast accepts: before the site started, or after the list was first read."""

    BEFORE = "before"
    AFTER = "after"


class Resident(msgspec.Struct):
    """One person of the site. Instants are in UTC.

    `slug` is decoded, or the e-mail address or phone number of somebody without a profile, as the row shows it.
    `sent_at` is None for people who invited the member.
    """

    slug: str
    first_name: str
    last_name: str
    headline: str
    invitation_id: str
    sent_at: datetime | None
    blast: bool = False
    note: str = ""
    accepts: Acceptance | None = None
    status: Status = Status.PENDING
    at_start: Status = Status.PENDING
    connected_at: datetime | None = None
    is_listed: bool = False

    @property
    def name(self) -> str:
        """The full name; the address or number if there is no profile."""
        return f"{self.first_name} {self.last_name}".strip()

    @property
    def has_profile(self) -> bool:
        """Whether the invitation went to a profile: a slug has neither an @ nor a space."""
        return "@" not in self.slug and " " not in self.slug


class World(msgspec.Struct):
    """The member and everybody related to them."""

    member: SiteMember
    people: list[Resident]

    def pending(self) -> list[Resident]:
        """The people on the Sent page, newest first."""
        return sorted(self._with(Status.PENDING), key=lambda person: person.sent_at or _NEVER, reverse=True)

    def connections(self) -> list[Resident]:
        """The people on the Connections page, newest first."""
        return sorted(self._with(Status.CONNECTED), key=lambda person: person.connected_at or _NEVER, reverse=True)

    def find_slug(self, slug: str) -> Resident | None:
        """The person with that slug (decoded), address or number, or None."""
        return next((person for person in self.people if person.slug == slug), None)

    def find_invitation(self, invitation_id: str) -> Resident | None:
        """The person who got that invitation, or None."""
        return next((person for person in self.people if person.invitation_id == invitation_id), None)

    def accept(self, now: datetime) -> list[Resident]:
        """Let people accept who do so after the Sent page has listed them. Returns them."""
        accepting = [p for p in self._with(Status.PENDING) if p.is_listed and p.accepts is Acceptance.AFTER]
        for person in accepting:
            person.status, person.connected_at = Status.CONNECTED, now
        return accepting

    def _with(self, status: Status) -> list[Resident]:
        return [person for person in self.people if person.status is status]


_NEVER = datetime.min.replace(tzinfo=UTC)
