from collections.abc import Iterator
from pathlib import Path

import pytest

from withdrawer.journal.journal import Journal
from withdrawer.journal.records import Account

from .samples import NOW


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "journal.sqlite3"


@pytest.fixture
def journal(file: Path) -> Iterator[Journal]:
    with Journal.open(file) as journal:
        yield journal


@pytest.fixture
def account(journal: Journal) -> Account:
    return journal.accounts.remember("max-example", "Max Example", NOW)
