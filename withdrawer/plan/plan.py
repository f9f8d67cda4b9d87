"""The plan: one decision per person, each with its reason."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from types import MappingProxyType

from withdrawer.plan.bursts.blasts import Blast, choose_blast, find_blasts
from withdrawer.plan.connections import ConnectionRules, invited_you
from withdrawer.plan.dates.spans import FOREVER_AGO, Span, Window
from withdrawer.plan.decisions import Code, Decision, Detail, Reason, Sign, Verdict
from withdrawer.plan.evidence.export import Export
from withdrawer.plan.evidence.facts import Facts
from withdrawer.plan.evidence.narrowed_spans import Narrowing, narrow
from withdrawer.plan.groups import Group, chosen_groups, group_by_wording, hull_of
from withdrawer.plan.half import NONE_UNREAD, Half, Unread
from withdrawer.plan.people import EarlierSighting, Person
from withdrawer.plan.phones import is_masked
from withdrawer.plan.plan_file import Found, find_listed
from withdrawer.plan.selection import Selection, Unsure
from withdrawer.plan.selection_rules import Rules, messages_keep, nobody


def decide(
    people: Iterable[Person],
    rules: Rules,
    facts: Facts,
    list_reasons: Sequence[Callable[[Person], Reason | None]],
    trace: Callable[[Person], Sign] | None = None,
) -> list[Decision]:
    """Decide about one list, in its order; `list_reasons` and `trace` are specific to this list.

    Reasons for being outside take precedence, then those for keeping, then doubts about the date.
    """
    people = list(people)
    shared = {key for key, rows in Counter(it.key for it in people).items() if rows > 1 and is_masked(key)}
    met: set[str] = set()
    lines = []
    for person in people:
        reasons = [rules.other_half(person), rules.barred(person, has_note=facts.has_note(person))]
        reasons += [list_reason(person) for list_reason in list_reasons]
        if person.key in shared:
            reasons.append(Reason(Code.LISTED_TWICE, Detail.SHARED_NUMBER))
        elif person.key in met:
            reasons.append(Reason(Code.LISTED_TWICE))
        met.add(person.key)
        lines.append(
            Decision(
                person=person,
                reason=_weightiest(person, [reason for reason in reasons if reason], rules.selection.unsure),
                sign=trace(person) if trace else None,
                first=rules.is_first(person),
                is_imported=facts.is_imported(person),
            )
        )
    return lines


def _weightiest(person: Person, reasons: Sequence[Reason], unsure: Unsure) -> Reason:
    if not person.key:
        return nobody(person)
    for verdict in (Verdict.OUTSIDE, Verdict.KEPT, Verdict.UNSURE, Verdict.PLANNED):
        for reason in reasons:
            if reason.verdict is verdict:
                is_let_in = verdict is Verdict.UNSURE and unsure is Unsure.INCLUDE
                return Reason(Code.UNSURE_INCLUDED, reason.detail or reason.code) if is_let_in else reason
    return Reason(Code.SELECTED)


@dataclass(frozen=True, slots=True)
class Counts:
    """The number of people on a list by verdict; `kept` by reason code. They add up to `listed`."""

    listed: int
    planned: int
    unsure: int
    outside: int
    kept: Mapping[str, int]


@dataclass(frozen=True)
class HalfPlan:
    """The decisions of one list, in list order.

    `skipped` counts rows at the top of the list that were left out, since they are newer than the selection; `further`
    those that the page counts below the last one that was read.
    """

    decisions: tuple[Decision, ...]
    unread: Unread = NONE_UNREAD
    skipped: int = 0
    further: int = 0

    @cached_property
    def counts(self) -> Counts:
        """The counts of this list."""
        verdicts = Counter(decision.verdict for decision in self.decisions)
        kept = Counter(str(line.reason_code) for line in self.decisions if line.verdict is Verdict.KEPT)
        return Counts(
            listed=len(self.decisions),
            planned=verdicts[Verdict.PLANNED],
            unsure=verdicts[Verdict.UNSURE],
            outside=verdicts[Verdict.OUTSIDE],
            kept=dict(sorted(kept.items())),
        )


@dataclass(frozen=True)
class Plan:
    """What would be undone and what left alone.

    `window` is the selection's, or else the one that the chosen wordings, the chosen `blast` or the people in a file
    mean; None if none of them has a time. `found` tells where the people in a file are. `groups` and `blasts` are those
    of the pending invitations, dated by `narrowing`; `planned` is in the order of the acts.
    """

    selection: Selection
    window: Window | None
    groups: tuple[Group, ...]
    sent: HalfPlan
    connections: HalfPlan
    planned: tuple[Decision, ...]
    narrowing: Narrowing
    blasts: tuple[Blast, ...]
    blast: Blast | None
    has_export: bool
    found: Found | None = None

    @property
    def unsure_sent(self) -> int:
        """Number of invitations with an unclear date, including those planned nevertheless."""
        return sum(
            line.verdict is Verdict.UNSURE or line.reason_code is Code.UNSURE_INCLUDED for line in self.sent.decisions
        )


Places = Mapping[Half, Collection[int]]
"""People of a plan, by their places in the decisions of each list."""


def narrowed(plan: Plan, undone: Places, first: Places = MappingProxyType({})) -> Plan:
    """Return the plan with only these of its planned people; the others are kept. `first` are undone before all others.

    Raises ValueError if one of them is not planned: a plan may only lose people.
    """

    def kept_to(half: Half, lines: tuple[Decision, ...]) -> tuple[Decision, ...]:
        wanted, early = frozenset(undone.get(half, ())), frozenset(first.get(half, ()))
        planned = {place for place, line in enumerate(lines) if line.verdict is Verdict.PLANNED}
        if strangers := (wanted | early) - planned:
            raise ValueError(f"{half}: nothing is planned for {sorted(strangers)[:3]}")
        return tuple(
            replace(line, reason=Reason(Code.UNTICKED)) if place in planned - wanted
            else replace(line, first=True) if place in early
            else line
            for place, line in enumerate(lines)
        )  # fmt: skip

    sent, connections = (
        replace(lines, decisions=kept_to(half, lines.decisions))
        for half, lines in ((Half.SENT, plan.sent), (Half.CONNECTIONS, plan.connections))
    )
    planned = tuple(_act_order([*sent.decisions, *connections.decisions]))
    return replace(plan, sent=sent, connections=connections, planned=planned)


def make_plan(
    sent: Sequence[Person],
    connections: Sequence[Person],
    seen_before: Sequence[EarlierSighting],
    selection: Selection,
    ended: Mapping[str, datetime],
    export: Export | None = None,
) -> Plan:
    """Decide about everyone on both lists, as one scan read them, newest first.

    `seen_before` is who earlier scans saw pending. `ended` tells by key when an invitation or connection with someone
    was last proven to have ended: withdrawn or gone, or removed. Raises UsageError if a wording matches no group, a
    number no blast, or a pattern can't be read.
    """
    narrowing = narrow(sent, seen_before, export)
    pending = narrowing.pending
    facts = Facts(sent, narrowing, connections, export, ended)
    blasts = find_blasts(pending, narrowing.dated, facts.is_imported)
    blast = None if selection.blast is None else choose_blast(blasts, selection.blast)
    rules = Rules(_told_in_times(selection, blast))
    groups = group_by_wording(pending)
    chosen = chosen_groups(groups, rules.selection.wordings)
    found = _found(selection, pending, connections)
    window = rules.selection.window or _window_of(group.span for group in chosen)
    window = window or _window_around(found, [*pending, *connections], facts)
    traced = ConnectionRules(rules, window, pending, seen_before, facts)

    def sent_reason(person: Person) -> Reason | None:
        reason = rules.time_reason(person)
        is_outside = reason is not None and reason.verdict is Verdict.OUTSIDE
        return Reason(Code.ACCEPTED_MEANWHILE) if facts.is_connected(person) and not is_outside else reason

    def listed(person: Person) -> Reason | None:
        return Reason(Code.NOT_LISTED) if found and (person.half, person.key) not in found.chosen else None

    def incoming(person: Person) -> Reason | None:
        return invited_you(person, facts, selection.origin)

    def messages(person: Person) -> Reason | None:
        at = None if selection.with_messages else facts.exported(person).messaged_at(person)
        return messages_keep(at, window)

    def doubt(person: Person) -> Reason | None:
        return blast.doubt(person.span, is_imported=facts.is_imported(person)) if blast else None

    def connection_doubt(person: Person) -> Reason | None:
        """Return the reason to doubt by when somebody was invited; a connection's own date is that of accepting."""
        sent = traced.sent_span(person)
        if blast is None or (sent is None and blast.core):  # without any invitation, its origin alone lets it in
            return None
        return blast.doubt(sent, is_imported=facts.is_imported(person))

    sent_lines = decide(pending, rules, facts, (sent_reason, listed, incoming, messages, doubt))
    connection_lines = decide(
        connections, rules, facts, (traced.reason, listed, messages, connection_doubt), traced.trace
    )
    planned = _act_order([*sent_lines, *connection_lines])
    beyond = planned[selection.limit :] if selection.limit is not None else []
    return Plan(
        selection=selection,
        window=window,
        groups=groups,
        sent=HalfPlan(_without(beyond, sent_lines)),
        connections=HalfPlan(_without(beyond, connection_lines)),
        planned=tuple(planned[: selection.limit]),
        narrowing=narrowing,
        blasts=blasts,
        blast=blast,
        has_export=export is not None,
        found=found,
    )


