"""A job's days as lines for a terminal: how many were undone on each, with a small bar, or in words."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime, tzinfo

from withdrawer.show.pictures.bars import Glyphs, bar_of
from withdrawer.show.words import told_date, told_day

MOST_DAYS = 7
LONGEST_BAR = 30


def days_of(done_at: Iterable[datetime], zone: tzinfo) -> dict[date, int]:
    """Return how many acts each day has, in the user's zone; the first day first, days without any left out."""
    return dict(sorted(Counter(at.astimezone(zone).date() for at in done_at).items()))


def day_lines(done_at: Iterable[datetime], zone: tzinfo, glyphs: Glyphs | None) -> list[str]:
    """Return a line for each of the last days, and one for those before. One day alone needs no picture.

    `glyphs` None means words only.
    """
    days = days_of(done_at, zone)
    if len(days) < 2:
        return []
    year = max(days).year
    shown, before = [*days.items()][-MOST_DAYS:], [*days.items()][:-MOST_DAYS]
    rows = [(told_day(day, year), count) for day, count in shown]
    lines = ["Day by day:"]
    if before:
        first, last = before[0][0], before[-1][0]
        span = told_date(first, year) if first == last else f"{told_date(first, year)} to {told_date(last, year)}"
        lines.append(f"  {span}: {sum(count for _, count in before):,} on {len(before):,} earlier days")
    width, largest = max(len(f"{count:,}") for _, count in rows), max(count for _, count in rows)
    label = max(len(day) for day, _ in rows)
    for day, count in rows:
        if glyphs is None:
            lines.append(f"  {day}: {count:,}")
        else:
            lines.append(f"  {day:<{label}}  {count:>{width},}  {bar_of(count, largest, LONGEST_BAR, glyphs)}")
    return lines
