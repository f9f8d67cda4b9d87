"""The demo on every layout in every language; `scripts/long matrix` plays them with more people."""

from dataclasses import replace
from typing import Any

import pytest

from tests.long.matrix.combinations import LANGUAGES, NUMBERS, Combination, combinations
from tests.long.matrix.play import differences, play
from withdrawer.replay.fixtures import layouts
from withdrawer.replay.world.page_variants import ARMS

SLOW = ("stall", "overstated")
"""What they make it wait for comes late or never; tests/pages has them too."""


def dealt() -> list[Any]:
    """Every third one, without the arms that only make it wait: each layout in two languages, each language once.

    All of them, with all of their arms, are `long`.
    """
    everything = [pytest.param(it, id=str(it), marks=pytest.mark.long) for it in combinations()]
    often = [it for it in combinations() if (layouts().index(it.layout) + LANGUAGES.index(it.language)) % 3 == 2]
    without = [replace(it, arms=tuple(arm for arm in it.arms if arm not in SLOW)) for it in often]
    return everything + [pytest.param(it, id=f"often {it}") for it in without]


@pytest.mark.browser
@pytest.mark.timeout(600)
@pytest.mark.parametrize("combination", dealt())
def test_the_blast_is_undone_and_nothing_else(combination: Combination) -> None:
    assert play(combination, people=10) == []


def test_every_layout_meets_every_language_and_every_arm_that_it_has() -> None:
    played = list(combinations())
    assert {(it.layout, it.language) for it in played} == {(layout, tag) for layout in layouts() for tag in LANGUAGES}
    for layout in layouts():
        arms = [arm for it in played if it.layout == layout for arm in it.arms]
        assert sorted(arms) == sorted(name for name, arm in ARMS.items() if not arm.layouts or layout in arm.layouts)
    assert {name for name, arm in ARMS.items() if arm.takes_number} == set(NUMBERS)


def test_a_claim_that_the_site_does_not_bear_out_is_noticed() -> None:
    done = {"withdrawn": 1, "proven": 1}
    data = {
        "site": {"withdrawn": ["a"], "removed": []},
        "truth": {"blast": ["a"], "accepted": [], "outside": []},
        "sent": done,
        "connections": {"removed": 0, "proven": 0},
    }
    assert differences(data) == []
    assert differences({**data, "sent": {**done, "proven": 2}}) != []
    assert differences({**data, "site": {"withdrawn": ["a", "b"], "removed": []}}) != []
    assert differences({**data, "truth": {"blast": ["a", "b"], "accepted": [], "outside": []}}) != []
