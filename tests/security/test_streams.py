"""Closed and broken streams, and a Ctrl-C at any time, end in words and in the right code."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.security.conftest import Desk, Fill
from withdrawer.errors import Exit
from withdrawer.processes import own_command

pytestmark = pytest.mark.skipif(os.name == "nt", reason="told to a shell of POSIX")

ANY = [
    ("status",),
    ("status", "--json"),
    ("history",),
    ("keep", "list"),
    ("journal", "check"),
    ("contacts",),
    ("--help",),
    (),
]

SOME = [("status", "--json"), ("history",), ("--help",)]
"""A document, a text and a help."""

CLOSED = ["<&- >&- 2>&-", "<&-", ">&-", "2>&-", "<&- >&-"]
"""Streams are seen to before a command is even known: each command meets one of these, and one command all of them."""


def sh(desk: Desk, command: tuple[str, ...], redirected: str) -> subprocess.CompletedProcess[str]:
    mine = {key: value for key, value in os.environ.items() if not key.startswith("WITHDRAWER_")}
    return subprocess.run(
        ["bash", "-c", f'"$@" {redirected}', "bash", *own_command(*command)],
        env={**mine, "WITHDRAWER_HOME": str(desk.home), "TMPDIR": str(desk.temporary), "TZ": "UTC"},
        stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("command", "closed"),
    [*((("status",), closed) for closed in CLOSED), *zip(ANY[1:], (*CLOSED, *CLOSED), strict=False)],
    ids=lambda it: it if isinstance(it, str) else " ".join(it),
)
def test_a_closed_stream_hinders_nothing_that_asks_nothing(
    desk: Desk, filled: Fill, command: tuple[str, ...], closed: str
) -> None:
    filled(desk.home, "Ana")
    ended = sh(desk, command, closed)
    assert (ended.returncode, ended.stderr) == (Exit.DONE, "")
    assert bool(ended.stdout) is (">&-" not in closed.replace("2>&-", ""))
    assert list(desk.temporary.iterdir()) == []


@pytest.mark.parametrize("closed", [*CLOSED, ""])
def test_doctor_shares_what_it_knows_on_whatever_streams_there_are(desk: Desk, filled: Fill, closed: str) -> None:
    (filled(desk.home, "Ana") / "config.toml").write_text('[browser]\npath = "/no/such/browser"\n')
    ended = sh(desk, ("doctor", "--share"), closed)
    assert ended.returncode == Exit.USAGE
    assert "Traceback" not in ended.stderr
    assert ("pages not looked at; browser: broken |" in ended.stdout) is (">&-" not in closed.replace("2>&-", ""))


@pytest.mark.parametrize("name", ["stdin", "stdout", "stderr"])
@pytest.mark.parametrize("state", ["None", "closed"])
def test_a_stream_that_python_has_lost_hinders_nothing_either(desk: Desk, filled: Fill, name: str, state: str) -> None:
    filled(desk.home, "Ana")
    lose = f"sys.{name} = None" if state == "None" else f"sys.{name}.close()"
    program = f"import sys; {lose}; sys.argv[1:] = ['contacts']; from withdrawer.__main__ import main; main()"
    words, environment = [sys.executable, "-c", program], {**os.environ, "WITHDRAWER_HOME": str(desk.home)}
    ended = subprocess.run(words, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True,
                           check=False, timeout=60)  # fmt: skip
    assert (ended.returncode, ended.stderr) == (Exit.DONE, "")
    assert "primary address" in ended.stdout, "its number is still open"


@pytest.mark.parametrize("command", [("run", "--sent", "yesterday"), ("forget", "--all"), ("save-page",)], ids=" ".join)
def test_without_anybody_to_ask_that_is_said(desk: Desk, filled: Fill, command: tuple[str, ...]) -> None:
    filled(desk.home, "Ana")
    ended = sh(desk, command, "<&-")
    assert ended.returncode == Exit.USAGE
    assert "no terminal to ask on" in ended.stderr


def test_a_file_never_gets_the_number_of_a_closed_stream(desk: Desk, filled: Fill) -> None:
    filled(desk.home, "Ana")
    program = (
        "import os, sys; from withdrawer.streams import prepare_streams; prepare_streams();"
        "sys.exit(os.open(sys.argv[1], os.O_RDONLY) < 3)"
    )
    words = [sys.executable, "-c", program, str(desk.home / "kind")]
    closed = subprocess.run(["bash", "-c", '"$@" <&- >&- 2>&-', "bash", *words], check=False)
    assert closed.returncode == 0


@pytest.mark.parametrize("command", SOME, ids=" ".join)
def test_a_reader_that_has_enough_ends_nothing(desk: Desk, filled: Fill, command: tuple[str, ...]) -> None:
    filled(desk.home, "Ana")
    ended = sh(desk, command, "| true; exit ${PIPESTATUS[0]}")
    assert (ended.returncode, ended.stderr) == (Exit.DONE, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no such device")
@pytest.mark.parametrize("command", SOME, ids=" ".join)
def test_a_full_disk_behind_the_output_is_told(desk: Desk, filled: Fill, command: tuple[str, ...]) -> None:
    filled(desk.home, "Ana")
    ended = sh(desk, command, ">/dev/full")
    assert ended.returncode == Exit.UNEXPECTED
    assert ended.stderr.startswith("withdrawer: what was to be shown can't be written: No space left on device\n")
    assert ended.stderr.count("\n") == 2
    assert list(desk.temporary.iterdir()) == [], "nobody needs a crash report of that"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no such device")
def test_a_full_disk_behind_the_messages_changes_no_code(desk: Desk) -> None:
    assert sh(desk, ("run", "--sent", "yesterday"), "2>/dev/full").returncode == Exit.USAGE
    assert sh(desk, ("status",), "2>/dev/full").returncode == Exit.DONE


STOPPED_AT = """
import signal, sys
class Impatient:
    def find_spec(self, name, path=None, target=None):
        if name == {name!r}:
            sys.meta_path.remove(self)
            signal.raise_signal(signal.SIGINT)
