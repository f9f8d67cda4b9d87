"""A large export: 30,000 connections and 10,000 invitations, each table read twice: its encoding comes first."""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]
TIMES = 10
"""Alone on a machine it is under 6 (`scripts/long archive`); beside other tests, which share its memory, up to 7."""


def test_a_large_export_loads_within_a_few_times_the_csv_module_and_under_100_megabytes() -> None:
    words = [sys.executable, "-m", "tests.long.archive"]
    told = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=True)
    measured = json.loads(told.stdout)
    assert measured["times"] <= TIMES, measured
    assert measured["mb"] < 100, measured
