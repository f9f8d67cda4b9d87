"""One act over a bare driver loop: the same mouse on the same controls, waiting only for the row to go."""

import time
from collections.abc import Iterator
from datetime import timedelta
from functools import partial

from playwright.sync_api import Page

from tests.bench.figures import Figure, measured_in_turns, ratio
from tests.bench.ground import Crowd, Ground, ground
from withdrawer.clock import system_clock
from withdrawer.journal.records import DONE, PlanLine, Proof, Terms
from withdrawer.linkedin.addresses import ADDRESSES
from withdrawer.plan.dates.spans import Window
from withdrawer.plan.decisions import Verdict
from withdrawer.plan.half import Half
from withdrawer.plan.people import Person
from withdrawer.undo.list_survey import read_list
from withdrawer.undo.walker import ListWalker

ACTS, ROUNDS = 33, 2
WORDS = {Half.SENT: "withdrawal", Half.CONNECTIONS: "removal"}
ROWS = {Half.SENT: "main [role=listitem]", Half.CONNECTIONS: "[componentkey^=ConnectionCard_]"}


def act_figure(half: Half, latency_ms: int, limit: float) -> Iterator[Figure]:
    """The time of one act among several, over that of the bare loop, where the server takes so long to answer."""
    crowd = ACTS * 2 * ROUNDS + 20
    with ground(Crowd(before=crowd, connections=crowd, latency_ms=latency_ms)) as on:
        taken = measured_in_turns(partial(_walked, on, half), partial(_bare, on, half), ROUNDS)
    yield ratio(f"acts: a {WORDS[half]}, {latency_ms} ms of latency", *taken, "bare driver loop", limit)


def _walked(on: Ground, half: Half) -> float:
    """The time of one act of a walk, with its entries in the journal and its share of the readings back."""
    context = on.context
    people = read_list(context, half, lambda people: len(people) >= ACTS).people[:ACTS]
    now = system_clock()
    terms = Terms({}, Window(now - timedelta(days=9), now), None, "none", (half,), also_accepted=False)
    job = context.journal.jobs.begin(context.account, terms, map(_planned, people), now)
    walker = ListWalker(context, job, lambda _: None)
    began = time.perf_counter()
    walker.walk(half, context.journal.jobs.lines(job))
    walker.read_back(half)
    taken = time.perf_counter() - began
    outcomes = {(line.outcome, line.proof) for line in context.journal.jobs.lines(job)}
    assert outcomes == {(DONE[half], Proof.READING)}, outcomes
    return taken / ACTS


def _planned(person: Person) -> PlanLine:
    return PlanLine(
        person.half, person.key, person.name, person.position, False, Verdict.PLANNED, "selected", "selected", None
    )


def _bare(on: Ground, half: Half) -> float:
    page, done = on.browser.page, _done_on(on)
    page.goto(ADDRESSES[half], wait_until="domcontentloaded")
    began = time.perf_counter()
    for _ in range(ACTS):
        row = page.locator(ROWS[half]).first.element_handle()
        if half is Half.SENT:
            page.locator(ROWS[half]).first.locator("a[aria-label^=Withdraw]").click()
        else:
            page.locator(ROWS[half]).first.locator("button[aria-haspopup]").click()
            page.locator("[role=menuitem]").first.click()
        _confirm(page, half)
        assert row
        row.wait_for_element_state("hidden")
    taken = time.perf_counter() - began
    while _done_on(on) < done + ACTS:  # else the next list still shows somebody who goes
        page.wait_for_timeout(50)
    return taken / ACTS


def _done_on(on: Ground) -> int:
    return sum(event["event"] in ("withdrawn", "removed") for event in on.site.events())


def _confirm(page: Page, half: Half) -> None:
    words = "Withdraw" if half is Half.SENT else "Remove"
    page.locator("dialog[open] button", has_text=words).last.click()
