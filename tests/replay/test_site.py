import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest

from withdrawer.errors import UsageError
from withdrawer.replay.site_options import SiteOptions
from withdrawer.replay.world.faults import Fault
from withdrawer.replay.world.site import Site, build_site
from withdrawer.replay.world.site_log import ListKind
from withdrawer.replay.world.world import Acceptance, Resident

Build = Callable[..., Site]


@pytest.fixture
def build(tmp_path: Path) -> Build:
    return lambda **options: build_site(SiteOptions(**({"log": tmp_path / "log.jsonl"} | options)))


def events(tmp_path: Path) -> list[tuple[str, str]]:
    lines = (tmp_path / "log.jsonl").read_text("utf-8").splitlines()
    decoded: list[dict[str, Any]] = [msgspec.json.decode(line) for line in lines]
    return [(event["event"], event.get("slug", "")) for event in decoded if event["event"] != "listed"]


def act(site: Site, person: Resident, kind: ListKind = ListKind.SENT) -> Fault | None:
    return site.perform(site.note_act(kind, person.slug), kind, person.slug)


def scan(site: Site) -> None:
    site.open_document(ListKind.SENT)
    for start in range(0, len(site.people(ListKind.SENT)), site.behaviour(ListKind.SENT).size):
        site.serve_rows(ListKind.SENT, start)


def test_an_act_withdraws_once_and_is_logged_each_time(build: Build, tmp_path: Path) -> None:
    site = build()
    person = site.people(ListKind.SENT)[5]
    assert [act(site, person), act(site, person)] == [None, Fault.REFUSED]
    assert person not in site.people(ListKind.SENT)
    assert events(tmp_path) == [(name, person.slug) for name in ("act", "withdrawn", "act", "refused")]


def test_an_act_for_nobody_is_logged_and_refused(build: Build, tmp_path: Path) -> None:
    site = build()
    assert site.perform(site.note_act(ListKind.CONNECTION, "nobody"), ListKind.CONNECTION, "nobody") is Fault.REFUSED
    assert events(tmp_path) == [("act", "nobody"), ("refused", "nobody")]


def test_a_connection_is_removed_and_a_pending_person_cant_be(build: Build) -> None:
    site = build()
    connection = site.people(ListKind.CONNECTION)[0]
    assert act(site, connection, ListKind.CONNECTION) is None
    assert connection not in site.people(ListKind.CONNECTION)
    assert act(site, site.people(ListKind.SENT)[0], ListKind.CONNECTION) is Fault.REFUSED


def test_people_accept_when_the_sent_page_is_opened_after_it_listed_them(build: Build, tmp_path: Path) -> None:
    site = build()
    accepting = {person.slug for person in site.people(ListKind.SENT) if person.accepts is Acceptance.AFTER}
    site.open_document(ListKind.SENT)
    assert events(tmp_path) == []
    scan(site)
    assert events(tmp_path) == []
    scan(site)
    assert {slug for event, slug in events(tmp_path) if event == "accepted"} == accepting
    assert accepting.isdisjoint(person.slug for person in site.people(ListKind.SENT))
    assert {person.slug for person in site.people(ListKind.CONNECTION)[: len(accepting)]} == accepting


def test_who_was_not_listed_does_not_accept(build: Build, tmp_path: Path) -> None:
    site = build()
    for _ in range(3):
        site.open_document(ListKind.SENT)
    assert events(tmp_path) == []


def test_who_was_withdrawn_does_not_accept(build: Build, tmp_path: Path) -> None:
    site = build()
    scan(site)
    for person in site.people(ListKind.SENT):
        act(site, person)
    scan(site)
    assert "accepted" not in {event for event, _ in events(tmp_path)}


@pytest.mark.parametrize("fault", [Fault.REFUSED, Fault.REFUSED_SILENTLY])
def test_a_refusal_changes_nothing_and_may_strike_only_once(build: Build, fault: Fault) -> None:
    site = build(faults=(f"{fault}:2",))
    people = site.people(ListKind.SENT)[:3]
    assert [act(site, person) for person in people] == [None, fault, None]
    assert people[1] in site.people(ListKind.SENT)


