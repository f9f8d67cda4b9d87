"""New invitations since the last reading that make a burst of their own."""

from datetime import UTC, datetime, timedelta

from msgspec.structs import replace

from withdrawer.plan.bursts.second_bursts import second_burst
from withdrawer.plan.dates.spans import Span
from withdrawer.plan.people import EarlierSighting

THEN = datetime(2026, 11, 21, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)


def seen(scan: int, *people: tuple[str, datetime, str]) -> list[EarlierSighting]:
    return [
        EarlierSighting(key, wording, Span(at, at + HOUR), False, scan, place)
        for place, (key, at, wording) in enumerate(people)
    ]


def many(prefix: str, count: int, at: datetime, wording: str) -> list[tuple[str, datetime, str]]:
    return [(f"{prefix}-{number}", at, wording) for number in range(count)]


OLD = [(f"old-{number}", THEN - timedelta(days=number + 1), f"{number + 1} days ago") for number in range(12)]
FIRST = seen(1, *many("blast", 30, THEN - 20 * HOUR, "20 hours ago"), *OLD)


def test_a_second_blast_is_found_with_when_it_was() -> None:
    fresh = many("new", 142, THEN + 5 * HOUR, "2 hours ago")
    found = second_burst([*FIRST, *seen(2, *fresh, *OLD)], 1, THEN)
    assert found is not None
    assert (found.count, found.since, found.span) == (142, THEN, Span(THEN + 5 * HOUR, THEN + 6 * HOUR))


def test_a_few_new_ones_are_ordinary() -> None:
    fresh = [(f"new-{number}", THEN + number * HOUR, f"{20 - number} hours ago") for number in range(8)]
    assert second_burst([*FIRST, *seen(2, *fresh, *OLD)], 1, THEN) is None


def test_the_first_reading_has_nothing_to_be_held_against() -> None:
    assert second_burst(FIRST, 0, THEN) is None


def test_older_ones_that_the_reading_before_did_not_reach_are_not_new() -> None:
    deeper = many("deep", 40, THEN - 50 * HOUR, "2 days ago")
    assert second_burst([*FIRST, *seen(2, *OLD, *deeper)], 1, THEN) is None
    assert second_burst([*FIRST, *seen(2, *deeper)], 1, THEN) is None, "they were sent before that reading"


def test_several_readings_of_one_run_count_nobody_twice() -> None:
    fresh = many("new", 20, THEN + 5 * HOUR, "2 hours ago")
    found = second_burst([*FIRST, *seen(2, *fresh, *OLD), *seen(3, *fresh[3:], *OLD)], 1, THEN)
    assert found is not None
    assert found.count == 20


def test_below_a_gap_people_are_new_to_withdrawer_and_not_to_linkedin() -> None:
    """Of a list with numbered pages only some were read; those below stand where no reading was before."""
    top, below = many("new", 6, THEN + 5 * HOUR, "2 hours ago"), many("deep", 60, THEN - 9 * HOUR, "1 month ago")
    wide = Span(THEN - 700 * HOUR, THEN + HOUR)
    gap = [replace(it, span=wide, position=2400 + place) for place, it in enumerate(seen(2, *below))]
    assert second_burst([*FIRST, *seen(2, *top), *gap], 1, THEN) is None
    assert second_burst([*FIRST, *gap], 1, THEN) is None
