"""The person at the terminal: what they are told and asked, on standard error, and what they answer.

Nothing else reads the standard input for answers. A question is put only where it can be seen and answered, and
always under what it is about, whatever is kept quiet otherwise.
"""

import os
import select
import shutil
import sys
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import UTC, tzinfo

from withdrawer.app.user import PlainQuestion, Question
from withdrawer.errors import Interrupted, UsageError
from withdrawer.escape import safe_lines
from withdrawer.show.failure import print_to_stderr
from withdrawer.show.output import can_be_seen, wrapped
from withdrawer.show.prompts import Prompt, prompt_of

MANY_NAMES = 100
"""More names than this go through a pager, where there is one: nobody reads them as they fly by."""
PAGER_KEYS = "All names come next; the space bar turns the page, and q goes on to the question."


@dataclass
class Terminal:
    """A `User` at a terminal, with instants in `zone`.

    `asking` is open while a question stands, so that a signal answers it. `is_quiet` keeps back what needs no answer.
    `before_words` makes room: whatever draws on the terminal stops.
    """

    zone: tzinfo = UTC
    asking: Callable[[], AbstractContextManager[None]] = nullcontext
    is_quiet: bool = False
    before_words: Callable[[], None] = lambda: None

    @property
    def can_answer(self) -> bool:
        """Whether there is a terminal to read from and one to be seen on."""
        return is_terminal()

    def tell(self, text: str) -> None:
        """Say something, unless all is to be quiet."""
        if not self.is_quiet:
            self._write(text)

    def show(self, question: Question) -> None:
        """Say what a question is about, and what would have been asked."""
        prompt = prompt_of(question, self.zone)
        self.tell("\n".join([*prompt.names, *prompt.lines, f"{prompt.question} yes"]))

    def ask(self, question: Question) -> bool:
        """Put a question, again and again until it is answered; Enter alone is a no."""
        prompt = prompt_of(question, self.zone)
        self._show(prompt)
        if prompt.word:
            return self._typed_in_full(prompt)
        while True:
            answer = self._line(f"{prompt.question} [y/N]: ").lower()
            if answer in ("y", "yes"):
                return True
            if answer in ("", "n", "no"):
                return False
            self._write("Please type y or n.")

    def ask_text(self, question: PlainQuestion) -> str:
        """Ask for a line of text."""
        self._show(prompt_of(question, self.zone))
        return self._line(f"{question.question}: ")

    def choose(self, question: PlainQuestion, choices: Sequence[str]) -> str:
        """Ask for one of several, by its word or its number."""
        numbered = [f"  {number}. {choice}" for number, choice in enumerate(choices, start=1)]
        self._show(Prompt(question.question, [*question.lines, *numbered]))
        while True:
            answer = self._line(f"{question.question} [1]: ") or "1"
            if answer in choices:
                return answer
            if answer.isdecimal() and 1 <= int(answer[:9]) <= len(choices):
                return choices[int(answer) - 1]
            self._write(f"Please type a number from 1 to {len(choices)}.")

    def has_pressed_enter(self) -> bool:
        """Whether a line has come that nobody has read yet; reads it, and never waits for one."""
        return has_line()

    def _typed_in_full(self, prompt: Prompt) -> bool:
        while True:
            answer = self._line(f"{prompt.question}: ").lower()
            if answer == prompt.word:
                return True
            if answer in ("", "n", "no"):
                return False
            self._write(f"Please type the whole word, {prompt.word}, or press Enter to stop.")

    def _show(self, prompt: Prompt) -> None:
        if not self.can_answer:
            raise UsageError(
                f"There is no terminal to ask on: {prompt.question}", "Type it in a terminal, with nothing redirected."
            )
        if len(prompt.names) > MANY_NAMES and _has_pager():
            from click import echo_via_pager

            self._write(PAGER_KEYS)
            with self.asking():
                echo_via_pager(safe_lines("\n".join(prompt.names)))
        elif prompt.names:
            self._write("\n".join(prompt.names))
        if prompt.lines:
            self._write("\n".join(prompt.lines))

    def _write(self, text: str) -> None:
        self.before_words()
        print_to_stderr(wrapped(text, sys.stderr))

    def _line(self, question: str) -> str:
        """What is typed after these words, stripped. Raises Interrupted at a signal, and where the input ends."""
        self.before_words()
        with self.asking():
            sys.stderr.write(safe_lines(question))
            sys.stderr.flush()
            line = sys.stdin.readline()
        if not line:
            sys.stderr.write("\n")
            raise Interrupted("Stopped.")
        return line.strip()


def is_terminal() -> bool:
    """Whether a question can be seen and answered: standard input and standard error are both a terminal."""
    return can_be_seen(sys.stdin) and can_be_seen(sys.stderr)


def has_line() -> bool:
    """Read a line if there is one; without waiting, so that a later question gets its own answer."""
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


def _has_pager() -> bool:
    return (
        can_be_seen(sys.stdout)
        and os.environ.get("TERM", "dumb") != "dumb"
        and any(shutil.which(name) for name in ("less", "more"))
    )
