"""What the journal costs: on a large one against an empty one, and one act's two entries against the act."""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from tests.bench.rounds import Figure, compare, seconds
from withdrawer.journal.journal import Journal
from withdrawer.journal.records import Account, Job, Outcome, PlanLine, Proof, Terms
from withdrawer.plan.halves import Half
from withdrawer.plan.people import Person, Row, person_from
from withdrawer.plan.plan import Plan, make_plan
from withdrawer.plan.selection import Selection
from withdrawer.plan.spans import Window
from withdrawer.plan.verdicts import Verdict
from withdrawer.undo.standing import Standing, standing_of

NOW = datetime(2026, 11, 20, 15, 20, tzinfo=UTC)
DAY = timedelta(days=1)
LOAD = timedelta(seconds=1)
WINDOW = Window(NOW - 2 * DAY, NOW + DAY)


@contextmanager
def open_journal(people: int = 0, scans: int = 0, acts: int = 0) -> Iterator[tuple[Journal, Account, Job]]:
    """A journal with a job of so many people, read so often before, so many of them acted on already."""
    with (
        tempfile.TemporaryDirectory(prefix="bench-") as folder,
        Journal.open(Path(folder) / "journal.sqlite3") as journal,
    ):
        account = journal.accounts.remember("robin-ashgrove-5e1d", "Robin Ashgrove", NOW)
        for number in range(scans):
            at = NOW - (scans - number) * DAY / scans
            scan = journal.scans.begin(account, Half.SENT, at, UTC)
            journal.scans.add(scan, sent(people, at))
            journal.scans.end(scan, at, 1, people, complete=True, language="en")
        job = open_job(journal, account, people)
        for line in journal.jobs.lines(job)[:acts]:
            act = journal.acts.intend(line, NOW - DAY)
            journal.acts.settle(act, Outcome.WITHDRAWN, Proof.ANSWER, NOW - DAY)
        yield journal, account, job


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
    journal.stops.active(account)
    return standing_of(journal, account, job, NOW)


def plan(journal: Journal, account: Account, people: list[Person]) -> Plan:
    """What a preview plans, from what it has read and from what was seen before."""
    return make_plan(people, (), journal.scans.earlier_sightings(account), Selection(window=WINDOW), {})


def journal_figures(rounds: int, sightings: int = 100_000, acts: int = 20_000) -> list[Figure]:
    """`status`, `history` and planning on a large journal over the same on an empty one."""
    people = sent(10_000, NOW)
    limit = {"empty journal": 3.0}
    large = open_journal(acts, scans=sightings // acts, acts=acts)
    with large as (full, account, job), open_journal() as (empty, nobody, idle):
        works: dict[str, tuple[Callable[[], object], Callable[[], object]]] = {
            "status": (partial(stand, full, account, job), partial(stand, empty, nobody, idle)),
            "history": (partial(full.acts.history, account, 50), partial(empty.acts.history, nobody, 50)),
            "planning": (partial(plan, full, account, people), partial(plan, empty, nobody, people)),
        }
        return [
            one
            for name, (ours, base) in works.items()
            for one in compare(
                f"journal: {name}, {sightings:,} sightings and {acts:,} acts",
                {name: partial(seconds, ours), "empty journal": partial(seconds, base)},
                rounds,
                limit,
            )
        ]
