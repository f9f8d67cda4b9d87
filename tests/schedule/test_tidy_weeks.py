"""A tidy wish over eight weeks against the replay site: one start a week, people invited and accepted in between."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tests.schedule.conftest import NOW, Machine
from tests.schedule.days import on
from tests.support.command import Told
from tests.support.site import LocalSite, SiteOptions
from withdrawer.errors import Exit
from withdrawer.replay.world.population import newcomer
from withdrawer.replay.world.site_state import load_state, save_state
from withdrawer.replay.world.world import Resident, Status, World

pytestmark = pytest.mark.browser
WEEK, DAY = timedelta(weeks=1), timedelta(days=1)
AGE = timedelta(weeks=3)
SET = ("tidy", "set", "--older-than", "3 weeks", "--keep", "Kept Always", "--yes")


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
            return self.machine.run(*words, **on(site, self.now), WITHDRAWER_RUN_PACE="none")

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

    def withdrawn(self) -> list[str]:
        with LocalSite.start(self.options) as site:
            return [it["slug"] for it in site.events() if it["event"] == "withdrawn"]


@pytest.mark.timeout(600)
@pytest.mark.parametrize("by_itself", [False, True], ids=["asking", "by itself"])
def test_eight_weeks_of_tidying(tmp_path: Path, *, by_itself: bool) -> None:
    account = Account(tmp_path, Machine(tmp_path))
    account.type("preview")  # the site has its people now
    account.live_on(0)
    told = account.type(*SET, *(["--by-itself"] if by_itself else []))
    assert told.code == Exit.DONE, told.err
    assert "Agreed." in told.out
    assert account.withdrawn() == [], "to agree withdraws nobody"
    assert account.type("schedule", "install", "--yes").code == Exit.DONE
    account.now = NOW - timedelta(hours=3, minutes=45)  # 10:35 in Berlin, in summer 11:35
    done: list[str] = []
    blast: set[str] = set()
    for number in range(8):
        account.now += WEEK
        account.live_on(number)
        if number == 4:
            blast = _clean_up(account)
            done = account.withdrawn()
        wanted = account.old_enough()
        told = account.type("schedule", "run")
        assert told.code == Exit.DONE, told.err
        status = account.type("status", "--json").data["tidy"]
        if by_itself or not wanted:
            assert status["ready"] == 0
        else:
            assert account.withdrawn() == done, "nobody is withdrawn before the yes"
            assert status["ready"] == len(wanted)
            assert (
                f"{len(wanted)} {'is' if len(wanted) == 1 else 'are'} ready: withdrawer run"
                in account.type("status").out
            )
            told = account.type("run", "--yes")
            assert told.code == Exit.DONE, told.err
        new = account.withdrawn()[len(done) :]
        assert set(new) == wanted, f"week {number}: {told.err}"
        done += new
        if wanted:
            last = account.type("status", "--json").data["tidy"]["last"]
            assert (last["withdrawn"], last["proven"], last["state"]) == (len(wanted), len(wanted), "finished")
        assert "schedule run" in account.machine.lines, "the schedule stays for the wish"
        tuesday = account.now + DAY
        account.now = tuesday
        assert account.type("schedule", "run").code == Exit.DONE
        assert account.withdrawn() == done, "nothing is due on a Tuesday"
        account.now -= DAY
    assert len(done) == len(set(done)), "nobody twice"
    assert blast <= set(done)
    assert not [it for it in account.world.people if it.status is Status.WITHDRAWN and account.is_protected(it)]
    assert not [it["slug"] for it in _events(account) if it["event"] == "removed"]
    assert account.type("tidy", "off", "--yes").code == Exit.DONE
    assert "schedule run" not in account.machine.lines
    assert account.type("tidy", "show", "--json").data == {"tidy": None}


def _clean_up(account: Account) -> set[str]:
    """A blast on the very day of a look: its job of two days goes before, and the schedule continues it."""
    blast = account.blast(9)
    told = account.type("run", "--since", "2 hours ago", "--yes", "--per-day", "6")
    assert told.code == Exit.DONE, told.err
    assert account.type("schedule", "run").code == Exit.DONE
    assert len(blast & set(account.withdrawn())) == 6, "nobody else is withdrawn meanwhile"
    account.now += DAY
    assert account.type("schedule", "run").code == Exit.DONE
    assert blast <= set(account.withdrawn())
    account.now += DAY
    return blast


def _events(account: Account) -> list[dict[str, str]]:
    with LocalSite.start(account.options) as site:
        return site.events()