def _told_in_times(selection: Selection, blast: Blast | None) -> Selection:
    """Return the selection with its blast replaced by the blast's window, or else by its wordings."""
    if blast is None:
        return selection
    return replace(selection, window=blast.window, wordings=() if blast.window else blast.wordings, blast=None)


def _found(selection: Selection, pending: Sequence[Person], connections: Sequence[Person]) -> Found | None:
    if selection.plan_file is None:
        return None
    wanted = [listed for listed in selection.plan_file.people if listed.half in selection.halves]
    return find_listed(wanted, {Half.SENT: pending, Half.CONNECTIONS: connections})


def _window_around(found: Found | None, people: Iterable[Person], facts: Facts) -> Window | None:
    """Return the hull of everything known about when the people in a file were invited or accepted."""
    chosen = [it for it in people if found and (it.half, it.key) in found.chosen]
    seen = [it.span for it in map(facts.evidence, chosen) if it]
    told = [it for it in map(facts.exported_span, chosen) if it and it.earliest > FOREVER_AGO]
    return _window_of((*(person.span for person in chosen), *seen, *told))


def _act_order(lines: Iterable[Decision]) -> list[Decision]:
    """Return the planned decisions: `--first` first, invitations before connections, newest first."""
    planned = (line for line in lines if line.verdict is Verdict.PLANNED)
    return sorted(
        planned, key=lambda line: (not line.first, line.person.half is Half.CONNECTIONS, line.person.position)
    )


def _without(beyond: Iterable[Decision], lines: Iterable[Decision]) -> tuple[Decision, ...]:
    """Return the decisions, with those beyond the limit kept."""
    cut = {(line.person.half, line.person.position) for line in beyond}
    return tuple(
        replace(line, reason=Reason(Code.BEYOND_LIMIT)) if (line.person.half, line.person.position) in cut else line
        for line in lines
    )


def _window_of(spans: Iterable[Span | None]) -> Window | None:
    """Return the window that contains all of these, or None if none is known."""
    span = hull_of(spans)
    return Window(span.earliest, span.latest) if span else None
