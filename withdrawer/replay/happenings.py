"""What happens to people by itself: somebody accepts, an invitation expires, an address changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from withdrawer.replay.faults import Fault
from withdrawer.replay.log import Event, Kind
from withdrawer.replay.world import Resident, Status

if TYPE_CHECKING:
    from withdrawer.replay.site import Site

_ENDS = {Fault.EXPIRED: "expired", Fault.WITHDRAWN_ELSEWHERE: "withdrawn elsewhere"}


def happen(site: Site, number: int, slug: str) -> None:
    """What comes with the act of that number: something befalls whoever of the blast is next on the list."""
    for fault, reason in _ENDS.items():
        if site.faults.strikes(fault, number) and (person := _next_after(site, slug)):
            person.status = Status.WITHDRAWN
            site.log.write(Event.GONE, kind=Kind.SENT, slug=person.slug, reason=reason)
    if site.faults.strikes(Fault.ACCEPTED, number) and (person := _next_after(site, slug)):
        person.status, person.connected_at = Status.CONNECTED, site.clock()
        site.log.write(Event.ACCEPTED, kind=Kind.SENT, slug=person.slug)
    site.save()


def rename_somebody(site: Site) -> None:
    """The second newest of the blast takes another profile address; the old one leads to it."""
    person = [it for it in site.world.pending() if it.blast and not it.is_email][1]
    new = f"{person.slug}-renamed"
    site.moved[person.slug] = new
    site.log.write(Event.RENAMED, kind=Kind.SENT, slug=person.slug, to=new)
    person.slug = new
    site.save()


def rename_member(site: Site) -> None:
    """The member takes another profile address; the old one leads to it."""
    member = site.world.member
    new = f"{member.slug}-renamed"
    site.moved[member.slug] = new
    site.world.member = replace(member, slug=new)
    site.save()


def _next_after(site: Site, slug: str) -> Resident | None:
    """Whoever of the blast stands below that person, or else at the top."""
    people = [person for person in site.world.pending() if person.blast and not person.is_email]
    at = next((index for index, person in enumerate(people) if person.slug == slug), -1)
    return next((person for person in people[at + 1 :] if person.slug != slug), None)
