"""An invented account, played for a picture: a site, a home, and commands in processes of their own."""

import io
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pexpect

from tests.cli.exports import write_export
from tests.support.command import command
from withdrawer.processes import clean_environment
from withdrawer.replay.process import ReplaySite, SiteOptions

HERE = Path(__file__).parent
SECONDS = 300
ZONE = "Europe/Berlin"
QUESTIONS = {r"Type yes, or press Enter to stop: ": "yes", r"\[y/N\]: ": "y"}
"""What is typed when the terminal asks."""


def environment_of(**given: str) -> dict[str, str]:
    """That of a terminal with colours, in a zone that is always the same."""
    return {**clean_environment(os.environ), "TERM": "xterm-256color", "TZ": ZONE, **given}


def seat(*words: str, environment: Mapping[str, str], lines: int = 24, columns: int = 80) -> "pexpect.spawn[str]":
    """A command at a terminal of this size."""
    program, *rest = command(*words)
    child = pexpect.spawn(
        program, rest, env=dict(environment), encoding="utf-8", timeout=SECONDS, dimensions=(lines, columns)
    )
    child.logfile_read = io.StringIO()
    return child


def heard_to_the_end(child: "pexpect.spawn[str]") -> str:
    """Answer whatever a command asks with yes; return what its terminal got, with its controls."""
    while (asked := child.expect([*QUESTIONS, pexpect.EOF])) < len(QUESTIONS):
        child.sendline(list(QUESTIONS.values())[asked])
    child.close()
    assert isinstance(child.logfile_read, io.StringIO)
    heard = child.logfile_read.getvalue()
    if child.exitstatus:
        sys.exit(f"it ended with {child.exitstatus}:\n{heard}")
    return heard


@dataclass(frozen=True)
class Account:
    """A folder with a home and what the site keeps from day to day."""

    folder: Path
    scenario: str

    @contextmanager
    def at(self, now: datetime) -> Iterator["Day"]:
        """Serve the site at an instant, with what has happened to it before."""
        options = SiteOptions(
            scenario=str(HERE / f"{self.scenario}.toml"), now=now.isoformat(), state=self.folder / "state"
        )
        with ReplaySite.start(options) as site:
            given = {"WITHDRAWER_BROWSER_ARGS": site.browser_args, "WITHDRAWER_NOW": now.isoformat()}
            yield Day(self.folder, site, environment_of(WITHDRAWER_HOME=str(self.folder / "home"), **given))


@dataclass(frozen=True)
class Day:
    """The site as it is served at an instant."""

    folder: Path
    site: ReplaySite
    environment: Mapping[str, str]

    def do(self, *words: str) -> None:
        """Carry out a command of which nothing is shown."""
        done = subprocess.run(
            command(*words), env=self.environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
        )
        if done.returncode:
            sys.exit(f"{words} ended with {done.returncode}:\n{done.stderr}")

    def import_export(self) -> None:
        """Import the data export that LinkedIn would make now."""
        self.do("import", str(write_export(self.folder / "export.zip", self.site.truth()["people"])), "--zone", "UTC")


@contextmanager
def account(scenario: str) -> Iterator[Account]:
    """An account of nobody, gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="pictures-") as folder:
        yield Account(Path(folder), scenario)
