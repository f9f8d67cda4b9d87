"""Jobs that took some days, made up in a journal of their own: for the summary's tests and pictures."""

from datetime import UTC, datetime, timedelta

import msgspec

from withdrawer.journal.journal import Journal
from withdrawer.journal.records import DONE, Account, Outcome, PlanLine, Proof, Terms
from withdrawer.plan.dates.spans import Span, Window
from withdrawer.plan.decisions import Verdict
from withdrawer.plan.half import Half
from withdrawer.undo.story import Story, story_of

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
BURST = datetime(2026, 11, 22, 13, 3, tzinfo=UTC)
CONFIRMED = BURST + 2 * HOUR
TERMS = Terms(
    {"version": 1, "blast": 1}, Window(BURST, BURST + 9 * MINUTE), 40, "steady", (Half.SENT, Half.CONNECTIONS),
    also_accepted=False,
)  # fmt: skip
NAMES = ("Ana Nueva", "Ben Okafor", "Jo Müller", "王小明", "محمد علي", "Li Wei", "Zoë O'Neil", "Noé <b>Bold</b>")


class Clock:
    """The hour at which the job works each day."""

    def __init__(self) -> None:
        self.now = CONFIRMED

    def next_day(self, days: int = 1) -> None:
        self.now = (self.now + days * DAY).replace(hour=9, minute=30)


def line(
    at: int, *, half: Half = Half.SENT, verdict: Verdict = Verdict.PLANNED, code: str = "selected",
    sent: datetime | None = None, name: str = "", key: str = "",
) -> PlanLine:  # fmt: skip
    sent = sent or BURST + MINUTE * (at % 9)
    name = name or f"{NAMES[at % len(NAMES)]} {at}"
    reason = f"{code}: --keep {name}" if code == "named" else code
    return PlanLine(half, key or f"person-{half}-{at}", name, at, False, verdict, reason, code,
                    Span(sent, sent + MINUTE))  # fmt: skip


def plan(sent: int, removed: int) -> list[PlanLine]:
    lines = [line(at) for at in range(sent)]
    lines += [line(at, half=Half.CONNECTIONS) for at in range(removed)]
    lines += [line(2000 + at, verdict=Verdict.KEPT, code="note") for at in range(5)]
    lines += [line(2100 + at, verdict=Verdict.KEPT, code="named") for at in range(2)]
    lines += [line(2200, verdict=Verdict.UNSURE, code="blast_unclear")]
    lines += [
        line(2300 + at, verdict=Verdict.OUTSIDE, code="before_window", sent=BURST - DAY * (1 + at)) for at in range(33)
    ]
    return lines + [
        line(2400 + at, verdict=Verdict.OUTSIDE, code="after_window", sent=BURST + HOUR * (1 + at)) for at in range(2)
    ]


def story(sent: int = 100, removed: int = 20, a_day: int = 40, *, finishes: bool = True, days: int = 99) -> Story:
    """A job of so many people, worked on until it is finished or so many days have passed."""
    clock = Clock()
    with Journal.in_memory() as journal:
        account = journal.accounts.remember("ada-canary-slug", "Ada Canary Example", clock.now)
        read(journal, account, clock.now - HOUR, sent + 40)
        job = journal.jobs.begin(account, TERMS, plan(sent, removed), clock.now)
        left, worked = sent + 40, 0
        while (todo := journal.jobs.remaining(job)) and worked < days:
            for it in todo[:a_day]:
                clock.now += MINUTE
                outcome = end_of(it)
                act(journal, it, outcome, clock.now)
                left -= outcome is not Outcome.REFUSED and it.half is Half.SENT
            read(journal, account, clock.now + MINUTE, left)
            worked += 1
            if worked == 2:
                journal.stops.record(account, "captcha", clock.now + 2 * MINUTE, "LinkedIn shows a captcha to Canary.")
                journal.stops.clear(account, clock.now + 5 * HOUR)
                clock.next_day(3)
            else:
                clock.next_day()
            if all(it.refusals >= 3 for it in journal.jobs.remaining(job)):
                break
        if finishes:
            job = journal.jobs.finish(job, clock.now)
        return story_of(journal, account, job, clock.now)


def end_of(it: PlanLine) -> Outcome:
    if it.position == 7:
        return Outcome.REFUSED
    return {11: Outcome.ACCEPTED, 23: Outcome.GONE, 31: Outcome.KEPT}.get(it.position, DONE[it.half])


def act(journal: Journal, it: PlanLine, outcome: Outcome, at: datetime) -> None:
    if outcome in (Outcome.ACCEPTED, Outcome.GONE):
        journal.acts.settle_line(it, outcome, None, at, "accepted" if outcome is Outcome.ACCEPTED else "not pending")
        return
    number = journal.acts.intend(it, at)
    proof = Proof.ANSWER if outcome in DONE.values() else None
    detail = {Outcome.REFUSED: "still listed", Outcome.KEPT: "named: --keep canary-rule"}.get(outcome, "")
    journal.acts.settle(number, outcome, proof, at, detail)
    if proof and it.position != 3:
        journal.acts.check(msgspec.structs.replace(it, act=number), at + 4 * MINUTE)


def read(journal: Journal, account: Account, at: datetime, count: int) -> None:
    scan = journal.scans.begin(account, Half.SENT, at)
    journal.scans.end(scan, at + MINUTE, 3, count, complete=True, listed=count)
