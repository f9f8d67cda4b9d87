"""Taking a data export over: read, held against the open job, kept."""

from pathlib import Path

from withdrawer.app.context import CommandContext
from withdrawer.app.data_export import check_owner
from withdrawer.app.interruption import Interruption
from withdrawer.app.result import Result
from withdrawer.cli.export_questions import ask_questions, raise_questions
from withdrawer.errors import Exit, UsageError
from withdrawer.journal.questions import Asked
from withdrawer.linkedin.export.export_reader import read_archive
from withdrawer.show.import_report import archive_data, archive_lines
from withdrawer.show.output import print_lines
from withdrawer.show.terminal import Terminal
from withdrawer.zones import zone_called


def take_over(at: CommandContext, interruption: Interruption, file: Path, zone: str) -> Result:
    """Keep an export, and ask what it says of the open job. Raises UsageError where it can't be read or taken."""
    if zone:
        zone_called(zone, at.zone, "--zone")
    taken = read_archive(file)
    at.journal.exports.drop_unreadable()
    account = at.journal.accounts.current()
    if account is not None:
        check_owner(taken.archive, account.slug)
        if taken.archive.owner:
            at.journal.exports.drop_others(account.slug)
    before = at.journal.exports.all()
    if account is None and before is not None and before.owner:
        check_owner(taken.archive, before.owner)
    is_new = taken.archive.adds_to(before)
    job = None
    if account is not None and is_new:
        # First the questions: an export that is kept without them would never ask again.
        whole = taken.archive.joined(before) if before else taken.archive
        job = raise_questions(at, account, before, whole, zone or at.journal.exports.zone())
    at.journal.exports.add(taken.archive, zone, at.now)
    if not at.everywhere.json:
        print_lines(archive_lines(taken, is_new=is_new))
    job = job or (at.journal.jobs.open_job(account) if account else None)
    asked = {kind.value: 0 for kind in Asked}
    if job is not None:
        ask_questions(at, job, Terminal(at.zone, interruption.asking), may_ask=not at.everywhere.json)
        asked = {kind.value: len(at.journal.questions.unanswered(job, kind)) for kind in Asked}
    data = {**archive_data(taken, is_new=is_new), "questions": asked}
    return Result(data, Exit.PARTIAL if taken.unread else Exit.DONE)


def set_zone(at: CommandContext, zone: str) -> Result:
    """Say in which zone the times of the exports are. Raises UsageError where it is none, or there is no export."""
    zone_called(zone, at.zone, "--zone")
    if at.journal.exports.all() is None:
        raise UsageError("No data export was taken over yet.", "Name it: withdrawer import FILE.zip")
    at.journal.exports.set_zone(zone)
    if not at.everywhere.json:
        print_lines(["Noted. Next: withdrawer preview"])
    return Result({"zone": zone})
