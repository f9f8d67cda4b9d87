"""Plans out into files, and lists of people back from a spreadsheet."""

import sys
from dataclasses import dataclass
from pathlib import Path

from withdrawer.errors import UsageError
from withdrawer.files import STANDARD, read_text
from withdrawer.paths import private_file
from withdrawer.plan.listing import list_text
from withdrawer.plan.plan import Plan
from withdrawer.plan.plan_file import PlanFile, read_plan_file


@dataclass(frozen=True)
class Lists:
    """The files that were named: a list to write, a document to write, a list of people to undo."""

    csv: Path | None = None
    document: Path | None = None
    plan: Path | None = None

    @property
    def takes_stdout(self) -> bool:
        """Whether the list is written to the standard output, so that nothing else may be."""
        return str(self.csv) == STANDARD

    def refuse_unwritable(self) -> None:
        """Raise UsageError before anything is opened where a file can't be written. They hold names: 0600."""
        for file in (self.csv, self.document):
            if file is not None and str(file) != STANDARD:
                try:
                    private_file(file)
                except OSError as error:
                    raise UsageError(
                        f"{file} can't be written: {error.strerror or error}.", "Name another file. Nothing was opened."
                    ) from error

    def write(self, plan: Plan) -> None:
        """Write the list, if one was asked for."""
        if self.takes_stdout:
            sys.stdout.buffer.write(list_text(plan).encode())
            sys.stdout.flush()
        elif self.csv is not None:
            self.csv.write_text(list_text(plan), encoding="utf-8", newline="")

    def read(self) -> PlanFile | None:
        """The people of the list that was named. Raises UsageError where it can't be read or followed."""
        if self.plan is None:
            return None
        source = f"--plan {self.plan}"
        try:
            text = read_text(self.plan, source)
        except FileNotFoundError as error:
            raise UsageError(f"{source} can't be read: there is no such file.", "Correct its name.") from error
        return read_plan_file(text, str(self.plan))
