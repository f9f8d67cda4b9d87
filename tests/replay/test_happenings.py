"""What befalls people by itself is told by one module and done by the site."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.replay.test_site import act, events
from withdrawer.replay.site_options import SiteOptions
from withdrawer.replay.world.events import Accepted, Ended, Rename, befall, rename_member, rename_somebody
from withdrawer.replay.world.faults import Fault, FaultSet
from withdrawer.replay.world.population import populate
from withdrawer.replay.world.scenario import load_scenario
from withdrawer.replay.world.site import Site, build_site
from withdrawer.replay.world.site_log import ListKind
from withdrawer.replay.world.world import Resident, Status, World

NOW = datetime(2026, 11, 22, 18, 30, tzinfo=UTC)


@pytest.fixture
def world() -> World:
    return populate(load_scenario("default"), NOW)


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return build_site(SiteOptions(log=tmp_path / "log.jsonl", faults=("expired:1", "accepted:1")))


def blast_of(world: World) -> list[Resident]:
    return [person for person in world.pending() if person.blast and person.headline]


def test_each_fault_befalls_somebody_else_further_down_and_changes_nothing_itself(world: World) -> None:
    first, second, third, *_ = blast_of(world)
    faults = FaultSet(("accepted:2", "expired:2"))
    assert befall(faults, world, 1, first.slug) == []
    assert befall(faults, world, 2, first.slug) == [Ended(second, "expired"), Accepted(third)]
    assert {person.status for person in (second, third)} == {Status.PENDING}


def test_it_begins_at_the_top_where_the_act_is_for_nobody_and_ends_with_the_list(world: World) -> None:
    first, *_, last = blast_of(world)
    faults = FaultSet((Fault.ACCEPTED,))
    assert befall(faults, world, 4, "nobody") == [Accepted(first)]
    assert befall(faults, world, 4, last.slug) == []


def test_the_site_does_what_befalls_people(site: Site, tmp_path: Path) -> None:
    first, second, third, *_ = blast_of(site.world)
    act(site, first)
    assert (second.status, third.status) == (Status.WITHDRAWN, Status.CONNECTED)
    assert third in site.people(ListKind.CONNECTION)
    names = [("act", first), ("gone", second), ("accepted", third), ("withdrawn", first)]
    assert events(tmp_path) == [(name, person.slug) for name, person in names]


def test_an_old_address_leads_to_the_new_one(site: Site, tmp_path: Path) -> None:
    person, member = blast_of(site.world)[1], site.world.member.slug
    old = person.slug
    assert rename_somebody(site.world) == Rename(old, f"{old}-renamed")
    site.rename(rename_somebody(site.world))
    site.rename(rename_member(site.world))
    assert (person.slug, site.world.member.slug) == (f"{old}-renamed", f"{member}-renamed")
    assert site.moved == {old: person.slug, member: site.world.member.slug}
    assert events(tmp_path) == [("renamed", old)]
