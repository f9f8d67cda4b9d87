"""Homes with people in them, and the command line run as a person runs it, without a browser."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.support.command import Told, environment_of, in_process, own_process
from tests.unit.journal.samples import NOW, TERMS, kept, person, planned
from withdrawer.home import open_home
from withdrawer.journal.journal import Journal
from withdrawer.journal.records import Outcome, Proof
from withdrawer.plan.evidence.export import Archive
from withdrawer.plan.half import Half
from withdrawer.plan.person_rules import read_rule


@dataclass
class Desk:
    """A home, and a folder for temporary files, in which commands are run."""

    home: Path
    temporary: Path

    def run(self, *arguments: str | bytes, **environment: str) -> Told:
        return in_process(*map(os.fsdecode, arguments), environment=self.environment | environment)

    def run_apart(self, *arguments: str, **environment: str) -> Told:
        """In a process of its own."""
        return own_process(*arguments, environment=self.environment | environment)

    @property
    def environment(self) -> dict[str, str]:
        return environment_of(self.home, TMPDIR=str(self.temporary))


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    (tmp_path / "tmp").mkdir(mode=0o700)
    return Desk(tmp_path / "home", tmp_path / "tmp")


Fill = Callable[[Path, str], Path]


@pytest.fixture
def filled() -> Fill:
    """Make a home whose journal knows people with this in their names, in every table that names them."""

    def fill(folder: Path, name: str) -> Path:
        home = open_home(folder, "", "real", {})
        with Journal.open(home.journal) as journal:
            account = journal.accounts.remember("max-example", "Max Example", NOW)
            keys = [f"{name}-{number}" for number in range(300)]
            scan = journal.scans.begin(account, Half.SENT, NOW)
            journal.scans.add(scan, [person(key, place) for place, key in enumerate(keys)])
            job = journal.jobs.begin(
                account, TERMS, [planned(key, place) for place, key in enumerate(keys)] + [kept(f"{name}-k", 400)], NOW
            )
            lines = journal.jobs.lines(job)
            journal.acts.settle(journal.acts.intend(lines[0], NOW), Outcome.WITHDRAWN, Proof.ANSWER, NOW, f"of {name}")
            journal.acts.settle_line(lines[1], Outcome.GONE, None, NOW, f"of {name}")
            journal.acts.intend(lines[2], NOW)
            journal.kept.add([read_rule(f"{name} Kept", "keep")], NOW)
            journal.exports.add(Archive(owner=name, imported_names=frozenset({name})), "", NOW)
        (home.profile / "Default").mkdir()
        (home.profile / "Default" / "Cookies").write_text("session")
        (home.snapshots / "page.html").write_text(name)
        (home.folder / "journal-version-0003.sqlite3").write_text(name)
        home.summaries.mkdir()
        (home.summaries / "2026-11-26-job-1.html").write_text(name)
        return home.folder

    return fill
