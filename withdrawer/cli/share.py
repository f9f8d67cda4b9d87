"""`run --dry-run` while a job is open: what continuing with it would do now, from the journal alone."""

from withdrawer.app.context import CommandContext
from withdrawer.app.result import Result
from withdrawer.journal.records import Account, Job
from withdrawer.show.data import standing_data
from withdrawer.show.envelope import instant
from withdrawer.show.output import print_lines
from withdrawer.show.report import share_lines
from withdrawer.undo.job_progress import next_share, standing_of


def tell_share(at: CommandContext, account: Account, job: Job) -> Result:
    """Say it on stdout, and give it as data."""
    standing = standing_of(at.journal, account, job, at.now)
    share = next_share(at.journal, account, standing)
    if not at.everywhere.json:
        print_lines(share_lines(share, standing, at.zone))
    people = [{"list": it.half.value, "key": it.key, "name": it.name} for it in share.people]
    told = {"people": people, "at": instant(standing.next_at), "looked_up_first": share.unknown}
    return Result({**standing_data(account, standing), "next": told})
