"""Which connections came of the blast (decision 11)."""

from collections.abc import Iterable, Mapping, Sequence

from withdrawer.plan.decisions import Code, Reason, Verdict
from withdrawer.plan.evidence import Evidence, known_by_company
from withdrawer.plan.origins import Origin
from withdrawer.plan.people import EarlierSighting, Person
from withdrawer.plan.rules import DATE_UNCLEAR, NO_DATE, NOTHING_SELECTED, Rules
from withdrawer.plan.spans import Side, Window

ACCEPTED_BEFORE = Reason(Verdict.OUTSIDE, Code.BEFORE_WINDOW, "connected before the window")
SENT_OUTSIDE = Reason(
    Verdict.OUTSIDE, Code.SENT_OUTSIDE, "the invitation was seen pending, and was sent outside the window"
)
ORIGIN_KEEPS = {
    Origin.UNKNOWN: Reason(
        Verdict.KEPT, Code.UNKNOWN_ORIGIN, "connected since then, but nothing shows that it came of these invitations"
    ),
    Origin.LIKELY: Reason(
        Verdict.KEPT, Code.LIKELY_ORIGIN, "connected since then and in your address book, but never seen pending"
    ),
}


class ConnectionRules:
    """Traces connections to pending invitations of this scan and of earlier ones.

    `window` is the selection's or the one its wordings mean. A connection shows when it was accepted, so the window's
    end excludes nobody.
    """

    def __init__(
        self,
        rules: Rules,
        window: Window | None,
        pending: Iterable[Person],
        seen_before: Sequence[EarlierSighting],
        evidence: Mapping[str, Evidence],
    ) -> None:
        self._rules = rules
        self._window = window
        self._pending = {person.key: person for person in pending if person.key}
        self._evidence = evidence
        self._by_company: frozenset[str] | None = None
        if rules.selection.wordings:
            selected = frozenset(key for key, person in self._pending.items() if rules.has_wording(person))
            self._by_company = known_by_company(seen_before, self._pending.values(), selected)

    def origin(self, person: Person) -> Origin:
        """How sure it is that this connection came of an invitation inside the window."""
        return Origin.KNOWN if self._sent_side(person) is Side.INSIDE else Origin.UNKNOWN

    def reason(self, person: Person) -> Reason | None:
        """Why this connection is not simply planned, None where it is."""
        if self._rules.selection.is_empty:
            return NOTHING_SELECTED
        if self._sent_side(person) is Side.OUTSIDE:
            return SENT_OUTSIDE
        if self._window and person.span and person.span.latest <= self._window.since:
            return ACCEPTED_BEFORE
        origin = self.origin(person)
        return self._note(person) or self._origin_keeps(origin) or self._unsure(person, origin)

    def _note(self, person: Person) -> Reason | None:
        """Connections shows no notes: the one that was seen while the invitation was pending still counts."""
        seen = (self._evidence.get(person.key), self._pending.get(person.key))
        return self._rules.note_keeps(has_note=any(sight.has_note for sight in seen if sight))

    def _origin_keeps(self, origin: Origin) -> Reason | None:
        return None if self._rules.selection.origin.admits(origin) else ORIGIN_KEEPS[origin]

    def _unsure(self, person: Person, origin: Origin) -> Reason | None:
        if person.span is None:
            return NO_DATE
        if origin is Origin.KNOWN:
            return None
        is_since = self._window is not None and person.span.earliest >= self._window.since
        return None if is_since else DATE_UNCLEAR

    def _sent_side(self, person: Person) -> Side:
        """Where the invitation behind a connection lies, as far as anybody saw it pending."""
        if pending := self._pending.get(person.key):
            return self._rules.side(pending)
        evidence = self._evidence.get(person.key)
        if evidence is None or self._window is None or evidence.span is None:
            return self._company(person, Side.UNSURE)
        return self._company(person, evidence.span.against(self._window))

    def _company(self, person: Person, by_time: Side) -> Side:
        """Under `--sent` the window is only as sharp as the wording: there those it stood with decide who is inside."""
        if self._by_company is None or by_time is Side.OUTSIDE:
            return by_time
        if person.key not in self._by_company:
            return Side.UNSURE
        return by_time if self._rules.selection.window else Side.INSIDE
