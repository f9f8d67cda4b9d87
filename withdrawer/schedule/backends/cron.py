"""Lines in the user's own crontab, each marked at its end; all other lines stay as they are. crontab(5)."""

import re
import shlex
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from withdrawer.errors import UsageError, WithdrawerError
from withdrawer.schedule.backends.base import BackendName, File, Held, StillThere
from withdrawer.schedule.backends.program import Call, ProgramMissing, call, refusal
from withdrawer.schedule.entry import Entry

LONGEST = 990
"""Debian's cron takes commands of up to 1,000 bytes."""
HALF_AN_HOUR = 30
OWN_COMMAND = b" withdrawer schedule run"
NO_CRONTAB = re.compile(r"no crontab|can't open .*no such file", re.IGNORECASE | re.DOTALL)
"""The wordings of cron, cronie, dcron and busybox."""
ANOTHER_ZONE = re.compile(rb"\s*[\"']?(?:CRON_)?TZ[\"']?\s*=")
"""A line that moves all lines below it to another zone (cronie), or gives them another TZ."""


@dataclass(frozen=True)
class Cron:
    """The crontab, read and written only through `crontab`."""

    call: Call = call
    name: BackendName = BackendName.CRON

    def is_here(self) -> bool:
        """Whether there is a `crontab` command, and this user may use it."""
        said = refusal(self.call, "crontab", "-l")
        return said is None or _is_empty(said)

    def files(self, entry: Entry) -> Sequence[File]:
        """The lines to add."""
        return [File("crontab", lines(entry))]

    def install(self, entry: Entry) -> None:
        """Replace the entry's lines: at the end, or above any line that would move them to another zone."""
        self._write(with_lines(without(self._read(), entry.name), lines(entry).encode()))

    def remove(self, name: str, *, is_known: bool) -> bool:
        """Remove the lines."""
        try:
            before = self._read()
        except WithdrawerError as error:
            if not is_known or isinstance(error, ProgramMissing):
                return False
            raise _still_there(name, error) from error
        after = without(before, name)
        if after == before:
            return False
        try:
            self._write(after)
        except WithdrawerError as error:
            raise _still_there(name, error) from error
        return True

    def look(self, name: str) -> Held:
        """Whether a line exists and is not commented out."""
        try:
            found = [line for line, is_own in _sorted(self._read(), name) if is_own and OWN_COMMAND in line]
        except ProgramMissing:
            return Held.MISSING
        except WithdrawerError:
            return Held.UNKNOWN
        if not found:
            return Held.MISSING
        return Held.DISABLED if all(line.lstrip().startswith(b"#") for line in found) else Held.HELD

    def _read(self) -> bytes:
        try:
            return self.call("crontab", "-l")
        except WithdrawerError as error:
            if _is_empty(error.message):
                return b""
            raise

    def _write(self, content: bytes) -> None:
        """Write the crontab; an empty one is deleted."""
        if content:
            self.call("crontab", "-", given=content)
        else:
            self.call("crontab", "-r")


def lines(entry: Entry) -> str:
    """Two lines: one at the scheduled time, one that checks every hour for a missed start.

    Raises UsageError for a command that a crontab can't hold.
    """
    times = entry.times
    days = "*" if times.is_daily else ",".join(str((day + 1) % 7) for day in sorted(times.days))
    asks_at = (times.at.minute + HALF_AN_HOUR) % 60
    return (
        f"{times.at.minute} {times.at.hour} * * {days} {_command(entry)}\n"
        f"{asks_at} * * * * {_command(entry, entry.catch_up)}\n"
    )


def with_lines(content: bytes, added: bytes) -> bytes:
    """The crontab with these lines added, at its end or above the first line that sets another zone."""
    written = content.splitlines(keepends=True)
    for at, line in enumerate(written):
        if ANOTHER_ZONE.match(line):
            return b"".join([*written[:at], added, *written[at:]])
    end = b"" if content.endswith(b"\n") or not content else b"\n"
    return content + end + added


def without(content: bytes, name: str) -> bytes:
    """The crontab without the lines of this name, otherwise byte for byte the same."""
    return b"".join(line for line, is_own in _sorted(content, name) if not is_own)


def _sorted(content: bytes, name: str) -> Iterator[tuple[bytes, bool]]:
    """Yield each line, and whether it is the entry's: by its own mark, or as part of a block by an older version.

    If one of the block's two marks is missing, adjoining lines that start withdrawer still belong to it.
    """
    mark, first, last = (text.encode() for text in (_mark(name), f"# {name}: begin", f"# {name}: end"))
    written = content.splitlines(keepends=True)
    own = [line.rstrip().endswith(mark) or line.startswith(first) or line.rstrip() == last for line in written]
    for at, line in enumerate(written):
        step = 1 if line.startswith(first) else -1 if line.rstrip() == last else 0
        near = at + step
        while step and 0 <= near < len(written) and not own[near] and _may_be_own(written[near]):
            own[near] = True
            near += step
    return zip(written, own, strict=True)


def _may_be_own(line: bytes) -> bool:
    """Whether a line starts withdrawer and does not bear the mark of a home, this one or another."""
    return OWN_COMMAND in line and not re.search(rb"# withdrawer-[0-9a-f]{8}\s*$", line)


def _mark(name: str) -> str:
    return f"# {name}"


def _command(entry: Entry, *more: str) -> str:
    """The command for any shell, which takes the mark as a comment; escapes `%`, which would end the line."""
    command = f"{shlex.join([*entry.command, *more])} {_mark(entry.name)}"
    if len(command.encode()) > LONGEST or "\n" in command or "\\%" in command:
        raise UsageError(
            "The command is too long, or of letters that a crontab can't hold.",
            "Choose another --home, or another --backend.",
        )
    return command.replace("%", "\\%")


def _is_empty(said: str) -> bool:
    return NO_CRONTAB.search(said) is not None


def _still_there(name: str, error: WithdrawerError) -> StillThere:
    return StillThere(
        f"The lines could not be removed from your crontab: {error.message}",
        f'By hand: type "crontab -e", and delete the lines that end in "{_mark(name)}".',
    )
