"""Matches lines of the data export to the people on a list: by profile, else by an unambiguous name.

Also what else the export says about those people: notes, messages, who invited whom.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

from withdrawer.plan.evidence.export import ArchivedInvitation, Direction, Export, ExportedInvitation
from withdrawer.plan.people import Person
from withdrawer.plan.person_rules import key_form, name_form

Line = TypeVar("Line", ArchivedInvitation, ExportedInvitation)


@dataclass(frozen=True, slots=True)
class Match(Generic[Line]):
    """The export's lines about one person, in file order; `is_by_name` marks a weaker match, by name alone."""

    lines: tuple[Line, ...]
    is_by_name: bool = False


def match_lines(people: Iterable[Person], lines: Sequence[Line]) -> dict[str, Match[Line]]:
    """Return the export's lines about each person, by key form.

    A name matches only a line without a profile, and only if exactly one person and one line have it: two lines with
    one name may be two people.
    """
    listed = {person.form: person for person in people if person.key}
    by_slug: dict[str, list[Line]] = {}
    for line in lines:
        if line.slug:
            by_slug.setdefault(key_form(line.slug), []).append(line)
    matches = {key: Match(tuple(by_slug[key])) for key in listed if key in by_slug}
    for key, line in _by_name(listed, lines):
        matches.setdefault(key, Match((line,), is_by_name=True))
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


class ExportedPeople:
    """The export's facts about the people on one list; empty without an export.

    A member has two profile addresses, one with their name and one with an id, and may change the first. So if the
    export's profile is on no list, or missing, facts that keep people apply to everyone with the name.
    """

    def __init__(self, people: Sequence[Person], export: Export | None, others: Iterable[Person] = ()) -> None:
        """`others` are the people on the other list: lines with their profiles match no one here by name."""
        self._export = export or Export()
        invitations = self._export.invitations
        self._names = {person.form: name_form(person.name) for person in people} if export else {}
        self._bearers = Counter(self._names.values())
        outgoing = [it for it in invitations if it.direction is Direction.OUTGOING]
        self._outgoing = match_lines(people, outgoing)
        listed = frozenset(person.form for person in (*people, *others) if export and person.key)
        self._incoming = _Named([it for it in invitations if it.direction is Direction.INCOMING], listed)
        self._noted = _Named([it for it in outgoing if it.has_note], listed)
        self._imported_addresses = frozenset(map(key_form, self._export.imported_addresses))
        self._messaged_at = _latest(self._export.messaged_at)
        self._messaged_names_at = dict(self._export.messaged_names_at)
        for slug, name in self._export.messaged_names.items():
            at = self._messaged_at.get(key_form(slug))
            if name and at and key_form(slug) not in listed:
                self._messaged_names_at[name] = max(self._messaged_names_at.get(name, at), at)

    def outgoing(self, person: Person) -> Match[ExportedInvitation] | None:
        """Return the invitations that the member sent this person."""
        return self._outgoing.get(person.form)

    def is_incoming(self, person: Person) -> bool:
        """Return whether this person ever invited the member."""
        return self._incoming.holds(person.form, self._names.get(person.form, ""))

    def has_note(self, person: Person) -> bool:
        """Return whether the member ever invited this person with a personal note."""
        return self._noted.holds(person.form, self._names.get(person.form, ""))

    def is_imported(self, person: Person) -> bool:
        """Return whether the person is in an address book that the member uploaded, which a blast is sent to."""
        if "@" in person.key:
            return person.form in self._imported_addresses
        name = self._names.get(person.form, "")
        return self._bearers[name] == 1 and name in self._export.imported_names

    def messaged_at(self, person: Person) -> datetime | None:
        """Return the time of the last message with this person, or None.

        Matches by name only if the export's profile is on no list.
        """
        times = (
            self._messaged_at.get(person.form),
            self._messaged_names_at.get(self._names.get(person.form, "")),
        )
        return max((at for at in times if at), default=None)


class _Named:
    """The people named by some of the export's lines."""

    def __init__(self, lines: Sequence[ExportedInvitation], listed: frozenset[str]) -> None:
        self._forms = {key_form(line.slug) for line in lines if line.slug}
        self._names = {name_form(line.name) for line in lines if key_form(line.slug) not in listed} - {""}

    def holds(self, form: str, name: str) -> bool:
        return form in self._forms or name in self._names


def _latest(times: Mapping[str, datetime]) -> dict[str, datetime]:
    """Return the same mapping by key form."""
    latest: dict[str, datetime] = {}
    for key, at in times.items():
        form = key_form(key)
        latest[form] = max(latest.get(form, at), at)
    return latest
