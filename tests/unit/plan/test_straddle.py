"""From when on an age takes effect that LinkedIn's wordings are too coarse for."""

from datetime import UTC, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from withdrawer.plan.dates.ages import DAY, counted, says_at_least
from withdrawer.plan.dates.spans import Side
from withdrawer.plan.dates.straddle import SHOWN, Straddle, straddled
from withdrawer.plan.dates.window import age_units, window_older_than
from withdrawer.plan.dates.wordings import Unit

NOW = datetime(2026, 11, 21, 14, 20, tzinfo=UTC)
ZONES = st.sampled_from([UTC, ZoneInfo("Europe/Berlin"), ZoneInfo("Pacific/Kiritimati"), ZoneInfo("America/New_York")])


def of(age: str) -> Straddle | None:
    return straddled(age_units(age), window_older_than(age, NOW, UTC).until, NOW, UTC)


@pytest.mark.parametrize(
    ("age", "wording", "first_day", "last_day", "sure_from", "whole"),
    [
        ("45 days", "1 month ago", 28, 61, 62, None),
        ("6 weeks", "1 month ago", 28, 61, 62, None),
        ("30 days", "1 month ago", 28, 61, 62, 28),
        ("25 days", "3 weeks ago", 21, 31, 32, 21),
        ("10 days", "1 week ago", 7, 13, 14, 7),
        ("400 days", "1 year ago", 360, 731, 732, None),
    ],
)
def test_it_is_the_wording_that_people_on_both_sides_share(
    age: str, wording: str, first_day: int, last_day: int, sure_from: int, whole: int | None
) -> None:
    found = of(age)
    assert found is not None
    assert (found.wording(), found.first_day, found.last_day) == (wording, first_day, last_day)
    assert (found.sure_from, found.whole) == (sure_from, whole)


@pytest.mark.parametrize(
    "age", ["2 days", "5 days", "20 hours", "6 days", "13 days", "3 weeks", "21 days", "1 month", "2 months"]
)
def test_an_age_that_linkedin_itself_tells_needs_no_word(age: str) -> None:
    assert of(age) is None


def test_it_is_worded_as_the_page_does() -> None:
    found = of("45 days")
    assert found is not None
    seen = [("vor 2 Wochen", "de"), ("vor 1 Monat", "de"), ("vor 2 Monaten", "de")]
    assert found.wording(seen) == "vor 1 Monat"
    assert found.wording([("vor 2 Wochen", "de")]) == "1 month ago"


@given(days=st.integers(7, 900), zone=ZONES, minutes=st.integers(0, 24 * 60))
def test_from_that_day_on_nobody_can_be_younger(days: int, zone: tzinfo, minutes: int) -> None:
    """Whichever wording LinkedIn may show on that day; and a day earlier there is one that leaves it open."""
    now = NOW + timedelta(minutes=minutes)
    window = window_older_than(f"{days} days", now, zone)
    age = {Unit.DAY: days}
    found = straddled(age, window.until, now, zone)
    sure_from = found.sure_from if found else days + 2
    for day in (sure_from, sure_from + 1, sure_from + 40):
        sent = now - day * DAY - DAY / 2
        for count, unit in SHOWN:
            span = counted(count, unit, now, zone)
            if span.earliest <= sent < span.latest:
                assert span.against(window) is Side.INSIDE or says_at_least(count, unit, age), (count, unit)
    if found:
        assert counted(found.count, found.unit, now, zone).against(window) is Side.UNSURE


@given(days=st.integers(7, 300), zone=ZONES, minutes=st.integers(0, 24 * 60))
def test_the_age_that_is_offered_takes_everybody_of_the_wording(days: int, zone: tzinfo, minutes: int) -> None:
    now = NOW + timedelta(minutes=minutes)
    found = straddled({Unit.DAY: days}, window_older_than(f"{days} days", now, zone).until, now, zone)
    if found and found.whole:
        assert says_at_least(found.count, found.unit, {Unit.DAY: found.whole})
