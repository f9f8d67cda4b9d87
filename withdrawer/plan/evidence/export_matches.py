"""Lines of the data export, held against the people of a list: by profile, else by a name that only one bears."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, Protocol, TypeVar

from withdrawer.plan.people import Person
from withdrawer.plan.person_rules import key_form, name_form


class MatchedBy(StrEnum):
    """What showed that a line of the export is about a person."""

    PROFILE = "profile"
    NAME = "name"


class Named(Protocol):
    """A line of the export that names somebody; both may be empty."""

    @property
    def slug(self) -> str:
        """The decoded slug, in any spelling."""

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
    """By the form of a person's key, what the export says of them.

    A name counts only for a line without a profile, and only where one person and one line bear it: two lines of one
    name may be two people.
    """
    listed = {person.form: person for person in people if person.key}
    by_slug: dict[str, list[Line]] = {}
    for line in lines:
        if line.slug:
            by_slug.setdefault(key_form(line.slug), []).append(line)
    matches = {key: Match(tuple(by_slug[key]), MatchedBy.PROFILE) for key in listed if key in by_slug}
    for key, line in _by_name(listed, lines):
        matches.setdefault(key, Match((line,), MatchedBy.NAME))
    return matches


def _by_name(listed: Mapping[str, Person], lines: Sequence[Line]) -> Iterator[tuple[str, Line]]:
    if all(line.slug for line in lines):
        return
    names = {key: name_form(person.name) for key, person in listed.items()}
    bearers = Counter(names.values())
    by_name: dict[str, list[Line]] = {}
    for line in lines:
        by_name.setdefault(name_form(line.name), []).append(line)
    for key, name in names.items():
        named = by_name.get(name, [])
        if name and bearers[name] == len(named) == 1 and not named[0].slug:
            yield key, named[0]
