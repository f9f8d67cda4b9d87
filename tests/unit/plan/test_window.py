from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from withdrawer.errors import UsageError
from withdrawer.plan.spans import FAR_AHEAD, FOREVER_AGO, Window
from withdrawer.plan.window import parse_when, parse_window

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 21, 14, 20, tzinfo=UTC)
"""A Saturday, 15:20 in Berlin."""


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
    ],
)
def test_what_can_be_misread_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(UsageError) as raised:
        parse_when(text, NOW, BERLIN)
    assert repr(text) in raised.value.message
    assert "2026-11-20" in raised.value.hint


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
        ("2026-11-21", "2026-11-19", "ends before it starts: since Sat 2026-11-21 00:00 CET"),
        ("yesterday 14:00", "yesterday 14:00", "ends before it starts"),
        ("tomorrow", None, "--since 'tomorrow' is in the future: Sun 2026-11-22 00:00 CET"),
        ("nonsense", None, "--since: 'nonsense' can't be read"),
        ("yesterday", "nonsense", "--until: 'nonsense' can't be read"),
    ],
)
def test_a_window_that_makes_no_sense_is_refused(since: str, until: str | None, told: str) -> None:
    with pytest.raises(UsageError) as raised:
        parse_window(since, until, NOW, BERLIN)
    assert told in raised.value.message
    assert raised.value.hint
