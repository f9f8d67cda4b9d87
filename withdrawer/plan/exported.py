"""What the data export says of the people of one list, beside when they were invited."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime

from withdrawer.plan.decisions import Code, Reason, Verdict
from withdrawer.plan.export import SOMEWHEN, Direction, Export, ExportedInvitation
from withdrawer.plan.matching import Match, match_lines
from withdrawer.plan.naming import key_form, name_form
from withdrawer.plan.people import Person
from withdrawer.plan.spans import Window


class ExportedPeople:
    """One list's people, looked up in the export; without an export nothing is known of anybody."""

    def __init__(self, people: Sequence[Person], export: Export | None) -> None:
        self._export = export or Export()
        invitations = self._export.invitations
        self._names = {person.key: name_form(person.name) for person in people} if export else {}
        self._bearers = Counter(self._names.values())
        self._outgoing = match_lines(people, [it for it in invitations if it.direction is Direction.OUTGOING])
        incoming = [line for line in invitations if line.direction is Direction.INCOMING]
        self._incoming = {key_form(line.slug) for line in incoming if line.slug}
        self._incoming_names = {name_form(line.name) for line in incoming if not line.slug}
        self._imported_addresses = {key_form(address) for address in self._export.imported_addresses}
        self._messaged_at = _by_form(self._export.messaged_at)

    def outgoing(self, person: Person) -> Match[ExportedInvitation] | None:
        """The invitations that the member sent this person."""
        return self._outgoing.get(person.key)

    def is_incoming(self, person: Person) -> bool:
        """Whether this person invited the member; by name, everybody who bears it is meant: they are left alone."""
        return key_form(person.key) in self._incoming or self._names.get(person.key) in self._incoming_names

    def is_imported(self, person: Person) -> bool:
        """Whether an address book that the member gave LinkedIn holds this person: a blast goes to those."""
        if "@" in person.key:
            return key_form(person.key) in self._imported_addresses
        name = self._names.get(person.key, "")
        return self._bearers[name] == 1 and name in self._export.imported_names

    def messaged_at(self, person: Person) -> datetime | None:
        """When messages were last exchanged with this person; by name only where the export has no profile."""
        times = (
            self._messaged_at.get(key_form(person.key)),
            self._export.messaged_names_at.get(self._names.get(person.key, "")),
        )
        return max((at for at in times if at), default=None)


def _by_form(messaged_at: Mapping[str, datetime]) -> dict[str, datetime]:
    """The latest message by the form in which slugs are compared: one person's may be written in several."""
    latest: dict[str, datetime] = {}
    for slug, at in messaged_at.items():
        form = key_form(slug)
        latest[form] = max(latest.get(form, at), at)
    return latest


def messages_keep(people: ExportedPeople, person: Person, window: Window | None) -> Reason | None:
    """Whoever messages were exchanged with since the blast is no stranger, however they were invited."""
    at = people.messaged_at(person)
    if at is None or window is None or at < window.since:
        return None
    when = "at a time that could not be read" if at == SOMEWHEN else f"since then, last on {at:%Y-%m-%d}"
    return Reason(Verdict.KEPT, Code.MESSAGED, f"you exchanged messages {when} (--with-messages would include them)")
