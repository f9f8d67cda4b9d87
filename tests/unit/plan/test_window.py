from datetime import UTC, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

import pytest

from withdrawer.errors import UsageError
from withdrawer.plan.dates.moments import EXAMPLES, NEAR
from withdrawer.plan.dates.spans import FAR_AHEAD, FOREVER_AGO, Window
from withdrawer.plan.dates.window import AGES, moment_named, parse_window, window_older_than

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 21, 14, 20, tzinfo=UTC)
"""A Saturday, 15:20 in Berlin."""


def parse_when(text: str, now: datetime, zone: tzinfo) -> datetime:
    return moment_named(text, now, zone).since


def local(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=BERLIN).astimezone(UTC)  # type: ignore[arg-type,misc]


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("2026-11-20", local(2026, 11, 20)),
        ("2026-11-20 14:00", local(2026, 11, 20, 14)),
        ("2026-11-20T14:00:30", local(2026, 11, 20, 14, 0, 30)),
        ("2026-11-20T14:00Z", datetime(2026, 11, 20, 14, tzinfo=UTC)),
        ("2026-11-20T14:00-05:00", datetime(2026, 11, 20, 19, tzinfo=UTC)),
        ("2026-07-01", local(2026, 7, 1)),
        ("today", local(2026, 11, 21)),
        ("yesterday", local(2026, 11, 20)),
        ("Yesterday  14:00", local(2026, 11, 20, 14)),
        ("yesterday at 2pm", local(2026, 11, 20, 14)),
        ("3 days ago", local(2026, 11, 18, 15, 20)),
        ("3 hours ago", NOW - timedelta(hours=3)),
        ("now", NOW),
        ("saturday", local(2026, 11, 21)),
        ("saturday 14:00", local(2026, 11, 21, 14)),
        ("saturday 16:00", local(2026, 11, 14, 16)),
        ("last saturday", local(2026, 11, 14)),
        ("friday", local(2026, 11, 20)),
        ("14:00", local(2026, 11, 21, 14)),
        ("16:00", local(2026, 11, 20, 16)),
        ("20 November 2026", local(2026, 11, 20)),
        ("nov 20 2026 14:00", local(2026, 11, 20, 14)),
        ("20.11.2026", local(2026, 11, 20)),
        ("03.02.2026", local(2026, 2, 3)),
        ("11/20/2026", local(2026, 11, 20)),
        ("yesterday 14:00 UTC", datetime(2026, 11, 20, 14, tzinfo=UTC)),
        ("20 November 14:05", local(2026, 11, 20, 14, 5)),
        ("20 november 14h", local(2026, 11, 20, 14)),
        ("20 Nov 14 h", local(2026, 11, 20, 14)),
        ("20 nov 14 h 30", local(2026, 11, 20, 14, 30)),
        ("20 Nov 20:26", local(2026, 11, 20, 20, 26)),
        ("Nov. 20th, 2026, 2:05 p.m.", local(2026, 11, 20, 14, 5)),
        ("the 20th of November 2026", local(2026, 11, 20)),
        ("20-Nov-2026 9am", local(2026, 11, 20, 9)),
        ("2026 Nov 20", local(2026, 11, 20)),
        ("friday 20 november", local(2026, 11, 20)),
        ("20. november 14:05", local(2026, 11, 20, 14, 5)),
        ("yesterday 14h", local(2026, 11, 20, 14)),
        ("yesterday 14h30", local(2026, 11, 20, 14, 30)),
        ("yesterday 14.30", local(2026, 11, 20, 14, 30)),
        ("20.11.2026 14.05", local(2026, 11, 20, 14, 5)),
        ("14.30", local(2026, 11, 21, 14, 30)),
        ("14:00 yesterday", local(2026, 11, 20, 14)),
        ("2pm on monday", local(2026, 11, 16, 14)),
        ("monday", local(2026, 11, 16)),
        ("last friday 9:30", local(2026, 11, 20, 9, 30)),
        ("the day before yesterday at noon", local(2026, 11, 19, 12)),
        ("12am", local(2026, 11, 21)),
        ("12:30 pm", local(2026, 11, 21, 12, 30)),
        ("14 hours ago", NOW - timedelta(hours=14)),
        ("2 h ago", NOW - timedelta(hours=2)),
        ("36 h", NOW - timedelta(hours=36)),
        ("90 minutes", NOW - timedelta(minutes=90)),
        ("1h30min ago", NOW - timedelta(minutes=90)),
        ("1 day and 2 hours ago", NOW - timedelta(hours=26)),
        ("two weeks ago", local(2026, 11, 7, 15, 20)),
        ("a month ago", local(2026, 10, 21, 15, 20)),
        ("9 months ago", local(2026, 2, 21, 15, 20)),
        ("3 days ago 14:00", local(2026, 11, 18, 14)),
        ("20/11", local(2026, 11, 20)),
        ("11/20/26", local(2026, 11, 20)),
        ("20.11.26", local(2026, 11, 20)),
        ("20261120", local(2026, 11, 20)),
        ("20261120T140030+0100", local(2026, 11, 20, 14, 0, 30)),
        ("2026-W47-5", local(2026, 11, 20)),
        ("2026/11/20 2pm", local(2026, 11, 20, 14)),
        ("2026-11-20 14:00:30.5 -05:00", datetime(2026, 11, 20, 19, 0, 30, 500000, UTC)),
        ("2026-11-20 14:00 -05:00", datetime(2026, 11, 20, 19, tzinfo=UTC)),
        ("2026-11-20T02:00-0500", datetime(2026, 11, 20, 7, tzinfo=UTC)),
        ("yesterday 14:00 UTC-05:00", datetime(2026, 11, 20, 19, tzinfo=UTC)),
        ("16:00 +01:00", local(2026, 11, 20, 16)),
        ("14:00 GMT+2", datetime(2026, 11, 21, 12, tzinfo=UTC)),
    ],
)
def test_a_moment_is_read_in_the_persons_zone_looking_back(text: str, instant: datetime) -> None:
    assert parse_when(text, NOW, BERLIN) == instant
    assert parse_when(text, NOW, BERLIN).tzinfo is UTC


