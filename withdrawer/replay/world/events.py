"""What happens to people by itself: somebody accepts, an invitation expires, an address changes."""

from collections.abc import Iterator
from dataclasses import dataclass

from withdrawer.replay.world.faults import Fault, FaultSet
from withdrawer.replay.world.world import Resident, World

_ENDS = {Fault.EXPIRED: "expired", Fault.WITHDRAWN_ELSEWHERE: "withdrawn elsewhere"}


@dataclass(frozen=True)
class Ended:
    """An invitation ended otherwise than by an act here."""

    person: Resident
    reason: str


@dataclass(frozen=True)
class Accepted:
    """Somebody accepted."""

    person: Resident


@dataclass(frozen=True)
class Rename:
    """A profile has another address; both are decoded slugs."""

    old: str
    new: str


def befall(faults: FaultSet, world: World, number: int, slug: str) -> list[Ended | Accepted]:
    """What comes with the act of that number: each fault befalls whoever of the blast is next on the list."""
    following = _after(world, slug)
    changes: list[Ended | Accepted] = []
    for fault, reason in _ENDS.items():
        if faults.strikes(fault, number) and (person := next(following, None)):
            changes.append(Ended(person, reason))
    if faults.strikes(Fault.ACCEPTED, number) and (person := next(following, None)):
        changes.append(Accepted(person))
    return changes


def rename_somebody(world: World) -> Rename:
    """The second newest of the blast takes another profile address."""
    return _rename([person for person in world.pending() if person.blast and person.has_profile][1].slug)


def rename_member(world: World) -> Rename:
    """The member takes another profile address."""
    return _rename(world.member.slug)


def _rename(slug: str) -> Rename:
    return Rename(slug, f"{slug}-renamed")


def _after(world: World, slug: str) -> Iterator[Resident]:
    """Those of the blast below that person, from the top where that person is not on the list."""
    people = [person for person in world.pending() if person.blast and person.has_profile]
    at = next((index for index, person in enumerate(people) if person.slug == slug), -1)
    return iter(people[at + 1 :])
