"""`scripts/bench`: what an account sees of a day's acts, and the time and memory that withdrawer itself takes."""

import argparse
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from tests.bench.acts import act_figure
from tests.bench.days import day_figures
from tests.bench.figures import Figure
from tests.bench.people import memory_figure, planning_figure
from tests.bench.scans import scan_figures
from tests.bench.starts import start_figures
from withdrawer.plan.half import Half

DOCS = Path(__file__).parents[2] / "docs" / "speed.md"
BEGIN, END = "<!-- figures -->\n", "<!-- /figures -->"
HEAD = "| figure | measured | limit |\n|---|---:|---:|\n"
PARTS: dict[str, Callable[[], Iterator[Figure]]] = {
    "days": day_figures,
    "acts withdrawals": partial(act_figure, Half.SENT, 0, 1.3),
    "acts removals": partial(act_figure, Half.CONNECTIONS, 0, 1.3),
    "acts slow": partial(act_figure, Half.SENT, 150, 1.5),
    "scans 1000": partial(scan_figures, 1_000),
    "scans 3000": partial(scan_figures, 3_000),
    "starts": start_figures,
    "people planning": planning_figure,
    "people memory": memory_figure,
}


def main() -> int:
    """Measure one part after the other; a part that fails is told and does not end the others."""
    parser = argparse.ArgumentParser(prog="scripts/bench", description=__doc__)
    parser.add_argument("--only", default="", metavar="WORD", help=f"only parts that begin so: {', '.join(PARTS)}")
    parser.add_argument("--write", action="store_true", help="write the table into docs/speed.md")
    given = parser.parse_args()
    figures: list[Figure] = []
    failed: list[str] = []
    began = time.perf_counter()
    for name, part in PARTS.items():
        if not name.startswith(given.only):
            continue
        try:
            for one in part():
                say(one.line)
                figures.append(one)
        except Exception:  # noqa: BLE001 - whatever it was, the other parts are worth measuring
            say(f"FAILED: {name}\n{traceback.format_exc()}")
            failed.append(name)
    say(f"{time.perf_counter() - began:.0f} s in all")
    if given.write:
        write_table(figures)
    return int(bool(failed) or not all(one.is_kept for one in figures))


def write_table(figures: list[Figure]) -> None:
    """Put the figures into the docs."""
    rows = [f"| {one.name} | {one.value:.4g} {one.unit} | {one.limit:g} |\n" for one in figures]
    before, _, rest = DOCS.read_text("utf-8").partition(BEGIN)
    DOCS.write_text("".join([before, BEGIN, HEAD, *rows, END, rest.partition(END)[2]]), encoding="utf-8")


def say(text: str) -> None:
    """Print at once."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
