"""The user at the terminal: shows notices and questions on standard error, and reads the answers.

Nothing else reads answers from standard input. A question is asked only if it can be seen and answered, and always with
its context, even when quiet.
"""

import os
import select
import shutil
import sys
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext, suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, tzinfo
from typing import TYPE_CHECKING

from withdrawer.app.typed_input import Everywhere
from withdrawer.app.user import Everybody, ExportTaken, JobOver, JobStands, Notice, Previewed, RulesRemoved
from withdrawer.app.user_questions import Question
from withdrawer.clock import Clock, system_clock
from withdrawer.errors import Interrupted, UsageError
from withdrawer.escape import safe
from withdrawer.findings import Finding
from withdrawer.invocation import CURRENT
from withdrawer.shell import quoted
from withdrawer.show.output import can_be_seen, messages, print_lines, print_to_stderr, results, wrapped
from withdrawer.show.report import done_of, whole_job_words

if TYPE_CHECKING:
    from withdrawer.plan.plan import Plan
    from withdrawer.show.pictures.bars import Glyphs
    from withdrawer.show.progress import TerminalWatcher
    from withdrawer.show.prompts import Prompt

MANY_NAMES = 100
"""Longer lists of names go through a pager, if there is one; otherwise they would scroll past unread."""
LIST_KEYS = "(The space bar turns the page; q comes back from this list.)"
PAGER_KEYS = "All names come next; the space bar turns the page, and q goes on to the question."


