"""Draws what docs/pictures/ holds, from invented accounts: `scripts/long pictures`, or some of them by name."""

import argparse
from datetime import datetime, timedelta
from pathlib import Path

from tests.long.pictures import page, terminal
from tests.long.pictures.account import account

FOLDER = Path(__file__).parents[3] / "docs" / "pictures"
AFTERNOON = datetime.fromisoformat("2026-11-22T15:20:00+01:00")
DAYS = 6
"""More than the job needs."""
PACE = ("--pace", "none", "--per-day", "40")
"""No waits between two people, but a job of some days."""


def draw_demo() -> None:
    """Draw the story of `withdrawer demo`."""
    (FOLDER / "demo.svg").write_text(terminal.demo(), encoding="utf-8")


def draw_blast() -> None:
    """Draw the preview and the review of a large blast, of which a data export has the minutes."""
    with account("blast") as robin, robin.at(AFTERNOON) as day:
        day.import_export()
        day.do("preview")
        chosen = ("--sent", "1 hour ago", "--also-accepted")
        drawn = terminal.preview(day, *chosen)
        (FOLDER / "preview.svg").write_text(drawn, encoding="utf-8")
        page.review(day, page.saver(FOLDER), *chosen)


def draw_summary() -> None:
    """Draw the summary of a job of some days."""
    with account("days") as robin:
        for number in range(DAYS):
            with robin.at(AFTERNOON + timedelta(days=number)) as day:
                if number == 0:
                    day.import_export()
                    day.do("preview")
                    day.do("run", "--sent", "5 hours ago", "--also-accepted", "--yes", *PACE)
                    continue
                day.do("run", "--yes", *PACE)
                if number == DAYS - 1:
                    page.summary(day, page.saver(FOLDER))


DRAWN = {"demo": draw_demo, "blast": draw_blast, "summary": draw_summary}


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help=f"Which of {', '.join(DRAWN)}; all of them without a name.")
    named = parser.parse_args().names or list(DRAWN)
    if unknown := sorted({*named} - {*DRAWN}):
        parser.error(f"there is no picture {', '.join(unknown)}")
    FOLDER.mkdir(exist_ok=True)
    for name in named:
        DRAWN[name]()
