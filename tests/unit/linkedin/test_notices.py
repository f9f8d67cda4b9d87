"""Until when a notice says that a restriction holds."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from withdrawer.linkedin.notices import LONGEST, opening_of

NOW = datetime(2026, 8, 20, 12, tzinfo=UTC)
SAID = "Your account is restricted"


@pytest.mark.parametrize(
    ("notice", "opens_at"),
    [
        ("until August 25, 2026 5:25 PM PST", datetime(2026, 8, 26, 1, 25, tzinfo=UTC)),
        ("The restriction will be lifted on Aug 30, 2026, 7:43 PM PDT.", datetime(2026, 8, 31, 2, 43, tzinfo=UTC)),
        ("It lifts Aug 29, 2:18 AM PDT", datetime(2026, 8, 29, 9, 18, tzinfo=UTC)),
        ("until 25 Aug 2026 at 14:05 CEST", datetime(2026, 8, 25, 12, 5, tzinfo=UTC)),
        ("until Sept. 1st, 2026 12:00 AM (EDT)", datetime(2026, 9, 1, 4, tzinfo=UTC)),
        ("until ſept 1, 2026 12:00 AM EDT", datetime(2026, 9, 1, 4, tzinfo=UTC)),
    ],
)
def test_the_hour_counts_in_its_zone(notice: str, opens_at: datetime) -> None:
    assert opening_of(f"{SAID} {notice}", NOW) == opens_at


@pytest.mark.parametrize(
    ("notice", "opens_at"),
    [
        ("until August 25, 2026 5:25 PM", datetime(2026, 8, 26, 17, 25, tzinfo=UTC)),
        ("until August 25, 2026 5:25 PM IST", datetime(2026, 8, 26, 17, 25, tzinfo=UTC)),
        ("until August 25, 2026.", datetime(2026, 8, 27, tzinfo=UTC)),
        ("until 2026-08-25", datetime(2026, 8, 27, tzinfo=UTC)),
    ],
)
def test_without_a_known_zone_a_day_is_added_and_without_an_hour_the_day_counts_to_its_end(
    notice: str, opens_at: datetime
) -> None:
    assert opening_of(f"{SAID} {notice}", NOW) == opens_at


def test_without_a_year_it_is_the_next_such_day() -> None:
    new_year = datetime(2026, 12, 28, tzinfo=UTC)
    assert opening_of(f"{SAID} until Jan 3, 2:18 AM PST", new_year) == datetime(2027, 1, 3, 10, 18, tzinfo=UTC)


@pytest.mark.parametrize(
    "notice",
    [
        "Certificate valid to Jan 1, 2099.",
        "Certificate valid to Jan 1, 2099. © 2026",
        "for a week",
        "until Smarch 44, 2026",
        "until Feb 30, 2027",
        "until August 25, 2026 25:71",
        "since August 17, 2026",
        "until December 24, 2026. Our terms change on August 30, 2026.",
    ],
)
def test_what_is_no_day_or_past_or_absurdly_far_is_none(notice: str) -> None:
    assert opening_of(f"{SAID}. {notice}", NOW) is None


def test_of_several_days_the_one_nearest_to_the_words_counts() -> None:
    page = (
        "New terms from September 15, 2026. We noticed something on August 21, 2026 and looked into it for you. "
        f"{SAID} until August 25, 2026 5:25 PM PST. For more, see our policy and its new version, in force as of "
        "September 20, 2026."
    )
    assert opening_of(page, NOW) == datetime(2026, 8, 26, 1, 25, tzinfo=UTC)


@given(
    st.lists(
        st.sampled_from(["restricted", "until", "Aug 25", ", 2026", "9999-12-31", "5:25", "PM", "PST", "31 Feb", "x"])
    ),
    st.integers(0, 7_000).map(lambda number: datetime(2020, 1, 1, tzinfo=UTC) + number * timedelta(days=400)),
)
def test_whatever_stands_there_it_is_within_forty_days_or_none(words: list[str], now: datetime) -> None:
    opens_at = opening_of(" ".join(words), now)
    assert opens_at is None or timedelta() < opens_at - now <= LONGEST
