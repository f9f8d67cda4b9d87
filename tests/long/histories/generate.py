"""Made-up histories of an account: invitations by hand, busy days, and mostly one blast among them."""

import math
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

DAY = timedelta(days=1)
DAYS_BACK = 120
STILL_PENDING = 0.5
"""So many invitations sent by hand are still pending later; the others were accepted."""
BLAST_PENDING = 0.85
SHARE_IMPORTED = 0.97
"""A blast goes to an address book; some of the names there are written in another way."""
STRANGERS_IMPORTED = 0.1
BUSY_DAY = 0.04
BUSY_BEFORE_BLAST = 0.2
NO_BLAST = 0.1
WAKING_HOURS = (7, 23)


@dataclass(frozen=True)
class Sent:
    """One invitation that is still pending."""

    number: int
    at: datetime
    in_blast: bool
    is_imported: bool


@dataclass(frozen=True)
class History:
    """The pending invitations, newest first, as of `now`. `size` is that of the blast, 0 where there was none."""

    now: datetime
    sent: tuple[Sent, ...]
    size: int
    per_day: float

    @property
    def blast(self) -> list[Sent]:
        """Those of the blast."""
        return [it for it in self.sent if it.in_blast]


def history(seed: int) -> History:
    """The history of that seed, always the same."""
    chance = random.Random(seed)
    now = datetime(2026, 6, 1, tzinfo=UTC) + chance.random() * 100 * DAY
    blast_at = now - timedelta(minutes=math.exp(chance.uniform(math.log(5), math.log(14 * 24 * 60))))
    size = 0 if chance.random() < NO_BLAST else round(math.exp(chance.uniform(math.log(12), math.log(5000))))
    per_day = 0.0 if chance.random() < 0.1 else chance.uniform(0, 50)
    by_hand = [at for at in _by_hand(chance, now, per_day) if at <= now]
    if chance.random() < BUSY_BEFORE_BLAST:
        by_hand += _session(chance, blast_at - timedelta(seconds=chance.uniform(5, 3600)), until=blast_at)
    spread = timedelta(seconds=chance.uniform(2, 120 if size < 200 else 300))
    kept = [at for at in by_hand if now - at < DAY or chance.random() < STILL_PENDING]
    blasted = [blast_at + spread * chance.random() for _ in range(size) if chance.random() < BLAST_PENDING]
    lines = [(at, False, chance.random() < STRANGERS_IMPORTED) for at in kept]
    lines += [(min(at, now), True, chance.random() < SHARE_IMPORTED) for at in blasted]
    lines.sort(reverse=True)
    people = tuple(Sent(number, *line) for number, line in enumerate(lines))
    return History(now.replace(microsecond=0) + timedelta(seconds=1), people, len(blasted), per_day)


def _by_hand(chance: random.Random, now: datetime, per_day: float) -> Iterator[datetime]:
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    for days in range(DAYS_BACK):
        day = midnight - days * DAY
        count = max(0, round(chance.gauss(per_day, math.sqrt(per_day)))) if per_day else 0
        for _ in range(count):
            yield day + timedelta(hours=chance.uniform(*WAKING_HOURS))
        if per_day and chance.random() < BUSY_DAY:
            yield from _session(chance, day + timedelta(hours=chance.uniform(*WAKING_HOURS)))


def _session(chance: random.Random, at: datetime, until: datetime | None = None) -> Iterator[datetime]:
    """Many by hand one after another, as after a conference: ten seconds to a minute for each."""
    for _ in range(chance.randrange(20, 80)):
        if until is None or at < until:
            yield at
        at += timedelta(seconds=chance.uniform(10, 60))
