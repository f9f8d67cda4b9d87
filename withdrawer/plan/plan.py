"""The plan: one decision per person, each with its reason."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from withdrawer.plan.connections import ConnectionRules
from withdrawer.plan.deciding import decide
from withdrawer.plan.decisions import Code, Decision, Reason, Verdict
from withdrawer.plan.evidence import gather, narrowed
from withdrawer.plan.groups import Group, chosen_groups, group_by_wording, hull_of
from withdrawer.plan.halves import Half
from withdrawer.plan.people import EarlierSighting, Person
from withdrawer.plan.rules import Rules
from withdrawer.plan.selection import Selection
from withdrawer.plan.spans import Window

ACCEPTED_MEANWHILE = Reason(Verdict.KEPT, Code.ACCEPTED_MEANWHILE, "accepted while we looked: now a connection")


@dataclass(frozen=True, slots=True)
class Counts:
    """How many people of a list have which verdict; `kept` by reason code. They add up to `listed`."""

    listed: int
    planned: int
    unsure: int
    outside: int
    kept: Mapping[str, int]


@dataclass(frozen=True)
class HalfPlan:
    """The decisions of one list, in the order of the list."""

    decisions: tuple[Decision, ...]

    @cached_property
    def counts(self) -> Counts:
        """The numbers of this list."""
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

    `window` is the selection's, or else the one that the chosen wordings mean; None where neither tells a time.
    `groups` are those of the pending invitations; `planned` stands in the order of the acts.
    """

    selection: Selection
    window: Window | None
    groups: tuple[Group, ...]
    sent: HalfPlan
    connections: HalfPlan
    planned: tuple[Decision, ...]


def make_plan(
    sent: Sequence[Person],
    connections: Sequence[Person],
    seen_before: Sequence[EarlierSighting],
    selection: Selection,
    already: Mapping[tuple[Half, str], str],
) -> Plan:
    """Decide about everybody on both lists, as one scan read them, newest first.

    `seen_before` is who earlier scans saw pending, `already` what this job has done, by list and key ("withdrawn").
    Raises UsageError where a wording names no group, or a pattern can't be read.
    """
    rules = Rules(selection)
    evidence = gather(seen_before)
    pending = [narrowed(person, evidence) for person in sent]
    groups = group_by_wording(pending)
    chosen = chosen_groups(groups, selection.wordings)
    window = selection.window or _window_of(chosen)
    connected = frozenset(person.key for person in connections if person.key)
    traced = ConnectionRules(rules, window, pending, seen_before, evidence)

    def sent_reason(person: Person) -> Reason | None:
        reason = rules.time_reason(person)
        is_outside = reason is not None and reason.verdict is Verdict.OUTSIDE
        return ACCEPTED_MEANWHILE if person.key in connected and not is_outside else reason

    def no_origin(_person: Person) -> None:
        return None

    sent_lines = decide(pending, rules, already, sent_reason, no_origin)
    connection_lines = decide(connections, rules, already, traced.reason, traced.origin)
    planned = _act_order([*sent_lines, *connection_lines])
    beyond = planned[selection.limit :] if selection.limit is not None else []
    return Plan(
        selection=selection,
        window=window,
        groups=groups,
        sent=HalfPlan(_without(beyond, sent_lines)),
        connections=HalfPlan(_without(beyond, connection_lines)),
        planned=tuple(planned[: selection.limit]),
    )


def _act_order(lines: Iterable[Decision]) -> list[Decision]:
    """`--first` before all, invitations before connections, newest first."""
    planned = (line for line in lines if line.verdict is Verdict.PLANNED)
    return sorted(
        planned, key=lambda line: (not line.first, line.person.half is Half.CONNECTIONS, line.person.position)
    )


def _without(beyond: Iterable[Decision], lines: Iterable[Decision]) -> tuple[Decision, ...]:
    """The lines, with those beyond the limit kept."""
    cut = {(line.person.half, line.person.position) for line in beyond}
    return tuple(
        replace(line, verdict=Verdict.KEPT, reason="beyond --limit", reason_code=Code.BEYOND_LIMIT)
        if (line.person.half, line.person.position) in cut
        else line
        for line in lines
    )


def _window_of(groups: Iterable[Group]) -> Window | None:
    span = hull_of(groups)
    return Window(span.earliest, span.latest) if span else None
