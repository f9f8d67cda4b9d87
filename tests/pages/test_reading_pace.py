"""With a reading pace, no list is loaded faster than it says: counted in the site's own log."""

from datetime import datetime, timedelta
from itertools import pairwise

import pytest

from tests.bench.ground import Crowd, ground
from withdrawer.plan.half import Half
from withdrawer.undo.list_survey import read_list

pytestmark = pytest.mark.browser
LEAST, MOST = 0.8, 0.9
LATE = 0.2
"""A request may reach the site later than it was asked for, and so the one before it, too."""


@pytest.mark.parametrize("arms", [(), ("load-more",)])
def test_a_scan_never_loads_faster_than_its_pace(arms: tuple[str, ...]) -> None:
    with ground(Crowd(before=60, arms=arms), reading=(LEAST, MOST)) as on:
        read_list(on.context, Half.SENT, lambda people: len(people) >= 50)
        listed = [datetime.fromisoformat(event["at"]) for event in on.site.events() if event["event"] == "listed"]
    loads = listed[10::10]  # the page brings the first twenty by itself: they do not fill the screen
    assert len(loads) == 4
    assert all(after - before >= timedelta(seconds=LEAST - LATE) for before, after in pairwise(loads))
    assert loads[-1] - loads[0] >= timedelta(seconds=3 * LEAST - LATE)


def test_nothing_is_asked_for_before_it_is_wanted() -> None:
    with ground(Crowd(before=120)) as on:
        with on.context.opened(Half.SENT) as walk:
            batches = walk.batches()
            read = len(next(batches)) + len(next(batches))
            on.browser.wait(1.0)
            listed = sum(event["event"] == "listed" for event in on.site.events())
        assert listed == read
