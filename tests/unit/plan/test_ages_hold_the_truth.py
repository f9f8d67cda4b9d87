"""However LinkedIn may work out its wording, the true instant lies in the span that is read from it."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

from hypothesis import example, given
from hypothesis import strategies as st

from withdrawer.plan.dates.ages import read_age
from withdrawer.plan.half import Half

ZONES = [ZoneInfo(name) for name in ("UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Pacific/Auckland")]
ODD_ZONES = [ZoneInfo(name) for name in ("America/Sao_Paulo", "Australia/Lord_Howe", "Pacific/Apia", "America/Havana")]
Renderer = Callable[[datetime, datetime, tzinfo], str]


def days_in_words(days: int) -> str:
    return {0: "today", 1: "yesterday"}.get(days, f"{days} days ago")


def plural(count: int, unit: str) -> str:
    return f"{count} {unit}{'' if count == 1 else 's'} ago"


def by_calendar_days(true: datetime, rendered: datetime, zone: tzinfo) -> str:
    return days_in_words((rendered.astimezone(zone).date() - true.astimezone(zone).date()).days)


def by_full_days(true: datetime, rendered: datetime, zone: tzinfo) -> str:
    return days_in_words((rendered - true).days)


def by_units(days_a_month: float, days_a_year: float) -> Renderer:
    def render(true: datetime, rendered: datetime, zone: tzinfo) -> str:
        seconds = (rendered - true).total_seconds()
        days = seconds / 86400
        for unit, length in (("year", days_a_year), ("month", days_a_month), ("week", 7.0), ("day", 1.0)):
            if days >= length:
                return plural(int(days // length), unit)
        if seconds >= 3600:
            return plural(int(seconds // 3600), "hour")
        return plural(int(seconds // 60), "minute") if seconds >= 60 else "just now"

    return render


def by_calendar_months(true: datetime, rendered: datetime, zone: tzinfo) -> str:
    """Full months by the calendar's own days, then weeks."""
    here, then = rendered.astimezone(zone), true.astimezone(zone)
    months = (here.year - then.year) * 12 + here.month - then.month - (here.day < then.day)
    if months >= 12:
        return plural(months // 12, "year")
    if months >= 1:
        return plural(months, "month")
    days = (here.date() - then.date()).days
    return plural(min(days // 7, 3), "week") if days >= 7 else days_in_words(days)


RENDERERS: list[Renderer] = [
    by_calendar_days,
    by_full_days,
    by_units(30, 365),
    by_units(30, 360),
    by_units(30.44, 365.25),
    by_units(31, 366),
    by_calendar_months,
]
SEEN = st.integers(0, 11 * 365 * 86400).map(lambda seconds: datetime(2017, 1, 1, tzinfo=UTC) + timedelta(0, seconds))
AGES = st.one_of(
    st.timedeltas(timedelta(0), timedelta(hours=3)),
    st.timedeltas(timedelta(0), timedelta(days=70)),
    st.timedeltas(timedelta(0), timedelta(days=5 * 365)),
    st.integers(0, 2000).map(lambda days: timedelta(days=days)),
)


@given(
    seen_at=SEEN,
    within_second=st.timedeltas(timedelta(0), timedelta(microseconds=999_999)),
    age=AGES,
    zone=st.sampled_from(ZONES + ODD_ZONES),
    render=st.sampled_from(RENDERERS),
)
@example(datetime(2026, 3, 1, tzinfo=UTC), timedelta(0), timedelta(days=28), ZONES[0], by_calendar_months)
@example(datetime(2026, 9, 1, tzinfo=UTC), timedelta(0), timedelta(days=62), ZONES[0], by_calendar_months)
@example(
    datetime(2026, 10, 25, 22, 30, tzinfo=UTC), timedelta(0, 0, 900_000), timedelta(days=1), ZONES[1], by_full_days
)
def test_the_true_instant_is_in_the_span(
    seen_at: datetime, within_second: timedelta, age: timedelta, zone: ZoneInfo, render: Renderer
) -> None:
    rendered = seen_at + within_second
    true = rendered - age
    text = f"Sent {render(true, rendered, zone)}"
    span = read_age(text, seen_at, zone, Half.SENT).span
    assert span is not None, text
    assert span.earliest <= true < span.latest, text


@given(
    seen_at=SEEN, age=AGES, zone=st.sampled_from(ZONES + ODD_ZONES), is_utc=st.booleans(), is_day_first=st.booleans()
)
def test_the_true_instant_is_in_the_day_that_was_named(
    seen_at: datetime, age: timedelta, zone: ZoneInfo, is_utc: bool, is_day_first: bool
) -> None:
    true = seen_at - age
    day = true.astimezone(UTC if is_utc else zone)
    text = f"Connected on {day:%d %B %Y}" if is_day_first else f"Connected on {day:%B} {day.day}, {day.year}"
    span = read_age(text, seen_at, zone, Half.CONNECTIONS).span
    assert span is not None, text
    assert span.earliest <= true < span.latest, text


@given(text=st.text(), seen_at=SEEN, zone=st.sampled_from(ZONES), half=st.sampled_from(Half))
def test_any_text_is_read_or_left_unread(text: str, seen_at: datetime, zone: ZoneInfo, half: Half) -> None:
    age = read_age(text, seen_at, zone, half)
    assert age.span is None or age.span.earliest < age.span.latest
