"""The command line through its real entry point, in a process of its own, against a replay site in another."""

import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from withdrawer.replay.process import ReplaySite, SiteOptions

SECONDS = 100


@dataclass
class Told:
    """What a command gave."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> dict[str, Any]:
        document: dict[str, Any] = json.loads(self.out)
        return document

    @property
    def data(self) -> dict[str, Any]:
        data: dict[str, Any] = self.document["data"]
        return data


@dataclass
class Stage:
    """A home and a site, on which commands are run as a person runs them."""

    home: Path
    site: ReplaySite
    given: dict[str, str] = field(default_factory=dict)

    @property
    def environment(self) -> dict[str, str]:
        return {**environment_of(self.home, self.site.browser_args), **self.given}

    def run(self, *arguments: str) -> Told:
        ended = subprocess.run(
            command(*arguments),
            env=self.environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=SECONDS,
            check=False,
        )
        assert "Traceback" not in ended.stderr, ended.stderr
        return Told(ended.returncode, ended.stdout, ended.stderr)

    def happened(self) -> Counter[str]:
        return Counter(event["event"] for event in self.site.events())

    def keys(self, event: str) -> list[str]:
        return [it["slug"] for it in self.site.events() if it["event"] == event]

    def blast(self) -> set[str]:
        return {person["slug"] for person in self.site.truth()["people"] if person["blast"]}


def environment_of(home: Path, browser_args: str) -> dict[str, str]:
    """Nothing of withdrawer's but what is given here, and the browser that the tests are run with."""
    mine = {key: value for key, value in os.environ.items() if not key.startswith("WITHDRAWER_")}
    browser = {"WITHDRAWER_BROWSER": os.environ["WITHDRAWER_BROWSER"]} if "WITHDRAWER_BROWSER" in os.environ else {}
    given = {"WITHDRAWER_HOME": str(home), "WITHDRAWER_BROWSER_ARGS": browser_args}
    return {**mine, **browser, **given, "TZ": "Europe/Berlin"}


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "withdrawer", *arguments]


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Callable[..., Stage]]:
    """Set up a site with these options and a home of its own."""
    with ExitStack() as stack:

        def set_up(**options: Any) -> Stage:
            site = stack.enter_context(ReplaySite.start(SiteOptions(**options)))
            return Stage(tmp_path / "home", site)

        yield set_up
