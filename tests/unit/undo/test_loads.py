"""What doctor and record load counts against the same cap as what a run reads."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from withdrawer.errors import AllowanceSpent, Exit
from withdrawer.journal.journal import Journal
from withdrawer.plan.half import Half
from withdrawer.undo.allowance import LoadsSpent, count_load, refuse_spent

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def test_a_load_counts_for_22_hours_and_is_no_reading(tmp_path: Path) -> None:
    with Journal.open(tmp_path / "journal.sqlite3") as journal:
        account = journal.accounts.remember("max-example", "Max Example", NOW)
        for half in Half:
            count_load(journal, account, half, NOW, UTC)
        refuse_spent(journal, 3, NOW)
        with pytest.raises(LoadsSpent, match="2 page loads") as spent:
            refuse_spent(journal, 2, NOW)
        assert spent.value.exit_code == Exit.DONE
        refuse_spent(journal, 2, NOW + timedelta(hours=23))
        refuse_spent(journal, None, NOW)
        assert journal.scans.last_stated(account, Half.SENT) is None
        assert journal.scans.earlier_sightings(account) == []


def test_they_open_again_when_enough_earlier_loads_are_22_hours_old(tmp_path: Path) -> None:
    with Journal.open(tmp_path / "journal.sqlite3") as journal:
        account = journal.accounts.remember("max-example", "Max Example", NOW)
        for hours in (21, 20, 20, 3):
            count_load(journal, account, Half.SENT, NOW - timedelta(hours=hours), UTC)
        for cap, opens_in in ((4, 1), (3, 2), (2, 2), (1, 19)):
            with pytest.raises(AllowanceSpent) as spent:
                refuse_spent(journal, cap, NOW)
            assert spent.value.opens_at == NOW + timedelta(hours=opens_in)
            refuse_spent(journal, cap, spent.value.opens_at)
            with pytest.raises(AllowanceSpent):
                refuse_spent(journal, cap, spent.value.opens_at - timedelta(minutes=1))
        with pytest.raises(AllowanceSpent) as spent:
            refuse_spent(journal, 0, NOW)
        assert spent.value.opens_at is None


def test_where_nobodys_journal_it_is_yet_nothing_is_noted(tmp_path: Path) -> None:
    with Journal.open(tmp_path / "journal.sqlite3") as journal:
        count_load(journal, None, Half.SENT, NOW, UTC)
        assert journal.scans.loads_since(NOW - timedelta(days=1)) == 0
