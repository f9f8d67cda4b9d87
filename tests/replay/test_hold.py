"""Held acts: the server says yes and does nothing, until the next day of the site's zone."""

from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest

from tests.replay.test_site import act, scan
from withdrawer.replay.site_options import SiteOptions
from withdrawer.replay.world.faults import Fault
from withdrawer.replay.world.site import Site, build_site
from withdrawer.replay.world.site_log import ListKind


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return build_site(SiteOptions(log=tmp_path / "log.jsonl", faults=("hold:2",)))


def set_clock(site: Site, instant: str) -> None:
    site.clock = lambda: datetime.fromisoformat(instant).replace(tzinfo=UTC)


def test_from_then_on_nothing_is_done_and_the_log_says_why(site: Site, tmp_path: Path) -> None:
    people = site.people(ListKind.SENT)[:3]
    assert [act(site, person) for person in people] == [None, Fault.HOLD, Fault.HOLD]
    scan(site)
    listed = site.people(ListKind.SENT)
    assert [person in listed for person in people] == [False, True, True]
    lines = [msgspec.json.decode(line) for line in (tmp_path / "log.jsonl").read_text("utf-8").splitlines()]
    refused = [(line["slug"], line["reason"]) for line in lines if line["event"] == "refused"]
    assert refused == [(person.slug, "hold") for person in people[1:]]


def test_it_is_over_on_the_next_day_of_the_sites_zone_and_stays_so(site: Site) -> None:
    site.scenario = msgspec.structs.replace(site.scenario, zone="America/Los_Angeles")
    answers = []
    for instant in ("2026-03-01T20:00", "2026-03-01T21:00", "2026-03-02T07:59", "2026-03-02T08:01", "2026-03-02T08:02"):
        set_clock(site, instant)
        answers.append(act(site, site.people(ListKind.SENT)[0]))
    assert answers == [None, Fault.HOLD, Fault.HOLD, None, None]


def test_the_day_is_that_of_the_first_held_act(site: Site) -> None:
    set_clock(site, "2026-03-01T20:00")
    act(site, site.people(ListKind.SENT)[0])
    for instant, answer in (("2026-03-05T20:00", Fault.HOLD), ("2026-03-06T20:00", None)):
        set_clock(site, instant)
        assert act(site, site.people(ListKind.SENT)[0]) is answer


def test_removals_are_held_too(site: Site) -> None:
    people = site.people(ListKind.CONNECTION)[:2]
    assert [act(site, person, ListKind.CONNECTION) for person in people] == [None, Fault.HOLD]
    assert people[1] in site.people(ListKind.CONNECTION)