sys.meta_path.insert(0, Impatient())
from withdrawer.__main__ import main
main()
"""


@pytest.mark.parametrize(("name", "json_"), [
    ("click", False), ("click", True), ("click._utils", False), ("click.types", True), ("withdrawer.streams", False),
    ("withdrawer.cli.main", True), ("withdrawer.cli.options", False), ("withdrawer.cli.commands.status", True),
    ("withdrawer.cli.use_case", False), ("sqlite3", True),
])  # fmt: skip
def test_a_ctrl_c_while_it_is_still_loading_ends_in_a_word(desk: Desk, name: str, json_: bool) -> None:
    words = [sys.executable, "-c", STOPPED_AT.format(name=name), "status", *(["--json"] if json_ else [])]
    ended = subprocess.run(words, env={**os.environ, "WITHDRAWER_HOME": str(desk.home), "TZ": "UTC"},
                           capture_output=True, text=True, check=False, timeout=60)  # fmt: skip
    assert (ended.returncode, "Stopped" in ended.stderr) == (Exit.INTERRUPTED, True)
    assert "Traceback" not in ended.stderr
    if json_:
        assert json.loads(ended.stdout)["exit_code"] == Exit.INTERRUPTED


def test_a_ctrl_c_at_any_instant_is_no_traceback_of_withdrawers(desk: Desk) -> None:
    for tenths in range(6, 26, 2):
        process = subprocess.Popen(own_command("status"), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                                   env={**os.environ, "WITHDRAWER_HOME": str(desk.home), "TZ": "UTC"})  # fmt: skip
        time.sleep(tenths / 100)
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=30)
        assert "Traceback" not in err or "withdrawer/" not in err, err
