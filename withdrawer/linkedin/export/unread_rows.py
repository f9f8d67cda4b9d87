"""What of one table could not be read: counted, with the first lines where it stands."""

from collections import defaultdict
from dataclasses import dataclass, field

NO_DATE = "no date that can be read"
NO_DIRECTION = "a direction that is neither OUTGOING nor INCOMING"
NOT_A_ROW = "a quote that is not closed"
NOBODY = "neither a name nor a profile"
MOST_LINES = 3


@dataclass
class UnreadRows:
    """The faults of a table; `rows` is how many it has."""

    rows: int = 0
    _lines: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))

    def note(self, fault: str, line: int) -> None:
        """A row that has this fault, and on which line it begins."""
        self._lines[fault].append(line)

    def told(self) -> tuple[str, ...]:
        """All of it, a sentence for each kind."""
        return tuple(self._sentence(fault, lines) for fault, lines in self._lines.items())

    def _sentence(self, fault: str, lines: list[int]) -> str:
        where = ", ".join(f"{line:,}" for line in sorted(lines)[:MOST_LINES])
        more = " …" if len(lines) > MOST_LINES else ""
        return (
            f"{len(lines):,} of {self.rows:,} rows {'has' if len(lines) == 1 else 'have'} {fault}: line {where}{more}"
        )