def test_a_verification_stands_until_it_is_solved(build: Build, tmp_path: Path) -> None:
    site = build(faults=("verification:2",))
    people = site.people(ListKind.SENT)
    assert [act(site, person) for person in people[:3]] == [None, Fault.VERIFICATION, Fault.VERIFICATION]
    assert site.wall is Fault.VERIFICATION
    site.lift_wall(Fault.VERIFICATION)
    assert act(site, people[3]) is None
    assert [event for event, _ in events(tmp_path)][2:5] == ["act", "refused", "wall"]


def test_throttling_goes_on_and_a_session_ends_once(build: Build) -> None:
    site = build(faults=("throttled:2",))
    assert [act(site, person) for person in site.people(ListKind.SENT)[:3]] == [
        None,
        Fault.THROTTLED,
        Fault.THROTTLED,
    ]
    site = build(faults=("signed-out:2",))
    assert [act(site, person) for person in site.people(ListKind.SENT)[:3]] == [
        None,
        Fault.SIGNED_OUT,
        None,
    ]


def test_state_carries_the_site_over_a_restart_and_only_the_clock_moves(build: Build, tmp_path: Path) -> None:
    state = tmp_path / "state.json"
    first = build(state=state)
    gone = first.people(ListKind.SENT)[4]
    act(first, gone)
    moved = (first.clock() + timedelta(days=1)).isoformat()
    second = build(state=state, now=moved, people=77)
    assert second.people(ListKind.SENT) == first.people(ListKind.SENT)
    assert second.clock() - first.clock() > timedelta(hours=23)
    assert state.stat().st_mode & 0o777 == 0o600


def test_what_was_listed_survives_a_restart_too(build: Build, tmp_path: Path) -> None:
    state = tmp_path / "state.json"
    scan(build(state=state))
    again = build(state=state)
    again.open_document(ListKind.SENT)
    assert "accepted" in {event for event, _ in events(tmp_path)}


def test_the_truth_covers_everybody(build: Build, tmp_path: Path) -> None:
    site = build(truth=tmp_path / "truth.json", scenario="late")
    truth = msgspec.json.decode((tmp_path / "truth.json").read_bytes())
    assert truth["member"] == {"name": site.world.member.name, "slug": site.world.member.slug}
    assert {person["slug"] for person in truth["people"]} == {person.slug for person in site.world.people}
    assert {person["accepted"] for person in truth["people"]} == {None, "before", "after"}
    assert {person["at_start"] for person in truth["people"]} == {"pending", "connected"}


def test_another_seed_brings_other_people(build: Build) -> None:
    assert {p.slug for p in build(seed=1).world.people}.isdisjoint(p.slug for p in build(seed=2).world.people)


@pytest.mark.parametrize(
    ("options", "named"),
    [
        ({"layout": "carved-in-stone"}, "carved-in-stone"),
        ({"language": "xx"}, "xx"),
        ({"faults": ("gremlins",)}, "gremlins"),
        ({"faults": ("refused:0",)}, "refused:0"),
        ({"faults": ("refused:",)}, "refused:"),
        ({"now": "tomorrow"}, "tomorrow"),
        ({"log": Path("/nowhere/log.jsonl")}, "nowhere"),
    ],
)
def test_what_cant_be_played_is_told_in_one_sentence(build: Build, options: dict[str, Any], named: str) -> None:
    with pytest.raises(UsageError, match=re.escape(named)) as raised:
        build(**options)
    assert raised.value.hint


def test_a_state_file_that_is_something_else_is_refused(build: Build, tmp_path: Path) -> None:
    (tmp_path / "state.json").write_text("[]", encoding="utf-8")
    with pytest.raises(UsageError, match=re.escape("state.json")):
        build(state=tmp_path / "state.json")
