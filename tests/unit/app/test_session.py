"""What the browser of a desk leaves in the home: the last pages that were not understood, and those that stops name."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from tests.support.answers import Answering
from withdrawer.app import session as browsing
from withdrawer.app.context import CommandContext, open_context, with_lent_home
from withdrawer.app.interruption import Interruption
from withdrawer.app.typed_input import Everywhere
from withdrawer.config_file import load_config
from withdrawer.errors import Wall


@pytest.fixture
def at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[CommandContext]:
    monkeypatch.setenv("WITHDRAWER_BROWSER_ARGS", '--host-resolver-rules="MAP * 127.0.0.1:9"')
    monkeypatch.setenv("TZ", "UTC")
    monkeypatch.setattr(browsing, "settings_of", lambda _: SimpleNamespace(executable=tmp_path))
    everywhere = Everywhere("", tmp_path / "home", "", None, json=False, quiet=True, verbose=False)
    with open_context(everywhere, Interruption(""), lambda *_: Answering()) as opened:
        yield opened


def page(at: CommandContext, number: int) -> Path:
    file = at.home.snapshots / f"20261121T1420{number:08}.html"
    file.touch()
    return file


def test_the_last_pages_stay_and_the_one_of_a_stop(at: CommandContext, monkeypatch: pytest.MonkeyPatch) -> None:
    of_a_stop, *others = [page(at, number) for number in range(40)]

    @contextmanager
    def walled(*_: Any) -> Iterator[None]:
        yield
        wall = Wall("captcha", "LinkedIn wants to see you.")
        wall.snapshot = of_a_stop
        raise wall

    monkeypatch.setattr(browsing, "open_browser", walled)
    with pytest.raises(Wall), browsing.browser_of(at):
        pass
    assert sorted(at.home.snapshots.iterdir()) == [of_a_stop, *others[-browsing.MOST_PAGES :]]
    at.journal.stops.clear(None, at.now)
    assert at.journal.stops.snapshots() == set()


def test_only_login_takes_another_browser_than_it_did(
    at: CommandContext, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    used, named = tmp_path / "used", tmp_path / "named"
    for program in (used, named):
        program.write_text("#!/bin/sh\n")
        program.chmod(0o755)
    (at.home.folder / "browser").write_text(f"{used}\n")
    other = replace(at, config=load_config(at.home.config, {"WITHDRAWER_BROWSER": str(named)}))
    assert browsing.settings_of(at).executable == browsing.settings_of(at, is_login=True).executable == used
    assert browsing.settings_of(other).executable == used
    assert browsing.settings_of(other, is_login=True).executable == named


def test_a_lent_home_is_gone_but_for_a_page_that_was_told_of(
    at: CommandContext, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "tmp").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "tmp"))
    with with_lent_home(at) as same:
        assert same is at
    unmade = replace(at, is_made=False)
    with with_lent_home(unmade) as lent:
        (lent.home.profile / "Default").mkdir()
    assert list((tmp_path / "tmp").iterdir()) == []
    with with_lent_home(unmade) as lent:
        kept = page(lent, 1)
    assert kept.exists()
    assert not lent.home.profile.exists()
