"""Which connections came of the blast (decision 11)."""

from collections.abc import Sequence

from withdrawer.plan.dates.spans import Side, Span, Window
from withdrawer.plan.decisions import Code, Detail, Origin, OriginChoice, Reason, Sign
from withdrawer.plan.evidence.facts import Facts
from withdrawer.plan.evidence.narrowed_spans import known_by_company
from withdrawer.plan.people import EarlierSighting, Person
from withdrawer.plan.selection_rules import Rules


class ConnectionRules:
    """Traces connections to pending invitations in this scan and earlier ones.

    `window` is the selection's, or the one that its wordings mean. A connection shows when it was accepted, so the
    window's end excludes no one.
    """

    def __init__(
        self,
        rules: Rules,
        window: Window | None,
        pending: Sequence[Person],
        seen_before: Sequence[EarlierSighting],
        facts: Facts,
    ) -> None:
        self._rules = rules
        self._window = window
        self._facts = facts
        self._by_company: frozenset[str] | None = None
        if rules.selection.wordings:
            selected = frozenset(person.form for person in pending if person.key and rules.has_wording(person))
            self._by_company = known_by_company(seen_before, pending, selected)

    def trace(self, person: Person) -> Sign:
        """Return the evidence for or against this connection having come of an invitation inside the window."""
        if self._facts.exported(person).is_incoming(person):
            return Sign.INCOMING
        if self._has_ended(person):
            return Sign.ENDED
        if self._sent_side(person) is Side.INSIDE:
            return self._sign(person)
        return Sign.IMPORTED if self._facts.is_imported(person) else Sign.NOTHING

    def reason(self, person: Person) -> Reason:
        """Return the verdict that follows from a connection's origin and dates alone."""
        if self._rules.selection.is_empty:
            return Reason(Code.NOTHING_SELECTED)
        if self._sent_side(person) is Side.OUTSIDE:
            return Reason(Code.SENT_OUTSIDE)
        if self._window and person.span and person.span.latest <= self._window.since:
            return Reason(Code.BEFORE_WINDOW, Detail.CONNECTED)
        sign = self.trace(person)
        if not self._rules.selection.origin.admits(sign.origin):
            return _kept_by(sign)
        return self._unsure(person, sign.origin) or Reason(Code.SELECTED, sign)

    def _unsure(self, person: Person, origin: Origin) -> Reason | None:
        if person.span is None:
            return Reason(Code.NO_DATE)
        if origin is Origin.KNOWN:
            return None
        is_since = self._window is not None and person.span.earliest >= self._window.since
        return None if is_since else Reason(Code.DATE_UNCLEAR)

    def _has_ended(self, person: Person) -> bool:
        """Return whether the known invitation ended before they connected, and none is pending now."""
        if self._facts.pending(person):
            return False
        evidence = self._facts.evidence(person)
        sent = (evidence.span if evidence else None) or self._facts.exported_span(person)
        return self._facts.has_ended(person, sent)

    def sent_span(self, person: Person) -> Span | None:
        """Return when a connection was invited, as finely as pages and export tell; None if neither does."""
        if pending := self._facts.pending(person):
            return pending.span
        evidence = self._facts.evidence(person)
        return self._facts.exported_span(person) or (evidence.span if evidence else None)

    def _sign(self, person: Person) -> Sign:
        if row := self._facts.row(person):
            is_shown = not self._facts.is_dated_by_name(person) or self._rules.side(row) is Side.INSIDE
            return Sign.STILL_PENDING if is_shown else Sign.EXPORTED_NAME
        match = self._facts.exported(person).outgoing(person)
        if match is None or self._seen_side(person) is Side.INSIDE:
            return Sign.SEEN_PENDING
        return Sign.EXPORTED_NAME if match.is_by_name else Sign.EXPORTED

    def _sent_side(self, person: Person) -> Side:
        """Return whether the invitation behind a connection was sent inside the window, by scans or by the export."""
        if pending := self._facts.pending(person):
            return self._rules.side(pending)
        by_time = self._seen_side(person)
        exported = self._facts.exported_span(person)
        if by_time is not Side.UNSURE or exported is None or self._window is None:
            return by_time
        return exported.against(self._window)

    def _seen_side(self, person: Person) -> Side:
        evidence = self._facts.evidence(person)
        if evidence is None or self._window is None or evidence.span is None:
            return self._company(person, Side.UNSURE)
        return self._company(person, evidence.span.against(self._window))

    def _company(self, person: Person, by_time: Side) -> Side:
        """Under `--sent` the window is only as exact as the wording, so the people with the same wording decide."""
        if self._by_company is None or by_time is Side.OUTSIDE:
            return by_time
        if person.form not in self._by_company:
            return Side.UNSURE
        return by_time if self._rules.selection.window else Side.INSIDE


def _kept_by(sign: Sign) -> Reason:
    if sign is Sign.INCOMING:
        return Reason(Code.INCOMING)
    return Reason(Code.LIKELY_ORIGIN if sign.origin is Origin.LIKELY else Code.UNKNOWN_ORIGIN, sign)


def invited_you(person: Person, facts: Facts, origin: OriginChoice) -> Reason | None:
    """Return the reason to keep a pending invitation to someone who has invited the member, or None."""
    if origin.admits(Origin.UNKNOWN) or not facts.exported(person).is_incoming(person):
        return None
    return Reason(Code.INCOMING)
