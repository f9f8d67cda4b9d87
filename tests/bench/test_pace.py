"""With a reading pace, no list is loaded faster than it says: counted in the site's own log."""

from datetime import datetime, timedelta
from itertools import pairwise

import pytest

from tests.bench.ground import Crowd, ground
from withdrawer.plan.halves import Half
from withdrawer.undo.survey import read_list

pytestmark = pytest.mark.browser
LEAST, MOST = 0.4, 0.6


@pytest.mark.parametrize("arms", [(), ("load-more",)])
def test_a_scan_never_loads_faster_than_its_pace(arms: tuple[str, ...]) -> None:
    with ground(Crowd(before=60, arms=arms), reading=(LEAST, MOST)) as on:
        read_list(on.shop, Half.SENT, lambda people: len(people) >= 50)
        listed = [datetime.fromisoformat(event["at"]) for event in on.site.events() if event["event"] == "listed"]
    loads = listed[::10]
    assert len(loads) == 5
    assert all(after - before >= timedelta(seconds=LEAST) for before, after in pairwise(loads))


def test_without_a_pace_a_scan_runs_two_loads_ahead_and_no_more() -> None:
    with ground(Crowd(before=120)) as on:
        with on.shop.opened(Half.SENT, on.shop.ahead) as walk:
            batches = walk.batches()
            next(batches)
            next(batches)
            on.shop.browser.wait(1.0)
            listed = sum(event["event"] == "listed" for event in on.site.events())
        assert listed <= (2 + on.shop.ahead) * 10
