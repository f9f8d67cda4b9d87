"""Dates in every form that is met: what is two-fold is settled by the whole column, or not read."""

from datetime import UTC, datetime

import pytest

from .making import clock, dates_in

NOON = clock(2026, 11, 20, 14, 37)


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-20 14:37",
        "2026-11-20T14:37:00",
        "2026/11/20 14:37",
        "20/11/2026 14:37",
        "11/20/26, 14:37",
        "11/20/26, 2:37 PM",
        "11/20/2026 2:37:00 p.m.",
        "20.11.2026 14:37",
        "20.11.26 14:37",
        "20-11-2026 14:37",
        "Nov 20 2026 2:37 PM",
        "November 20, 2026 at 2:37 PM",
        "20 Nov 2026, 14:37",
        "20-Nov-26 14:37",
        "Fri, 20 Nov 2026 14:37:00",
        "20.11.2026 14.37",
        "20 Nov 2026 14h37",
        "2026 Nov 20, 2:37 p. m.",
        "2026-11-20 14:37:00.0000000",
    ],
)
def test_forms_that_are_met(text: str) -> None:
    assert dates_in([text]) == [NOON]


@pytest.mark.parametrize(
    ("text", "hour"),
    [
        ("2026-11-20 14:37:00 UTC", 14),
        ("2026-11-20T14:37Z", 14),
        ("2026-11-20 14:37 +02:00", 12),
        ("Fri Nov 20 14:37:00 UTC 2026", 14),
    ],
)
def test_a_zone_that_is_named_counts(text: str, hour: int) -> None:
    assert dates_in([text]) == [datetime(2026, 11, 20, hour, 37, tzinfo=UTC)]


@pytest.mark.parametrize(
    "text",
    ["", "yesterday", "11/20/26 14:37 CET", "20 Nov", "2026-11-20 25:00", "11/20/26, 13:37 PM", "46346.6", "20261120",
     "1/1/1999 10:00", "20 Brumaire 2026", "3 days ago", "20 Nov 14:37", "20/11", "14:37", "2026-11-20 UTC",
     "2026-11-20 14:37 +15:00", "2026-11-20 2026-11-20"],
)  # fmt: skip
def test_nothing_is_guessed(text: str) -> None:
    assert dates_in([text]) == [None]


def test_the_column_settles_what_one_date_leaves_open() -> None:
    assert dates_in(["05/11/2026 10:00", "20/11/2026 10:00"]) == [clock(2026, 11, 5, 10), clock(2026, 11, 20, 10)]
    assert dates_in(["05/11/2026 10:00", "11/20/2026 10:00"]) == [clock(2026, 5, 11, 10), clock(2026, 11, 20, 10)]
    assert dates_in(["05/11/2026 10:00", "06/11/2026 10:00"]) == [None, None]
    assert dates_in(["05/05/2026 10:00"]) == [clock(2026, 5, 5, 10)]
    assert dates_in(["5/11/26, 10:00 AM"]) == [clock(2026, 5, 11, 10)], "LinkedIn's own form is month first"


def test_a_column_that_contradicts_itself_settles_nothing() -> None:
    texts = ["05/11/2026 10:00", "20/11/2026 10:00", "11/20/2026 10:00"]
    assert dates_in(texts) == [None, clock(2026, 11, 20, 10), clock(2026, 11, 20, 10)]
    assert dates_in(["99/99/2026 10:00", "20/11/2026 10:00"]) == [None, clock(2026, 11, 20, 10)]


def test_what_a_spreadsheet_half_converted_is_no_evidence_for_the_rest() -> None:
    """A day-first program leaves `11/20/26, 2:37 PM` as it is and makes the fifth of November of `11/5/26`."""
    assert dates_in(["11/20/26, 2:37 PM", "11/05/2026 14:37"]) == [NOON, None]
