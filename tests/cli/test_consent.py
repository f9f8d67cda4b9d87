"""Answers typed on a real terminal, as a person types them."""

import csv
import shlex
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pexpect
import pytest

from tests.support.command import command
from tests.support.stage import Stage
from tests.support.terminal import Session, Typed, at_terminal
from withdrawer.errors import Exit

pytestmark = [
    pytest.mark.browser,
    pytest.mark.usefixtures("headless_shell"),
    pytest.mark.skipif(sys.platform == "win32", reason="no pty there"),
]
BLAST = ("--since", "1 day ago", "--until", "40 minutes ago")
BOTH = (*BLAST, "--origin", "any", "--pace", "none")
RISK = "Type yes, or press Enter to stop: "
SENT, CONNECTIONS = r"Withdraw \d+ invitations\?", r"Remove \d+ connections?\?"


class Seat:
    """Somebody at the terminal of a process of its own."""

    def __init__(self, stage: Stage, *words: str) -> None:
        program, *rest = command(*words)
        environment = {**stage.environment, "TERM": "xterm"}
        self.child = pexpect.spawn(
            program, rest, env=environment, encoding="utf-8", timeout=60, dimensions=(50, 120), echo=False
        )
        self.screen = ""

    def answer(self, question: str, typed: str) -> str:
        """Wait for a question, answer it, and give what stood between it and the one before."""
        self.child.expect(question)
        before = self.child.before or ""
        self.screen += before + (self.child.after or "")
        self.child.sendline(typed)
        return before

    def end(self) -> int:
        self.child.expect(pexpect.EOF)
        self.screen += self.child.before or ""
        self.child.close()
        assert "Traceback" not in self.screen
        return int(self.child.exitstatus or 0)


def typed(stage: Stage, *words: str, answers: Sequence[tuple[str, Typed]]) -> Session:
    return at_terminal(*words, environment=stage.environment, answers=answers)


def set_up(stage: Callable[..., Stage]) -> Stage:
    """Some of the blast have accepted by the time of the run."""
    here = stage(people=12)
    assert here.run("preview").code == Exit.DONE
    return here


def test_a_first_run_with_both_lists(stage: Callable[..., Stage]) -> None:
    here = set_up(stage)
    seat = Seat(here, "run", *BOTH)
    assert "would be withdrawn" in seat.answer(RISK, "y")
    assert "Please type the whole word" in seat.answer(RISK, "yes")
    above = seat.answer(SENT, "y")
    assert "finished on" in above or "in one go" in above
    above = seat.answer(CONNECTIONS, "y")
    assert "can't be taken back" in above
    assert here.happened()["act"] == 0
    above = seat.answer("Continue with the other", "y")
    assert "It worked: the first 3 are gone from LinkedIn's list." in above
    assert seat.end() == Exit.DONE
    assert set(here.keys("withdrawn")) | set(here.keys("accepted")) >= here.blast()
    removed = here.keys("removed")
    assert removed
    accepted = [person for person in here.site.truth()["people"] if person["slug"] in removed]
    assert all(person["name"] in seat.screen for person in accepted), "a connection was not named above its question"


def test_a_no_at_each_question_touches_nobody(stage: Callable[..., Stage]) -> None:
    """However quiet it is asked to be, each question comes with its numbers."""
    here = set_up(stage)
    for quiet in ((), ("-q",), ("--json",)):
        seen = typed(here, "run", *BOTH, *quiet, answers=[(RISK, "yes"), (SENT, "n"), (CONNECTIONS, "")])
        above_risk, above_sent, above_connections = seen.above
        assert "would be withdrawn" in above_risk, quiet
        assert "This withdraws" in above_sent, quiet
        assert "The " in above_connections, quiet
        assert seen.code == Exit.DONE
        assert here.happened()["act"] == 0
        assert here.run("status", "--json").data["job"] is None
    assert typed(here, "run", *BOTH, answers=[(RISK, "")]).code == Exit.DONE
    assert here.happened()["act"] == 0


def test_an_edited_list_narrowed_then_the_job_ended(stage: Callable[..., Stage], tmp_path: Path) -> None:
    here = set_up(stage)
    file = tmp_path / "blast.csv"
    assert here.run("preview", *BLAST, "--csv", str(file)).code == Exit.DONE
    with file.open(encoding="utf-8-sig") as text:
        marked = [row for row in csv.DictReader(text) if row["action"] == "undo"]
    assert len(marked) > 5
    words = ("--plan", str(file), "--only", "sent", "--limit", "4", "--per-day", "3")
    assert here.run("run", "-n", *words, "--json").data["sent"]["planned"] == 4
    assert here.happened()["act"] == 0
    seen = typed(here, "run", *words, "--pace", "none", answers=[(RISK, "yes"), ("Withdraw 4 invitations", "y")])
    assert "Remove" not in seen.above[1]
    assert seen.code == Exit.DONE
    assert here.happened()["removed"] == 0
    assert here.happened()["withdrawn"] == 3
    dry = here.run("run", "-n", "--json")
    assert (dry.data["job"]["left"], len(dry.data["next"]["people"])) == (1, 1)
    assert "would withdraw 1 invitation" in here.run("run", "-n").out
    for word in ("stop", "pause"):
        told = here.run(word)
        assert told.code == Exit.USAGE
        assert "withdrawer end" in told.err
    assert here.run("end").code == Exit.USAGE
    seen = typed(here, "end", answers=[("End the job for good", "n")])
    assert "1 invitation stays pending" in seen.above[0]
    assert "Only to pause, answer n" in seen.above[0]
    assert seen.code == Exit.DONE
    assert here.run("status", "--json").data["job"]["state"] == "open"
    assert here.run("end", "--yes", "--json").data["job"]["state"] == "ended"
    assert here.run("run", "--yes", "--json").data["job"]["state"] == "ended"
    assert here.happened()["withdrawn"] == 3
    assert "No job is open" in here.run("end").out


def test_the_later_yes(stage: Callable[..., Stage]) -> None:
    here = stage(people=12)
    told = here.run("run", "--yes", *BLAST, "--pace", "none", "--json")
    assert told.code == Exit.DONE, told.err
    accepted = set(here.keys("accepted"))
    assert accepted
    assert "Remove" in here.run("run", "--also-accepted", "-n").err
    assert here.happened()["removed"] == 0
    assert typed(here, "run", "--also-accepted", answers=[(CONNECTIONS, "n")]).code == Exit.DONE
    assert here.happened()["removed"] == 0
    refused = here.run("run", "--also-accepted", "--limit", "1", "--yes")
    assert (refused.code, here.happened()["removed"]) == (Exit.USAGE, 0)
    seen = typed(here, "run", "--also-accepted", "--pace", "none", answers=[(CONNECTIONS, "y")])
    names = {person["slug"]: person["name"] for person in here.site.truth()["people"]}
    assert all(names[slug] in seen.above[0] for slug in accepted)
    assert seen.code == Exit.DONE
    assert set(here.keys("removed")) == accepted


def test_nothing_is_asked_that_cannot_be_seen(stage: Callable[..., Stage], tmp_path: Path) -> None:
    here = set_up(stage)
    for words in (("run", *BOTH), ("forget", "--people"), ("end",)):
        script = f"exec {shlex.join(command(*words))} 2>{tmp_path}/log"
        child = pexpect.spawn("/bin/sh", ["-c", script], env=here.environment, encoding="utf-8", timeout=60)
        child.expect(pexpect.EOF)
        child.close()
        assert child.exitstatus == (Exit.USAGE if words[0] != "end" else Exit.DONE)
    assert here.happened()["act"] == 0
