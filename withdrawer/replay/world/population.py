"""The people of a scenario, each with a fixed instant: the same for the same scenario, seed and now."""

import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import cycle, islice

import msgspec

from withdrawer.replay.world.names import Invented, inventions, notes, phone_numbers
from withdrawer.replay.world.scenario import BlastPlan, PeopleGroup, Scenario
from withdrawer.replay.world.world import Acceptance, Resident, Status, World

_BLAST_SHARE = 0.75


def scaled(scenario: Scenario, people: int) -> Scenario:
    """The scenario with `people` pending invitations, three quarters of them in the blast (if there is one)."""
    after = min(scenario.after.people, max(1, people // 10)) if scenario.after else 0
    in_blast = int(people * _BLAST_SHARE) if scenario.blast else 0
    before = people - in_blast - after
    return msgspec.structs.replace(
        scenario,
        blast=_scaled_blast(scenario.blast, in_blast) if scenario.blast else None,
        after=msgspec.structs.replace(scenario.after, people=after) if scenario.after else None,
        before=msgspec.structs.replace(scenario.before, people=before) if scenario.before else None,
    )


def _scaled_blast(blast: BlastPlan, people: int) -> BlastPlan:
    def share(count: int) -> int:
        return max(1, round(count * people / blast.people)) if count and people > 1 else 0

    return msgspec.structs.replace(
        blast,
        people=people,
        accepted_before=share(blast.accepted_before),
        accepted_after=share(blast.accepted_after),
        emails=share(blast.emails) if people > share(blast.accepted_after) else 0,
    )


def populate(scenario: Scenario, now: datetime) -> World:
    """The world of a scenario at `now` (UTC)."""
    builder = _Builder(scenario, now)
    people = [*builder.sent_after(), *builder.blast(), *builder.sent_before(), *builder.strangers(), *builder.old()]
    if scenario.namesakes:
        _share_names(people)
    return World(scenario.member, people)


def newcomer(world: World, seed: int, now: datetime) -> Resident:
    """A new person whom the member invites at `now`."""
    person = next(islice(inventions(seed), len(world.people), None))
    invitation_id = str(max(int(person.invitation_id) for person in world.people) + 1)
    return Resident(
        slug=person.slug,
        first_name=person.first_name,
        last_name=person.last_name,
        headline=person.headline,
        invitation_id=invitation_id,
        sent_at=now,
    )


class _Builder:
    def __init__(self, scenario: Scenario, now: datetime) -> None:
        self.scenario = scenario
        self.now = now
        self.names: Iterator[Invented] = inventions(scenario.seed)
        self.chance = random.Random(f"world {scenario.seed}")
        self.numbers = phone_numbers()
        self.notes = cycle(notes())
        self.next_id = 7_400_000_000_000_000_000 + self.chance.randrange(10**12)

    def blast(self) -> list[Resident]:
        blast = self.scenario.blast
        if blast is None:
            return []
        total = blast.people + blast.accepted_before
        started_at = self.now - blast.ago
        roles: list[Acceptance | str | None] = [Acceptance.BEFORE] * blast.accepted_before
        roles += [Acceptance.AFTER] * blast.accepted_after + ["email"] * blast.emails
        phones = min(self.scenario.page.get("phones", 0), total - len(roles))
        roles += ["phone"] * phones + [None] * (total - len(roles) - phones)
        self.chance.shuffle(roles)
        people = []
        for index, role in enumerate(roles):
            sent_at = started_at + blast.spread * ((total - 1 - index) / total)
            accepts = role if isinstance(role, Acceptance) else None
            person = self._resident(sent_at, blast=True, accepts=accepts, by=role)
            if accepts is Acceptance.BEFORE:
                self._connect(person, sent_at + (self.now - sent_at) * self.chance.uniform(0.1, 0.9))
            people.append(person)
        return people

    def sent_before(self) -> list[Resident]:
        return self._by_hand(self.scenario.before)

    def sent_after(self) -> list[Resident]:
        return self._by_hand(self.scenario.after)

    def old(self) -> list[Resident]:
        """Connections from long before; half of them had invited the member."""
        people = []
        for index, connected_at in enumerate(self._instants(self.scenario.connections)):
            sent_at = None if index % 2 else connected_at - timedelta(days=self.chance.uniform(0.1, 40))
            people.append(self._connect(self._resident(sent_at), connected_at))
        return people

    def strangers(self) -> list[Resident]:
        """Connections made since the blast that did not come from it; of the last hour if there is no blast."""
        since = self.scenario.blast.ago if self.scenario.blast else timedelta(hours=1)
        people = []
        for index in range(self.scenario.strangers.people if self.scenario.strangers else 0):
            invited_at = None if index % 2 else self.now - since - timedelta(days=self.chance.uniform(16, 60))
            connected_at = self.now - since * self.chance.uniform(0.05, 0.95)
            people.append(self._connect(self._resident(invited_at), connected_at))
        return people

    def _by_hand(self, group: PeopleGroup | None) -> list[Resident]:
        noted = group.notes if group else 0
        return [
            self._resident(sent_at, note=next(self.notes) if index < noted else "")
            for index, sent_at in enumerate(self._instants(group))
        ]

    def _instants(self, group: PeopleGroup | None) -> list[datetime]:
        """The group's instants from newest to oldest, with gaps that grow with age."""
        if group is None:
            return []
        last = max(group.people - 1, 1)
        spread = group.oldest - group.newest
        return [self.now - group.newest - spread * (index / last) ** 2 for index in range(group.people)]

    def _resident(
        self,
        sent_at: datetime | None,
        *,
        blast: bool = False,
        note: str = "",
        accepts: Acceptance | None = None,
        by: str | None = None,
    ) -> Resident:
        """A new person; without a profile if `by` is "email" or "phone"."""
        person = next(self.names)
        shown = person.address if by == "email" else next(self.numbers) if by == "phone" else ""
        self.next_id += self.chance.randrange(1, 10**6)
        return Resident(
            slug=shown or person.slug,
            first_name=shown or person.first_name,
            last_name="" if shown else person.last_name,
            headline="" if shown else person.headline,
            invitation_id=str(self.next_id),
            sent_at=sent_at,
            blast=blast,
            note=note,
            accepts=accepts,
        )

    @staticmethod
    def _connect(person: Resident, connected_at: datetime) -> Resident:
        person.status = person.at_start = Status.CONNECTED
        person.connected_at = connected_at
        return person


def _share_names(people: list[Resident]) -> None:
    """Give a pending outsider a name from the blast, and a new connection that of somebody who accepts."""
    in_blast = [person for person in people if person.blast and person.has_profile]
    accepting = [person for person in in_blast if person.accepts]
    staying = [person for person in in_blast if not person.accepts]
    outside = [person for person in people if not person.blast]
    invited = [person for person in outside if person.status is Status.PENDING]
    connected = [person for person in outside if person.status is Status.CONNECTED]
    for namesake, namesakes in ((invited[-1:], staying), (connected[:1], accepting)):
        if namesake and namesakes:
            namesake[0].first_name, namesake[0].last_name = namesakes[0].first_name, namesakes[0].last_name
