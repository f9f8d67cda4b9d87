from withdrawer.plan.dates.spans import Span
from withdrawer.plan.people import Person
from withdrawer.plan.plan import make_plan
from withdrawer.plan.selection import Selection
from withdrawer.show.list_preview import edges_of

from .making import BEFORE, HOUR, WINDOW, pending

AFTER = Span(WINDOW.until, WINDOW.until + HOUR)


def names(people: tuple[Person, ...]) -> list[str]:
    return [person.key for person in people]


def edges(newer: int, inside: int, older: int) -> list[list[str]]:
    people = [
        *(pending(f"new-{number}", AFTER) for number in range(newer)),
        *(pending(f"in-{number}") for number in range(inside)),
        *(pending(f"old-{number}", BEFORE) for number in range(older)),
    ]
    found = edges_of(make_plan(people, (), (), Selection(window=WINDOW), {}).sent.decisions)
    return [names(part) for part in (found.newer_outside, found.first, found.last, found.older_outside)]


def test_three_people_stand_at_each_edge() -> None:
    assert edges(5, 9, 5) == [
        ["new-2", "new-3", "new-4"],
        ["in-0", "in-1", "in-2"],
        ["in-6", "in-7", "in-8"],
        ["old-0", "old-1", "old-2"],
    ]


def test_nobody_is_named_twice() -> None:
    assert edges(0, 4, 1) == [[], ["in-0", "in-1", "in-2"], ["in-3"], ["old-0"]]
    assert edges(1, 2, 0) == [["new-0"], ["in-0", "in-1"], [], []]


def test_with_nobody_inside_the_newest_outside_are_named() -> None:
    assert edges(2, 0, 2) == [[], [], [], ["new-0", "new-1", "old-0"]]
    assert edges(0, 0, 0) == [[], [], [], []]
