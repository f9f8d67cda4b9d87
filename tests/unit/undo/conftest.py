from collections.abc import Iterator
from pathlib import Path

import pytest

from withdrawer.journal.journal import Journal

from .world import NOW, Bench, FakeActor, FakeListPage, World


@pytest.fixture
def bench(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bench]:
    monkeypatch.setattr("withdrawer.undo.run_context.ListPage", FakeListPage)
    monkeypatch.setattr("withdrawer.undo.walker.Actor", FakeActor)
    with Journal.open(tmp_path / "journal.sqlite3") as journal:
        journal.database.rows("PRAGMA synchronous = OFF")  # no power cut is tried here
        yield Bench(World(), journal, journal.accounts.remember("max-example", "Max Example", NOW))
