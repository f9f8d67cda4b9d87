from collections.abc import Iterator
from pathlib import Path

import pytest

from withdrawer.journal.journal import Journal

from .world import NOW, Bench, World


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    with Journal.open(tmp_path / "journal.sqlite3") as journal:
        journal.database.rows("PRAGMA synchronous = OFF")  # no power cut is tried here
        yield Bench(World(), journal, journal.accounts.remember("max-example", "Max Example", NOW))
