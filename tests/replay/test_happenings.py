"""What befalls people by itself, with an act or a look of somebody else."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.replay.test_site import act, events
from withdrawer.replay.site_options import SiteOptions
from withdrawer.replay.world.site import Site, build_site
from withdrawer.replay.world.site_log import ListKind
from withdrawer.replay.world.world import Resident, Status

Build = Callable[..., Site]


@pytest.fixture
def build(tmp_path: Path) -> Build:
    return lambda *faults: build_site(SiteOptions(log=tmp_path / "log.jsonl", faults=faults))


def blast_of(site: Site) -> list[Resident]:
    return [person for person in site.people(ListKind.SENT) if person.blast and person.headline]


def test_each_fault_befalls_somebody_else_further_down_and_only_with_its_act(build: Build, tmp_path: Path) -> None:
    site = build("expired:2", "accepted:2")
    first, second, third, fourth, *_ = blast_of(site)
    act(site, first)
    assert {person.status for person in (second, third, fourth)} == {Status.PENDING}
    act(site, second)
    assert (third.status, fourth.status) == (Status.WITHDRAWN, Status.CONNECTED)
    assert fourth in site.people(ListKind.CONNECTION)
    names = [("act", first), ("withdrawn", first), ("act", second), ("gone", third), ("accepted", fourth)]
    assert events(tmp_path) == [(name, person.slug) for name, person in [*names, ("withdrawn", second)]]


def test_it_begins_at_the_top_where_the_act_is_for_nobody_and_ends_with_the_list(build: Build) -> None:
    site = build("accepted:1")
    first, *_ = blast_of(site)
    site.perform(1, ListKind.SENT, "nobody")
    assert first.status is Status.CONNECTED
    site = build("accepted:1")
    *others, last = blast_of(site)
    site.perform(1, ListKind.SENT, last.slug)
    assert {person.status for person in others} == {Status.PENDING}


def test_an_old_address_leads_to_the_new_one(build: Build, tmp_path: Path) -> None:
    site = build()
    person, member = blast_of(site)[1], site.world.member.slug
    old = person.slug
    site.rename_somebody()
    site.rename_member()
    assert (person.slug, site.world.member.slug) == (f"{old}-renamed", f"{member}-renamed")
    assert site.moved == {old: person.slug, member: site.world.member.slug}
    assert events(tmp_path) == [("renamed", old)]
