"""How quick the review page is, beside a bare table of the same rows in the same browser, both taking turns.

The bare table is what a server would make: five columns, a box in each row, nothing else; it is filtered the usual way,
by hiding each row that does not match.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import escape
from statistics import median
from typing import TYPE_CHECKING, Any

from tests.bench.figures import Figure
from tests.support.review import Served

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

BARE = "http://127.0.0.1:9/bare"
TEXTS = ("s", "se", "sen", "sent", "sent ", "sent p", "sent pe", "12", "1", "")
WATCH = """
window.long = [];
new PerformanceObserver((seen) => window.long.push(...seen.getEntries().map((it) => it.duration)))
  .observe({type: "longtask", buffered: true});
"""
PAINTED = """async () => {
  const frame = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  while (!document.querySelector("tbody tr")) await frame();
  await frame();
  return performance.now();
}"""
FILTER = """async (texts) => {
  const field = document.querySelector("input[type=search]");
  const frame = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  const taken = [];
  for (const text of texts) {
    await new Promise((resolve) => setTimeout(resolve, 60));  // the rest of the key before
    const began = performance.now();
    field.value = text;
    field.dispatchEvent(new Event("input", {bubbles: true}));
    await frame();
    taken.push(performance.now() - began);
  }
  return taken;
}"""
CLICK = """async (what) => {
  const began = performance.now();
  document.querySelector(what).click();
  await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  return performance.now() - began;
}"""
FIND = "(name) => { const began = performance.now(); return [window.find(name), performance.now() - began]; }"
PEOPLE = """async () => (await (await fetch("/plan", {
  headers: {"x-review-key": sessionStorage.getItem("review-key")}})).json()).people"""
CLICKS = {"tick": "tbody input", "sort": "thead .name button", "keep all": "#filters .many button"}
LIMITS = {"sort": 300.0, "keep all": 150.0, "tick": 50.0}
"""Milliseconds, at 10,000 people on a machine that does nothing else."""
BARE_SCRIPT = """
document.querySelector("input[type=search]").addEventListener("input", (event) => {
  const text = event.target.value.toLowerCase();
  for (const row of document.querySelectorAll("tbody tr")) row.hidden = !row.textContent.toLowerCase().includes(text);
});
"""


@dataclass
class Side:
    """What was measured of one of the two, a value for each round."""

    painted: list[float] = field(default_factory=list)
    longest: list[float] = field(default_factory=list)
    memory: list[float] = field(default_factory=list)
    median_filter: list[float] = field(default_factory=list)
    worst_filter: list[float] = field(default_factory=list)
    found: list[float] = field(default_factory=list)

    @property
    def seen(self) -> list[float]:
        """From the beginning to the last person found by the browser: it lays out then what it had skipped."""
        return [painted + found for painted, found in zip(self.painted, self.found, strict=True)]


def bare_page(people: dict[str, Any]) -> str:
    """A bare table of the same rows."""
    rows = []
    for place, name in enumerate(people["name"]):
        when, why = people["whens"][people["when"][place]][0], people["reasons"][people["reason"][place]]["words"]
        cells = "".join(f"<td>{escape(text)}</td>" for text in (name, people["headline"][place], f"sent {when}", why))
        rows.append(f"<tr><td><input type=checkbox checked></td>{cells}</tr>")
    head = "".join(f"<th>{it}</th>" for it in ("Undo", "Name", "Headline", "Sent", "Why"))
    return (
        f"<!doctype html><meta charset=utf-8><title>bare</title><input type=search><table><thead><tr>{head}</tr>"
        f"</thead><tbody>{''.join(rows)}</tbody></table><script>{BARE_SCRIPT}</script>"
    )


def figures(browser: "Browser", open_review: Callable[[], Served], rounds: int = 3) -> list[Figure]:
    """The page's figures beside the bare table's, each with its limit. Each round has a review of its own."""
    ours, bare, text = Side(), Side(), ""
    clicks: dict[str, list[float]] = {name: [] for name in CLICKS}
    for _ in range(rounds):
        with _fresh_page(browser) as page:
            review = open_review()
            page.goto(review.address)
            _measure(page, ours, "#people[data-filled]")
            if not text:
                text = bare_page(page.evaluate(PEOPLE))
            for name, what in CLICKS.items():
                clicks[name].append(page.evaluate(CLICK, what))
        with _fresh_page(browser) as page:
            _serve(page, text)
            page.goto(BARE)
            _measure(page, bare, "tbody tr:last-child")
    return [
        _ratio("first rows painted", ours.painted, bare.painted, "bare table", 1.0, "ms"),
        _ratio("longest task while loading", ours.longest, bare.painted, "bare table’s first paint", 0.25, "ms"),
        _ratio("memory", ours.memory, bare.memory, "bare table", 1.5, "MB"),
        _ratio("a key of the search, median", ours.median_filter, bare.median_filter, "bare table", 1.0, "ms"),
        _ratio("a key of the search, slowest", ours.worst_filter, bare.worst_filter, "bare table", 1.5, "ms"),
        _ratio("first rows painted, then the last person found", ours.seen, bare.seen, "bare table", 1.5, "ms"),
        *(Figure(name, median(taken), "ms", LIMITS[name]) for name, taken in clicks.items()),
    ]


def _ratio(name: str, ours: list[float], other: list[float], against: str, limit: float, unit: str) -> Figure:
    """The median of the rounds' ratios."""
    value = median(one / base for one, base in zip(ours, other, strict=True))
    return Figure(name, value, f"× {against}", limit, f"{median(ours):,.0f} {unit} over {median(other):,.0f}")


@contextmanager
def _fresh_page(browser: "Browser") -> "Iterator[Page]":
    """A page in a fresh context, with its long tasks watched."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    try:
        page = context.new_page()
        page.add_init_script(WATCH)
        yield page
    finally:
        context.close()


def _serve(page: "Page", text: str) -> None:
    page.route(BARE, lambda route: route.fulfill(body=text, content_type="text/html"))


def _measure(page: "Page", side: Side, is_there: str) -> None:
    side.painted.append(page.evaluate(PAINTED))
    page.locator(is_there).wait_for(state="attached")
    page.wait_for_timeout(300)
    side.longest.append(max([1.0, *page.evaluate("window.long")]))
    side.memory.append(_memory(page))
    taken = page.evaluate(FILTER, TEXTS)
    side.median_filter.append(median(taken))
    side.worst_filter.append(max(taken))
    page.wait_for_timeout(300)
    last = page.locator("tbody tr").last.locator("td, th").nth(1).text_content()
    is_found, milliseconds = page.evaluate(FIND, last)
    assert is_found, f"{last} is not found"
    side.found.append(milliseconds)


def _memory(page: "Page") -> float:
    """Megabytes of the page's scripts and elements, once nothing is left to be collected."""
    session = page.context.new_cdp_session(page)
    session.send("HeapProfiler.collectGarbage")
    used = session.send("Runtime.getHeapUsage")
    session.detach()
    return float(used["usedSize"] + used.get("embedderHeapUsedSize", 0)) / 1e6
