"""What `--blast` makes of a history, held against the truth."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from tests.long.histories.generate import History, Sent
from withdrawer.errors import UsageError
from withdrawer.plan.dates.spans import Span
from withdrawer.plan.decisions import Verdict
from withdrawer.plan.evidence.export import Direction, Export, ExportedInvitation
from withdrawer.plan.people import Half, Person, Row, person_from
from withdrawer.plan.plan import Plan, make_plan
from withdrawer.plan.selection import Selection

ZONE = ZoneInfo("Europe/Berlin")
MINUTE = timedelta(minutes=1)
Wording = Callable[[datetime, datetime], str]


@dataclass(frozen=True)
class Verdicts:
    """One history's result. `window` where the burst's window holds the whole blast, a minute at most beyond it;
    `group` where most of the blast lies in it. `offered` how many bursts a preview shows."""

    size: int
    offered: int
    window: bool = False
    group: bool = False
    planned: int = 0
    strangers_planned: int = 0
    unsure: int = 0
    strangers_unsure: int = 0


def judge(history: History, wording: Wording, *, has_export: bool, has_address_book: bool) -> Verdicts:
    """Take the first burst that is offered, and count."""
    people = list(listed(history, wording))
    export = exported(history, has_address_book=has_address_book) if has_export else None
    try:
        plan = make_plan(people, (), (), Selection(blast=1), {}, export)
    except UsageError:
        return Verdicts(history.size, 0)
    return _counted(history, plan)


def _counted(history: History, plan: Plan) -> Verdicts:
    sent = {f"p{it.number}": it for it in history.sent}
    lines = [(sent[line.person.key], line.verdict) for line in plan.sent.decisions]
    planned = [it for it, verdict in lines if verdict is Verdict.PLANNED]
    unsure = [it for it, verdict in lines if verdict is Verdict.UNSURE]
    blast = [it.at for it in history.blast]
    window = plan.window
    is_right = bool(
        blast
        and window
        and window.since <= min(blast)
        and max(blast) < window.until
        and min(blast) - window.since <= 2 * MINUTE
        and window.until - max(blast) <= 2 * MINUTE
    )
    inside = sum(window.since <= at < window.until for at in blast) if window else 0
    return Verdicts(
        size=history.size,
        offered=len(plan.blasts),
        window=is_right,
        group=2 * inside > len(blast) > 0,
        planned=sum(it.in_blast for it in planned),
        strangers_planned=sum(not it.in_blast for it in planned),
        unsure=sum(it.in_blast for it in unsure),
        strangers_unsure=sum(not it.in_blast for it in unsure),
    )


def listed(history: History, wording: Wording) -> Iterable[Person]:
    """The page's list."""
    for position, it in enumerate(history.sent):
        age = f"Sent {wording(it.at, history.now)}"
        row = Row(Half.SENT, f"p{it.number}", "", _name(it), "", age, "", position, history.now)
        yield person_from(row, ZONE)


def exported(history: History, *, has_address_book: bool) -> Export:
    """The data export."""
    lines = []
    for it in history.sent:
        minute = it.at.replace(second=0, microsecond=0)
        span = Span(minute, minute + MINUTE)
        lines.append(ExportedInvitation(f"p{it.number}", _name(it), span, Direction.OUTGOING))
    imported = frozenset(_name(it) for it in history.sent if it.is_imported)
    return Export(tuple(lines), imported_names=imported if has_address_book else frozenset())


def _name(it: Sent) -> str:
    return f"person number{it.number}"


def in_hours(at: datetime, now: datetime) -> str:
    """LinkedIn's finest wording."""
    seconds = int((now - at).total_seconds())
    if seconds < 3600:
        return _plural(max(1, seconds // 60), "minute")
    return _plural(seconds // 3600, "hour") if seconds < 86400 else in_days(at, now)


def in_days(at: datetime, now: datetime) -> str:
    """LinkedIn's usual wording: calendar days for the last two, then full ones."""
    midnights = (now.astimezone(ZONE).date() - at.astimezone(ZONE).date()).days
    if midnights < 2:
        return "yesterday" if midnights else "today"
    days = max(1, (now - at).days)
    for unit, length in (("month", 30), ("week", 7)):
        if days >= length:
            return _plural(min(days // length, 3) if unit == "week" else days // length, unit)
    return _plural(days, "day")


def _plural(count: int, unit: str) -> str:
    return f"{count} {unit}{'' if count == 1 else 's'} ago"
