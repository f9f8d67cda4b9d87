"""What the browser of a desk leaves in the home: the last pages that were not understood, and those that stops name."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from withdrawer.cli import browsing
from withdrawer.cli.desk import Desk, desk
from withdrawer.cli.interruption import Interruption
from withdrawer.cli.options import Everywhere
from withdrawer.errors import Wall


@pytest.fixture
def at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    monkeypatch.setenv("WITHDRAWER_BROWSER_ARGS", '--host-resolver-rules="MAP * 127.0.0.1:9"')
    monkeypatch.setenv("TZ", "UTC")
    monkeypatch.setattr(browsing, "settings_of", lambda _: None)
    with desk(Everywhere("", tmp_path / "home", "", None, json=False, quiet=True, verbose=False)) as opened:
        yield opened


def page(at: Desk, number: int) -> Path:
    file = at.home.snapshots / f"20261121T1420{number:08}.html"
    file.touch()
    return file


def test_the_last_pages_stay_and_the_one_of_a_stop(at: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    of_a_stop, *others = [page(at, number) for number in range(40)]

    @contextmanager
    def walled(*_: Any) -> Iterator[None]:
        yield
        wall = Wall("captcha", "LinkedIn wants to see you.")
        wall.snapshot = of_a_stop
        raise wall

    monkeypatch.setattr(browsing, "open_browser", walled)
    with pytest.raises(Wall), browsing.browser_of(at, Interruption("")):
        pass
    assert sorted(at.home.snapshots.iterdir()) == [of_a_stop, *others[-browsing.MOST_PAGES :]]
    at.journal.stops.clear(None, at.now)
    assert at.journal.stops.snapshots() == set()
