"""Canaries in the profile, the page and the headers, looked for in every file that is made and all that is said."""

import os
import shlex
import stat
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote, unquote

import pytest
from playwright.sync_api import BrowserContext

from tests.cli.test_running import FULL_SPEED, SELECT
from tests.support.browser import SharedDriver, start_chromium
from tests.support.command import Told
from tests.support.stage import Stage
from withdrawer.errors import Exit
from withdrawer.linkedin.browser.executable import find_browser
from withdrawer.linkedin.browser.launch import is_root
from withdrawer.linkedin.redaction.snapshot import save_snapshot

pytestmark = pytest.mark.browser
SESSION = "AQEDAcanarysession0123456789abcdef"  # pragma: allowlist secret
COOKIE = "kestrel-77-cookie"
WHEREVER = {"path": "/", "secure": True, "expires": 2e9}
PLANTED = (
    {"name": "li_at", "value": SESSION, "domain": ".www.linkedin.com", **WHEREVER},
    {"name": "canary", "value": COOKIE, "domain": ".linkedin.com", **WHEREVER},
)


@pytest.fixture
def open_umask() -> Iterator[None]:
    before = os.umask(0)
    yield
    os.umask(before)


@pytest.fixture
def temporary() -> Iterator[Path]:
    """A folder for temporary files with a short name: Chromium puts a socket into it."""
    with tempfile.TemporaryDirectory(prefix="c-", dir="/tmp") as folder:
        yield Path(folder)


def cookies_of(profile: Path, args: list[str], *, plant: bool) -> set[str]:
    """What cookies the profile holds, after planting some."""
    with SharedDriver() as playwright:
        context: BrowserContext = playwright.chromium.launch_persistent_context(
            profile, executable_path=find_browser(None, "", os.environ), headless=True, args=args,
            chromium_sandbox=not is_root(),
        )  # fmt: skip
        if plant:
            context.add_cookies(PLANTED)  # type: ignore[arg-type]
        values = {str(cookie["value"]).strip('"') for cookie in context.cookies()}
        context.close()
    return {value for value in values if len(value) > 8}


def files_in(*folders: Path) -> list[Path]:
    found = [path for folder in folders for path in folder.rglob("*") if not path.is_symlink()]
    return [path for path in found if path.is_file()]


def test_every_file_that_is_made_is_its_owners_alone_and_holds_no_canary(
    stage: Callable[..., Stage], tmp_path: Path, temporary: Path, open_umask: None
) -> None:
    here = stage(people=14, faults=("refused-silently:2", "verification:6"))
    for folder in ("user", "out"):
        (tmp_path / folder).mkdir()
    here.given |= {"TMPDIR": str(temporary), "HOME": str(tmp_path / "user")}
    lists = ("--csv", str(tmp_path / "out/list.csv"), "--json", str(tmp_path / "out/list.json"))
    said: list[Told] = [here.run_apart("preview", *SELECT, *lists)]
    assert said[0].code == Exit.DONE, said[0].err
    args = shlex.split(here.site.browser_args)
    canaries = cookies_of(here.home / "profile", args, plant=True)
    assert SESSION in canaries
    ended = [here.run_apart("run", *FULL_SPEED, *SELECT, "-v")]
    assert ended[0].code == Exit.WALL, ended[0].err
    ended += [
        here.run_apart("run", *FULL_SPEED),
        *(here.run(*words) for words in (("status", "--json"), ("history",), ("resume",))),
    ]
    ended += [here.run("preview", "--home", "/dev/null/home"), here.run("keep", "add", "")]
    for place in (here.home, *(path for path in here.home.rglob("*") if not path.is_symlink())):
        assert stat.S_IMODE(place.stat().st_mode) & 0o077 == 0, place
    canaries |= cookies_of(here.home / "profile", args, plant=False)
    assert len(canaries) >= 4, "the session, the token and the browser's mark are there to be looked for"
    forms = {form.encode() for value in canaries for form in (value, quote(value), unquote(value))}
    profile = here.home / "profile"
    made = files_in(here.home, temporary, tmp_path / "out", tmp_path / "user")
    assert len([path for path in made if not path.is_relative_to(profile)]) >= 5
    for path in made:
        if not path.is_relative_to(profile):
            assert not [form for form in forms if form in path.read_bytes()], path
            assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0, path
    for told in (*said, *ended):
        assert not [form for form in forms if form in (told.out + told.err).encode()]


CANARY = "kestrelwood"
PAGE = f"""<!doctype html><html lang="en"><head><title>{CANARY}</title><meta name="csrf" content="{CANARY}-77"></head>
<body data-member="urn:li:member:{CANARY}" class="{CANARY}"><!-- {CANARY} --><script>var token = "{CANARY}"</script>
<main role="main" data-testid="list"><h1>{CANARY}</h1>
<a href="/in/{CANARY}-77/?t={CANARY}">{CANARY}</a>
<input type="hidden" value="{CANARY}"><textarea>{CANARY}</textarea>
<img alt="{CANARY}" src="https://x.example/{CANARY}.png">
<button aria-label="Withdraw invitation sent to {CANARY}">Withdraw</button><template>{CANARY}</template>
<svg><title>{CANARY}</title></svg><p>{CANARY}@example.org 5551234567</p></main></body></html>"""


def test_a_snapshot_holds_nothing_of_anybody(tmp_path: Path) -> None:
    with SharedDriver() as playwright:
        browser = start_chromium(playwright)
        page = browser.new_page()
        page.set_content(PAGE)
        saved = save_snapshot(page, tmp_path / "snapshots")
        browser.close()
    text = saved.read_text("utf-8")
    assert "Withdraw" in text
    assert stat.S_IMODE(saved.stat().st_mode) == 0o600
    assert CANARY not in text
    assert "5551234567" not in text
