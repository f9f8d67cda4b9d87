"""What a person is told, in numbers, before anything is undone, and what can't be undone itself."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from withdrawer.plan.forecast import forecast
from withdrawer.plan.halves import Half
from withdrawer.plan.verdicts import Code, Verdict
from withdrawer.show.reasons import NOT_TAKEN_BACK

if TYPE_CHECKING:
    from withdrawer.plan.plan import Plan

RISK = "\n".join(
    (
        "",
        "Before the first act, please read this once.",
        "withdrawer is no LinkedIn product. LinkedIn's User Agreement forbids automation, and LinkedIn can see that "
        "this is one. An account can be asked for a verification, be restricted for a time, or be closed.",
        "To stay careful it works through your own browser as you would by hand, waits between acts, does few a day, "
        "and stops at the first sign of trouble.",
        "The other ways: by hand, one person at a time (My Network, Manage, Sent), or leave it be: invitations expire "
        "after about six months.",
    )
)


@dataclass(frozen=True)
class Price:
    """What a half of a plan comes to: how many acts, and how many of them are people whose date is unclear.

    `before` are acts of the other half that come first.
    """

    half: Half
    count: int
    unsure: int
    other_origin: int
    before: int = 0


def price_of(plan: "Plan", half: Half, before: int = 0) -> Price:
    """The numbers of one half that a person says yes to; `before` is how many acts they have said yes to already."""
    decisions = plan.sent.decisions if half is Half.SENT else plan.connections.decisions
    planned = [line for line in decisions if line.verdict is Verdict.PLANNED]
    return Price(
        half,
        len(planned),
        sum(line.reason_code is Code.UNSURE_INCLUDED for line in planned),
        sum(line.origin is not None and line.origin != "known" for line in planned),
        before,
    )


def confirm_words(price: Price, today: date, per_day: int | None, used_today: int) -> list[str]:
    """What will happen, until when, and what it can't undo."""
    will_happen = {
        Half.SENT: f"This withdraws {people(price.count, 'invitation')}, newest first.",
        Half.CONNECTIONS: f"This removes {people(price.count, 'connection')}.",
    }
    lines = ["", will_happen[price.half], NOT_TAKEN_BACK[price.half]]
    if price.other_origin:
        lines.append(
            f"Not known to come from these invitations, but asked for with --origin: {price.other_origin:,} of them. "
            "Some may be people you know well."
        )
    if price.unsure:
        lines.append(f"Of unclear date, but asked for with --unsure include: {price.unsure:,} of them.")
    lines += _dates(price, today, per_day, used_today)
    return lines


def _dates(price: Price, today: date, per_day: int | None, used_today: int) -> list[str]:
    if per_day is None:
        return ["Without waits and without a daily limit, in one go."]
    lines = []
    for number in sorted({40, 80, per_day}):
        sent, removed = (price.count, 0) if price.half is Half.SENT else (price.before, price.count)
        end = forecast(sent, removed, number, today, used_today=used_today)
        chosen = "  (this job)" if number == per_day else ""
        days = people(end.days, "day")
        lines.append(f"  at {number:>3} a day: finished on {end.finishes_on:%A %d %B %Y}, {days}{chosen}")
    if per_day > 100:
        lines.append(f"{per_day} a day is more than other tools dare; LinkedIn may restrict the account.")
    return lines


def people(count: int, noun: str) -> str:
    """A count with its noun."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
