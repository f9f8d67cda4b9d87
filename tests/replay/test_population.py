from datetime import UTC, datetime, timedelta

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from withdrawer.replay.world.population import populate, scaled
from withdrawer.replay.world.scenario import load_scenario
from withdrawer.replay.world.world import Acceptance, Resident, Status

NOW = datetime(2026, 11, 22, 18, 30, tzinfo=UTC)


def blast_of(people: list[Resident]) -> list[Resident]:
    return [person for person in people if person.blast]


@given(st.integers(min_value=1, max_value=400), st.sampled_from(["default", "late", "quiet", "day-wordings"]))
def test_people_is_all_pending_invitations(count: int, name: str) -> None:
    world = populate(scaled(load_scenario(name), count), NOW)
    assert len(world.pending()) == count
    assert len({person.slug for person in world.people}) == len(world.people)
    assert len({person.invitation_id for person in world.people}) == len(world.people)


@given(st.integers(min_value=8, max_value=400))
def test_the_blast_is_about_three_quarters_and_a_tenth_accept(count: int) -> None:
    pending = populate(scaled(load_scenario("default"), count), NOW).pending()
    blast = blast_of(pending)
    accepting = [person for person in blast if person.accepts is Acceptance.AFTER]
    assert 0.6 <= len(blast) / count <= 0.8
    assert 1 <= len(accepting) <= 0.2 * count
    assert any("@" in person.slug for person in blast)
    assert all(person.has_profile for person in accepting)


def test_the_promises_of_the_demo_hold_for_300_and_for_10_people() -> None:
    for count, at_least in ((300, 12), (10, 1)):
        pending = populate(scaled(load_scenario("default"), count), NOW).pending()
        assert sum(person.accepts is Acceptance.AFTER for person in pending) >= at_least
        assert any(not person.blast and NOW - (person.sent_at or NOW) >= timedelta(days=5) for person in pending)


def test_the_blast_lies_within_its_spread_and_every_other_invitation_far_from_it() -> None:
    for person in populate(load_scenario("default"), NOW).pending():
        assert person.sent_at is not None
        ago = NOW - person.sent_at
        if person.blast:
            assert timedelta(minutes=73) <= ago <= timedelta(minutes=75)
        else:
            assert ago <= timedelta(minutes=30) or ago >= timedelta(days=5)


def test_the_same_seed_gives_the_same_people_and_another_seed_others() -> None:
    scenario = load_scenario("late")
    assert populate(scenario, NOW) == populate(scenario, NOW)
    other = populate(msgspec.structs.replace(scenario, seed=99), NOW)
    assert {person.slug for person in other.people}.isdisjoint(person.slug for person in populate(scenario, NOW).people)


def test_strangers_became_connections_since_the_blast_without_being_of_it() -> None:
    world = populate(load_scenario("default"), NOW)
    recent = [person for person in world.connections() if NOW - (person.connected_at or NOW) < timedelta(minutes=75)]
    assert len(recent) == 4
    assert not any(person.blast for person in recent)
    assert any(person.sent_at is None for person in recent)
    assert any(person.sent_at and NOW - person.sent_at > timedelta(weeks=2) for person in recent)


def test_who_accepted_before_is_connected_already() -> None:
    world = populate(load_scenario("late"), NOW)
    before = [person for person in world.people if person.accepts is Acceptance.BEFORE]
    assert len(before) == 8
    assert all(person.at_start is Status.CONNECTED and person.blast for person in before)
    assert all(
        person.sent_at and person.connected_at and person.sent_at < person.connected_at < NOW for person in before
    )


def test_somebody_outside_bears_the_name_of_somebody_in_the_blast() -> None:
    people = populate(load_scenario("default"), NOW).people
    blast = {person.name for person in blast_of(people)}
    outside = [person for person in people if not person.blast and person.name in blast]
    assert {person.status for person in outside} == {Status.PENDING, Status.CONNECTED}


def test_names_come_in_many_scripts_and_slugs_keep_them() -> None:
    slugs = "".join(person.slug for person in populate(scaled(load_scenario("default"), 100), NOW).people)
    for low, high in (("а", "я"), ("α", "ω"), ("א", "ת"), ("ا", "ي"), ("一", "鿿"), ("🌀", "🛿")):
        assert any(low <= letter <= high for letter in slugs)


def test_only_invitations_by_hand_have_notes() -> None:
    people = populate(load_scenario("default"), NOW).people
    assert {person.blast for person in people if person.note} == {False}
