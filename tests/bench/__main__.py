"""`scripts/bench`: how close withdrawer stays to what the page itself needs, as JSON and as a table."""

import argparse
import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict
from functools import partial
from pathlib import Path

from tests.bench.acts import act_figures
from tests.bench.journal import entries_seconds, planning_figures
from tests.bench.reading import memory_figure, start_figures, window_figure
from tests.bench.rounds import Figure, figure
from tests.bench.scanning import PAGES, PRESSING, SCROLLING, growth_figure, scan_figures
from withdrawer.plan.half import Half

COMMITTED = Path(__file__).with_name("committed.json")
DOCS = Path(__file__).parents[2] / "docs" / "speed.md"
BEGIN, END = "<!-- figures -->\n", "<!-- /figures -->"
HEAD = "| figure | median (least to most) | times | limit |\n|---|---:|---|---:|\n"
WORSE = 1.5
"""So many times worse than the committed ratio is a failure."""
SHORT, LONG = "scan 1000", "scan 10000"


def main() -> int:
    """Measure, print, and hold it against what was committed."""
    parser = argparse.ArgumentParser(prog="scripts/bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="the part that CI runs, under 50 s")
    parser.add_argument("--json", action="store_true", help="one JSON document instead of the table")
    parser.add_argument("--only", default="", metavar="WORD", help="only what begins with this word: scan, act …")
    parser.add_argument("--check", action="store_true", help="fail on a ratio 1.5 times worse than the committed one")
    parser.add_argument(
        "--write",
        action="store_true",
        help="write the table into docs/speed.md, and with --quick what CI compares with",
    )
    given = parser.parse_args()
    figures = []
    for one in measured(quick() if given.quick else everything(), given.only):
        figures.append(one)
        if not given.json:
            say(line(one))
    if given.json:
        say(json.dumps([asdict(one) for one in figures], indent=1))
    if given.write:
        write_table(figures)
    if given.write and given.quick:
        kept = {key(one): round(one.ratio, 3) for one in figures}
        COMMITTED.write_text(json.dumps(kept, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    worse = regressions(figures) if given.check else []
    for words in worse:
        say(words)
    return int(bool(worse))


def quick() -> dict[str, Callable[[], list[Figure]]]:
    """What CI measures."""
    return {
        "scan": partial(scan_figures, SCROLLING, 600, 3),
        "act": partial(act_figures, Half.SENT, 0, 12, 2),
        "act removals": partial(act_figures, Half.CONNECTIONS, 0, 8, 2),
        "window": lambda: [window_figure(before=600)],
        "start": partial(start_figures, 3),
    }


def everything() -> dict[str, Callable[[], list[Figure]]]:
    """All that there is to measure."""
    return {
        "scan 100": partial(scan_figures, SCROLLING, 100, 5, with_rivals=True),
        "scan 1000": partial(scan_figures, SCROLLING, 1_000, 5, with_rivals=True),
        "scan 3000": partial(scan_figures, SCROLLING, 3_000, 5, with_rivals=True),
        "scan 10000": partial(scan_figures, SCROLLING, 10_000, 3, with_rivals=True),
        "scan pressing": partial(scan_figures, PRESSING, 1_000, 3),
        "scan pages": partial(scan_figures, PAGES, 3_000, 3),
        "act withdrawals": partial(act_figures, Half.SENT, 0, 100, 5),
        "act removals": partial(act_figures, Half.CONNECTIONS, 0, 100, 5),
        "act withdrawals, slow": partial(act_figures, Half.SENT, 150, 100, 3),
        "act removals, slow": partial(act_figures, Half.CONNECTIONS, 150, 100, 3),
        "window": lambda: [window_figure()],
        "start": partial(start_figures, 9),
        "journal": partial(planning_figures, 5),
        "memory": lambda: [memory_figure(10_000)],
    }


def measured(parts: dict[str, Callable[[], list[Figure]]], only: str) -> Iterator[Figure]:
    """One figure after the other; what follows from several comes after them."""
    taken: dict[str, Figure] = {}
    for name, part in parts.items():
        if f"{name} ".startswith(f"{only} " if only in parts else only):
            figures = part()
            yield from figures
            taken[name] = figures[0]
    if SHORT in taken and LONG in taken:
        yield growth_figure(taken[SHORT], taken[LONG])
    if act := next((one for name, one in taken.items() if name.startswith("act")), None):
        entries = entries_seconds(2_000, 1_000)
        yield figure(f"journal: two entries over one {act.name[5:]}", entries, [act.ours] * len(entries), "act", 0.1)


def regressions(figures: list[Figure]) -> list[str]:
    """What is worse than committed in every round, in words: what else the machine does only ever adds."""
    known = json.loads(COMMITTED.read_text("utf-8"))
    return [
        f"WORSE: {one.name}: {one.least:.2f} over {one.against}, committed {known[key(one)]:.2f}"
        for one in figures
        if key(one) in known and one.least > WORSE * known[key(one)]
    ]


def key(one: Figure) -> str:
    """By what a figure is known."""
    return f"{one.name} / {one.against}"


def line(one: Figure) -> str:
    """One line of the table."""
    limit = "" if one.limit is None else f"  {'kept' if one.is_kept else 'NOT KEPT'}: {one.limit:.2f}"
    spread = f"({one.least:.2f} to {one.most:.2f})"
    told = f"{one.ours:.4g} {one.unit} over {one.base:.4g}"
    return f"{one.name:<52} {one.ratio:>6.2f} {spread:<18} × {one.against:<18} {told:<26}{limit}"


def write_table(figures: list[Figure]) -> None:
    """Put the figures into the docs."""
    rows = [
        f"| {one.name} | {one.ratio:.2f} ({one.least:.2f} to {one.most:.2f}) | {one.against} |"
        f" {'' if one.limit is None else f'{one.limit:.2f}'} |\n"
        for one in figures
    ]
    before, _, rest = DOCS.read_text("utf-8").partition(BEGIN)
    DOCS.write_text("".join([before, BEGIN, HEAD, *rows, END, rest.partition(END)[2]]), encoding="utf-8")


def say(text: str) -> None:
    """Print at once."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
