"""All sources about a person: both lists, earlier scans, the data export, and earlier acts.

Every rule for either list asks here, so that all use the same facts. Everyone is looked up by key form, since the
sources' spellings differ.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime

from withdrawer.plan.dates.spans import Span
from withdrawer.plan.evidence.export import Export
from withdrawer.plan.evidence.export_matches import ExportedPeople
from withdrawer.plan.evidence.narrowed_spans import Evidence, Narrowing
from withdrawer.plan.half import Half
from withdrawer.plan.people import Person
from withdrawer.plan.person_rules import key_form


class Facts:
    """The facts about everyone on both lists. `ended` as in `make_plan`."""

    def __init__(
        self,
        sent: Sequence[Person],
        narrowing: Narrowing,
        connections: Sequence[Person],
        export: Export | None,
        ended: Mapping[str, datetime],
    ) -> None:
        self._rows = {person.form: person for person in sent if person.key}
        self._pending = {person.form: person for person in narrowing.pending if person.key}
        self._connected = frozenset(person.form for person in connections if person.key)
        self._evidence = narrowing.evidence
        self._dated_by_name = narrowing.dated_by_name
        self._exported = {
            Half.SENT: ExportedPeople(narrowing.pending, export, connections),
            Half.CONNECTIONS: ExportedPeople(connections, export, narrowing.pending),
        }
        self._ended: dict[str, datetime] = {}
        for key, at in ended.items():
            form = key_form(key)
            self._ended[form] = max(self._ended.get(form, at), at)

    def pending(self, person: Person) -> Person | None:
        """Return this person's pending invitation, or None."""
        return self._pending.get(person.form)

    def row(self, person: Person) -> Person | None:
        """Return the same, with the span from the page alone."""
        return self._rows.get(person.form)

    def is_connected(self, person: Person) -> bool:
        """Return whether this person is a connection now."""
        return person.form in self._connected

    def evidence(self, person: Person) -> Evidence | None:
        """Return what all scans know about the invitation to this person."""
        return self._evidence.get(person.form)

    def exported(self, person: Person) -> ExportedPeople:
        """Return what the data export says about the people on this person's list."""
        return self._exported[person.half]

    def exported_span(self, person: Person) -> Span | None:
        """Return when this person was last invited before accepting, from the export intersected with the scans."""
        match = self.exported(person).outgoing(person)
        if match is None:
            return None
        seen = self.evidence(person)
        spans = [line.sent for line in match.lines if not person.span or line.sent.earliest < person.span.latest]
        if seen and seen.span:
            spans = [both for span in spans if (both := span.meet(seen.span))]
        return max(spans, key=lambda span: span.latest, default=None)

    def is_dated_by_name(self, person: Person) -> bool:
        """Return whether this person's pending invitation is dated by an export line matched by name alone."""
        return person.form in self._dated_by_name

    def has_note(self, person: Person) -> bool:
        """Return whether the member ever invited this person with a personal note, according to any source."""
        seen = (person, self.pending(person), self.evidence(person))
        return any(it.has_note for it in seen if it) or self.exported(person).has_note(person)

    def is_imported(self, person: Person) -> bool:
        """Return whether the person is in an address book that the member gave LinkedIn."""
        return self.exported(person).is_imported(person)

    def has_ended(self, person: Person, sent: Span | None) -> bool:
        """Return whether the invitation sent at `sent` was proven to have ended before this person connected.

        If so, the connection came of another one, perhaps their own. None for `sent` means that the time of sending is
        unknown.
        """
        at = self._ended.get(person.form)
        if at is None or (person.span is not None and person.span.latest <= at):
            return False
        return sent is None or sent.earliest < at
