"""Lines in the person's own crontab, between two marks; all other lines stay as they are. crontab(5)."""

import shlex
from collections.abc import Sequence
from dataclasses import dataclass

from withdrawer.errors import UsageError, WithdrawerError
from withdrawer.schedule.backends.base import BackendName, Entry, File
from withdrawer.schedule.backends.program import Call, call

LONGEST = 990
"""Debian's cron takes commands of up to 1,000 bytes."""
HALF_AN_HOUR = 30


@dataclass(frozen=True)
class Cron:
    """The crontab, read and written through `crontab` alone."""

    call: Call = call
    name: BackendName = BackendName.CRON
    missed: str = "A start that the machine slept or was off for is made up for within the hour, when it is on again."

    def is_here(self) -> bool:
        """Whether there is a `crontab`, and this person may use it."""
        refusal = self._refusal()
        return not refusal or _is_empty(refusal)

    def inherits(self) -> frozenset[str]:
        """Nothing: cron starts with a bare environment."""
        return frozenset()

    def files(self, entry: Entry) -> Sequence[File]:
        """The block that is put at the end."""
        return [File("crontab", block(entry))]

    def install(self, entry: Entry) -> None:
        """Put the block at the end, in place of an earlier one."""
        others = without(self._read(), entry.name)
        end = b"" if others.endswith(b"\n") or not others else b"\n"
        self._write(others + end + block(entry).encode())

    def remove(self, name: str) -> None:
        """Take the block out."""
        before = self._read()
        after = without(before, name)
        if after != before:
            self._write(after)

    def has(self, name: str) -> bool:
        """Whether the block is there."""
        content = self._read()
        return without(content, name) != content

    def _read(self) -> bytes:
        return b"" if _is_empty(self._refusal()) else self.call("crontab", "-l")

    def _refusal(self) -> str:
        """What `crontab -l` says against it; without a crontab it says so, and fails."""
        try:
            self.call("crontab", "-l")
        except WithdrawerError as error:
            return error.message
        return ""

    def _write(self, content: bytes) -> None:
        """An empty crontab is none at all, as it was before."""
        if content:
            self.call("crontab", "-", given=content)
        else:
            self.call("crontab", "-r")


def block(entry: Entry) -> str:
    """The lines: one at the time itself, one that asks each hour whether a start was missed.

    Raises UsageError for a command that a crontab can't hold.
    """
    times = entry.times
    days = "*" if times.is_daily else ",".join(str((day + 1) % 7) for day in sorted(times.days))
    asks_at = (times.at.minute + HALF_AN_HOUR) % 60
    first, last = _marks(entry.name)
    return "\n".join(
        [
            f"{first} written by `withdrawer schedule install`, taken out by `withdrawer schedule remove`",
            f"{times.at.minute} {times.at.hour} * * {days} {_command(entry)}",
            f"{asks_at} * * * * {_command(entry, entry.catch_up)}",
            last,
            "",
        ]
    )


def without(content: bytes, name: str) -> bytes:
    """A crontab without the block of this name, otherwise byte for byte as it was."""
    first, last = (mark.encode() for mark in _marks(name))
    kept: list[bytes] = []
    held: list[bytes] = []
    for line in content.splitlines(keepends=True):
        if line.startswith(first):
            kept, held = kept + held, [line]  # a block without an end is nobody's to take out
        elif held:
            held.append(line)
            if line.rstrip() == last:
                held = []
        else:
            kept.append(line)
    return b"".join(kept + held)


def _marks(name: str) -> tuple[str, str]:
    return f"# {name}: begin", f"# {name}: end"


def _command(entry: Entry, *more: str) -> str:
    """For any shell; `%` would end the line. `env` gives it the variables without setting them for other lines."""
    variables = [f"{name}={value}" for name, value in sorted(entry.environment.items())]
    words = [*(["/usr/bin/env", *variables] if variables else []), *entry.command, *more]
    command = shlex.join(words)
    if len(command.encode()) > LONGEST or "\n" in command or "\\%" in command:
        raise UsageError(
            "The command is too long, or of letters that a crontab can't hold.",
            "Choose another --home, or another --backend.",
        )
    return command.replace("%", "\\%")


def _is_empty(refusal: str) -> bool:
    return "no crontab" in refusal.lower()