@pytest.mark.parametrize(
    "text",
    [
        "",
        "blah",
        "5",
        "2026",
        "november 2026",
        "last week",
        "this morning",
        "yesterday at 2",
        "yesterday 25:00",
        "2026-02-30",
        "31 february 2026",
        "03/02/2026",
        "0001-01-01",
        "9999-12-31",
        "99999999 days ago",
        "20 november 26",
        "20 november 1430",
        "Nov 20 14",
        "20 Nov 2026 14",
        "november",
        "20th",
        "2026-11-20T14",
        "2026-11-20-14:00",
        "2026-11-20 24:00",
        "2026-11-20 14:00 15:00",
        "2026-11-20 2026-11-21",
        "yesterday 14:00-15:00",
        "14:00 - 15:00",
        "monday 20 november 2026",
        "last friday 20 november",
        "13 pm",
        "yesterday 14.30:20",
        "2026-11-20 14:00 +15:00",
        "yesterday UTC",
        "3 hours ago 14:00",
        "3 days ago 14h",
        "yesterday 3 hours ago",
        "2 hours 3 days ago",
        "1.5 hours ago",
        "in 2 hours",
        "next friday",
        "yesterday, ",
        "at at 14:00",
        "two",
        "\u0662\u0660 november",
        "2026\u201311\u201320",
        "9" * 5000,
    ],
)
def test_what_can_be_misread_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(UsageError) as raised:
        parse_when(text, NOW, BERLIN)
    assert repr(text) in raised.value.message
    assert "2026-11-20" in raised.value.hint


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("5/11", ["5 November", "11 May"]),
        ("5/11/2026", ["5 November 2026", "11 May 2026"]),
        ("5-11-2026", ["5 November 2026", "11 May 2026"]),
        ("05-11-26", ["5 November 2026", "11 May 2026"]),
        ("26.11.20", ["26 November 2020", "20 November 2026"]),
        ("26/11/20", ["26 November 2020", "20 November 2026"]),
        ("14h", ["14:00", "14 hours ago"]),
        ("14 h", ["14:00", "14 hours ago"]),
        ("14", ["14:00", "14 hours ago"]),
        ("14h30", ["14:30", "14 hours 30 minutes ago"]),
        ("20.11", ["20:11", "20 November"]),
        ("friday 20.11", ["20:11", "20 November"]),
        ("yesterday at 2", ["02:00", "14:00"]),
        ("yesterday 12", ["12:00", "00:00"]),
        ("yesterday midnight", ["the start", "the end"]),
        ("14:00 PST", ["-08:00", "+08:00"]),
        ("yesterday 14:00 CET", ["+01:00", "central Europe all year"]),
        ("30 m ago", ["minutes", "months"]),
        ("yesterday 09:00-11:00", ["a zone", "until 11:00"]),
        ("2026-11-20 09:00-11:00", ["a zone", "until 11:00"]),
        ("25 november", ["25 November 2025", "25 November 2026"]),
        ("29 feb", ["29 February 2024", "29 February 2028"]),
    ],
)
def test_what_could_mean_two_things_is_refused_with_both(text: str, readings: list[str]) -> None:
    with pytest.raises(UsageError) as raised:
        parse_when(text, NOW, BERLIN)
    assert f"{text!r} could mean" in raised.value.message
    assert all(reading in raised.value.message for reading in readings)


