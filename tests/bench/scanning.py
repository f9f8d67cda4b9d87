"""Listing the first N invitations, over the floor and over the two usual ways, on one page in turns."""

import time
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

from playwright.sync_api import Page

from tests.bench.ground import Crowd, Ground, ground
from tests.bench.rounds import Figure, compare, figure, seconds
from withdrawer.linkedin.lists.page_script import ADDRESSES
from withdrawer.plan.half import Half
from withdrawer.undo.list_survey import read_list

SPARE = 30
"""So many more people are on the list than are read: its end is another matter."""
OURS, FLOOR, ALL_ROWS, BY_FIELD = "withdrawer", "floor", "in-page loop", "driver loop"
MOST_SECONDS = 60.0
"""A usual way is broken off after so long, and what it would have taken is reckoned from how far it came: too little,
since each row costs it more than the one before.
"""
LIMIT = 1.15
LONG, VERY_LONG = 1_000, 3_000
"""From so many people on, the usual ways must be slower, and the floor is to be near."""


@dataclass(frozen=True)
class Way:
    """One way in which lists bring their rows, and where they stand on its pages."""

    name: str
    layout: str
    arms: tuple[str, ...]
    list: str
    row: str
    scroller: str = ""
    press: str = ""


SCROLLING = Way("scrolling", "sdui-2026", (), "[data-testid=lazy-column]", "[role=listitem]", "#workspace")
PRESSING = Way(
    "pressing Load more", "sdui-2026", ("load-more",), "[data-testid=lazy-column]", "[role=listitem]", "#workspace",
    "button:has-text('Load more')",
)  # fmt: skip
PAGES = Way("numbered pages", "artdeco", (), ".mn-invitation-list", "li.invitation-card", "", "button:has-text('Next')")


def scan_figures(way: Way, count: int, rounds: int, *, with_rivals: bool = False) -> list[Figure]:
    """The first `count` people of Sent, over the floor, and in one round over the two usual ways."""
    with ground(Crowd(before=count + SPARE, layout=way.layout, arms=way.arms)) as on:
        page, name = on.browser.page, f"scan: {count:,} by {way.name}"
        ours = partial(seconds, partial(list_people, on, count))
        floor = partial(seconds, partial(_floor, page, way, count))
        figures = compare(name, {OURS: ours, FLOOR: floor}, rounds, {FLOOR: LIMIT} if count >= VERY_LONG else {})
        if with_rivals:
            rivals = {ALL_ROWS: partial(_in_page, page, way, count), BY_FIELD: partial(_by_field, page, way, count)}
            figures += compare(name, {OURS: ours, **rivals}, 1, dict.fromkeys(rivals, 1.0) if count >= LONG else {})
        return figures


def growth_figure(short: Figure, long: Figure) -> Figure:
    """How much more a row costs on the long list than on the short one, over the same of the floor."""
    counts = [int(one.name.split()[1].replace(",", "")) for one in (long, short)]
    ours, base = (
        (it[0] / counts[0]) / (it[1] / counts[1]) for it in ((long.ours, short.ours), (long.base, short.base))
    )
    return figure(
        f"growth: a row of {counts[0]:,} over one of {counts[1]:,}", [ours], [base], "floor's growth", LIMIT, "x"
    )


def list_people(on: Ground, count: int) -> None:
    """As a preview reads."""
    reading = read_list(on.context, Half.SENT, lambda people: len(people) >= count)
    assert len(reading.people) >= count, len(reading.people)


def _floor(page: Page, way: Way, count: int) -> None:
    """Ask for the next rows as soon as the last came, and nothing else: in the page, or where only the mouse asks by
    one press after the other.
    """
    page.goto(ADDRESSES[Half.SENT], wait_until="domcontentloaded")
    rows = page.locator(f"{way.list} > {way.row}")
    rows.first.wait_for()
    if not way.press:
        how = {"list": way.list, "row": way.row, "scroller": way.scroller, "wanted": count}
        assert page.evaluate(_script("floor.js"), how) >= count
        return
    size = rows.count()
    for number in range(2, -(-count // size) + 1):
        page.locator(way.press).click()
        came = f".active:has-text('{number}')" if way is PAGES else f"{way.row} >> nth={number * size - 1}"
        page.wait_for_selector(f"{way.list} {came}" if way is not PAGES else came, state="attached")


def _in_page(page: Page, way: Way, count: int) -> float:
    """The usual in-page loop, without its sleeps."""
    page.goto(ADDRESSES[Half.SENT], wait_until="domcontentloaded")
    how = {
        "row": f"{way.list} > {way.row}",
        "scroller": way.scroller,
        "wanted": count,
        "milliseconds": MOST_SECONDS * 1000,
    }
    began = time.perf_counter()
    read: int = page.evaluate(_script("all_rows.js"), how)
    return (time.perf_counter() - began) * count / min(read, count)


def _by_field(page: Page, way: Way, count: int) -> float:
    """The usual driver loop, without its sleeps: one call for each field of each row."""
    page.goto(ADDRESSES[Half.SENT], wait_until="domcontentloaded")
    began, read = time.perf_counter(), 0
    rows = page.locator(f"{way.list} > {way.row}")
    while read < count and time.perf_counter() - began < MOST_SECONDS:
        for at in range(read, rows.count()):
            row = rows.nth(at)
            row.locator("p").first.inner_text()
            row.locator("a").first.get_attribute("href")
            row.locator("p").last.inner_text()
            read = at + 1
        rows.last.scroll_into_view_if_needed()
        page.evaluate(
            "it => { const box = document.querySelector(it); box.scrollTop = box.scrollHeight }", way.scroller
        )
    return (time.perf_counter() - began) * count / min(read, count)


@cache
def _script(name: str) -> str:
    return (Path(__file__).parent / "page" / name).read_text("utf-8")
