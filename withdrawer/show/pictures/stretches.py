"""When invitations were sent, as a short list of stretches of time, each as fine as is known. Pure.

Its axis is not time: minutes inside the burst where the export tells them, days or LinkedIn's own wordings elsewhere,
and nothing where nothing was sent.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo

from withdrawer.escape import shown
from withdrawer.plan.dates.spans import Span
from withdrawer.plan.decisions import Verdict
from withdrawer.plan.groups import hull_of
from withdrawer.show.pictures.bars import Kind
from withdrawer.show.words import told_date, told_day, told_days

MINUTE = timedelta(minutes=1)
WIDTHS = (1, 2, 3, 5, 10, 15, 20, 30, 60, 120, 180, 360, 720, 1440)
"""Minutes that one stretch of a burst may have."""
LEAST_FINE = 3
MOST_OTHERS = 4
LONGEST_WORDING = 24


KIND_OF = {
    Verdict.PLANNED: Kind.UNDO,
    Verdict.UNSURE: Kind.UNCLEAR,
    Verdict.KEPT: Kind.KEEP,
    Verdict.OUTSIDE: Kind.OUTSIDE,
}


@dataclass(frozen=True, slots=True)
class Sending:
    """One invitation: when it was sent, as far as that is known, LinkedIn's wording of it, and what is done with it."""

    span: Span | None
    wording: str
    kind: Kind
    is_burst: bool = False

    @property
    def is_exact(self) -> bool:
        """Whether the minute is known."""
        return self.span is not None and self.span.is_exact


@dataclass(frozen=True)
class Stretch:
    """People with about the same time of sending. `day` is empty if it is that of the stretch above.

    `words` are the newest and the oldest of LinkedIn's wordings if only those tell the time; `is_fine` means minutes.
    """

    counts: Mapping[Kind, int]
    span: Span | None
    words: tuple[str, str] | None
    is_burst: bool
    is_fine: bool = False
    day: str = ""
    time: str = ""

    @property
    def total(self) -> int:
        """Number of people."""
        return sum(self.counts.values())

    @property
    def label(self) -> str:
        """When it was, without its day if that stands above."""
        return " ".join(part for part in (self.day, self.time) if part)


def stretches_of(sendings: Iterable[Sending], zone: tzinfo, most: int) -> list[Stretch]:
    """Return at most `most` stretches if that is possible without mixing the burst with others; newest first."""
    people = list(sendings)
    fine = [it for it in people if it.is_burst and it.is_exact]
    core = hull_of(it.span for it in fine)
    others = _coarse([it for it in people if not (it.is_burst and it.is_exact)], zone, core)
    room = max(LEAST_FINE, most - min(len(others), MOST_OTHERS))
    found = sorted([*_minutes(fine, zone, room), *others], key=_age)
    while len(found) > most and (pair := _cheapest(found, core, zone)) is not None:
        found[pair : pair + 2] = [_joined(found[pair], found[pair + 1])]
    return _labelled(found, zone)


def _minutes(people: Sequence[Sending], zone: tzinfo, most: int) -> list[Stretch]:
    for width in WIDTHS:
        buckets: dict[int, list[Sending]] = {}
        for it in people:
            assert it.span
            minute = _local(it.span.earliest, zone)
            at = int(minute.replace(tzinfo=UTC).timestamp()) // 60 // width
            buckets.setdefault(at, []).append(it)
        if len(buckets) <= most:
            break
    return [_stretch(those, is_fine=True) for those in buckets.values()] if people else []


def _coarse(people: Sequence[Sending], zone: tzinfo, core: Span | None) -> list[Stretch]:
    groups: dict[tuple[object, ...], list[Sending]] = {}
    for it in people:
        key: tuple[object, ...]
        if it.is_exact and it.span:
            side = core is not None and it.span.earliest > core.earliest
            key = ("day", _local(it.span.earliest, zone).date(), side)
        elif it.wording or it.span is None:
            key = ("wording", it.wording, it.is_burst)
        else:
            first, last = _days(it.span, zone)
            key = ("days", first, last, it.is_burst)
        groups.setdefault(key, []).append(it)
    return [_stretch(those) for those in groups.values()]


def _stretch(people: Sequence[Sending], *, is_fine: bool = False) -> Stretch:
    words = [it.wording for it in people if not it.is_exact]
    is_worded = len(words) == len(people) and len(set(words)) == 1 and bool(words[0])
    return Stretch(
        Counter(it.kind for it in people),
        hull_of(it.span for it in people),
        (words[0], words[0]) if is_worded else None,
        any(it.is_burst for it in people),
        is_fine,
    )


