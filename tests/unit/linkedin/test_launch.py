"""How a browser's end is told, and that a gate is never hidden by what is done with its page."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from playwright.sync_api import Error

from withdrawer.errors import Exit, Interrupted, SignedOut, Wall
from withdrawer.linkedin.browser import launch
from withdrawer.linkedin.browser.browser import Browser
from withdrawer.linkedin.browser.launch import _kept, _seen, _told

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
GONE = Error("Page.wait_for_timeout: Target page, context or browser has been closed")


def test_a_window_that_is_closed_is_the_persons_end() -> None:
    told = _told(GONE, has_crashed=False)
    assert isinstance(told, Interrupted)
    assert told.exit_code == Exit.INTERRUPTED


@pytest.mark.parametrize(
    ("error", "has_crashed"),
    [(GONE, True), (Error("Page.goto: Page crashed"), False), (Error("Protocol error: Target crashed"), False)],
)
def test_a_crash_is_an_error_and_nobodys_wish(error: Error, has_crashed: bool) -> None:
    told = _told(error, has_crashed=has_crashed)
    assert told.exit_code == Exit.UNEXPECTED
    assert "crashed" in told.message
    assert "it continues" in told.hint


def failing(problem: Exception) -> Callable[..., Any]:
    def fail(*_: object, **__: object) -> Any:
        raise problem

    return fail


@pytest.fixture(params=[RecursionError(), ValueError("odd"), KeyError("x"), OSError("disk"), GONE], ids=repr)
def problem(request: pytest.FixtureRequest) -> Exception:
    return cast("Exception", request.param)


@pytest.mark.parametrize("gate", [Wall("captcha", "A captcha."), Wall("verification", "?"), SignedOut("Signed out.")])
def test_a_gate_is_told_though_its_page_cannot_be_kept_or_read(
    gate: Wall | SignedOut, problem: Exception, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(launch, "save_snapshot", failing(problem))
    page = SimpleNamespace(wait_for_load_state=failing(problem), locator=failing(problem))
    browser = cast("Browser", SimpleNamespace(page=page, seen_at=NOW))
    assert _seen(gate, browser, tmp_path) is gate
    assert gate.snapshot is None


def test_a_page_that_cannot_be_kept_does_not_hide_what_went_wrong(
    problem: Exception, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(launch, "save_snapshot", failing(problem))
    assert "No copy" in _kept(cast("Any", None), tmp_path)