@dataclass
class Terminal:
    """A `User` at a terminal, with instants in `zone`.

    `asking` is open while a question waits, so that a signal interrupts it. `is_quiet` suppresses what needs no answer.
    """

    zone: tzinfo = UTC
    asking: Callable[[], AbstractContextManager[None]] = nullcontext
    is_quiet: bool = False
    clock: Clock = system_clock
    everywhere: Everywhere = field(default_factory=Everywhere)
    _progress: "TerminalWatcher | None" = None

    @property
    def watcher(self) -> "TerminalWatcher":
        """The progress display."""
        from withdrawer.show.progress import TerminalWatcher

        if self._progress is None:
            is_still = self.everywhere.verbose or self.everywhere.plain
            console = messages(is_quiet=self.everywhere.quiet, is_still=is_still)
            self._progress = TerminalWatcher(console, self.clock)
        return self._progress

    def stop(self) -> None:
        """Remove the progress display."""
        if self._progress is not None:
            self._progress.stop()

    @property
    def can_answer(self) -> bool:
        """Whether there is a terminal to read from and one to write to."""
        return is_terminal()

    def tell(self, notice: Notice) -> None:
        """Show a notice, unless quiet. Parts of the command's result go to standard output."""
        from withdrawer.show.messages import lines_of

        match notice:
            case Previewed():
                self._show_plan(notice)
            case Everybody(plan):
                self._show_everybody(plan, is_result=True)
            case JobStands(standing, is_report=False):
                self.watcher.whole_job = whole_job_words(standing, self.zone)
                self.watcher.job = done_of(standing)
            case JobOver(story, file):
                from withdrawer.show.summary import keep_page

                failure = keep_page(story, file, self.zone)
                if not self.is_quiet:
                    self._write(failure or "\n".join(lines_of(notice, self.clock(), self.zone)))
            case Finding() | ExportTaken() | RulesRemoved():
                if not self.everywhere.json:
                    print_lines(lines_of(notice, self.clock(), self.zone))
            case _ if not self.is_quiet and (lines := lines_of(notice, self.clock(), self.zone, self._glyphs)):
                self._write("\n".join(lines))

    def show(self, question: Question) -> None:
        """Show what a question is about and the question itself, already answered."""
        prompt = self._prompt(question)
        if not self.is_quiet:
            self._write("\n".join([*prompt.names, *prompt.lines, f"{prompt.question} yes"]))

    def ask(self, question: Question) -> bool:
        """Ask until answered; Enter alone means no, except where the prompt says otherwise."""
        prompt = self._prompt(question)
        self._show(prompt)
        if prompt.word:
            return self._typed_in_full(prompt)
        while True:
            keys = "Y/n" if prompt.is_yes_by_default else "y/N"
            answer = self._line(f"{prompt.question} [{keys}]: ").lower() or ("y" if prompt.is_yes_by_default else "n")
            if answer in ("y", "yes"):
                return True
            if answer in ("n", "no"):
                return False
            self._write("Please type y or n.")

    def ask_text(self, question: Question) -> str:
        """Ask for a line of text."""
        prompt = self._prompt(question)
        self._show(prompt)
        return self._line(f"{prompt.question}: ")

    def choose(self, question: Question, choices: Sequence[str]) -> str:
        """Ask for one of several choices, by word or number."""
        prompt = self._prompt(question)
        numbered = [f"  {number}. {choice}" for number, choice in enumerate(choices, start=1)]
        self._show(replace(prompt, lines=[*prompt.lines, *numbered]))
        while True:
            answer = self._line(f"{prompt.question} [1]: ") or "1"
            if answer in choices:
                return answer
            if answer.isdecimal() and 1 <= int(answer[:9]) <= len(choices):
                return choices[int(answer) - 1]
            self._write(f"Please type a number from 1 to {len(choices)}.")

    def has_pressed_enter(self) -> bool:
        """Return whether an unread line has been entered; consumes it, so that it can't answer a later question."""
        if sys.platform == "win32":
            import msvcrt

            while msvcrt.kbhit():
                if msvcrt.getwch() in "\r\n":
                    return True
            return False
        if sys.stdin is None or sys.stdin.closed:
            return False
        ready, _, _ = select.select([sys.stdin], [], [], 0)
        return bool(ready) and bool(sys.stdin.readline())

    def _prompt(self, question: Question) -> "Prompt":
        from withdrawer.show.prompts import prompt_of  # has the wording of all commands, most of which ask nothing

        return prompt_of(question, self.zone)

    def _show_plan(self, shown: Previewed) -> None:
        from withdrawer.show.burst_lines import typed_selection
        from withdrawer.show.command import command_line
        from withdrawer.show.preview import show_preview

        self.stop()
        if shown.is_whole and not self.is_quiet:
            self._show_everybody(shown.plan, is_result=shown.is_result)
        console = results() if shown.is_result else messages(is_quiet=self.is_quiet, is_still=self.everywhere.verbose)
        is_guided = shown.is_result and shown.run_options is None
        command = "" if not shown.is_result else None
        if shown.run_options is not None:
            words = [command_line("run", typed_selection(shown.plan), self.zone), *map(quoted, shown.run_options)]
            command = " ".join(words)
        show_preview(
            shown.plan,
            console,
            self.zone,
            command,
            who=shown.account.name,
            allowance=shown.allowance,
            is_plain=self.everywhere.plain,
            is_guided=is_guided,
        )

    def _show_everybody(self, plan: "Plan", *, is_result: bool) -> None:
        """Show everybody, through a pager if they are many; on standard output if they are the command's result."""
        from withdrawer.show.list_preview import list_lines

        lines = [CURRENT.complete(line) for line in list_lines(plan, self.zone)]
        if is_result and len(lines) > shutil.get_terminal_size().lines and self._has_pager():
            from click import echo_via_pager

            with self.asking():
                echo_via_pager("\n".join(wrapped(safe(line), sys.stdout) for line in [LIST_KEYS, "", *lines]))
        elif is_result:
            print_lines(lines)
        else:
            print_to_stderr("\n".join(lines))

    def _typed_in_full(self, prompt: "Prompt") -> bool:
        while True:
            answer = self._line(f"{prompt.question}: ").lower()
            if answer == prompt.word:
                return True
            if answer in ("", "n", "no"):
                return False
            self._write(f"Please type the whole word, {prompt.word}, or press Enter to stop.")

    def _show(self, prompt: "Prompt") -> None:
        """Show what a question is about. What was typed before is dropped: it can't have been meant as the answer."""
        if not self.can_answer:
            raise UsageError(
                f"There is no terminal to ask on: {prompt.question}", "Type it in a terminal, with nothing redirected."
            )
        drop_typed_ahead()
        if len(prompt.names) > MANY_NAMES and self._has_pager():
            from click import echo_via_pager

            self._write(PAGER_KEYS)
            with self.asking():
                echo_via_pager("\n".join(wrapped(safe(line), sys.stderr) for line in prompt.names))
        elif prompt.names:
            self._write("\n".join(prompt.names))
        if prompt.lines:
            self._write("\n".join(prompt.lines))

    @property
    def _glyphs(self) -> "Glyphs | None":
        from withdrawer.show.pictures.bars import glyphs_for

        return None if self.everywhere.plain else glyphs_for(sys.stderr.encoding)

    def _has_pager(self) -> bool:
        return not self.everywhere.plain and _has_pager()

    def _write(self, text: str) -> None:
        self.stop()
        print_to_stderr(text)

    def _line(self, question: str) -> str:
        """Prompt and return the line typed, stripped. Raises Interrupted on a signal or at the end of input."""
        self.stop()
        with self.asking():
            sys.stderr.write(f"{wrapped(safe(question).rstrip(), sys.stderr)} ")
            sys.stderr.flush()
            line = sys.stdin.readline()
        if not line:
            sys.stderr.write("\n")
            raise Interrupted("Stopped.")
        return line.strip()


def drop_typed_ahead() -> None:
    """Drop the lines that were typed on the terminal and not read yet."""
    if sys.platform == "win32":
        import msvcrt

        while msvcrt.kbhit():
            msvcrt.getwch()
        return
    import termios

    with suppress(termios.error, OSError, ValueError):
        termios.tcflush(sys.stdin, termios.TCIFLUSH)


def is_terminal() -> bool:
    """Return whether a question can be seen and answered: standard input and standard error are both terminals."""
    return can_be_seen(sys.stdin) and can_be_seen(sys.stderr)


def _has_pager() -> bool:
    """Return whether there is a pager, and a terminal that it can be used on."""
    return (
        can_be_seen(sys.stdout)
        and os.environ.get("TERM", "dumb") != "dumb"
        and any(shutil.which(name) for name in ("less", "more"))
    )
