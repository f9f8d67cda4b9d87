"""A tidy wish over many weeks against the replay site: one start a week, people invited and accepted in between."""

from pathlib import Path

import pytest

from tests.schedule.conftest import Machine
from tests.schedule.tidying import DAY, MONDAY, SET, WEEK, Account
from withdrawer.errors import Exit
from withdrawer.replay.world.world import Status

pytestmark = pytest.mark.browser


@pytest.mark.timeout(600)
@pytest.mark.parametrize(
    ("weeks", "by_itself"),
    [
        pytest.param(4, False, id="asking"),
        pytest.param(3, True, id="by itself"),
        *(pytest.param(8, how, id=f"eight {how}", marks=pytest.mark.long) for how in (False, True)),
    ],
)
def test_weeks_of_tidying(tmp_path: Path, weeks: int, *, by_itself: bool) -> None:
    account = Account(tmp_path, Machine(tmp_path))
    account.type("preview")  # the site has its people now
    account.live_on(0)
    told = account.type(*SET, *(["--by-itself"] if by_itself else []))
    assert told.code == Exit.DONE, told.err
    assert "Agreed." in told.out
    assert account.withdrawn() == [], "to agree withdraws nobody"
    assert account.type("schedule", "install", "--yes").code == Exit.DONE
    account.now = MONDAY
    done: list[str] = []
    blast: set[str] = set()
    for number in range(weeks):
        account.now += WEEK
        account.live_on(number)
        if weeks > 3 and number == weeks // 2:
            blast = _clean_up(account)
            done = account.withdrawn()
        wanted = account.old_enough()
        told = account.type("schedule", "run")
        assert told.code == Exit.DONE, told.err
        status = account.tidy()
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
            last = account.tidy()["last"]
            assert (last["withdrawn"], last["proven"], last["state"]) == (len(wanted), len(wanted), "finished")
        assert "schedule run" in account.machine.lines, "the schedule stays for the wish"
        if number < 2:
            account.now += DAY
            assert account.type("schedule", "run").code == Exit.DONE
            assert account.withdrawn() == done, "nothing is due on a Tuesday"
            account.now -= DAY
    assert len(done) == len(set(done)), "nobody twice"
    assert blast <= set(done)
    assert not [it for it in account.world.people if it.status is Status.WITHDRAWN and account.is_protected(it)]
    assert not account.events("removed")
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
