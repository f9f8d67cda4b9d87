"""Writes plans to files, and reads lists of people back from a spreadsheet."""

import errno
import os
import sys
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from withdrawer.app.user import FileWritten, User
from withdrawer.errors import UsageError
from withdrawer.home import private_file
from withdrawer.plan.plan_file import PlanFile, read_plan_file
from withdrawer.streams import STANDARD
from withdrawer.text_files import read_text


@dataclass(frozen=True)
class Lists:
    """The files named on the command line: a list to write, a document to write, and a list of people to undo.

    `on_screen` is True if everybody is to be shown too.
    """

    csv: Path | None = None
    document: Path | None = None
    plan: Path | None = None
    on_screen: bool = False

    @property
    def takes_stdout(self) -> bool:
        """Whether the list goes to standard output, so that nothing else may be printed there."""
        return str(self.csv) == STANDARD

    def refuse_unwritable(self) -> None:
        """Raise UsageError before anything is opened if a file can't be written. New files hold names, so use 0600."""
        for file in (self.csv, self.document):
            if file is not None and str(file) != STANDARD:
                try:
                    if file.is_dir():
                        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
                    if not file.exists():
                        private_file(file)
                        file.unlink()
                    elif not os.access(file, os.W_OK):
                        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
                except OSError as error:
                    raise UsageError(
                        f"{file} can't be written: {error.strerror or error}.", "Name another file. Nothing was opened."
                    ) from error

    def write(self, text: str, user: User) -> None:
        """Write the list, if requested. A differing earlier list may have been edited, so it is kept and reported."""
        if self.takes_stdout:
            sys.stdout.buffer.write(text.encode())
            sys.stdout.flush()
        elif self.csv is not None:
            user.tell(FileWritten(self.csv, write_beside(self.csv, text)))

    def read(self) -> PlanFile | None:
        """Return the people in the `--plan` file, or None. Raises UsageError if it can't be read or used."""
        if self.plan is None:
            return None
        source = f"--plan {self.plan}"
        try:
            text = read_text(self.plan, source)
        except FileNotFoundError as error:
            raise UsageError(f"{source} can't be read: there is no such file.", "Correct its name.") from error
        return read_plan_file(text, str(self.plan))


def write_beside(file: Path, text: str) -> Path | None:
    """Write a list atomically, readable only by its owner; returns where a differing earlier file was kept, or None.

    Anything other than a regular file, such as a pipe or a terminal, is written to directly.
    """
    if file.exists() and not file.is_file():
        file.write_text(text, encoding="utf-8", newline="")
        return None
    draft = private_file(file.with_name(f".{file.name}.{os.getpid()}"))
    draft.write_text(text, encoding="utf-8", newline="")
    kept = None
    if file.exists() and file.read_bytes() != draft.read_bytes():
        numbered = (file.with_name(f"{file.stem}-{number}{file.suffix}") for number in count(1))
        kept = next(it for it in numbered if not it.exists())
        file.replace(kept)
    draft.replace(file)
    return kept
