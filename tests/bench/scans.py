"""Listing the first N invitations, over the page's floor and over the two usual ways, on one page in turns."""

import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from statistics import median

from playwright.sync_api import Page

from tests.bench.figures import Figure, measured_in_turns, ratio, seconds
from tests.bench.ground import Crowd, Ground, ground
from withdrawer.linkedin.addresses import ADDRESSES
from withdrawer.plan.half import Half
from withdrawer.undo.list_survey import read_list

ROUNDS = {1_000: 3, 3_000: 1}
SPARE = 30
"""So many more people are on the list than are read: its end is another matter."""
OVER_FLOOR = 1.5
"""Set from the first run of this program, and kept."""
BROKEN_OFF = 1.25
"""After so many times withdrawer's own time a usual way is broken off, and what it would have taken is worked out from
how far it came: too little, since each row costs it more than the one before.
"""
LIST, ROW, SCROLLER = "[data-testid=lazy-column]", "[role=listitem]", "#workspace"
ROWS = f"{LIST} > {ROW}"


def scan_figures(count: int) -> Iterator[Figure]:
    """The first `count` people of Sent, over the floor, and over the two usual ways, which have one turn each."""
    name = f"scans: {count:,} people"
    with ground(Crowd(before=count + SPARE)) as on:
        page = on.browser.page
        ours = partial(seconds, partial(_listed, on, count))
        taken, floor = measured_in_turns(ours, partial(seconds, partial(_floor, page, count)), ROUNDS[count])
        yield ratio(name, taken, floor, "floor", OVER_FLOOR)
        own = median(taken)
        rivals: dict[str, Callable[[Page, int, float], float]] = {"in-page loop": _in_page, "driver loop": _by_field}
        for rival, work in rivals.items():
            yield ratio(name, [own], [work(page, count, BROKEN_OFF * own)], rival, 1.0)


def _listed(on: Ground, count: int) -> None:
    """As a preview reads."""
    reading = read_list(on.context, Half.SENT, lambda people: len(people) >= count)
    assert len(reading.people) >= count, len(reading.people)


def _floor(page: Page, count: int) -> None:
    """In the page: ask for the next rows as soon as the last came, and do nothing else."""
    page.goto(ADDRESSES[Half.SENT], wait_until="domcontentloaded")
    page.locator(ROWS).first.wait_for()
    how = {"list": LIST, "row": ROW, "scroller": SCROLLER, "wanted": count}
    assert page.evaluate(_script("floor.js"), how) >= count


def _in_page(page: Page, count: int, most_seconds: float) -> float:
    """The usual in-page loop, without its sleeps."""
    page.goto(ADDRESSES[Half.SENT], wait_until="domcontentloaded")
    how = {"row": ROWS, "scroller": SCROLLER, "wanted": count, "milliseconds": most_seconds * 1000}
    began = time.perf_counter()
    read: int = page.evaluate(_script("all_rows.js"), how)
    return (time.perf_counter() - began) * count / min(read, count)


def _by_field(page: Page, count: int, most_seconds: float) -> float:
    """The usual driver loop, without its sleeps: one call for each field of each row."""
    page.goto(ADDRESSES[Half.SENT], wait_until="domcontentloaded")
    began, read = time.perf_counter(), 0
    rows = page.locator(ROWS)
    while read < count and time.perf_counter() - began < most_seconds:
        for at in range(read, rows.count()):
            row = rows.nth(at)
            row.locator("p").first.inner_text()
            row.locator("a").first.get_attribute("href")
            row.locator("p").last.inner_text()
            read = at + 1
        rows.last.scroll_into_view_if_needed()
        page.evaluate("it => { const box = document.querySelector(it); box.scrollTop = box.scrollHeight }", SCROLLER)
    return (time.perf_counter() - began) * count / min(read, count)


def _script(name: str) -> str:
    return (Path(__file__).parent / "page" / name).read_text("utf-8")
