from datetime import UTC, timedelta
from pathlib import Path

from withdrawer.errors import Exit
from withdrawer.journal.journal import Journal
from withdrawer.journal.records import HOLD, Account

from .samples import NOW


def test_a_stop_lasts_until_it_is_cleared(journal: Journal, account: Account) -> None:
    assert journal.stops.active(account, NOW) is None
    journal.stops.record(account, "captcha", NOW, "a frame that asks for a puzzle", Path("snapshots/1.html"))
    journal.stops.record(account, "throttled", NOW + timedelta(minutes=1))
    stop = journal.stops.active(account, NOW)
    assert stop is not None
    assert (stop.kind, stop.seen_at, stop.detail, stop.snapshot) == ("throttled", NOW + timedelta(minutes=1), "", None)
    journal.stops.clear(account, NOW + timedelta(hours=1))
    assert journal.stops.active(account, NOW) is None


def test_a_snapshot_is_found_again(journal: Journal, account: Account) -> None:
    journal.stops.record(account, "captcha", NOW, "why", Path("snapshots/1.html"))
    stop = journal.stops.active(account, NOW)
    assert stop is not None
    assert (stop.detail, stop.snapshot) == ("why", Path("snapshots/1.html"))


def test_a_stop_of_one_account_leaves_another_alone(journal: Journal, account: Account) -> None:
    other = journal.accounts.remember("other", "Other", NOW)
    journal.stops.record(account, "restricted", NOW)
    assert journal.stops.active(other, NOW) is None
    journal.stops.clear(other, NOW)
    assert journal.stops.active(account, NOW) is not None


def test_a_stop_before_anybody_is_known_concerns_everybody(journal: Journal, account: Account) -> None:
    journal.stops.record(None, "verification", NOW)
    assert journal.stops.active(None, NOW) is not None
    assert journal.stops.active(account, NOW) is not None
    journal.stops.clear(account, NOW)
    assert journal.stops.active(None, NOW) is None


def test_a_hold_ends_by_itself_and_no_other_stop_does(journal: Journal, account: Account) -> None:
    tomorrow = NOW + timedelta(hours=10)
    journal.stops.record(account, "restricted", NOW, opens_at=tomorrow)
    journal.stops.record(account, HOLD, NOW, "LinkedIn says yes", opens_at=tomorrow)
    for at, kind in ((NOW, HOLD), (tomorrow - timedelta(seconds=1), HOLD), (tomorrow, "restricted")):
        stop = journal.stops.active(account, at)
        assert stop is not None
        assert (stop.kind, stop.ends_by_itself) == (kind, kind == HOLD)


def test_a_hold_says_that_there_is_only_waiting(journal: Journal, account: Account) -> None:
    journal.stops.record(account, HOLD, NOW, "LinkedIn says yes", opens_at=NOW + timedelta(hours=10))
    stop = journal.stops.active(account, NOW)
    assert stop is not None
    told = stop.told(UTC)
    assert (stop.way_out, told.exit_code) == ("", Exit.WALL)
    assert "Nothing to do: it continues by itself" in told.hint
