from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.unit.show.making import ACCOUNT, SENT, standing, tally
from withdrawer.app.status import AccountStatus, JobStatus, other_accounts
from withdrawer.home import Home, open_home
from withdrawer.journal.records import Account, Stop

NOW = datetime(2026, 11, 21, tzinfo=UTC)


def found(
    account: Account | None = ACCOUNT, *, left: int | None = None, used: int = 0, stop: str = ""
) -> AccountStatus:
    """Somebody with a job, of which so many are left, or without one."""
    it = standing(tally(SENT, 100), left=(left, 0), used=used) if left is not None else None
    job = JobStatus(it, is_resting=False, second=None, unresolved=0) if it else None
    return AccountStatus(account, Stop(1, stop, NOW, "", None, None) if stop else None, job, None)


@pytest.mark.parametrize(
    ("status", "following"),
    [
        (found(account=None), "withdrawer login"),
        (found(), "withdrawer preview"),
        (found(left=60), "withdrawer run"),
        (found(left=60, used=40), ""),
        (found(left=0), ""),
        (found(left=60, stop="captcha"), "withdrawer resume"),
        (found(account=None, stop="captcha"), "withdrawer resume"),
        (found(left=60, stop="signed-out"), "withdrawer login"),
        (found(left=60, stop="hold"), ""),
    ],
)
def test_the_next_step_follows_from_where_things_stand(status: AccountStatus, following: str) -> None:
    assert status.next_command == following


def test_the_other_accounts_of_a_home_are_named(tmp_path: Path) -> None:
    for account in ("", "work", "side"):
        open_home(tmp_path / "home", account, "real", {})
    open_home(tmp_path / "home", "play", "replay", {})
    (tmp_path / "home" / "accounts" / "mine").mkdir()
    assert other_accounts(Home(tmp_path / "home", "real")) == ("side", "work")
    assert other_accounts(Home(tmp_path / "home" / "accounts" / "work", "real")) == ("", "side")
    assert other_accounts(Home(tmp_path / "home" / "accounts" / "play", "replay")) == ()
    assert other_accounts(Home(tmp_path / "none", "real")) == ()
    assert [*tmp_path.iterdir()] == [tmp_path / "home"]
