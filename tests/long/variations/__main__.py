"""Varies every recording thousands of times and tells what came of it; writes the table that docs/fixtures.md quotes.

scripts/long variations [--each N] [--seed S] [--write | --check]
"""

import argparse
import os
import sys
import tempfile
from collections import Counter
from pathlib import Path

from tests.long.variations.trying import FIXTURES, RECORDINGS, Result, Tried, try_variations
from withdrawer.linkedin.browser.browser import Browser
from withdrawer.linkedin.browser.executable import find_browser
from withdrawer.linkedin.browser.launch import BrowserSettings, open_browser

DOCS = Path(__file__).parents[3] / "docs" / "fixtures.md"
BEGIN, END = "<!-- variations -->\n", "<!-- /variations -->"
PART = 100
HEAD = "| recording | variations tried | read right | refused | wrong |\n|---|---|---|---|---|\n"


def main() -> int:
    """Try, tell, and write the figures or hold the written ones against what was found."""
    parser = argparse.ArgumentParser(prog="scripts/long variations", description=__doc__)
    parser.add_argument("--each", type=int, default=1000, help="variations of each recording")
    parser.add_argument("--seed", type=int, default=0, help="the first seed")
    parser.add_argument("--write", action="store_true", help="write the table into docs/fixtures.md")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, open_browser(_settings(Path(folder)), lambda: None) as browser:
        tried = _try_all(browser, options.seed, options.each)
    table = _table(tried)
    sys.stdout.write(table)
    for one in [one for one in tried if one.result is Result.WRONG][:20]:
        sys.stdout.write(f"{one}\n")
    if options.write:
        before, _, rest = DOCS.read_text("utf-8").partition(BEGIN)
        _, _, after = rest.partition(END)
        DOCS.write_text(before + BEGIN + table + END + after, "utf-8")
    return int(any(one.result is Result.WRONG for one in tried))


def _settings(folder: Path) -> BrowserSettings:
    return BrowserSettings(
        executable=find_browser(None, os.environ.get("WITHDRAWER_BROWSER", ""), os.environ),
        profile=folder / "profile",
        snapshots=folder / "snapshots",
        args=("--host-resolver-rules=MAP * ~NOTFOUND",),
        is_headless=True,
    )


def open_empty(browser: Browser) -> None:
    """An empty page at LinkedIn's address, for variations to be put into."""
    empty = '<!doctype html><html lang="en"><body></body></html>'
    browser.page.route("**/*", lambda route: route.fulfill(body=empty, content_type="text/html"))
    browser.page.goto("https://www.linkedin.com/")


def _try_all(browser: Browser, first: int, each: int) -> list[Tried]:
    tried: list[Tried] = []
    for folder in RECORDINGS:
        for start in range(first, first + each, PART):
            open_empty(browser)
            tried += try_variations(browser.page, folder, range(start, min(start + PART, first + each)))
    return tried


def _table(tried: list[Tried]) -> str:
    lines = []
    for name in [*(str(folder.relative_to(FIXTURES)) for folder in RECORDINGS), "all"]:
        count = Counter(one.result for one in tried if name in (one.recording, "all"))
        total = count.total()
        right = f"{count[Result.RIGHT]:,} ({count[Result.RIGHT] / total:.1%})"
        lines.append(f"| {name} | {total:,} | {right} | {count[Result.REFUSED]:,} | {count[Result.WRONG]:,} |\n")
    return HEAD + "".join(lines)


if __name__ == "__main__":
    sys.exit(main())