def test_a_refusal_shows_how_to_write_what_comes_near_to_it() -> None:
    for text, near in [
        ("november", "'20 November 2026'"),
        ("next friday", "'last friday 9:30'"),
        ("half an hour ago", "'3 hours ago'"),
        ("monday 25:00", "'saturday 14:00'"),
    ]:
        with pytest.raises(UsageError) as raised:
            parse_when(text, NOW, BERLIN)
        assert near in raised.value.hint


@pytest.mark.parametrize("text", ["2026-02-30", "31 february 2026", "31 february", "30.02.2026", "2026-W54-1"])
def test_a_day_that_no_calendar_has_is_told_as_such(text: str) -> None:
    with pytest.raises(UsageError, match="there is no such day as"):
        parse_when(text, NOW, BERLIN)


def test_every_example_that_is_shown_can_be_typed() -> None:
    for shown in (EXAMPLES, *(examples for _, examples in NEAR)):
        for example in shown.split(", "):
            assert parse_when(example.strip("\"'"), NOW, BERLIN) < NOW


def test_a_time_that_the_clocks_skip_or_repeat_is_refused_with_both_instants() -> None:
    for text, told in [
        ("2026-10-25 02:30", ["'2026-10-25T02:30+02:00'", "'2026-10-25T02:30+01:00'"]),
        ("2026-03-29 02:30", ["'2026-03-29T01:30+01:00'", "'2026-03-29T03:30+02:00'"]),
    ]:
        with pytest.raises(UsageError) as raised:
            parse_when(text, NOW, BERLIN)
        assert all(instant in raised.value.hint for instant in told)
        for instant in told:
            assert parse_when(instant.strip("'"), NOW, BERLIN).astimezone(BERLIN).isoformat("T", "minutes") in instant


def test_a_day_of_another_zone_is_refused_where_it_is_another_day_there() -> None:
    late = datetime(2026, 11, 21, 23, 30, tzinfo=UTC)  # Sunday in Berlin
    for text in ("yesterday 14:00 UTC", "saturday 14:00Z", "20 nov 14:00 UTC"):
        with pytest.raises(UsageError, match="two days"):
            parse_when(text, late, BERLIN)
    assert parse_when("2026-11-20 14:00Z", late, BERLIN) == datetime(2026, 11, 20, 14, tzinfo=UTC)


def test_a_day_without_a_year_is_the_latest_also_over_new_year() -> None:
    january = datetime(2027, 1, 4, 12, tzinfo=UTC)
    assert parse_when("20 november 14:00", january, BERLIN) == local(2026, 11, 20, 14)
    assert parse_when("29 feb", datetime(2028, 3, 1, tzinfo=UTC), BERLIN) == local(2028, 2, 29)


def test_a_time_today_that_is_still_to_come_is_not_taken_for_last_years() -> None:
    with pytest.raises(UsageError, match="in the future"):
        parse_window("21 november 16:00", None, NOW, BERLIN)


