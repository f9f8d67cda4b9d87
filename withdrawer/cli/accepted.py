"""A later yes: removing those who accepted while a job went on, after that job is finished."""

import msgspec

from withdrawer.cli.agreeing import Agreeing
from withdrawer.journal.journal import Journal
from withdrawer.journal.records import Account, Job
from withdrawer.plan.halves import Half
from withdrawer.show.confirm import people
from withdrawer.show.reasons import NOT_TAKEN_BACK
from withdrawer.undo.standing import line_of_accepted, to_ask_about


def waiting(journal: Journal, account: Account | None) -> Job | None:
    """The last job, where people accepted meanwhile whom nobody has said yes about; None where there are none."""
    job = journal.jobs.last(account) if account else None
    return job if job and to_ask_about(journal, job) else None


def agree_to_accepted(agreeing: Agreeing, job: Job, account: Account) -> Job | None:
    """Ask, and open the job that removes them; None where the person says no. It keeps the earlier job's rules."""
    journal, now = agreeing.at.journal, agreeing.at.now
    lines = [line_of_accepted(line.line) for line in to_ask_about(journal, job)]
    agreeing.say(accepted_words(len(lines)))
    if not agreeing.ask("Go on?"):
        agreeing.say("Nothing was touched.")
        return None
    terms = msgspec.structs.replace(job.terms, halves=(Half.CONNECTIONS,), also_accepted=True)
    return journal.jobs.begin(account, terms, lines, now)


def accepted_words(count: int) -> str:
    """What a yes would do."""
    return (
        f"{people(count, 'connection')} came of these invitations after you had confirmed: this removes them. "
        f"{NOT_TAKEN_BACK[Half.CONNECTIONS]}"
    )
