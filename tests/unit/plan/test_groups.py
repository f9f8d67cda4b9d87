import pytest

from withdrawer.errors import UsageError
from withdrawer.plan.groups import chosen_groups, group_by_wording, hull_of, same_wording

from .making import ASTRIDE, INSIDE, pending

PEOPLE = [
    pending("a", wording="1 hour ago"),
    pending("b", ASTRIDE, wording="1 hour ago"),
    pending("c", wording="5 days ago"),
    pending("", wording="a page"),
    pending("d", None, wording="1 hour ago"),
    pending("e", None, wording="unreadable"),
]


def test_groups_stand_in_list_order_with_all_that_they_can_mean() -> None:
    groups = group_by_wording(PEOPLE)
    assert [(group.wording, group.count) for group in groups] == [
        ("1 hour ago", 3),
        ("5 days ago", 1),
        ("unreadable", 1),
    ]
    assert groups[0].span == INSIDE.hull(ASTRIDE)
    assert groups[0].first_position == PEOPLE[0].position
    assert groups[2].span is None


def test_a_group_stands_where_its_first_person_does_in_whatever_order_people_come() -> None:
    assert group_by_wording(list(reversed(PEOPLE))) == group_by_wording(PEOPLE)


@pytest.mark.parametrize("text", ["yesterday", "Sent yesterday", "SENT  Yesterday", "sent\u00a0yesterday "])
def test_a_wording_may_be_typed_as_linkedin_shows_it(text: str) -> None:
    assert same_wording(text, "yesterday")
    assert not same_wording(text, "today")
    assert not same_wording("", "")


def test_a_wording_chooses_its_group() -> None:
    groups = group_by_wording(PEOPLE)
    assert chosen_groups(groups, ["Sent 5 days ago", "1 hour ago"]) == groups[:2]
    assert chosen_groups(groups, []) == ()


def test_a_wording_that_nobody_bears_is_refused_with_those_there_are() -> None:
    with pytest.raises(UsageError) as raised:
        chosen_groups(group_by_wording(PEOPLE), ["1 hour ago", "yesterday"])
    assert raised.value.message.startswith("--sent 'yesterday'")
    assert "'1 hour ago' (3), '5 days ago' (1)" in raised.value.message
    assert "--sent '1 hour ago'" in raised.value.hint
    with pytest.raises(UsageError, match="none at all"):
        chosen_groups([], ["yesterday"])


def test_the_hull_of_groups_has_every_readable_one() -> None:
    groups = group_by_wording(PEOPLE)
    assert hull_of(it.span for it in groups) == INSIDE.hull(ASTRIDE)
    assert hull_of(it.span for it in groups[2:]) is None
