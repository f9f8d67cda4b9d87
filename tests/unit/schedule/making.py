"""An entry as `install` makes it, with whatever is hard to quote."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from withdrawer.schedule.backends.base import Entry
from withdrawer.schedule.times import read_times

HARD = "a b%c$d\"e'f&<g>;h*"
"""What some system or other gives a meaning to."""


def entry(
    days: str = "daily", at: str = "10:30", word: str = HARD, environment: Mapping[str, str] | None = None
) -> Entry:
    return Entry(
        name="withdrawer-0123abcd",
        home=Path("/home/max example/100%"),
        command=["/usr/bin/env", "-m", "withdrawer", "schedule", "run", "--home", word],
        catch_up="--if-missed",
        environment={"DISPLAY": ":0", "NOTE": HARD} if environment is None else environment,
        times=read_times(at, days),
        begins_on=date(2026, 11, 23),
    )
