"""Pages that are no list of LinkedIn's, at its address: exit 12, nothing clicked, a snapshot left."""

import re
from pathlib import Path

import pytest

from tests.cli.stand_in import Page, stand_in
from tests.support.command import environment_of, in_process
from withdrawer.errors import Exit

pytestmark = pytest.mark.browser

OF_THE_BROWSER = ("POST /ListAccounts", "POST /service/")
THING = "<li><a href='https://shop.example/{0}'>Thing {0}</a><span>2 days ago</span><button>Remove</button></li>"
SHOP = "<!doctype html><html lang='en'><body><main><h1>Shop</h1><ul>" + "".join(map(THING.format, range(50)))


PAGES = {
    "of another site": Page(lambda: [SHOP.encode()]),
    "of no bytes": Page(list),
    "of a picture": Page(lambda: [b'<svg xmlns="http://www.w3.org/2000/svg"/>'], kind="image/svg+xml"),
    "of a file": Page(lambda: [bytes(5_000)], kind="application/octet-stream"),
}


@pytest.mark.parametrize(
    "page",
    [
        pytest.param(it, id=name, marks=[pytest.mark.long] if name == "of a picture" else [])
        for name, it in PAGES.items()
    ],
)
def test_a_page_that_is_no_list_is_refused(tmp_path: Path, page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("withdrawer.linkedin.lists.list_page.FIRST_ROWS_SECONDS", 3.0)
    with stand_in(page) as site:
        environment = environment_of(tmp_path / "home", site.browser_args)
        ended = in_process("run", "--since", "all", "--yes", "--pace", "none", environment=environment)
    told = ended.err
    assert ended.code == Exit.NOT_UNDERSTOOD, told
    assert "Nobody was touched." in told
    assert not [it for it in site.asked if it.startswith("POST") and not it.startswith(OF_THE_BROWSER)]
    named = re.search(r"copy of the page is in (\S+)", told)
    assert named, told
    snapshot = Path(named[1])
    assert snapshot.stat().st_mode & 0o777 == 0o600
    assert snapshot.stat().st_size < 1_000_000
    assert "Thing" not in snapshot.read_text("utf-8")
