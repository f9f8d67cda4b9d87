"""When LinkedIn pushes back without a wall: slow down first, then stop. Pure."""

from dataclasses import dataclass, field
from statistics import median

REFUSALS = 3
"""So many acts in a row without effect slow the pace; so many more end the run."""
USUAL_ACTS = 8
"""From so many acts it is learnt how long one usually takes."""
LATEST_ACTS = 5
RISE = 3.0
LEAST_RISE_SECONDS = 5.0
"""The latest acts take unexpectedly long where they take so many times the usual, and so much more at least."""
SLOWED = 3.0
"""How many times the waits are longer then."""


@dataclass
class Backoff:
    """What one run has noticed. `reason` is a kind of stop, empty while there is none; `factor` lengthens the waits."""

    factor: float = 1.0
    reason: str = ""
    failures: int = 0
    _usual: list[float] = field(default_factory=list)
    _latest: list[float] = field(default_factory=list)

    def note_failure(self) -> None:
        """An act had no effect."""
        self.failures += 1
        if self.failures == REFUSALS:
            self._step_up("refused")

    def note_success(self, seconds: float) -> None:
        """An act took effect, and took so long from its first click to its proof."""
        self.failures = 0
        if len(self._usual) < USUAL_ACTS:
            self._usual.append(seconds)
            return
        self._latest = [*self._latest, seconds][-LATEST_ACTS:]
        if len(self._latest) == LATEST_ACTS and self._takes_long(median(self._latest)):
            self._step_up("slow")

    def note_found(self) -> None:
        """A fresh reading showed that an act, of which one sign was missing, had taken effect."""
        self.failures = 0

    def _takes_long(self, seconds: float) -> bool:
        usual = median(self._usual)
        return seconds > max(usual * RISE, usual + LEAST_RISE_SECONDS)

    def _step_up(self, reason: str) -> None:
        """The first time slow down, and look again from here on; the next time stop."""
        if self.factor > 1:
            self.reason = reason
        self.factor = SLOWED
        self.failures = 0
        self._latest = []
