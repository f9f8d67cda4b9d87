"""Data exports imported while a job is open: what they reveal is asked before anyone affected is acted on."""

from collections import defaultdict

from withdrawer.app.context import CommandContext
from withdrawer.app.data_export import clock_of
from withdrawer.app.user import Said, agrees
from withdrawer.app.user_questions import ExportAsks
from withdrawer.journal.documents import selection_of
from withdrawer.journal.questions import Asked, Question
from withdrawer.journal.records import Account, Job, Outcome, PlanLine
from withdrawer.plan.decisions import Code, Decision, Verdict
from withdrawer.plan.evidence.export import Archive
from withdrawer.plan.evidence.late_export import Hindsight, OpenJob, hindsight
from withdrawer.plan.half import Half
from withdrawer.plan.keep.keep_rules import KeepRules, with_companies
from withdrawer.plan.people import Person
from withdrawer.undo.job_progress import settle_kept

UNCLEAR = (Code.UNKNOWN_ORIGIN, Code.LIKELY_ORIGIN, Code.NO_DATE, Code.DATE_UNCLEAR)
UNTOUCHED = (None, Outcome.NOT_DONE, Outcome.REFUSED, Outcome.ACCEPTED)


def raise_questions(at: CommandContext, account: Account, before: Archive | None, archive: Archive, zone: str) -> None:
    """Record the questions that an export raises about the open job and that the exports `before` it did not.

    What the user already knew when they confirmed is not asked again. Raises UsageError if the job's selection can't be
    read.
    """
    job = at.journal.jobs.open_job(account)
    if job is None:
        return
    known = _asked(_held_against(at, account, job, before, zone)) if before else {}
    new = _asked(_held_against(at, account, job, archive, zone))
    at.journal.questions.add(job, [question for who, question in new.items() if who not in known], at.now)


def ask_questions(at: CommandContext, job: Job, *, says_yes: bool = False, may_ask: bool = True) -> None:
    """Ask the unanswered questions about a job; if no one can be asked, say that they are waiting.

    `says_yes` keeps everyone in doubt and agrees to no removal.
    """
    user = at.user
    asks = may_ask and not says_yes and user.can_answer
    for kind in Asked:
        if not (people := at.journal.questions.unanswered(job, kind)):
            continue
        question = ExportAsks(kind, people)
        if not (asks or (says_yes and kind is Asked.KEEP)):
            user.tell(question)
            continue
        is_yes = agrees(user, question, says_yes=says_yes)
        at.journal.questions.answer(job, kind, at.now, is_yes=is_yes)
        if kind is Asked.KEEP:
            settle_kept(at.journal, job, at.now)
            user.tell(Said.DOUBTED_ARE_KEPT if is_yes else Said.DOUBTED_STAY)


def _held_against(at: CommandContext, account: Account, job: Job, archive: Archive, zone: str) -> Hindsight:
    clock = clock_of(archive, at.journal.scans.earlier_sightings(account), at.zone, zone)
    return hindsight(_as_it_stands(at, job, archive), archive, clock, at.now)


def _as_it_stands(at: CommandContext, job: Job, archive: Archive) -> OpenJob:
    lines = [line for line in at.journal.jobs.lines(job) if line.key]
    planned = [line for line in lines if line.verdict is Verdict.PLANNED and line.outcome in UNTOUCHED]
    unclear = [line for line in lines if line.half is Half.CONNECTIONS and line.reason_code in UNCLEAR]
    taken = {line.id for line in (*planned, *unclear)}
    invited = {line.key for line in lines if line.half is Half.SENT}
    selection = selection_of(job.terms.selection)
    rules = KeepRules(with_companies((*selection.keep.rules, *at.journal.kept.rules()), archive))
    return OpenJob(
        window=job.terms.window,
        selection=selection,
        planned=[_person(line, at) for line in planned],
        unclear=[_person(line, at) for line in unclear if line.key not in invited],
        known=frozenset(line.key for line in lines if line.id not in taken),
        is_kept=lambda person: rules.reason(person) is not None,
    )


def _person(line: PlanLine, at: CommandContext) -> Person:
    """Return a person as the plan had them, without headline and LinkedIn's age wording, which are not needed."""
    return Person(
        line.half, line.key, line.name, "", "", line.span, has_note=False, position=line.position, seen_at=at.now
    )


def _asked(found: Hindsight) -> dict[tuple[Asked, Half, str], Question]:
    told: dict[Asked, tuple[Decision, ...]] = defaultdict(tuple)
    told[Asked.KEEP], told[Asked.REMOVE] = found.doubted, found.accepted
    return {
        (kind, it.person.half, it.person.key): Question(
            kind, it.person.half, it.person.key, it.person.name, it.person.position, str(it.reason)
        )
        for kind, people in told.items()
        for it in people
    }
