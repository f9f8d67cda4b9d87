"""Where a connection comes from: whether the blast made it (decision 11)."""

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
