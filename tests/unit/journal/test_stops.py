from datetime import timedelta
from pathlib import Path

from withdrawer.journal.journal import Journal
from withdrawer.journal.records import Account

from .samples import NOW


def test_a_stop_lasts_until_it_is_cleared(journal: Journal, account: Account) -> None:
    assert journal.stops.active(account) is None
    journal.stops.record(account, "captcha", NOW, "a frame that asks for a puzzle", Path("snapshots/1.html"))
    journal.stops.record(account, "throttled", NOW + timedelta(minutes=1))
    stop = journal.stops.active(account)
    assert stop is not None
    assert (stop.kind, stop.seen_at, stop.detail, stop.snapshot) == ("throttled", NOW + timedelta(minutes=1), "", None)
    journal.stops.clear(account, NOW + timedelta(hours=1))
    assert journal.stops.active(account) is None


def test_a_snapshot_is_found_again(journal: Journal, account: Account) -> None:
    journal.stops.record(account, "captcha", NOW, "why", Path("snapshots/1.html"))
    stop = journal.stops.active(account)
    assert stop is not None
    assert (stop.detail, stop.snapshot) == ("why", Path("snapshots/1.html"))


def test_a_stop_of_one_account_leaves_another_alone(journal: Journal, account: Account) -> None:
    other = journal.accounts.remember("other", "Other", NOW)
    journal.stops.record(account, "restricted", NOW)
    assert journal.stops.active(other) is None
    journal.stops.clear(other, NOW)
    assert journal.stops.active(account) is not None


def test_a_stop_before_anybody_is_known_concerns_everybody(journal: Journal, account: Account) -> None:
    journal.stops.record(None, "verification", NOW)
    assert journal.stops.active(None) is not None
    assert journal.stops.active(account) is not None
    journal.stops.clear(account, NOW)
    assert journal.stops.active(None) is None
