from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from withdrawer.plan.dates.ages import CLOCK_TICK, RENDERING_SLACK, read_age, start_of_day
from withdrawer.plan.dates.spans import Span
from withdrawer.plan.half import Half

BERLIN = ZoneInfo("Europe/Berlin")
SEEN_AT = datetime(2026, 11, 21, 14, 20, tzinfo=UTC)
DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)


def sent(text: str, seen_at: datetime = SEEN_AT) -> Span | None:
    return read_age(text, seen_at, BERLIN, Half.SENT).span


def connected(text: str) -> Span | None:
    return read_age(text, SEEN_AT, BERLIN, Half.CONNECTIONS).span


def ago(earliest: timedelta, latest: timedelta) -> Span:
    return Span(SEEN_AT - earliest, SEEN_AT - latest + CLOCK_TICK)


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("Sent just now", MINUTE + RENDERING_SLACK, 0 * MINUTE),
        ("Sent 15 minutes ago", 16 * MINUTE + RENDERING_SLACK, 15 * MINUTE),
        ("Sent 1 hour ago", 2 * HOUR, HOUR),
        ("Sent 11 hours ago", 12 * HOUR, 11 * HOUR),
        ("Sent today", DAY, 0 * DAY),
        ("Sent 1 week ago", 14 * DAY, 7 * DAY),
        ("Sent 2 weeks ago", 21 * DAY, 14 * DAY),
        ("Sent 3 weeks ago", 32 * DAY, 21 * DAY),
        ("Sent 1 month ago", 62 * DAY, 28 * DAY),
        ("Sent 6 months ago", 7 * 31 * DAY, 6 * 28 * DAY),
        ("Sent 1 year ago", 2 * 366 * DAY, 360 * DAY),
        ("Sent 2 years ago", 3 * 366 * DAY, 720 * DAY),
    ],
)
def test_a_counted_age_reaches_from_its_longest_to_its_shortest_reading(
    text: str, earliest: timedelta, latest: timedelta
) -> None:
    span = sent(text)
    assert span is not None
    assert span.earliest == SEEN_AT - earliest
    # The calendar may let days end later than full 24 hours do: at the end of that day.
    assert timedelta(0) <= span.latest - (SEEN_AT - latest + CLOCK_TICK) < DAY
    if "hour" in text or "minute" in text:
        assert span == ago(earliest, latest)


def test_yesterday_is_the_calendar_day_and_the_full_24_hours() -> None:
    start_of_today = datetime(2026, 11, 20, 23, tzinfo=UTC)
    assert sent("Sent yesterday") == Span(SEEN_AT - 2 * DAY, SEEN_AT - DAY + CLOCK_TICK).hull(
        Span(start_of_today - DAY, start_of_today)
    )


def test_today_ends_now_however_much_of_the_day_is_left() -> None:
    span = sent("Sent today")
    assert span is not None
    assert span.latest == SEEN_AT + CLOCK_TICK


@pytest.mark.parametrize(
    "text",
    [
        "3 weeks ago",
        "SENT 3 WEEKS AGO",
        "  Sent   3 weeks\nago ",
        "Sent\u00a03\u202fweeks ago",
        "\u200fSent \u200e3 weeks\u061c ago\u2069",
        "Sent ３ weeks ago",
    ],
)
def test_case_spaces_and_invisible_marks_change_nothing(text: str) -> None:
    assert read_age(text, SEEN_AT, BERLIN, Half.SENT) == read_age("Sent 3 weeks ago", SEEN_AT, BERLIN, Half.SENT)


@pytest.mark.parametrize("one", ["Sent a week ago", "Sent one week ago", "1 week ago"])
def test_one_may_be_a_word(one: str) -> None:
    assert sent(one) == sent("Sent 1 week ago") is not None
    assert sent("an hour ago") == sent("1 hour ago") is not None


@pytest.mark.parametrize(
    "text",
    [
        "Connected on August 7, 2024",
        "Connected on August 7 2024",
        "Connected on Aug 7, 2024",
        "Connected on Aug. 7, 2024",
        "Connected on 7 August 2024",
        "connected on\u00a007 aug 2024",
    ],
)
def test_a_date_is_its_day_here_and_in_utc(text: str) -> None:
    assert connected(text) == Span(datetime(2024, 8, 6, 22, tzinfo=UTC), datetime(2024, 8, 8, tzinfo=UTC))


def test_connections_have_relative_ages_too() -> None:
    assert connected("Connected 2 weeks ago") == sent("Sent 2 weeks ago") is not None


def test_a_date_of_today_ends_now() -> None:
    span = connected("Connected on November 21, 2026")
    assert span is not None
    assert span.latest == SEEN_AT + CLOCK_TICK


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Sent",
        "Sent recently",
        "Sent ago",
        "Sent 3 fortnights ago",
        "Sent 2w",
        "Sent 3 weeks ago by mistake",
        "Sent 3 4 weeks ago",
        "Sent 99999999999999999999 days ago",
        "Sent 40 years ago",
        "Connected 3 weeks ago",
        "Vor 3 Wochen gesendet",
        "Sent on February 30, 2024",
        "Sent on 08/07/2024",
        "Sent on August 7",
        "Sent on August 7, 1999",
        "Sent on August 7, 2099",
        "Sent in 3 weeks",
    ],
)
def test_what_is_not_understood_has_no_span(text: str) -> None:
    assert sent(text) is None


def test_the_wording_is_what_people_see_without_sent() -> None:
    assert read_age("Sent  3 Weeks ago", SEEN_AT, BERLIN, Half.SENT).wording == "3 weeks ago"
    assert read_age("Connected on August 7, 2024", SEEN_AT, BERLIN, Half.CONNECTIONS).wording == "august 7, 2024"
    assert read_age("Gesendet!", SEEN_AT, BERLIN, Half.SENT).wording == "gesendet!"


def test_a_day_starts_where_the_clock_skips_midnight() -> None:
    skipped = start_of_day(date(2018, 11, 4), ZoneInfo("America/Sao_Paulo"))
    assert skipped == datetime(2018, 11, 4, 3, tzinfo=UTC)
