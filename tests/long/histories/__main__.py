"""Try `--blast` on made-up histories, and write or check the table in docs/dates.md."""

import argparse
import multiprocessing
import sys
from pathlib import Path

from tests.long.histories.generate import history
from tests.long.histories.judge import Verdicts
from tests.long.histories.settings import SETTINGS
from tests.long.histories.table import table

PAGE = Path(__file__).parents[3] / "docs" / "dates.md"
BEGIN, END = "<!-- histories: begin -->\n", "<!-- histories: end -->\n"


def main() -> int:
    """Judge the histories and print the table; with --write put it into the page, with --check compare."""
    parser = argparse.ArgumentParser(prog="scripts/long histories", description=__doc__)
    parser.add_argument("--count", type=int, default=1000, help="how many histories (default: 1000)")
    parser.add_argument("--write", action="store_true", help="put the table into docs/dates.md")
    parser.add_argument("--check", action="store_true", help="fail where docs/dates.md has another table")
    chosen = parser.parse_args()
    with multiprocessing.Pool() as pool:
        judged = pool.map(judged_in_every_setting, range(chosen.count), chunksize=5)
    text = table(judged)
    print(text)  # noqa: T201
    page = PAGE.read_text(encoding="utf-8")
    before, _, rest = page.partition(BEGIN)
    old, _, after = rest.partition(END)
    if chosen.write:
        PAGE.write_text(f"{before}{BEGIN}{text}{END}{after}", encoding="utf-8")
    return int(chosen.check and old != text)


def judged_in_every_setting(seed: int) -> dict[str, Verdicts]:
    """One history in every setting."""
    told = history(seed)
    return {name: take(told) for name, take in SETTINGS.items()}


if __name__ == "__main__":
    sys.exit(main())
