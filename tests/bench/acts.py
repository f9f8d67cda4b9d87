"""One act over a bare driver loop: the same mouse on the same controls, waiting only for the row to go."""

import time
from datetime import timedelta
from functools import partial

from playwright.sync_api import Page

from tests.bench.ground import Crowd, Ground, ground
from tests.bench.rounds import Figure, compare
from withdrawer.clock import system_clock
from withdrawer.journal.records import DONE, PlanLine, Proof, Terms
from withdrawer.linkedin.lists.page_script import ADDRESSES
from withdrawer.plan.dates.spans import Window
from withdrawer.plan.decisions import Verdict
from withdrawer.plan.half import Half
from withdrawer.plan.people import Person
from withdrawer.undo.list_survey import read_list
from withdrawer.undo.walker import ListWalker

OURS, BARE = "withdrawer", "bare driver loop"
WORDS = {Half.SENT: "withdrawal", Half.CONNECTIONS: "removal"}
ROWS = {Half.SENT: "main [role=listitem]", Half.CONNECTIONS: "[componentkey^=ConnectionCard_]"}
LIMITS = {0: 1.3, 150: 1.15}


def act_figures(half: Half, latency_ms: int, count: int, rounds: int) -> list[Figure]:
    """The time of one of `count` acts in turn, over that of the bare loop."""
    crowd = count * 2 * rounds + 20
    with ground(Crowd(before=crowd, connections=crowd, latency_ms=latency_ms)) as on:
        works = {
            OURS: partial(act_once, on, half, count),
            BARE: partial(_bare, on, half, count),
        }
        name = f"act: {WORDS[half]} with {latency_ms} ms of latency"
        return compare(name, works, rounds, {BARE: LIMITS[latency_ms]})


def act_once(on: Ground, half: Half, count: int) -> float:
    """The time of one act of a walk, with its entries in the journal and its proof."""
    context = on.context
    people = read_list(context, half, lambda people: len(people) >= count).people[:count]
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
    return taken / count


def _planned(person: Person) -> PlanLine:
    return PlanLine(
        person.half, person.key, person.name, person.position, False, Verdict.PLANNED, "selected", "selected", None
    )


def _bare(on: Ground, half: Half, count: int) -> float:
    page = on.browser.page
    page.goto(ADDRESSES[half], wait_until="domcontentloaded")
    began = time.perf_counter()
    for _ in range(count):
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
    page.wait_for_load_state("networkidle")  # the last answer: else the next list still shows somebody who goes
    return taken / count


def _confirm(page: Page, half: Half) -> None:
    words = "Withdraw" if half is Half.SENT else "Remove"
    page.locator("dialog[open] button", has_text=words).last.click()
