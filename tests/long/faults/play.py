"""Playing a fault through the real entry point, and judging what is claimed by the site's own log."""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.long.faults.rows import STATUS, Row
from tests.support.command import environment_of, in_process
from withdrawer.errors import Exit

DONE = {"sent": "withdrawn", "connections": "removed"}
STOPPED = (Exit.SIGNED_OUT, Exit.WALL)
"""A run that is stopped may leave acts to be checked by the next one."""


@dataclass(frozen=True)
class Played:
    """One demo: its exit status, its document, what it said, and the site's events."""

    code: int
    document: dict[str, Any]
    said: str
    events: list[dict[str, Any]]

    def slugs(self, event: str) -> list[str]:
        return [it["slug"] for it in self.events if it["event"] == event]


def play(fault: str, folder: Path, *arguments: str) -> Played:
    """Play the demo with that fault."""
    log = folder / "log.jsonl"
    words = ("--yes", "--json", "--people", "18", "--fault", fault, "--log", str(log), *arguments)
    told = in_process("demo", *words, environment=environment_of())
    events = [json.loads(line) for line in log.read_text("utf-8").splitlines()]
    return Played(told.code, told.document, told.err, events)


def differences(row: Row, played: Played) -> list[str]:
    """In what the demo differed from its row, or from what must always hold; nothing where it is as it must be."""
    data, found = played.document["data"], []

    def expect(what: str, expected: object, seen: object) -> None:
        if expected != seen:
            found.append(f"{what}: {expected!r} expected, {seen!r} seen")

    expect("exit", row.exit, played.code)
    expect("status", STATUS[row.exit], played.document["status"])
    done = {half: played.slugs(event) for half, event in DONE.items()}
    blast = set(data["truth"]["blast"])
    ended = set(played.slugs("gone"))
    undone = {slug for slugs in done.values() for slug in slugs}
    expect("undone", _number(row.undone, len(blast - ended)), len(undone))
    expect("acts outside the blast", set(), set(played.slugs("act")) - blast)
    expect("acts twice", [], acts_on_the_done(played.events))
    expect("acts after a wall", 0, acts_after_the_wall(played.events))
    told = {half: data[half] for half in DONE} if "sent" in data else {}
    is_stopped = played.code in STOPPED
    for half, numbers in told.items():
        expect(f"{half} {DONE[half]}", len(done[half]), numbers[DONE[half]])
        expect(f"{half} proven", len(done[half]), numbers["proven"] + numbers["unchecked"])
        expect(f"{half} unchecked", True, is_stopped or numbers["unchecked"] == 0)
    counted: Counter[str] = Counter()
    for numbers in told.values():
        counted.update({key: numbers[key] for key in ("refused", "gone", "accepted", "unresolved") if numbers[key]})
    expect("counts", row.counts, dict(counted))
    return found


def _number(undone: int | str, everybody: int) -> int:
    return undone if isinstance(undone, int) else everybody - int(undone.removeprefix("all").removeprefix(" but ") or 0)


def acts_on_the_done(events: Sequence[dict[str, Any]]) -> list[str]:
    """Acts on somebody of whom nothing was left to undo."""
    done: set[tuple[str, str]] = set()
    repeated = []
    for event in events:
        who = (event.get("kind", ""), event.get("slug", ""))
        if event["event"] == "act" and who in done:
            repeated.append(who[1])
        if event["event"] in DONE.values():
            done.add(who)
    return repeated


def acts_after_the_wall(events: Sequence[dict[str, Any]]) -> int:
    walls = [at for at, event in enumerate(events) if event["event"] == "wall"]
    return sum(event["event"] == "act" for event in events[walls[0] :]) if walls else 0
