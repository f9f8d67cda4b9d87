"""What a person has said yes to, as the job keeps it."""

import msgspec

from withdrawer.journal.records import PlanLine, Terms
from withdrawer.plan.dates.spans import FAR_AHEAD, FOREVER_AGO, Window
from withdrawer.plan.decisions import Code, Decision, Verdict
from withdrawer.plan.half import Half
from withdrawer.plan.plan import Plan
from withdrawer.undo.pacing import PaceName


def terms_of(plan: Plan, halves: tuple[Half, ...], per_day: int | None, pace: PaceName) -> Terms:
    """The terms of the job that carries a plan out."""
    return Terms(
        selection=msgspec.to_builtins(plan.selection.frozen(plan.window)),
        window=plan.window or Window(FOREVER_AGO, FAR_AHEAD),
        per_day=per_day,
        pace=pace.value,
        halves=halves,
        also_accepted=plan.selection.also_accepted and not _has_declined_connections(plan, halves),
    )


def _has_declined_connections(plan: Plan, halves: tuple[Half, ...]) -> bool:
    """Whether the person was asked about connections, and said no."""
    return Half.CONNECTIONS not in halves and any(it.person.half is Half.CONNECTIONS for it in plan.planned)


def lines_of(plan: Plan, halves: tuple[Half, ...]) -> list[PlanLine]:
    """A plan as the job keeps it: one line a person."""
    decisions = [*plan.sent.decisions, *plan.connections.decisions]
    return [_line(it, halves) for it in decisions if it.reason_code is not Code.LISTED_TWICE]


def _line(decision: Decision, halves: tuple[Half, ...]) -> PlanLine:
    """What was planned in a half that was not confirmed is kept."""
    line = PlanLine.of(decision)
    if line.verdict is Verdict.PLANNED and line.half not in halves:
        return msgspec.structs.replace(line, verdict=Verdict.KEPT, reason="", reason_code="not_confirmed")
    return line