def test_a_time_before_linkedin_existed_is_refused_since_it_would_mean_everything() -> None:
    with pytest.raises(UsageError, match="before LinkedIn existed") as raised:
        parse_window("1999-11-20", None, NOW, BERLIN)
    assert "--since all" in raised.value.hint


def test_hours_that_went_by_are_counted_over_a_clock_change() -> None:
    after_the_change = datetime(2026, 10, 25, 6, tzinfo=UTC)
    assert parse_when("10 hours ago", after_the_change, BERLIN) == after_the_change - timedelta(hours=10)
    assert parse_when("1 day ago", after_the_change, BERLIN) == local(2026, 10, 24, 7)


def test_no_window_is_no_window() -> None:
    assert parse_window(None, None, NOW, BERLIN) is None


def test_everything_must_be_said() -> None:
    assert parse_window("All", None, NOW, BERLIN) == Window(FOREVER_AGO, FAR_AHEAD)
    with pytest.raises(UsageError, match="--until 'today' has no --since"):
        parse_window(None, "today", NOW, BERLIN)


def test_a_bare_day_as_until_has_that_day_in_it() -> None:
    assert parse_window("2026-11-20", "2026-11-20", NOW, BERLIN) == Window(local(2026, 11, 20), local(2026, 11, 21))
    assert parse_window("2026-10-25", "2026-10-25", NOW, BERLIN) == Window(local(2026, 10, 25), local(2026, 10, 26))


def test_until_with_a_time_is_that_instant() -> None:
    assert parse_window("yesterday", "yesterday 14:00", NOW, BERLIN) == Window(
        local(2026, 11, 20), local(2026, 11, 20, 14)
    )


@pytest.mark.parametrize(
    ("since", "until", "told"),
    [
        ("2026-11-21", "2026-11-19", "ends before it starts: since Sat 21 Nov 2026, 00:00 CET"),
        ("yesterday 14:00", "yesterday 13:59", "ends before it starts"),
        ("yesterday 14:00", "yesterday 14:00", "The window is empty"),
        ("14:02", "14:02", "The window is empty"),
        ("tomorrow", None, "--since 'tomorrow' is in the future: Sun 22 Nov 2026, 00:00 CET"),
        ("nonsense", None, "--since: 'nonsense' can't be read"),
        ("yesterday", "nonsense", "--until: 'nonsense' can't be read"),
    ],
)
def test_a_window_that_makes_no_sense_is_refused(since: str, until: str | None, told: str) -> None:
    with pytest.raises(UsageError) as raised:
        parse_window(since, until, NOW, BERLIN)
    assert told in raised.value.message
    assert raised.value.hint


@pytest.mark.parametrize(
    ("since", "until", "first", "latest"),
    [
        ("19 nov 14:02", "14:05", "Thu 19 Nov 2026, 14:05 CET", "Sat 21 Nov 2026, 14:05 CET"),
        ("19 nov 2026 2:05pm", "2:10pm", "Thu 19 Nov 2026, 14:10 CET", "Sat 21 Nov 2026, 14:10 CET"),
        ("2026-11-19 14:02", "14:05 UTC", "Thu 19 Nov 2026, 15:05 CET", "Sat 21 Nov 2026, 15:05 CET"),
        ("2026-11-19", "noon", "Thu 19 Nov 2026, 12:00 CET", "Sat 21 Nov 2026, 12:00 CET"),
        ("3 days ago", "9:30", "Thu 19 Nov 2026, 09:30 CET", "Sat 21 Nov 2026, 09:30 CET"),
        ("19 nov 23:50", "0:10", "Fri 20 Nov 2026, 00:10 CET", "Sat 21 Nov 2026, 00:10 CET"),
        ("friday 6 nov 14:00", "saturday", "7 November 2026", "21 November 2026"),
        ("2026-11-06 14:00", "fri 14:05", "Fri 6 Nov 2026, 14:05 CET", "Fri 20 Nov 2026, 14:05 CET"),
        ("2025-11-19 14:00", "20 november", "20 November 2025", "20 November 2026"),
        ("2025-11-19 14:00", "20 nov 14:05", "Thu 20 Nov 2025, 14:05 CET", "Fri 20 Nov 2026, 14:05 CET"),
    ],
)
def test_an_end_without_its_day_is_refused_where_an_earlier_one_is_in_the_window_too(
    since: str, until: str, first: str, latest: str
) -> None:
    with pytest.raises(UsageError) as raised:
        parse_window(since, until, NOW, BERLIN)
    assert f"--until {until}" in raised.value.message
    assert f"could mean {first} or {latest}" in raised.value.message


