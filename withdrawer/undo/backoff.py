"""Pushback from LinkedIn that is not a wall: slow down first, then stop. Pure."""

from dataclasses import dataclass, field
from statistics import median

REFUSALS = 3
"""Consecutive acts without effect that slow the pace; as many again end the run."""
USUAL_ACTS = 8
"""Number of acts, from the start of the run, whose median is taken as the usual duration."""
LATEST_ACTS = 5
RISE = 3.0
LEAST_RISE_SECONDS = 5.0
"""Recent acts are slow if their median exceeds the usual one both RISE-fold and by this many seconds."""
SLOWED = 3.0
"""Factor applied to the waits once the run has slowed down."""


@dataclass
class Backoff:
    """The pushback one run has noticed. `reason` is a kind of stop, or empty; `factor` lengthens the waits."""

    factor: float = 1.0
    reason: str = ""
    failures: int = 0
    _usual: list[float] = field(default_factory=list)
    _latest: list[float] = field(default_factory=list)

    def note_failure(self) -> None:
        """Record an act that had no effect."""
        self.failures += 1
        if self.failures == REFUSALS:
            self._step_up("refused")

    def note_success(self, seconds: float) -> None:
        """Record an act that took effect; `seconds` is how long it took."""
        self.failures = 0
        if len(self._usual) < USUAL_ACTS:
            self._usual.append(seconds)
            return
        self._latest = [*self._latest, seconds][-LATEST_ACTS:]
        if len(self._latest) == LATEST_ACTS and self._takes_long(median(self._latest)):
            self._step_up("slow")

    def note_found(self) -> None:
        """Reset the failure count: a fresh page no longer lists the person of an unresolved act."""
        self.failures = 0

    def _takes_long(self, seconds: float) -> bool:
        usual = median(self._usual)
        return seconds > max(usual * RISE, usual + LEAST_RISE_SECONDS)

    def _step_up(self, reason: str) -> None:
        """Slow down the first time and start counting again; stop the next time."""
        if self.factor > 1:
            self.reason = reason
        self.factor = SLOWED
        self.failures = 0
        self._latest = []
