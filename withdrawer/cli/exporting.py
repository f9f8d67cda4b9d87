"""The data export of a command: from the zip that was named and from what the journal kept of earlier ones."""

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import tzinfo
from pathlib import Path

import click

from withdrawer.errors import UsageError
from withdrawer.journal.journal import Journal
from withdrawer.plan.archive import Archive
from withdrawer.plan.clocks import ExportClock, export_of, pairs_of, settle
from withdrawer.plan.export import Direction, Export
from withdrawer.plan.narrowing import narrow
from withdrawer.plan.people import EarlierSighting, Person
from withdrawer.show.text import shown
from withdrawer.zones import zone_called

UNSETTLED = (
    "The data export names no time zone, and what LinkedIn's pages show does not settle which it is: its times are "
    "taken as wide as that makes them. If you know it, add: --archive-zone utc (or local, or a name like Europe/Berlin)"
)


@dataclass
class Exporting:
    """An export and what is needed to read its times. `clock_zone` is what the person said of its clock."""

    archive: Archive
    zone: tzinfo
    clock_zone: tzinfo | None
    say: Callable[[str], None]
    may_ask: bool
    _clock: ExportClock | None = None

    def export(self, sent: Sequence[Person], seen_before: Sequence[EarlierSighting]) -> Export:
        """The export with its times, as far as what was said and what the pages show settle them."""
        self._clock = self._clock or self._settled(sent, seen_before)
        return export_of(self.archive, self._clock)

    def _settled(self, sent: Sequence[Person], seen_before: Sequence[EarlierSighting]) -> ExportClock:
        if self.clock_zone is not None:
            return ExportClock((self.clock_zone,))
        spans = {key: seen.span for key, seen in narrow(sent, seen_before).evidence.items()}
        clock = settle(pairs_of(self.archive, sent, spans), self.zone)
        outgoing = [line for line in self.archive.invitations if line.direction is Direction.OUTGOING]
        if clock.is_settled or not outgoing:
            return clock
        if self.may_ask and (zone := self._asked(outgoing[0].name or outgoing[0].slug)):
            return ExportClock((zone,))
        self.say(UNSETTLED)
        return clock

    def _asked(self, name: str) -> tzinfo | None:
        text = click.prompt(
            f"In which zone are the times of the data export, such as that of your invitation to {shown(name, 60)}? "
            "utc, local, a name like Europe/Berlin, or Enter where you don't know",
            default="",
            show_default=False,
            err=True,
        )
        return zone_called(text, self.zone, "The zone") if text.strip() else None


def check_owner(archive: Archive, slug: str) -> None:
    """Raise UsageError where the export is another member's."""
    if archive.owner and archive.owner != slug:
        raise UsageError(
            f"The data export is that of {archive.owner}, but this account is {slug}.",
            "Take the export of this account, or leave it out. Nobody was touched.",
        )


def read_exporting(
    path: Path | None,
    zone_name: str | None,
    journal: Journal,
    zone: tzinfo,
    say: Callable[[str], None],
    *,
    may_ask: bool,
) -> Exporting | None:
    """The export that was named together with those of the journal, None where there is neither.

    Raises UsageError where the file can't be read, or the zone's name means none.
    """  # fmt: skip
    kept = journal.exports.all()
    archive = kept
    if path is not None:
        from withdrawer.linkedin.archive.reading import read_archive

        archive = read_archive(path)
        archive = archive.joined(kept) if kept and kept.owner in ("", archive.owner) else archive
    told = zone_name or journal.exports.zone()
    clock_zone = zone_called(told, zone, "--archive-zone") if told else None
    if archive is None:
        return None
    return Exporting(archive, zone, clock_zone, say, may_ask=may_ask and sys.stdin.isatty())