@pytest.mark.parametrize(
    ("since", "until", "end"),
    [
        ("14:02", "14:05", local(2026, 11, 21, 14, 5)),
        ("today 14:02", "2:05pm", local(2026, 11, 21, 14, 5)),
        ("yesterday 23:50", "0:10", local(2026, 11, 21, 0, 10)),
        ("yesterday 17:00", "18:00", local(2026, 11, 20, 18)),
        ("friday 14:00", "friday", local(2026, 11, 21)),
        ("2026-11-06", "last saturday", local(2026, 11, 15)),
        ("2026-11-06", "yesterday 14:05", local(2026, 11, 20, 14, 5)),
        ("2026-11-06", "2 hours ago", NOW - timedelta(hours=2)),
        ("2025-11-06", "fri 20 nov", local(2026, 11, 21)),
        ("all", "14:05", local(2026, 11, 21, 14, 5)),
    ],
)
def test_an_end_without_its_day_is_read_where_only_one_fits(since: str, until: str, end: datetime) -> None:
    window = parse_window(since, until, NOW, BERLIN)
    assert window is not None
    assert window.until == end


def test_an_end_never_makes_a_window_of_minutes_one_of_days() -> None:
    now = datetime(2026, 11, 22, 9, tzinfo=UTC)
    with pytest.raises(UsageError, match="could mean Fri 20 Nov 2026, 14:05 CET or Sat 21 Nov 2026, 14:05 CET"):
        parse_window("20 nov 14:02", "14:05", now, BERLIN)


@pytest.mark.parametrize("text", ["1 month", "23 month", "a month", "1 mo", "5 y"])
def test_an_age_is_no_time_of_day_whatever_its_unit_ends_with(text: str) -> None:
    assert parse_when(text, NOW, BERLIN) == parse_when(f"{text} ago", NOW, BERLIN)


@pytest.mark.parametrize("text", ["1,5 hours", "1,5 hours ago", "1.5 hours", "1\u00bd hours ago", "1 mth", "3 mth ago"])
def test_a_count_that_is_not_understood_is_no_time_of_day(text: str) -> None:
    with pytest.raises(UsageError, match="is not understood"):
        parse_when(text, NOW, BERLIN)


@pytest.mark.parametrize("text", ["2 days before yesterday", "3 nights ago", "1 something", "2 saturdays"])
def test_a_number_before_a_word_that_is_not_understood_is_no_time(text: str) -> None:
    with pytest.raises(UsageError, match="is not understood"):
        parse_when(text, NOW, BERLIN)


@pytest.mark.parametrize(
    ("text", "ago"),
    [
        ("1h", "1 hour ago"),
        ("1", "1 hour ago"),
        ("a h", "1 hour ago"),
        ("2 h", "2 hours ago"),
        ("1h01", "1 hour 1 minute ago"),
    ],
)
def test_hours_that_could_be_a_time_are_told_in_good_english(text: str, ago: str) -> None:
    with pytest.raises(UsageError, match=f"or {ago}\\."):
        parse_when(text, NOW, BERLIN)


@pytest.mark.parametrize(
    "text",
    ["", "3", "14h", "3m", "0 days", "now", "yesterday", "2026-11-01", "3 weeks ago 14:00", "week", "1.5 months",
     "3 weks", "older than 3 weeks", "-3 weeks", "999999999 years", "500 years"],
)  # fmt: skip
def test_what_is_no_age_is_refused_with_ages_that_are(text: str) -> None:
    with pytest.raises(UsageError, match="--older-than") as raised:
        window_older_than(text, NOW, BERLIN)
    for age in AGES.replace('"', "").split(", "):
        assert age in raised.value.hint
        assert window_older_than(age, NOW, BERLIN).since == FOREVER_AGO
