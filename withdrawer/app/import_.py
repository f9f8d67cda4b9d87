"""`import`: reads a data export, compares it with the open job, and stores it."""

from dataclasses import dataclass
from pathlib import Path

from withdrawer.app.context import CommandContext
from withdrawer.app.data_export import check_owner
from withdrawer.app.export_questions import ask_questions, raise_questions
from withdrawer.app.user import ExportTaken
from withdrawer.errors import UsageError
from withdrawer.journal.questions import Asked
from withdrawer.linkedin.export.export_reader import TakenExport, read_archive
from withdrawer.text_files import piped_file
from withdrawer.zones import zone_called


@dataclass(frozen=True)
class Imported:
    """The imported export; `unanswered` counts the open questions about the job by kind."""

    taken: TakenExport
    is_new: bool
    unanswered: dict[Asked, int]


def import_export(at: CommandContext, file: Path, zone: str) -> Imported:
    """Store an export and ask what it reveals about the open job.

    Raises UsageError if it can't be read or belongs to another member.
    """
    if zone:
        zone_called(zone, at.zone, "--zone")
    with piped_file(file, at.home.snapshots) as named:
        taken = read_archive(named, "" if named == file else "Standard input")
    at.journal.exports.drop_unreadable()
    account = at.account
    if account is not None:
        check_owner(taken.archive, account.slug)
        if taken.archive.owner:
            at.journal.exports.drop_others(account.slug)
    before = at.journal.exports.all()
    if account is None and before is not None and before.owner:
        check_owner(taken.archive, before.owner)
    is_new = taken.archive.adds_to(before)
    if account is not None and is_new:
        # Record the questions first: an export stored without them would never raise them again.
        whole = taken.archive.joined(before) if before else taken.archive
        raise_questions(at, account, before, whole, zone or at.journal.exports.zone())
    at.journal.exports.add(taken.archive, zone, at.now)
    at.user.tell(ExportTaken(taken, is_new))
    unanswered = dict.fromkeys(Asked, 0)
    if job := at.open_job:
        ask_questions(at, job, may_ask=not at.everywhere.json)
        unanswered = {kind: len(at.journal.questions.unanswered(job, kind)) for kind in Asked}
    return Imported(taken, is_new, unanswered)


def set_zone(at: CommandContext, zone: str) -> str:
    """Set the time zone of the exports' timestamps. Raises UsageError if it is invalid, or there is no export."""
    zone_called(zone, at.zone, "--zone")
    if at.journal.exports.all() is None:
        raise UsageError("No data export was imported yet.", "Name it: withdrawer import FILE.zip")
    at.journal.exports.set_zone(zone)
    return zone
