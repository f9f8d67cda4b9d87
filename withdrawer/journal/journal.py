"""The journal: what was seen, meant and done. What `status` has no use for is imported when it is used."""

from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from withdrawer.journal.acts import Acts
from withdrawer.journal.database import Database
from withdrawer.journal.jobs import Jobs
from withdrawer.journal.members import Accounts, ConfirmedLabels
from withdrawer.journal.scans import Scans
from withdrawer.journal.stops import Stops

if TYPE_CHECKING:
    from withdrawer.journal.burst_sightings import SecondBursts
    from withdrawer.journal.exports import Exports
    from withdrawer.journal.members import Kept
    from withdrawer.journal.questions import Questions


@dataclass(frozen=True, slots=True)
class Journal:
    """One open journal, to be closed after use: `with Journal.open(home.journal) as journal`."""

    database: Database

    @classmethod
    def open(cls, file: Path) -> Self:
        """Open or make the journal.

        Raises UsageError where it can't be used, or is from a newer withdrawer;
        JournalDamaged where it is damaged.
        """
        return cls(Database.open(file))

    @classmethod
    def in_memory(cls) -> Self:
        """An empty journal where there is none yet, and none is to be made."""
        return cls(Database.in_memory())

    def refuse_damage(self) -> None:
        """Raise JournalDamaged where the file's structure is broken. Reads the whole file."""
        self.database.refuse_damage()

    @property
    def accounts(self) -> Accounts:
        """Whose lists they are."""
        return Accounts(self.database)

    @property
    def scans(self) -> Scans:
        """What was seen."""
        return Scans(self.database)

    @property
    def jobs(self) -> Jobs:
        """What was confirmed."""
        return Jobs(self.database)

    @property
    def acts(self) -> Acts:
        """What was meant and done."""
        return Acts(self.database)

    @property
    def stops(self) -> Stops:
        """What ended runs."""
        return Stops(self.database)

    @property
    def kept(self) -> "Kept":
        """Whom no job touches."""
        from withdrawer.journal.members import Kept

        return Kept(self.database)

    @property
    def labels(self) -> ConfirmedLabels:
        """By which words LinkedIn's controls are known."""
        return ConfirmedLabels(self.database)

    @property
    def exports(self) -> "Exports":
        """What data exports have told."""
        from withdrawer.journal.exports import Exports

        return Exports(self.database)

    @property
    def questions(self) -> "Questions":
        """What a data export asks about a job."""
        from withdrawer.journal.questions import Questions

        return Questions(self.database)

    @property
    def second_bursts(self) -> "SecondBursts":
        """What looked like a second blast."""
        from withdrawer.journal.burst_sightings import SecondBursts

        return SecondBursts(self.database)

    def close(self) -> None:
        """Close the file."""
        self.database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
