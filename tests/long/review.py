"""Measures the review page beside a bare table of the same rows: `scripts/long review --people 10000`.

With --write the figures go into docs/speed.md.
"""

import argparse
import os
import platform
import sys
import tempfile
from contextlib import ExitStack
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from tests.bench.figures import Figure
from tests.review.speed import figures
from tests.support.browser import SharedDriver, start_chromium
from tests.support.review import Listed, Served, served

DOCS = Path(__file__).parents[2] / "docs" / "speed.md"
BEGIN, END = "<!-- review -->\n", "<!-- /review -->"
HEAD = "| figure | measured | limit |\n|---|---:|---:|\n"


def measured(people: int, rounds: int) -> list[Figure]:
    """The figures of a review of so many people."""
    with SharedDriver() as driver, ExitStack() as stack, tempfile.TemporaryDirectory(prefix="review-") as folder:
        browser = start_chromium(driver)
        stack.callback(browser.close)
        numbers = count()

        def open_review() -> Served:
            home = Path(folder) / f"home-{next(numbers)}"
            return stack.enter_context(served(home, Listed(blast=people - 7)))

        return figures(browser, open_review, rounds)


def write(found: list[Figure], people: int) -> None:
    """Put the figures into docs/speed.md, with the day and the machine."""
    told = (
        f"{people:,} people, {datetime.now(UTC):%d %B %Y}, {os.cpu_count()} cores ({platform.machine()}), headless "
        f"Chromium, load {os.getloadavg()[0]:.0f}:\n\n"
    ).lstrip("0")
    rows = [
        f"| {it.name} | {it.value:.2f} {it.unit} ({it.detail}) | {it.limit:g} |\n".replace(" ()", "") for it in found
    ]
    before, _, rest = DOCS.read_text(encoding="utf-8").partition(BEGIN)
    DOCS.write_text("".join([before, BEGIN, told, HEAD, *rows, END, rest.partition(END)[2]]), encoding="utf-8")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--write", action="store_true", help="put the figures into docs/speed.md")
    given = parser.parse_args()
    found = measured(given.people, given.rounds)
    sys.stdout.write("\n".join(it.line for it in found) + "\n")
    if given.write:
        write(found, given.people)
    sys.exit(not all(it.is_kept for it in found))
