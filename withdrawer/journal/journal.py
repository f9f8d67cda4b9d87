"""The journal: what was seen, meant and done. Imports lazily whatever `status` does not need."""

from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from withdrawer.journal.acts import Acts
from withdrawer.journal.database import Database
from withdrawer.journal.jobs import Jobs
from withdrawer.journal.members import Accounts, ConfirmedLabels, Kept
from withdrawer.journal.questions import Questions
from withdrawer.journal.scans import Scans, SecondBursts
from withdrawer.journal.stops import Stops
from withdrawer.journal.wishes import Wishes

if TYPE_CHECKING:
    from withdrawer.journal.exports import Exports


class Journal:
    """One open journal; close it after use: `with Journal.open(home.journal) as journal`."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.accounts = Accounts(database)
        self.kept = Kept(database)
        self.labels = ConfirmedLabels(database)
        self.scans = Scans(database)
        self.second_bursts = SecondBursts(database)
        self.jobs = Jobs(database)
        self.questions = Questions(database)
        self.acts = Acts(database)
        self.stops = Stops(database)
        self.wishes = Wishes(database)

    @property
    def exports(self) -> "Exports":
        """The content of imported data exports."""
        from withdrawer.journal.exports import Exports

        return Exports(self.database)

    @classmethod
    def open(cls, file: Path) -> Self:
        """Open or create the journal.

        Raises UsageError if it can't be used, or is from a newer withdrawer; JournalDamaged if it is damaged.
        """
        return cls(Database.open(file))

    @classmethod
    def in_memory(cls) -> Self:
        """An empty journal, for when there is no file yet and none is to be created."""
        return cls(Database.in_memory())

    def refuse_damage(self) -> None:
        """Raise JournalDamaged if the file's structure is broken. Reads the whole file."""
        self.database.refuse_damage()

    def close(self) -> None:
        """Close the file."""
        self.database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
