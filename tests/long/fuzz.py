"""People with hostile names through every output there is; `scripts/long fuzz --people 10000` prints the figures."""

import argparse
import sys
import tempfile
import time
from pathlib import Path

from tests.security.hostile import Writer
from tests.security.judging import Findings
from tests.security.outputs import judge_batch
from withdrawer.journal.journal import Journal


def fuzz(count: int, seed: int) -> Findings:
    """Put so many people through everything."""
    findings = Findings()
    writer = Writer(seed)
    with tempfile.TemporaryDirectory() as folder, Journal.open(Path(folder) / "journal.sqlite3") as journal:
        while findings.looked_at["people"] < count:
            findings.looked_at["people"] += judge_batch(writer, journal, findings, Path(folder))
    return findings


def main() -> int:
    """Fuzz, print the figures, and exit 1 where anything was wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    began = time.monotonic()
    findings = fuzz(given.people, given.seed)
    for output, number in findings.looked_at.items():
        print(f"{output:>14}  {number:>9,}")  # noqa: T201
    for fault in findings.wrong[:20]:
        print(f"WRONG {fault}")  # noqa: T201
    looked_at, seconds = findings.looked_at["people"], time.monotonic() - began
    print(f"{looked_at:,} people, {len(findings.wrong):,} failures, {seconds:.0f} s")  # noqa: T201
    return 1 if findings.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
