"""An endless supply of invented people, the same for the same seed."""

import random
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import product
from typing import Any

import msgspec

from withdrawer.replay.fixtures import fixtures_folder
from withdrawer.replay.pages.layouts import MOST_PHONES

_EVERY_NTH_IN_ANOTHER_SCRIPT = 5
_EVERY_NTH_NUMBER_MASKED = 3


@dataclass(frozen=True)
class Invented:
    """An invented person; `slug` is decoded and keeps the script of the name."""

    first_name: str
    last_name: str
    headline: str
    slug: str

    @property
    def address(self) -> str:
        """An address that belongs to nobody."""
        letters = self.slug.encode("ascii", "ignore").decode()
        return f"{letters.strip('-').replace('-', '.')}@example.org"


@cache
def _data() -> dict[str, Any]:
    decoded: dict[str, Any] = msgspec.toml.decode((fixtures_folder() / "people.toml").read_bytes())
    return decoded


def notes() -> list[str]:
    """The personal notes, to be used in turn."""
    return list(_data()["notes"]["list"])


def phone_numbers() -> Iterator[str]:
    """Yield phone numbers that belong to nobody; every third shows only its end.

    555 0100 to 555 0199 are not assigned to anybody.
    """
    for index in range(MOST_PHONES):
        is_masked = index % _EVERY_NTH_NUMBER_MASKED == _EVERY_NTH_NUMBER_MASKED - 1
        yield f"+44 •••• ••• {121 + index}" if is_masked else f"+1 555 010 {142 + index:04}"


def inventions(seed: int) -> Iterator[Invented]:
    """Yield people with unique slugs, most of them in Latin script; names repeat only after thousands."""
    chance = random.Random(f"names {seed}")
    scripts = dict(_data()["scripts"])
    latin = _shuffled_forever(scripts.pop("latin"), chance)
    others = [_shuffled_forever(script, chance) for script in scripts.values()]
    used: set[str] = set()
    number = 0
    while True:
        number += 1
        turn, is_other = divmod(number, _EVERY_NTH_IN_ANOTHER_SCRIPT)
        first, last = next(others[turn % len(others)] if is_other == 0 else latin)
        slug = f"{_slug_of(f'{first} {last}')}-{chance.randrange(16**6):06x}"
        if slug not in used:
            used.add(slug)
            yield Invented(first, last, chance.choice(_data()["headlines"]["list"]), slug)


def _shuffled_forever(script: dict[str, list[str]], chance: random.Random) -> Iterator[tuple[str, str]]:
    pairs = list(product(script["first"], script["last"]))
    while True:
        chance.shuffle(pairs)
        yield from pairs


def _slug_of(name: str) -> str:
    """The name in lower case, joined by hyphens; Latin letters lose their diacritics, all else stays as it is."""
    letters = []
    for letter in unicodedata.normalize("NFKD", name) if name.isascii() or _is_latin(name) else name:
        if unicodedata.combining(letter) and _is_latin(name):
            continue
        letters.append(letter if letter.isalnum() or unicodedata.category(letter) in {"So", "Mn", "Mc"} else "-")
    return "-".join(part for part in "".join(letters).lower().split("-") if part)


def _is_latin(name: str) -> bool:
    return all("LATIN" in unicodedata.name(letter, "") for letter in name if letter.isalpha())
