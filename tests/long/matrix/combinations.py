"""Every layout in every language, with the arms dealt out so that each layout plays all of its own."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest

from withdrawer.replay.fixtures import layouts
from withdrawer.replay.world.page_variants import ARMS

LANGUAGES = ("en", "de", "fr", "pt-BR", "tr", "ja")
NUMBERS = {"stall": ":1500", "overstated": ":2", "sent-meanwhile": ":2"}
"""Small ones: what is waited for is waited for in vain, and takes its time."""


@dataclass(frozen=True)
class Combination:
    """One kind of account: a layout, a language, and in what the pages differ."""

    layout: str
    language: str
    arms: tuple[str, ...] = ()

    @property
    def words(self) -> list[str]:
        """What makes the demo play it."""
        arms = [word for arm in self.arms for word in ("--arm", f"{arm}{NUMBERS.get(arm, '')}")]
        return ["--layout", self.layout, "--lang", self.language, *arms]

    def __str__(self) -> str:
        return " ".join((self.layout, self.language, *self.arms))


def combinations() -> Iterator[Combination]:
    """All pairs of a layout and a language; no two arms of one combination set the same key."""
    for layout in layouts():
        of_layout = [name for name, arm in ARMS.items() if not arm.layouts or layout in arm.layouts]
        hands: list[list[str]] = [[] for _ in LANGUAGES]
        for name in sorted(of_layout, key=lambda name: ARMS[name].key):
            free = [hand for hand in hands if ARMS[name].key not in {ARMS[other].key for other in hand}]
            min(free, key=len).append(name)
        for language, hand in zip_longest(LANGUAGES, hands):
            yield Combination(layout, language, tuple(hand))
