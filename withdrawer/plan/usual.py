"""How much is usual for an account: its own invitations a day, around a time."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import accumulate

from withdrawer.plan.dates.spans import Span

AROUND = timedelta(days=30)
DAY = timedelta(days=1)


class Usual:
    """The account's background, from the spans of all pending invitations and how many bear each."""

    def __init__(self, counted: Iterable[tuple[Span, int]]) -> None:
        lines = sorted((_middle(span), count) for span, count in counted)
        self._middles = [middle for middle, _ in lines]
        self._sums = [0, *accumulate(count for _, count in lines)]

    def per_day(self, span: Span, count: int) -> float | None:
        """The invitations a day without the `count` in this span: those of the weeks around it, or of all if more.

        None where there are no others to compare with.
        """
        if self._sums[-1] <= count:
            return None
        middle = _middle(span)
        whole = self._rate(self._middles[0], self._middles[-1], span, count)
        around = self._rate(middle - AROUND, middle + AROUND, span, count)
        return max(whole, around)

    def _rate(self, since: datetime, until: datetime, span: Span, count: int) -> float:
        since, until = max(since, self._middles[0]), min(until, self._middles[-1])
        inside = self._sums[bisect_right(self._middles, until)] - self._sums[bisect_left(self._middles, since)]
        own = timedelta(0) if span.earliest >= until or span.latest <= since else span.latest - span.earliest
        return max(0, inside - count) / max((until - since - own) / DAY, 1.0)


def _middle(span: Span) -> datetime:
    return span.earliest + (span.latest - span.earliest) / 2
