from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from withdrawer.plan.dates.spans import Span
from withdrawer.show.pictures.bars import ASCII, BLOCKS, Kind, bar_of, cells_of, glyphs_for
from withdrawer.show.pictures.stretches import Sending, stretches_of

BERLIN = ZoneInfo("Europe/Berlin")
NOON = datetime(2026, 11, 22, 11, 0, tzinfo=UTC)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


def exact(at: datetime, *, is_burst: bool = False, kind: Kind = Kind.OUTSIDE) -> Sending:
    return Sending(Span(at, at + MINUTE), "x days ago", kind, is_burst)


def worded(wording: str, days: int, *, is_burst: bool = False) -> Sending:
    return Sending(Span(NOON - days * DAY, NOON - (days - 1) * DAY), wording, Kind.UNDO, is_burst)


def labels(*people: Sending, most: int = 8) -> list[str]:
    return [it.label for it in stretches_of(people, BERLIN, most)]


def test_words_that_two_ages_end_with_are_said_once() -> None:
    for newest, oldest, said in (
        ("23 minutes ago", "24 minutes ago", "23 to 24 minutes ago"),
        ("1 week ago", "2 weeks ago", "1 to 2 weeks ago"),
        ("23 minutes ago", "1 hour ago", "23 minutes to 1 hour ago"),
        ("vor 1 Stunde", "vor 2 Tagen", "vor 1 Stunde to vor 2 Tagen"),
    ):
        people = [worded(age, days) for days, age in enumerate((newest, oldest, "2 months ago", "a year ago"))]
        assert labels(*people, most=2)[0] == said


def test_minutes_in_the_burst_days_elsewhere_and_the_day_only_once() -> None:
    burst = [exact(NOON + at * MINUTE, is_burst=True) for at in range(3)]
    others = [exact(NOON + HOUR), exact(NOON - HOUR), exact(NOON - 3 * DAY), exact(NOON - 400 * DAY)]
    assert labels(*burst, *others) == [
        "Sun 22 Nov later",
        "12:02",
        "12:01",
        "12:00",
        "earlier",
        "Thu 19 Nov",
        "Sat 18 Oct 2025",
    ]


def test_without_minutes_the_stretches_are_linkedins_wordings() -> None:
    assert labels(worded("1 day ago", 2), worded("2 weeks ago", 15), Sending(None, "", Kind.UNCLEAR)) == [
        "1 day ago",
        "2 weeks ago",
        "date not understood",
    ]


def test_too_many_are_joined_the_smallest_first_and_never_with_the_burst() -> None:
    burst = [exact(NOON + at * MINUTE, is_burst=True) for at in range(120)]
    others = [exact(NOON - at * DAY) for at in range(1, 30)]
    found = stretches_of([*burst, *others], BERLIN, 8)
    assert len(found) <= 8
    assert sum(it.total for it in found if it.is_burst) == 120
    assert found[-1].label.endswith("and older")
    assert found[0].label == "Sun 22 Nov 13:30 to 13:59"


def test_joined_wordings_say_from_which_to_which() -> None:
    people = [worded(f"{number} days ago", number) for number in range(1, 12)]
    told = labels(*people, most=3)
    assert told[-1].endswith(" and older")
    assert " to " in "".join(told[:-1]) or len(told) == 3


kinds = st.sampled_from(Kind)
instants = st.integers(0, 100_000).map(lambda minutes: NOON - minutes * MINUTE)
sendings = st.one_of(
    st.builds(exact, instants, is_burst=st.booleans(), kind=kinds),
    st.builds(worded, st.sampled_from(["today", "1 day ago", "王", ""]), st.integers(1, 90), is_burst=st.booleans()),
    st.builds(Sending, st.none(), st.text(max_size=3), kinds, st.booleans()),
)


@given(st.lists(sendings, max_size=60), st.integers(1, 12))
def test_nobody_is_lost_and_nobody_counted_twice(people: list[Sending], most: int) -> None:
    found = stretches_of(people, BERLIN, most)
    for kind in Kind:
        assert sum(it.counts.get(kind, 0) for it in found) == sum(it.kind is kind for it in people)
    for is_burst in (True, False):
        assert sum(it.total for it in found if it.is_burst is is_burst) == sum(it.is_burst is is_burst for it in people)


@given(st.dictionaries(kinds, st.integers(0, 3000)), st.integers(1, 40))
def test_whoever_is_there_shows_in_the_bar_and_it_stays_in_its_room(counts: dict[Kind, int], width: int) -> None:
    total = sum(counts.values())
    cells = cells_of(counts, max(total, 1), width)
    assert set(cells) == {kind for kind, count in counts.items() if count}
    assert all(count >= 1 for count in cells.values())
    assert sum(cells.values()) == (max(width, len(cells)) if total else 0)


@pytest.mark.parametrize(("count", "bar"), [(0, ""), (1, "▏"), (100, "████"), (50, "██"), (55, "██▎")])
def test_a_plain_bar_is_as_fine_as_an_eighth(count: int, bar: str) -> None:
    assert bar_of(count, 100, 4, BLOCKS) == bar
    assert set(bar_of(count, 100, 4, ASCII)) <= {"#"}
    assert bool(bar_of(count, 100, 4, ASCII)) == bool(count)


@pytest.mark.parametrize(
    ("encoding", "has_blocks"), [("utf-8", True), ("cp1252", False), ("ascii", False), ("?", False), (None, True)]
)
def test_letters_are_those_that_the_encoding_has(encoding: str | None, has_blocks: bool) -> None:
    assert (glyphs_for(encoding) is BLOCKS) == has_blocks


def test_stretches_of_the_same_day_have_their_hours() -> None:
    def coarse(hour: int, *, is_burst: bool = False) -> Sending:
        return Sending(Span(NOON + hour * HOUR, NOON + (hour + 1) * HOUR), "", Kind.UNDO, is_burst)

    assert labels(coarse(2), coarse(0, is_burst=True), coarse(-26)) == [
        "Sun 22 Nov 14:00 to 14:59",
        "12:00 to 12:59",
        "Sat 21 Nov",
    ]
