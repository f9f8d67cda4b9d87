from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from withdrawer.replay.pages.site_languages import wording_for

ENGLISH = wording_for("en")
NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
UTC_ZONE = ZoneInfo("UTC")


@pytest.mark.parametrize(
    ("ago", "text"),
    [
        (timedelta(seconds=10), "Sent 1 minute ago"),
        (timedelta(minutes=15), "Sent 15 minutes ago"),
        (timedelta(minutes=75), "Sent 1 hour ago"),
        (timedelta(hours=11, minutes=59), "Sent 11 hours ago"),
        (timedelta(hours=13), "Sent 13 hours ago"),
        (timedelta(hours=36), "Sent yesterday"),
        (timedelta(days=3), "Sent 3 days ago"),
        (timedelta(days=6, hours=23), "Sent 6 days ago"),
        (timedelta(days=7), "Sent 1 week ago"),
        (timedelta(days=27), "Sent 3 weeks ago"),
        (timedelta(days=29), "Sent 3 weeks ago"),
        (timedelta(days=30), "Sent 1 month ago"),
        (timedelta(days=364), "Sent 12 months ago"),
        (timedelta(days=365), "Sent 1 year ago"),
        (timedelta(days=800), "Sent 2 years ago"),
    ],
)
def test_an_age_is_rounded_down_to_the_largest_unit(ago: timedelta, text: str) -> None:
    assert ENGLISH.sent_age(NOON - ago, NOON, UTC_ZONE, "hours") == text


def test_an_account_with_day_wordings_says_today_and_nothing_finer() -> None:
    assert ENGLISH.sent_age(NOON - timedelta(hours=5), NOON, UTC_ZONE, "day") == "Sent today"
    assert ENGLISH.sent_age(NOON - timedelta(hours=13), NOON, UTC_ZONE, "day") == "Sent yesterday"


def test_yesterday_is_that_of_the_accounts_zone() -> None:
    sent_at, now = NOON - timedelta(hours=13), NOON
    assert ENGLISH.sent_age(sent_at, now, ZoneInfo("Pacific/Honolulu"), "day") == "Sent yesterday"
    assert ENGLISH.sent_age(sent_at, now, ZoneInfo("Asia/Kolkata"), "day") == "Sent today"


def test_a_connections_day_is_that_of_the_accounts_zone() -> None:
    connected_at = datetime(2024, 8, 7, 23, 30, tzinfo=UTC)
    assert ENGLISH.connected_on(connected_at, UTC_ZONE) == "Connected on August 7, 2024"
    assert ENGLISH.connected_on(connected_at, ZoneInfo("Europe/Berlin")) == "Connected on August 8, 2024"


def test_counts_have_thousands_marks_and_a_singular() -> None:
    assert ENGLISH.connections_text(1217) == "1,217 connections"
    assert ENGLISH.connections_text(1) == "1 connection"
    assert ENGLISH.pill_text(1100) == "People (1,100)"


@given(st.timedeltas(min_value=timedelta(0), max_value=timedelta(days=4000)))
def test_every_age_can_be_told(ago: timedelta) -> None:
    text = ENGLISH.sent_age(NOON - ago, NOON, UTC_ZONE, "hours")
    assert text.startswith("Sent ")
    assert "{" not in text
    assert " 0 " not in text


def test_just_after_midnight_an_hour_ago_is_not_yesterday_where_hours_are_told() -> None:
    now = NOON.replace(hour=0, minute=10)
    assert ENGLISH.sent_age(now - timedelta(minutes=75), now, UTC_ZONE, "hours") == "Sent 1 hour ago"
    assert ENGLISH.sent_age(now - timedelta(hours=25), now, UTC_ZONE, "hours") == "Sent 1 day ago"
    assert ENGLISH.sent_age(now - timedelta(minutes=75), now, UTC_ZONE, "day") == "Sent yesterday"
