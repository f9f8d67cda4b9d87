"""Lines of the data export, held against the people of a list: by profile, else by a name that only one bears."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, Protocol, TypeVar

from withdrawer.plan.naming import name_form
from withdrawer.plan.people import Person


class MatchedBy(StrEnum):
    """What showed that a line of the export is about a person."""

    PROFILE = "profile"
    NAME = "name"


class Named(Protocol):
    """A line of the export that names somebody; both may be empty."""

    @property
    def slug(self) -> str:
        """The decoded slug."""

    @property
    def name(self) -> str:
        """The name as the export writes it."""


Line = TypeVar("Line", bound=Named)


@dataclass(frozen=True, slots=True)
class Match(Generic[Line]):
    """What the export says of one person, in the order of the file, and how sure it is that it is they."""

    lines: tuple[Line, ...]
    by: MatchedBy


def match_lines(people: Iterable[Person], lines: Sequence[Line]) -> dict[str, Match[Line]]:
    """By a person's key, what the export says of them.

    A name counts only for a line without a profile, and only where one person and one line bear it: two lines of one
    name may be two people.
    """
    listed = {person.key: person for person in people if person.key}
    by_slug: dict[str, list[Line]] = {}
    by_name: dict[str, list[Line]] = {}
    for line in lines:
        if line.slug:
            by_slug.setdefault(line.slug, []).append(line)
        by_name.setdefault(name_form(line.name), []).append(line)
    bearers = Counter(name_form(person.name) for person in listed.values())
    matches: dict[str, Match[Line]] = {}
    for key, person in listed.items():
        name = name_form(person.name)
        named = by_name.get(name, []) if name else []
        if key in by_slug:
            matches[key] = Match(tuple(by_slug[key]), MatchedBy.PROFILE)
        elif bearers[name] == 1 and len(named) == 1 and not named[0].slug:
            matches[key] = Match((named[0],), MatchedBy.NAME)
    return matches
