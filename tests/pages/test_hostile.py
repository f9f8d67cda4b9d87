"""Pages that change what every page has: they are read as any other, since our scripts share nothing with theirs."""

import pytest

from withdrawer.linkedin.redaction.outline import outline_of

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
def test_a_page_that_changes_what_every_page_has_is_read_all_the_same(pages: Pages, change: str) -> None:
    """The scripts run in a world of their own."""
    page = pages.open(ROWS, more=f"<script>{change};</script>", count=2)
    assert read(page) == ["Ana Nueva", "Bea Otra"]
    assert page.is_complete
    assert page.script.signs().controls == 2
    assert outline_of(pages.browser.page).nodes


def test_the_page_sees_nothing_of_the_scripts(pages: Pages) -> None:
    before = "<script>window.before = Object.getOwnPropertyNames(window).length;</script>"
    page = pages.open(ROWS, more=before, count=2)
    read(page)
    assert pages.browser.page.evaluate("Object.getOwnPropertyNames(window).length - before") <= 1


def test_half_a_character_in_a_name_is_no_harm(pages: Pages) -> None:
    """A page may hold what no file can."""
    halve = "<script>document.querySelector('li p').append(String.fromCharCode(0xd83d));</script>"
    page = pages.open(ROWS, more=halve, count=2)
    assert len(read(page)) == 2
    assert page.is_complete
    assert all(name.isascii() for name in page.rows.known.values())
    assert outline_of(pages.browser.page).nodes
