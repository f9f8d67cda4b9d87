"""Pages that change what every page has, or that bring what is no list: refused, and never a fault of the program's."""

import contextlib
from datetime import UTC
from pathlib import Path

import pytest
from playwright.sync_api import Error

from withdrawer.errors import PageNotUnderstood
from withdrawer.linkedin.doctor import page_findings
from withdrawer.linkedin.redaction.outline import outline_of
from withdrawer.plan.people import Half

from .making import Pages, control, read, row

CHANGES = (
    "JSON.stringify = () => undefined", "JSON.stringify = () => '{}'", "JSON.stringify = () => '[' ",
    "JSON.stringify = () => { throw new Error('no'); }", "JSON.stringify = () => ({})",
    "JSON.stringify = () => '['.repeat(1e5)",
    "Array.prototype.push = () => 0", "Array.prototype.map = () => 5", "Array.prototype.filter = () => ['x']",
    "String.prototype.replace = () => 7", "RegExp.prototype.test = () => 'yes'", "Map.prototype.get = () => ({})",
    "Object.keys = () => [1, {}]", "Element.prototype.getAttribute = () => ({})", "Array.prototype.at = () => ({})",
    "Array.prototype.filter = () => { throw new Error('no'); }",
)  # fmt: skip
ROWS = "".join(row(name, control(name)) for name in ("Ana Nueva", "Bea Otra"))


@pytest.mark.parametrize("change", CHANGES)
def test_a_page_that_changes_what_every_page_has_is_read_or_not_understood(pages: Pages, change: str) -> None:
    with contextlib.suppress(PageNotUnderstood):
        page = pages.open(ROWS, more=f"<script>{change};</script>", count=2)
        assert read(page) in (["Ana Nueva", "Bea Otra"], [])
        page.script.signs()
    with contextlib.suppress(PageNotUnderstood, Error):
        outline_of(pages.browser.page)


def test_a_page_whose_text_is_not_what_was_asked_is_named(pages: Pages, tmp_path: Path) -> None:
    pages.open(ROWS, more="<script>JSON.stringify = () => undefined;</script>", count=2)
    [finding] = page_findings(pages.browser, Half.SENT, UTC, tmp_path)
    assert "has been changed" in finding.sentence
    assert "redacted copy" not in finding.next_step
