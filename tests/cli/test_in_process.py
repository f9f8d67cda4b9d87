"""A command in the tests' own process says what one in a process of its own says, and leaves nothing of it behind."""

import os
import signal
import sys
import tempfile
import time
from pathlib import Path

import pytest

from tests.support.command import environment_of, in_process, own_process
from withdrawer import invocation


def of_the_process() -> tuple[object, ...]:
    mask = os.umask(0)
    os.umask(mask)
    streams = (sys.stdin, sys.stdout, sys.stderr)
    called = dict(vars(invocation.CURRENT))
    heard = signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGTERM)
    return dict(os.environ), time.tzname, streams, mask, Path.cwd(), heard, called, tempfile.tempdir


@pytest.mark.parametrize(
    "words",
    [("--help",), ("status",), ("keep", "list", "--json"), ("run",), ("run", "--nonsense"), ("schedule", "show"), ()],
    ids=" ".join,
)
def test_both_say_the_same_and_nothing_stays(tmp_path: Path, words: tuple[str, ...]) -> None:
    environment = environment_of(tmp_path / "home", TZ="Asia/Tokyo")
    before = of_the_process()
    here = in_process(*words, environment=environment)
    assert of_the_process() == before
    assert here == own_process(*words, environment=environment)


def test_what_is_written_is_its_owners_alone_and_the_next_command_knows_nothing_of_the_first(tmp_path: Path) -> None:
    environment = environment_of(tmp_path / "home")
    assert in_process("keep", "add", "Ana Nueva", environment=environment).code == 0
    assert (tmp_path / "home" / "journal.sqlite3").stat().st_mode & 0o077 == 0
    told = in_process("keep", "list", "--json", environment=environment)
    assert told.data["kept"][0]["written"] == "Ana Nueva"
    assert in_process("keep", "list", "--json", environment=environment_of(tmp_path / "other")).data["kept"] == []
