"""Plans out into files, and back from a spreadsheet."""

from dataclasses import dataclass
from pathlib import Path

from withdrawer.cli.desk import Desk
from withdrawer.errors import UsageError
from withdrawer.files import read_text
from withdrawer.journal.records import Account
from withdrawer.paths import private_file
from withdrawer.plan.comeback import plan_of_list
from withdrawer.plan.listing import list_text
from withdrawer.plan.plan import Plan


@dataclass(frozen=True)
class Lists:
    """The files that were named: a list to write, a document to write, a list that comes back as the plan."""

    csv: Path | None = None
    document: Path | None = None
    plan: Path | None = None

    def refuse_unwritable(self) -> None:
        """Raise UsageError before anything is opened where a file can't be written. They hold names: 0600."""
        for file in (self.csv, self.document):
            if file is not None:
                try:
                    private_file(file)
                except OSError as error:
                    raise UsageError(
                        f"{file} can't be written: {error.strerror or error}.", "Name another file. Nothing was opened."
                    ) from error

    def write(self, at: Desk, account: Account, plan: Plan) -> None:
        """Write the list, if one was asked for, and keep its plan: what comes back is held against it."""
        if self.csv is not None:
            number = at.journal.previews.keep(account, plan, at.now)
            self.csv.write_text(list_text(plan, number), encoding="utf-8", newline="")

    def read(self, at: Desk) -> Plan:
        """The plan of the list that came back. Raises UsageError where it can't be read or was not written so."""
        assert self.plan is not None
        account = at.journal.accounts.current()
        if account is None:
            raise UsageError(f"No preview here wrote {self.plan}.", "Make a list first: withdrawer preview --csv FILE")
        source = f"--plan {self.plan}"
        try:
            text = read_text(self.plan, source)
        except FileNotFoundError as error:
            raise UsageError(f"{source} can't be read: there is no such file.", "Correct its name.") from error
        return plan_of_list(text, source, lambda number: at.journal.previews.get(account, number))
