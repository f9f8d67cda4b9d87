"""An `--older-than` age inside the range of one LinkedIn wording: from which day on people count as older. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo

from withdrawer.plan.dates.ages import DAY, counted, days_of, says_at_least
from withdrawer.plan.dates.languages import wordings_for
from withdrawer.plan.dates.wordings import Unit

SHOWN = (
    *((count, Unit.DAY) for count in range(1, 7)),
    *((count, Unit.WEEK) for count in range(1, 4)),
    *((count, Unit.MONTH) for count in range(1, 12)),
    *((count, Unit.YEAR) for count in range(1, 20)),
)
"""The ages of a day and more that LinkedIn words: days up to a week, weeks up to a month, and so on."""
NEAR = 7 * DAY


@dataclass(frozen=True, slots=True)
class Straddle:
    """A wording whose range contains an age. LinkedIn may show it from `first_day` to `last_day` after the invitation.

    `sure_from` is the day from which everybody is surely older than that age. `whole` is the slightly shorter age, in
    days, that would include everybody with this wording; None if it would be much shorter.
    """

    count: int
    unit: Unit
    first_day: int
    last_day: int
    whole: int | None

    @property
    def sure_from(self) -> int:
        """The first day on which LinkedIn's wording is another one, and says that somebody is older."""
        return self.last_day + 1

    def wording(self, seen: Iterable[tuple[str, str]] = ()) -> str:
        """Return the wording as a page has it, if it is among those `seen`, with their language; else in English."""
        meant = (self.count, self.unit)
        said = (wording for wording, language in seen if wordings_for(language).age(wording) == meant)
        return next(said, f"{self.count} {self.unit}{'' if self.count == 1 else 's'} ago")


def straddled(age: Mapping[Unit, int], until: datetime, now: datetime, zone: tzinfo) -> Straddle | None:
    """Return the coarsest wording that may lie on either side of `until`, where an age ends; None if only a day's."""
    found = [
        (days_of(count, unit), count, unit)
        for count, unit in SHOWN
        if (span := counted(count, unit, now, zone)).earliest < until < span.latest
        and not says_at_least(count, unit, age)
    ]
    if not found:
        return None
    (first, last), count, unit = max(found, key=lambda it: it[0][1])
    if unit is Unit.DAY or now - (last + 1) * DAY >= until - DAY:
        return None
    is_near = now - first * DAY - until <= NEAR
    return Straddle(count, unit, first, last, first if is_near else None)
