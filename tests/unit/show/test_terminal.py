"""Answers typed on a real terminal."""

import os
import select
import signal
import sys
import threading
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from tests.unit.journal.samples import planned
from tests.unit.plan.making import WINDOW, pending
from withdrawer.app.interruption import interruptible
from withdrawer.app.typed_input import Everywhere
from withdrawer.app.user import FileWritten, NobodyMeant, Previewed
from withdrawer.app.user_questions import RemoveAccepted, RightAccount, TakeRisk, UndoList, WhichPage
from withdrawer.errors import Interrupted, UsageError
from withdrawer.journal.records import Account
from withdrawer.plan.half import Half
from withdrawer.plan.keep.keep_rules import IdleRules
from withdrawer.plan.plan import make_plan
from withdrawer.plan.selection import Selection
from withdrawer.show.terminal import Terminal, is_terminal
from withdrawer.undo.allowance import Allowance

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there are no such terminals")


SECONDS = 10


class Screen:
    """A terminal of its own: what is typed goes in, what is shown comes out.

    It becomes this process's terminal when it is first used: between the phases of a test pytest sets its own streams.
    """

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.monkeypatch = monkeypatch
        self.master, slave = os.openpty()
        self.into = os.fdopen(slave, encoding="utf-8")
        self.out = os.fdopen(os.dup(slave), "w", encoding="utf-8")

    def attach(self) -> None:
        self.monkeypatch.setattr(sys, "stdin", self.into)
        self.monkeypatch.setattr(sys, "stderr", self.out)

    def type(self, text: str) -> None:
        """Type it as soon as something is shown: what is typed before a question does not answer it."""
        self.attach()
        threading.Thread(target=self._type_when_asked, args=(text,), daemon=True).start()

    def _type_when_asked(self, text: str) -> None:
        select.select([self.master], [], [], SECONDS)
        os.write(self.master, text.encode())

    def type_ahead(self, text: str) -> None:
        """Type it before anything is shown; its echo is taken away, since `type` waits for what withdrawer shows."""
        self.attach()
        os.write(self.master, text.encode())
        echo = b""
        while echo.count(b"\n") < text.count("\n"):
            echo += os.read(self.master, 1_000)

    def shown(self) -> str:
        """All so far: a busy machine hands it over in pieces, so an end is written, and waited for."""
        self.out.flush()
        os.write(self.out.fileno(), b"\0")
        shown = b""
        while not shown.endswith(b"\0"):
            shown += os.read(self.master, 1_000_000)
        return shown[:-1].decode().replace("\r\n", "\n")


@pytest.fixture
def screen(monkeypatch: pytest.MonkeyPatch) -> Iterator[Screen]:
    screen = Screen(monkeypatch)
    yield screen
    monkeypatch.undo()
    screen.into.close()
    screen.out.close()
    os.close(screen.master)


def sent(count: int) -> UndoList:
    plan = make_plan([pending(f"ana-{at}") for at in range(count)], [], [], Selection(window=WINDOW), {})
    return UndoList(Half.SENT, plan.planned, 0, date(2026, 11, 21), 40, 0)


def test_what_was_typed_before_a_question_stood_there_is_no_answer_to_it(screen: Screen) -> None:
    screen.type_ahead("yes\ny\n")
    screen.type("n\n")
    assert Terminal().ask(sent(3)) is False


@pytest.mark.parametrize(("typed", "is_yes"), [("y", True), ("YES", True), ("n", False), ("", False), ("no", False)])
def test_a_question_is_answered(screen: Screen, typed: str, is_yes: bool) -> None:
    screen.type(f"{typed}\n")
    assert Terminal().ask(sent(3)) is is_yes
    shown = screen.shown()
    assert shown.index("This withdraws 3 invitations") < shown.index("Withdraw 3 invitations? [y/N]:")


def test_long_lines_are_broken_between_words_and_commands_never(screen: Screen) -> None:
    screen.attach()
    user = Terminal()
    user.tell(NobodyMeant((IdleRules("--keep", ("word",) * 40, 40),)))
    first, *others, _ = screen.shown().split("\n")
    assert first.startswith("Nobody on the pages")
    assert len(others) > 1
    assert all(len(line) < 100 for line in (first, *others))


def test_quiet_hides_nothing_that_is_asked_about(screen: Screen) -> None:
    screen.type("y\n")
    user = Terminal(is_quiet=True)
    user.tell(FileWritten(Path("progress.csv"), Path("kept.csv")))
    assert user.ask(sent(3))
    shown = screen.shown()
    assert "This withdraws 3 invitations" in shown
    assert "progress" not in shown


def test_what_is_no_answer_is_asked_again(screen: Screen) -> None:
    screen.type("maybe\ny\n")
    assert Terminal().ask(sent(1))
    assert "Please type y or n." in screen.shown()


