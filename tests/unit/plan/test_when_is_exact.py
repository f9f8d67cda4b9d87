"""Whatever the grammar of moments accepts means what its tokens say, and nothing of a text is passed over."""

import re
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from withdrawer.errors import UsageError
from withdrawer.plan.dates.moments import read_when
from withdrawer.plan.dates.spans import FAR_AHEAD
from withdrawer.plan.dates.window import moment_named, parse_window
from withdrawer.plan.dates.wordings import Unit

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 21, 14, 20, tzinfo=UTC)
TODAY = date(2026, 11, 21)
MONTHS = [f"{date(2026, month, 1):%B}" for month in range(1, 13)]
WEEKDAYS = [f"{date(2026, 11, day):%A}" for day in range(16, 23)]
LAST_CHANGE_OF_CLOCKS = date(2026, 10, 25)

DAYS = st.dates(date(2026, 6, 1), date(2026, 11, 20)).filter(lambda day: day != LAST_CHANGE_OF_CLOCKS)
TIMES = st.times().map(lambda at: at.replace(second=0, microsecond=0))
ZONES = st.integers(-11 * 60, 14 * 60)


def parse_when(text: str, now: datetime, zone: tzinfo) -> datetime:
    return moment_named(text, now, zone).since


@st.composite
def written_days(draw: st.DrawFn, *, has_year: bool = False) -> tuple[str, date]:
    """A day and one of the ways to write it."""
    day = draw(DAYS)
    month, number = MONTHS[day.month - 1], day.day
    short = month[:3]
    with_year = [
        f"{day}", f"{day:%Y/%m/%d}", f"{day:%Y.%m.%d}", f"{day:%Y%m%d}", f"{day:%G-W%V-%u}", f"{day:%d.%m.%Y}",
        f"{number}.{day.month}.{day.year}", f"{number} {month} {day.year}", f"{short} {number}, {day.year}",
        f"{number}-{short}-{day.year}", f"{number}{short}{day.year}", f"{day.year} {month} {number}",
        f"{WEEKDAYS[day.weekday()]} {number} {month} {day.year}",
    ]  # fmt: skip
    without = [
        f"{number} {month}", f"{short} {number}", f"{number} {short}.", f"{month} {number}", f"{number} of {month}",
        f"{WEEKDAYS[day.weekday()][:3]}, {number} {short}",
    ]  # fmt: skip
    if number > 12:
        with_year += [f"{number}/{day.month}/{day.year}", f"{day:%m/%d/%Y}", f"{day:%m/%d/%y}"]
        without += [f"{number}/{day.month}", f"{day:%m/%d}"]
    if TODAY - day < timedelta(days=7):
        without += [WEEKDAYS[day.weekday()], f"last {WEEKDAYS[day.weekday()].lower()}"]
    return draw(st.sampled_from(with_year if has_year else with_year + without)), day


@st.composite
def written_times(draw: st.DrawFn, *, is_plain: bool = False) -> tuple[str, time]:
    """A time of day and one of the ways to write it; plain ones have a colon."""
    at = draw(TIMES)
    plain = [f"{at:%H:%M}", f"{at.hour}:{at.minute:02}", f"{at:%H:%M:00}", f"{at:%I:%M %p}", f"{at:%I:%M%p}".lower()]
    marked = [f"{at.hour}h{at.minute:02}", f"{at.hour} h {at.minute:02}", f"{at:%I.%M %p}"]
    if at.minute == 0:
        marked += [f"{at.hour}h", f"{at.hour} h", f"{at:%I%p}", f"{at:%I} p.m." if at.hour >= 12 else f"{at:%I} a.m."]
    if at.minute > 12:
        marked += [f"{at.hour}.{at.minute:02}"]
    return draw(st.sampled_from(plain if is_plain else plain + marked)), at


@given(written_days(), written_times(), st.sampled_from(["{0} {1}", "{0} at {1}", "{0}, {1}", "{1} {0}", "{1}, {0}"]))
def test_a_day_with_a_time_is_that_time_of_that_day(day: tuple[str, date], at: tuple[str, time], order: str) -> None:
    text = order.format(day[0], at[0])
    assert parse_when(text, NOW, BERLIN) == datetime.combine(day[1], at[1], BERLIN)
    assert parse_when(text.upper(), NOW, BERLIN) == parse_when(f"  {text.lower()} ", NOW, BERLIN)


@given(written_days())
def test_a_day_alone_is_the_whole_day(day: tuple[str, date]) -> None:
    window = parse_window(day[0], day[0], NOW, BERLIN)
    assert window is not None
    assert window.since == datetime.combine(day[1], time.min, BERLIN)
    assert window.until == datetime.combine(day[1] + timedelta(days=1), time.min, BERLIN)


@given(written_days(has_year=True), written_times(), ZONES, st.sampled_from(["{0} {1} UTC{2}", "{0} {1}GMT{2}"]))
def test_a_zone_that_is_typed_counts(day: tuple[str, date], at: tuple[str, time], away: int, order: str) -> None:
    zone = timezone(timedelta(minutes=away))
    offset = datetime.combine(day[1], at[1], zone).isoformat()[19:]
    assert parse_when(order.format(day[0], at[0], offset), NOW, BERLIN) == datetime.combine(day[1], at[1], zone)


