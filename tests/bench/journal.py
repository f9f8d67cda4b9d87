"""What the journal costs: on a large one against an empty one, and one act's two entries against the act."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import islice
from pathlib import Path

from tests.bench.rounds import Figure, compare, seconds
from withdrawer.journal.columns import stored
from withdrawer.journal.journal import Journal
from withdrawer.journal.records import Account, Job, Outcome, PlanLine, Proof, Terms
from withdrawer.plan.dates.spans import Window
from withdrawer.plan.decisions import Verdict
from withdrawer.plan.half import Half
from withdrawer.plan.people import Person, Row, person_from
from withdrawer.plan.plan import Plan, make_plan
from withdrawer.plan.selection import Selection
from withdrawer.undo.job_progress import Standing, standing_of

NOW = datetime(2026, 11, 20, 15, 20, tzinfo=UTC)
DAY = timedelta(days=1)
LOAD = timedelta(seconds=1)
ADD_ACT = (
    "INSERT INTO acts (line_id, clicked, intended_at, counted_at, outcome, outcome_at, proof)"
    " VALUES (?, 1, ?, ?, 'withdrawn', ?, 'answer')"
)
OURS, EMPTY = "withdrawer", "empty journal"
LIMIT = 3.0
ENTRIES, TURNS = 40, 5
WINDOW = Window(NOW - 2 * DAY, NOW + DAY)


@contextmanager
def open_journal(people: int = 0, scans: int = 0, acts: int = 0) -> Iterator[tuple[Journal, Account, Job]]:
    """A journal with a job of so many people, read so often before, so many of them acted on already."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        file = Path(folder) / "journal.sqlite3"
        with Journal.open(file) as journal:
            yield journal, *fill(journal, people, scans, acts)


def fill(journal: Journal, people: int, scans: int, acts: int) -> tuple[Account, Job]:
    """Put so many people into a journal: read so often, planned, and so many of them acted on."""
    account = journal.accounts.remember("robin-ashgrove-5e1d", "Robin Ashgrove", NOW)
    for number in range(scans):
        at = NOW - (scans - number) * DAY / scans
        scan = journal.scans.begin(account, Half.SENT, at, UTC)
        journal.scans.add(scan, sent(people, at))
        journal.scans.end(scan, at, 1, people, complete=True, language="en")
    job = open_job(journal, account, people)
    with journal.database.writing():
        for line in journal.jobs.lines(job)[:acts]:
            journal.database.write(ADD_ACT, (line.id, *[stored(NOW - DAY)] * 3))
    return account, job


def sent(count: int, at: datetime) -> list[Person]:
    """So many people, all invited within the last days, as a list shows them at that instant."""
    rows = (
        Row(Half.SENT, f"person-{it}-example", "", f"Person {it} Example", "Keeper of quiet machines",
            "Sent today" if it < count // 2 else "Sent 3 days ago", "", it, at + it // 10 * LOAD)
        for it in range(count)
    )  # fmt: skip
    return [person_from(row, UTC) for row in rows]


def open_job(journal: Journal, account: Account, count: int) -> Job:
    """A confirmed job of so many people."""
    lines = [
        PlanLine(Half.SENT, f"person-{it}-example", f"Person {it} Example", it, False, Verdict.PLANNED, "selected",
                 "selected", None)
        for it in range(count)
    ]  # fmt: skip
    return journal.jobs.begin(account, Terms({}, WINDOW, 40, "steady", (Half.SENT,), False), lines, NOW)


def stand(journal: Journal, account: Account, job: Job) -> Standing:
    """What `status` asks of the journal."""
    journal.acts.unresolved(account)
    journal.stops.active(account, NOW)
    return standing_of(journal, account, job, NOW)


def plan(journal: Journal, account: Account, people: list[Person]) -> Plan:
    """What a preview plans, from what it has read and from what was seen before."""
    return make_plan(people, (), journal.scans.earlier_sightings(account), Selection(window=WINDOW), {})


def planning_figures(rounds: int, scans: int = 10, people: int = 10_000) -> list[Figure]:
    """Planning with everything that was seen before, over planning without anything: the journal's part included."""
    seen_now = sent(people, NOW)
    with open_journal(people, scans) as (full, account, _), open_journal() as (empty, nobody, _):
        works = {
            OURS: partial(seconds, partial(plan, full, account, seen_now)),
            EMPTY: partial(seconds, partial(plan, empty, nobody, seen_now)),
        }
        return compare(f"journal: planning after {scans * people:,} sightings", works, rounds, {EMPTY: LIMIT})


def entries_seconds(people: int, acts: int) -> list[float]:
    """What one act's intent and outcome take on a journal in which so many have been done, several times."""
    with open_journal(people, 1, acts) as (journal, _, job):
        lines = iter(journal.jobs.remaining(job))
        turns = [list(islice(lines, ENTRIES)) for _ in range(TURNS)]
        return [seconds(partial(_enter, journal, turn)) / ENTRIES for turn in turns]


def _enter(journal: Journal, lines: list[PlanLine]) -> None:
    for line in lines:
        act = journal.acts.intend(line, NOW)
        journal.acts.settle(act, Outcome.WITHDRAWN, Proof.ANSWER, NOW)
