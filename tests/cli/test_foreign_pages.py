"""Pages that are no list of LinkedIn's, at its address: exit 12, nothing clicked, no memory filled, a snapshot left."""

import re
import subprocess
import sys
import threading
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.cli.conftest import SECONDS, command, environment_of
from tests.cli.stand_in import Page, stand_in
from withdrawer.errors import Exit

pytestmark = pytest.mark.browser

MOST_MEGABYTES = 500
OF_THE_BROWSER = ("POST /ListAccounts", "POST /service/")
BIG = 50_000_000
THING = "<li><a href='https://shop.example/{0}'>Thing {0}</a><span>2 days ago</span><button>Remove</button></li>"
ROW = "<li><a href='/in/somebody-{0}/'>Somebody</a><p>Sent today</p><button>Withdraw</button></li>"
SHOP = "<!doctype html><html lang='en'><body><main><h1>Shop</h1><ul>" + "".join(map(THING.format, range(50)))


def pieces(text: str, size: int = BIG) -> Iterable[bytes]:
    piece = text.encode() * (1_000_000 // len(text))
    for at in range(size // len(piece) + 1):
        yield b"<!doctype html><html lang='en'><body><main><ul>" + piece if at == 0 else piece


PAGES = {
    "of another site": Page(lambda: [SHOP.encode()]),
    "of no bytes": Page(list),
    "of 50 MB of text": Page(lambda: pieces("Withdraw somebody ")),
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
def test_a_page_that_is_no_list_is_refused_and_fills_no_memory(tmp_path: Path, page: Page) -> None:
    with stand_in(page) as site:
        running = subprocess.Popen(
            command("run", "--since", "all", "--yes", "--pace", "none"),
            env=environment_of(tmp_path / "home", site.browser_args),
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        with Weighing(running.pid) as weighing:
            _, told = running.communicate(timeout=SECONDS)
    assert running.returncode == Exit.NOT_UNDERSTOOD, told
    assert weighing.most_megabytes < MOST_MEGABYTES
    assert not [it for it in site.asked if it.startswith("POST") and not it.startswith(OF_THE_BROWSER)]
    named = re.search(r"copy of the page is in (\S+)", told)
    assert named, told
    snapshot = Path(named[1])
    assert snapshot.stat().st_mode & 0o777 == 0o600
    assert snapshot.stat().st_size < 1_000_000
    assert "Thing" not in snapshot.read_text("utf-8")


def test_a_page_of_50_mb_in_the_place_of_the_own_profile_is_refused_too(tmp_path: Path) -> None:
    with stand_in(Page(lambda: pieces(ROW.format(1)), is_everywhere=True)) as site:
        ended = subprocess.run(
            command("preview"), env=environment_of(tmp_path / "home", site.browser_args),
            stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=SECONDS, check=False,
        )  # fmt: skip
    assert ended.returncode == Exit.NOT_UNDERSTOOD, ended.stderr
    assert "larger than" in ended.stderr


class Weighing:
    """While it is open: the most memory that a process has, and that each of those it has started has."""

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self.most_megabytes = 0
        self._has_ended = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> "Weighing":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._has_ended.set()
        self._thread.join()
        assert self.most_megabytes > 0 or sys.platform != "linux"

    def _watch(self) -> None:
        while sys.platform == "linux" and not self._has_ended.wait(0.2):
            found = list(self._sizes())
            self.most_megabytes = max(self.most_megabytes, *found) if found else self.most_megabytes

    def _sizes(self) -> Iterable[int]:
        ahead = [self.pid]
        while ahead:
            folder = Path("/proc") / str(ahead.pop())
            try:
                resident = int((folder / "statm").read_text("utf-8").split()[1]) * 4096
                ahead += map(int, (folder / "task" / folder.name / "children").read_text("utf-8").split())
            except (OSError, IndexError):  # it has ended meanwhile
                continue
            yield resident // 1_000_000