@pytest.mark.parametrize(("typed", "is_yes"), [("y\nyes\n", True), ("y\n\n", False), ("Yes\n", True), ("n\n", False)])
def test_a_letter_is_no_whole_word_and_is_asked_again(screen: Screen, typed: str, is_yes: bool) -> None:
    screen.type(typed)
    assert Terminal().ask(TakeRisk()) is is_yes
    assert ("Please type the whole word, yes" in screen.shown()) is typed.startswith("y")


def test_all_names_are_shown(screen: Screen) -> None:
    screen.type("n\n")
    Terminal().ask(RemoveAccepted([planned(f"p-{at}") for at in range(61)]))
    shown = screen.shown()
    assert all(f"Name of p-{at}\n" in shown for at in range(61))


def test_many_names_go_through_a_pager(
    screen: Screen, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    pager = tmp_path / "less"
    pager.write_text(f"#!/bin/sh\ncat > {tmp_path}/paged\n")
    pager.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    monkeypatch.setenv("PAGER", str(pager))
    monkeypatch.setenv("TERM", "xterm")
    screen.type("n\n")
    monkeypatch.setattr(sys, "stdout", sys.stderr)
    Terminal().ask(RemoveAccepted([planned(f"p-{at}") for at in range(400)]))
    assert (tmp_path / "paged").read_text().count("Name of p-") == 400
    shown = screen.shown()
    assert "q goes on to the question" in " ".join(shown.split())
    assert "Remove 400 connections?" in shown


def everybody(count: int) -> Previewed:
    plan = make_plan([pending(f"ana-{at}") for at in range(count)], [], [], Selection(window=WINDOW), {})
    allowance = Allowance(40, [], [], datetime(2026, 11, 21, tzinfo=UTC))
    return Previewed(plan, True, (), Account(1, "max", "Max Example"), allowance, is_whole=True)


def test_everybody_goes_through_a_pager_only_where_they_are_many_and_it_is_not_plain(
    screen: Screen, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    pager = tmp_path / "less"
    pager.write_text(f"#!/bin/sh\ncat > {tmp_path}/paged\n")
    pager.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    monkeypatch.setenv("PAGER", str(pager))
    monkeypatch.setenv("TERM", "xterm")
    screen.attach()
    monkeypatch.setattr(sys, "stdout", sys.stderr)
    Terminal().tell(everybody(3))
    Terminal(everywhere=Everywhere(plain=True)).tell(everybody(60))
    assert not (tmp_path / "paged").exists()
    assert screen.shown().count("  Ana ") == 63
    Terminal().tell(everybody(60))
    assert (tmp_path / "paged").read_text().count("  Ana ") == 60
    shown = screen.shown()
    assert "  Ana 30" not in shown
    assert "Max Example: 60 pending invitations" in shown, "the overview stays on the screen"


def test_one_of_several_is_chosen_by_number_or_word(screen: Screen) -> None:
    for typed, chosen in (("7\n2\n", "connections"), ("\n", "sent"), ("here\n", "here")):
        screen.type(typed)
        assert Terminal().choose(WhichPage(), ["sent", "connections", "here"]) == chosen
        screen.shown()


def test_waiting_for_enter_leaves_the_next_answer_alone(screen: Screen) -> None:
    screen.attach()
    user = Terminal()
    assert not user.has_pressed_enter()
    screen.type_ahead("\n")
    assert user.has_pressed_enter()
    screen.shown()
    screen.type("y\n")
    assert user.ask(RightAccount("Robin", "robin", None))


def test_the_window_that_closes_first_swallows_no_answer(screen: Screen) -> None:
    screen.attach()
    user = Terminal()
    assert not user.has_pressed_enter()  # the person closed the browser instead
    screen.type("y\n")
    assert user.ask(RightAccount("Robin", "robin", None))


def test_the_end_of_the_input_stops(screen: Screen) -> None:
    screen.type("\x04")
    with pytest.raises(Interrupted):
        Terminal().ask(sent(1))


def test_ctrl_c_at_a_question_stops_at_once(screen: Screen) -> None:
    screen.attach()
    with interruptible("words") as interruption:
        user = Terminal(asking=interruption.asking)
        threading.Timer(0.1, os.kill, (os.getpid(), signal.SIGINT)).start()
        with pytest.raises(Interrupted):
            user.ask(sent(1))


def test_what_others_wrote_cannot_steer_the_terminal(screen: Screen) -> None:
    screen.type("n\n")
    Terminal().ask(RightAccount("Keep \x1b[2J", "robin", None))
    assert "\x1b" not in screen.shown()


@pytest.mark.parametrize("gone", ["stdin", "stderr"])
def test_nothing_is_asked_where_it_cannot_be_seen_or_answered(
    screen: Screen, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, gone: str
) -> None:
    screen.attach()
    assert is_terminal()
    for stream in (None, (tmp_path / "log").open("w+")):
        monkeypatch.setattr(sys, gone, stream)
        assert not is_terminal()
        assert not Terminal().can_answer
        with pytest.raises(UsageError, match="no terminal to ask on"):
            Terminal().ask(sent(1))
