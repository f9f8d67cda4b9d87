"""Blasts: bursts of invitations, found by when they were sent."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from operator import itemgetter

from withdrawer.errors import UsageError
from withdrawer.plan.bursts.bursts import Crowd, Usual, bursting, bursts, crowds_of
from withdrawer.plan.dates.spans import Side, Span, Window
from withdrawer.plan.decisions import Code, Detail, Reason
from withdrawer.plan.people import Person

RECENT = timedelta(days=31)
MANY = 16
"""No one sends this many by hand within minutes."""


class Sureness(StrEnum):
    """How certain a burst is."""

    SURE = "sure"
    LIKELY = "likely"
    WEAK = "weak"


@dataclass(frozen=True, slots=True)
class Blast:
    """A burst of pending invitations. `window` is None if only their wording is alike and can't be read.

    `usual_per_day` is what the account sends otherwise, None if there is nothing to compare with. `core` is the part of
    the window without anyone else, as far as minutes can tell; None if the times are coarser. `is_imported` is True if
    it went to an address book, according to the export.
    """

    window: Window | None
    wordings: tuple[str, ...]
    count: int
    usual_per_day: float | None
    sureness: Sureness
    core: Window | None = None
    is_imported: bool = False

    def doubt(self, sent: Span | None, *, is_imported: bool) -> Reason | None:
        """Return the reason to doubt that an invitation sent then, inside the window, is part of it; None if none."""
        if self.core is None:
            return Reason(Code.BLAST_UNCLEAR, Detail.SAME_WORDING)
        if sent is None or sent.against(self.core) is not Side.INSIDE:
            return Reason(Code.BLAST_UNCLEAR, Detail.AT_THE_EDGE)
        return Reason(Code.BLAST_UNCLEAR, Detail.NOT_IMPORTED) if self.is_imported and not is_imported else None


def find_blasts(
    pending: Sequence[Person], dated: Container[str], is_imported: Callable[[Person], bool]
) -> tuple[Blast, ...]:
    """Return the blasts among pending invitations in list order: those of the last month first, then by size.

    `dated` holds the key forms of the people dated by the export: only its minutes can tell a blast from an invitation
    sent by hand.
    """
    people = [person for person in pending if person.key]
    exact = {it.key: it for it in people if it.form in dated and it.span and it.span.is_exact}
    crowds = crowds_of(person for person in people if person.key not in exact)
    alone = [(it.span, 1) for it in exact.values() if it.span]
    usual = Usual([(it.span, it.count) for it in crowds if it.span] + alone)
    found = [*_exact_blasts(exact.values(), usual, is_imported), *_coarse_blasts(crowds, usual)]
    if not found:
        return ()
    recent = max(person.seen_at for person in people) - RECENT
    return tuple(sorted(found, key=lambda blast: (blast.window is None or blast.window.until <= recent, -blast.count)))


def choose_blast(blasts: Sequence[Blast], number: int) -> Blast:
    """Return the blast with that number, counted from 1. Raises UsageError if there is none."""
    if number <= len(blasts):
        return blasts[number - 1]
    raise UsageError(
        f"blast = {number}: there are only {len(blasts):,} bursts among your pending invitations."
        if blasts
        else "--blast: there is no burst among your pending invitations.",
        "See them with `withdrawer preview`, or select by time (--since) or by LinkedIn's wording (--sent).",
    )


def _exact_blasts(people: Iterable[Person], usual: Usual, is_imported: Callable[[Person], bool]) -> Iterator[Blast]:
    dated = sorted(((_minute(it.span), it) for it in people if it.span), key=itemgetter(0))
    minutes = [minute for minute, _ in dated]
    for burst in bursts(minutes, [minute for minute, it in dated if is_imported(it)]):
        inside = dated[bisect_left(minutes, burst.first) : bisect_right(minutes, burst.last)]
        window = _around(burst.first, burst.last)
        yield Blast(
            window,
            tuple(dict.fromkeys(it.wording for _, it in inside)),
            len(inside),
            usual.per_day(Span(window.since, window.until), len(inside)),
            Sureness.SURE if burst.is_imported or len(inside) >= MANY else Sureness.LIKELY,
            core=_around(burst.core_first, burst.core_last),
            is_imported=burst.is_imported,
        )


def _around(first: int, last: int) -> Window:
    return Window(datetime.fromtimestamp(first * 60, UTC), datetime.fromtimestamp((last + 1) * 60, UTC))


def _coarse_blasts(crowds: Sequence[Crowd], usual: Usual) -> Iterator[Blast]:
    for crowd, rate in bursting(crowds, usual):
        window = Window(crowd.span.earliest, crowd.span.latest) if crowd.span else None
        yield Blast(window, crowd.wordings, crowd.count, rate, Sureness.WEAK if rate is None else Sureness.LIKELY)


def _minute(span: Span) -> int:
    """Return the minute in which a span begins, counted since 1970."""
    return int(span.earliest.timestamp()) // 60
