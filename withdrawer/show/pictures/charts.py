"""Pictures for a page as shapes in numbers: bars, lines and words with their places. A template draws them. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from math import ceil

from withdrawer.show.pictures.bars import Kind, cells_of
from withdrawer.show.pictures.stretches import Stretch
from withdrawer.show.words import told_date, told_day

WIDTH = 720
ROW, BAR = 24, 15
LABELS, NUMBERS = 190, 46
TOP_WORDS = 8
MARKED = 180
"""Room at the right of the bars for the words about the burst."""
LEFT, TOP, HEIGHT, BOTTOM = 48, 24, 150, 26
WIDEST_DAY, GAP = 40, 0.25
MOST_TICKS = 6
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Bar:
    """One piece of a bar. `kind` names its colour and pattern."""

    x: float
    y: float
    width: float
    height: float
    kind: str


@dataclass(frozen=True, slots=True)
class Words:
    """Words at a place. `anchor` is SVG's: start, middle or end."""

    x: float
    y: float
    text: str
    anchor: str = "start"
    is_strong: bool = False


@dataclass(frozen=True)
class Chart:
    """A picture: its name and what it says, for whoever doesn't see it, and its shapes.

    `legend` has the kinds that occur, with their names; `lines` are paths.
    """

    id: str
    title: str
    says: str
    height: float
    bars: Sequence[Bar] = ()
    words: Sequence[Words] = ()
    lines: Sequence[str] = ()
    curve: str = ""
    points: Sequence[tuple[float, float]] = ()
    legend: Sequence[tuple[str, str]] = ()
    width: int = WIDTH


def sent_chart(found: Sequence[Stretch], names: Mapping[Kind, str], marked: Sequence[str], says: str) -> Chart:
    """Return the picture of sending: a bar a stretch, the newest on top; `marked` are the words about the burst."""
    largest = max((it.total for it in found), default=1)
    room = WIDTH - LABELS - NUMBERS - (MARKED if marked else 0)
    bars, words = [], []
    for place, it in enumerate(found):
        y = place * ROW + 4
        words.append(Words(LABELS - 8, y + 12, it.label, "end"))
        words.append(Words(LABELS + NUMBERS - 10, y + 12, f"{it.total:,}", "end", is_strong=True))
        x = float(LABELS + NUMBERS)
        for kind, pixels in cells_of(it.counts, largest, room).items():
            bars.append(Bar(x, y, pixels, BAR, kind.value))
            x += pixels
    lines = []
    run = [place for place, it in enumerate(found) if it.is_burst]
    if run and marked:
        x, top, bottom = WIDTH - MARKED + 8, run[0] * ROW + 4, run[-1] * ROW + 4 + BAR
        lines.append(f"M{x} {top}h6V{bottom}h-6")
        told = [part for text in marked for part in text.split("; ")]
        told[:1] = told[0].split(": ", 1)
        middle = max((top + bottom) / 2 - (len(told) - 1) * 8, TOP_WORDS)
        words += [Words(x + 14, middle + 4 + at * 16, text, is_strong=at == 0) for at, text in enumerate(told)]
    there = {kind for it in found for kind in it.counts if it.counts[kind]}
    legend = [(kind.value, names[kind]) for kind in names if kind in there]
    legend = legend if len(legend) > 1 else []
    height = max(len(found) * ROW + 8, *(it.y + 6 for it in words), 0)
    return Chart("sent", "When the invitations were sent", says, height, bars, words, lines,
                 legend=legend)  # fmt: skip


def pending_chart(series: Sequence[tuple[datetime, int]], zone: tzinfo, says: str) -> Chart | None:
    """Return LinkedIn's own count of pending invitations over time, as steps; None for fewer than two counts."""
    if len(series) < 2 or series[0][0] == series[-1][0]:
        return None
    first, last = series[0][0], series[-1][0]
    most = max(max(count for _, count in series), 1)

    def place(at: datetime, count: int) -> tuple[float, float]:
        x = LEFT + (at - first) / (last - first) * (WIDTH - LEFT - 60)
        return round(x, 1), round(TOP + HEIGHT * (1 - count / most), 1)

    points = [place(at, count) for at, count in series]
    curve = f"M{points[0][0]} {points[0][1]}" + "".join(f"H{x}V{y}" for x, y in points[1:])
    base = TOP + HEIGHT
    year = last.astimezone(zone).year
    words = [
        Words(points[0][0] + 4, points[0][1] - 5, f"{series[0][1]:,}", is_strong=True),
        Words(points[-1][0] + 8, points[-1][1] + 4, f"{series[-1][1]:,}", is_strong=True),
        Words(LEFT - 8, base + 4, "0", "end"),
        Words(LEFT, base + 18, told_date(first.astimezone(zone).date(), year)),
        Words(points[-1][0], base + 18, told_date(last.astimezone(zone).date(), year), "end"),
    ]
    return Chart("pending", "Pending invitations, as LinkedIn counted them", says, base + BOTTOM, (), words,
                 [f"M{LEFT} {base}H{WIDTH}"], curve, points)  # fmt: skip


def days_chart(
    name: str,
    title: str,
    days: Mapping[date, Mapping[str, int]],
    names: Mapping[str, str],
    says: str,
    pauses: Sequence[date] = (),
) -> Chart | None:
    """Return a bar for each day, made of `names`' kinds; days without anything stay empty. None without any day.

    `pauses` are marked by a line.
    """
    if not days:
        return None
    first, last = min([*days, *pauses]), max([*days, *pauses])
    count = (last - first).days + 1
    each = min(WIDEST_DAY, (WIDTH - LEFT - 8) / count)
    most = max(max((sum(it.values()) for it in days.values()), default=1), 1)
    bars, base = [], TOP + HEIGHT
    for day, numbers in days.items():
        y = float(base)
        for kind in names:
            if number := numbers.get(kind, 0):
                height = max(2.0, number / most * HEIGHT)
                y -= height
                x = LEFT + (day - first).days * each
                bars.append(Bar(round(x, 1), round(y, 1), round(max(each * (1 - GAP), 0.6), 1), round(height, 1), kind))
    words = [Words(LEFT - 8, TOP + 5, f"{most:,}", "end"), Words(LEFT - 8, base + 4, "0", "end")]
    step = max(1, ceil(count / MOST_TICKS), ceil(64 / each))
    words += [
        Words(round(LEFT + at * each, 1), base + 18, told_date(first + at * DAY, last.year))
        for at in range(0, count, step)
    ]
    lines = [f"M{LEFT} {base}H{WIDTH}"]
    for day in pauses:
        x = round(LEFT + ((day - first).days + 0.5) * each, 1)
        lines.append(f"M{x} {TOP - 18}V{base}")
        words.append(Words(x + 4, TOP - 9, "stopped"))
    there = {kind for it in days.values() for kind in it if it[kind]}
    legend = [(kind, names[kind]) for kind in names if kind in there] if len(names) > 1 else []
    return Chart(name, title, says, base + BOTTOM, bars, words, lines, legend=legend)


def day_rows(days: Mapping[date, Mapping[str, int]], kinds: Sequence[str]) -> list[tuple[str, list[int]]]:
    """Return the same as a table's rows: the day, and a number for each kind."""
    year = max((day.year for day in days), default=0)
    return [(told_day(day, year), [numbers.get(kind, 0) for kind in kinds]) for day, numbers in days.items()]
