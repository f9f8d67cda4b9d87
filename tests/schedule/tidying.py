"""An account on the replay site that somebody keeps tidy, whose people change between the starts."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from tests.schedule.conftest import NOW, Machine
from tests.schedule.days import on
from tests.support.command import Told
from tests.support.site import LocalSite, SiteOptions
from withdrawer.replay.world.population import newcomer
from withdrawer.replay.world.site_state import load_state, save_state
from withdrawer.replay.world.world import Resident, Status, World

WEEK, DAY = timedelta(weeks=1), timedelta(days=1)
AGE = timedelta(weeks=3)
SET = ("tidy", "set", "--older-than", "3 weeks", "--keep", "Kept Always", "--yes")
FULL_SPEED = {"WITHDRAWER_RUN_PACE": "none"}
MONDAY = NOW - timedelta(hours=3, minutes=45)
"""After 10:30 in Berlin on a Monday: 10:35, in summer 11:35."""


@dataclass
class Account:
    """An account on the replay site whose people change between the starts."""

    folder: Path
    machine: Machine
    now: datetime = NOW

    @property
    def options(self) -> SiteOptions:
        return SiteOptions(
            scenario="quiet", now=self.now.isoformat(), state=self.folder / "state", log=self.folder / "log"
        )  # fmt: skip

    def type(self, *words: str) -> Told:
        with LocalSite.start(self.options) as site:
            return self.machine.run(*words, **on(site, self.now), **FULL_SPEED)

    @property
    def world(self) -> World:
        world = load_state(self.folder / "state")
        assert world is not None
        return world

    def live_on(self, number: int) -> None:
        """A week goes by: six are invited, one of them with a note and one who is kept; two accept."""
        world = self.world
        for day in range(6):
            person = newcomer(world, 7, self.now - WEEK + day * DAY + timedelta(hours=5))
            if day == 2:
                person.note = "We met in Porto."
            if day == 4:
                person.first_name, person.last_name = "Kept", "Always"
            world.people.append(person)
        for person in [it for it in world.pending() if not self.is_protected(it)][number % 3 : number % 3 + 2]:
            person.status, person.connected_at = Status.CONNECTED, self.now - DAY
        save_state(self.folder / "state", world)

    def blast(self, people: int) -> set[str]:
        """The thumb meets the button again, an hour ago."""
        world = self.world
        sent = [newcomer(world, 7, self.now - timedelta(minutes=60))]
        for at in range(people):
            sent.append(newcomer(world, 7, self.now - timedelta(minutes=60) + at * timedelta(seconds=3)))
            world.people.append(sent[-1])
        save_state(self.folder / "state", world)
        return {it.slug for it in sent[1:]}

    @staticmethod
    def is_protected(person: Resident) -> bool:
        return bool(person.note) or person.name == "Kept Always"

    def old_enough(self) -> set[str]:
        return {
            it.slug
            for it in self.world.pending()
            if it.sent_at and it.sent_at <= self.now - AGE and not self.is_protected(it)
        }

    def events(self, kind: str) -> list[str]:
        """The people of all events of a kind so far, in order."""
        with LocalSite.start(self.options) as site:
            return [it["slug"] for it in site.events() if it["event"] == kind]

    def withdrawn(self) -> list[str]:
        return self.events("withdrawn")

    def tidy(self) -> dict[str, Any]:
        """The wish as `status` tells it."""
        wish: dict[str, Any] = self.type("status", "--json").data["tidy"]
        return wish