@given(st.datetimes(NOW.replace(2004, tzinfo=None), NOW.replace(tzinfo=None)), ZONES, st.sampled_from(["T", " "]))
def test_every_instant_that_python_writes_is_read_back(naive: datetime, away: int, separator: str) -> None:
    instant = naive.replace(tzinfo=timezone(timedelta(minutes=away)))
    assert parse_when(instant.isoformat(separator), NOW, BERLIN) == instant


@given(written_times(is_plain=True))
def test_a_time_alone_is_the_latest_in_the_past(at: tuple[str, time]) -> None:
    found = parse_when(at[0], NOW, BERLIN)
    assert found.astimezone(BERLIN).time() == at[1]
    assert NOW - timedelta(days=1) < found <= NOW


COUNTS = st.dictionaries(st.sampled_from(list(Unit)), st.integers(0, 40), min_size=1, max_size=3)
JOINTS = st.sampled_from([" ", ", ", " and "])


@given(COUNTS, JOINTS)
def test_an_age_is_the_sum_of_its_parts(counts: dict[Unit, int], joint: str) -> None:
    parts = [f"{counts[unit]} {unit}s" for unit in reversed(Unit) if unit in counts]
    assert read_when(f"{joint.join(parts)} ago").age == counts
    if len(parts) > 1:
        with pytest.raises(UsageError, match="the larger unit stands first"):
            read_when(f"{joint.join(reversed(parts))} ago")


@given(st.integers(0, 5000), st.sampled_from(["hours", "minutes", "h", "min", "sec"]))
def test_hours_that_went_by_are_exactly_so_many(count: int, unit: str) -> None:
    length = {"h": timedelta(hours=1), "m": timedelta(minutes=1), "s": timedelta(seconds=1)}[unit[0]]
    assert parse_when(f"{count} {unit} ago", NOW, BERLIN) == NOW - count * length


WORDS = st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=8).filter(
    lambda word: (
        word not in ("z", "utc", "gmt", *(name[:3].lower() for name in WEEKDAYS))
        and not word.startswith(("mon", "tue", "wed", "thu", "fri", "sat", "sun"))
    )
)
NUMBERS = st.integers(0, 99_999).map(str)


@given(written_days(), written_times(is_plain=True), WORDS | NUMBERS | st.sampled_from("-+.,:/?;'"), st.booleans())
def test_nothing_that_is_left_over_is_passed_over(
    day: tuple[str, date], at: tuple[str, time], rest: str, at_the_end: bool
) -> None:
    whole = f"{day[0]} {at[0]}"
    text = f"{whole} {rest}" if at_the_end else f"{rest} {whole}"
    assume(at_the_end or (rest not in ("on", "the", "last") and len(rest) != 4))  # "2025 Jun 1" is a day
    with pytest.raises(UsageError):
        parse_when(text, NOW, BERLIN)


@given(written_days(), written_times(is_plain=True), st.integers(0, 9))
def test_a_digit_too_many_is_refused(day: tuple[str, date], at: tuple[str, time], digit: int) -> None:
    assume(day[1].day > 9)  # "Jun 1" is a day, and "Jun 12" is one too
    for text in (f"{day[0]} {at[0]}{digit}", f"{day[0]}{digit} {at[0]}"):
        with pytest.raises(UsageError):
            parse_when(text, NOW, BERLIN)


TOKENS = st.sampled_from(
    [
        *(
            "20",
            "nov",
            "november",
            "5",
            "11",
            "14",
            "14h",
            "14:00",
            "2",
            "pm",
            "am",
            "h",
            "9:30",
            "20.11",
            "5/11",
            "20/11",
        ),
        *(
            "at",
            "on",
            "the",
            "of",
            ",",
            "monday",
            "fri",
            "last",
            "today",
            "yesterday",
            "noon",
            "utc",
            "+01:00",
            "26",
            "th",
        ),
        *("-", "z"),
    ]
)


@given(st.lists(TOKENS, min_size=1, max_size=5), st.sampled_from([" ", ""]))
def test_no_window_reaches_farther_back_than_half_a_year_unless_a_year_or_an_age_is_typed(
    tokens: list[str], joint: str
) -> None:
    text = joint.join(tokens)
    try:
        window = parse_window(text, None, NOW, BERLIN)
    except UsageError:
        return
    assert window is not None
    assert window.until == FAR_AHEAD
    assert NOW - timedelta(days=184) < window.since <= NOW or re.search(r"\d[-/]\d+[-/]\d|\d{8}", text)


@given(st.text(max_size=20).filter(lambda text: not re.search(r"[0-9]|[a-zA-Z]{3}", text)))
def test_any_other_text_is_refused_in_words(text: str) -> None:
    with pytest.raises(UsageError) as raised:
        parse_when(text, NOW, BERLIN)
    assert repr(text) in raised.value.message
    assert raised.value.hint
