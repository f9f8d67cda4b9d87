"""Where a connection comes from: whether the blast made it, and what shows it (decision 11)."""

from dataclasses import dataclass
from enum import StrEnum


class Origin(StrEnum):
    """How sure it is that a connection came of an invitation inside the window."""

    KNOWN = "known"
    LIKELY = "likely"
    UNKNOWN = "unknown"


class OriginChoice(StrEnum):
    """Which origins a person lets into the plan."""

    KNOWN = "known"
    LIKELY = "likely"
    ANY = "any"

    def admits(self, origin: Origin) -> bool:
        """Whether a connection of this origin may be planned."""
        allowed = {
            OriginChoice.KNOWN: {Origin.KNOWN},
            OriginChoice.LIKELY: {Origin.KNOWN, Origin.LIKELY},
            OriginChoice.ANY: set(Origin),
        }
        return origin in allowed[self]


class Sign(StrEnum):
    """What an origin rests on, in words for people."""

    SEEN_PENDING = "an earlier scan saw it pending"
    STILL_PENDING = "it was on both lists when they were read"
    EXPORTED = "your data export has the invitation"
    EXPORTED_NAME = "your data export has the invitation, matched by its name"
    IMPORTED = "in the address book that you gave LinkedIn"
    INCOMING = "they invited you, says your data export"
    ENDED = "they connected when that invitation was withdrawn or gone already"
    NOTHING = "nothing shows that it came of these invitations"


@dataclass(frozen=True, slots=True)
class Traced:
    """A connection's origin, and what shows it."""

    origin: Origin
    sign: Sign
