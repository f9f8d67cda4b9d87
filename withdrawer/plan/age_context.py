"""The words around an age, which are the same in every row of a list: other surroundings mean it is no age line."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from withdrawer.plan.dates.wordings import Wordings
from withdrawer.plan.people import Person, Row

ENOUGH = 3
"""Rows needed to learn what is usual; shorter lists are trusted."""
Frame = tuple[str, str]


@dataclass
class Frames:
    """The frames seen in one list so far. Languages with known frames have none to learn.

    A headline such as "Founder, 3 years ago" looks like an age line. If it is mistaken for one, because the row's own
    can't be read, its date must count as unclear.
    """

    wordings: Wordings
    _seen: Counter[Frame] = field(default_factory=Counter)

    def checked(self, rows: Iterable[tuple[Row, Person]]) -> list[Person]:
        """Return these people, with the span dropped where the words around the age occur in no other row."""
        framed = [(self.wordings.frame(row.age), person) for row, person in rows]
        self._seen.update(frame for frame, _ in framed if frame)
        return [person if self._is_usual(frame) else replace(person, span=None) for frame, person in framed]

    def _is_usual(self, frame: Frame | None) -> bool:
        if frame is None or self._seen.total() < ENOUGH:
            return True
        alike = sum(count for other, count in self._seen.items() if _are_alike(frame, other))
        return alike >= 2


def _are_alike(one: Frame, other: Frame) -> bool:
    """Return whether two frames differ by no more than a particle: "に送信" and "送信"."""
    return all((not a and not b) or (a and b and (a in b or b in a)) for a, b in zip(one, other, strict=True))