def _age(stretch: Stretch) -> float:
    """Sort key, newest first; what has no date comes last."""
    if stretch.span is None:
        return float("inf")
    return -(stretch.span.earliest + (stretch.span.latest - stretch.span.earliest) / 2).timestamp()


def _cheapest(found: Sequence[Stretch], core: Span | None, zone: tzinfo) -> int | None:
    """Return where the two neighbours stand whose joining hides least; None if the burst would be mixed with others."""

    def cost(at: int) -> tuple[bool, bool, int, int]:
        one, other = found[at], found[at + 1]
        is_beside = any(it.span and not it.is_burst and _side(it.span, core, zone) for it in (one, other))
        return one.is_burst, is_beside, one.total + other.total, -at

    return min((at for at in range(len(found) - 1) if _is_alike(found[at], found[at + 1])), key=cost, default=None)


def _is_alike(one: Stretch, other: Stretch) -> bool:
    return one.is_burst is other.is_burst and one.is_fine is other.is_fine


def _joined(newer: Stretch, older: Stretch) -> Stretch:
    spans = [newer.span, older.span]
    words = (newer.words[0], older.words[1]) if newer.words and older.words else None
    return Stretch(Counter(newer.counts) + Counter(older.counts), hull_of(spans), words, newer.is_burst, newer.is_fine)


def _labelled(found: Sequence[Stretch], zone: tzinfo) -> list[Stretch]:
    """Return the stretches with what is written beside each."""
    told: list[Stretch] = []
    fine = [it.span for it in found if it.is_fine and it.span]
    core = hull_of(fine)
    year = max((_local(it.span.latest, zone).year for it in found if it.span), default=0)
    above = ""
    words = [_words(it, zone, core, year, is_oldest=place == len(found) - 1) for place, it in enumerate(found)]
    twice = {pair for pair, count in Counter(words).items() if count > 1}
    for it, (day, time) in zip(found, words, strict=True):
        if (day, time) in twice and not time and it.span and not it.words:
            time = _times(it.span, zone)
        told.append(_with(it, "" if day == above and time else day, time))
        above = day
    return told


def _with(stretch: Stretch, day: str, time: str) -> Stretch:
    return Stretch(stretch.counts, stretch.span, stretch.words, stretch.is_burst, stretch.is_fine, day, time)


def _words(stretch: Stretch, zone: tzinfo, core: Span | None, year: int, *, is_oldest: bool) -> tuple[str, str]:
    if stretch.words:
        newest, oldest = (shown(text, LONGEST_WORDING) for text in stretch.words)
        if newest == oldest:
            return newest, ""
        return (f"{newest} and older" if is_oldest else _between(newest, oldest)), ""
    if stretch.span is None:
        return "date not understood", ""
    first, last = _days(stretch.span, zone)
    if stretch.is_fine:
        return told_day(last, year), _times(stretch.span, zone)
    if first != last:
        return (f"{told_date(last, year)} and older" if is_oldest else told_days(first, last, year)), ""
    return told_day(first, year), _side(stretch.span, core, zone)


def _between(newest: str, oldest: str) -> str:
    """Return both wordings; words that both end with are said once: "23 to 24 minutes ago"."""
    one, other = newest.split(), oldest.split()
    while len(one) > 1 and len(other) > 1 and one != other and one[-1].rstrip("s") == other[-1].rstrip("s"):
        one, other = one[:-1], other[:-1]
    return f"{' '.join(one)} to {oldest}"


def _times(span: Span, zone: tzinfo) -> str:
    first, last = _local(span.earliest, zone), _local(span.latest - timedelta.resolution, zone)
    one, other = f"{first:%H:%M}", f"{last:%H:%M}"
    return one if one == other else f"{one} to {other}"


def _side(span: Span, core: Span | None, zone: tzinfo) -> str:
    """Return on which side of the burst a stretch of the same day lies."""
    if core is None or _local(span.earliest, zone).date() not in _days(core, zone):
        return ""
    return "later" if span.earliest >= core.latest - MINUTE else "earlier"


def _days(span: Span, zone: tzinfo) -> tuple[date, date]:
    return _local(span.earliest, zone).date(), _local(span.latest - timedelta.resolution, zone).date()


def _local(instant: datetime, zone: tzinfo) -> datetime:
    return instant.astimezone(zone)
