"""A later yes: removing those who accepted while a job went on, after that job is finished."""

from collections.abc import Sequence

import msgspec

from withdrawer.cli.agreeing import Agreeing
from withdrawer.journal.journal import Journal
from withdrawer.journal.records import Account, Job, PlanLine
from withdrawer.plan.halves import Half
from withdrawer.show.confirm import people
from withdrawer.show.reasons import NOT_TAKEN_BACK
from withdrawer.undo.standing import line_of_accepted, to_ask_about


def waiting(journal: Journal, account: Account | None) -> tuple[Job, list[PlanLine]] | None:
    """The latest job of which people accepted whom nobody has said yes about, and their removals; None without any.

    A no can be taken back, also after other jobs. Whom a later job has settled, that job has the last word about.
    """
    settled: set[str] = set()
    for job in journal.jobs.all(account) if account else ():
        left = [line.line for line in to_ask_about(journal, job) if line.line.key not in settled]
        if left:
            return job, [line_of_accepted(line) for line in left]
        settled |= {it.line.key for it in journal.jobs.lines(job) if it.outcome and it.outcome.is_final}
    return None


def agree_to_accepted(agreeing: Agreeing, job: Job, lines: Sequence[PlanLine], account: Account) -> Job | None:
    """Ask, and open the job that removes them; None where the person says no. It keeps the earlier job's rules."""
    agreeing.say(accepted_words(len(lines)))
    if not agreeing.ask("Go on?"):
        agreeing.say("Nothing was touched.")
        return None
    terms = msgspec.structs.replace(job.terms, halves=(Half.CONNECTIONS,), also_accepted=True)
    return agreeing.at.journal.jobs.begin(account, terms, lines, agreeing.at.now)


def accepted_words(count: int) -> str:
    """What a yes would do."""
    return (
        f"{people(count, 'connection')} came of these invitations after you had confirmed: this removes them. "
        f"{NOT_TAKEN_BACK[Half.CONNECTIONS]}"
    )
