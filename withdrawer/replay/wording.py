"""Every word the site has to put together itself, one table per language. All other words stand in the recordings.

Rounding is downwards, as on LinkedIn; a month has 30 days, a year 365. "4 weeks" was never seen there, so "3 weeks"
lasts until the month is full.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

_MOST_WEEKS = 3

Recent = Literal["hours", "day"]


@dataclass(frozen=True)
class Wording:
    """One language. In the patterns `{n}` is a number and the rest what its name says."""

    language: str
    sent: str
    today: str
    yesterday: str
    units: dict[str, tuple[str, str]]
    connected: str
    months: tuple[str, ...]
    thousands: str
    pill: tuple[str, str]
    connections: tuple[str, str]
    withdrawn: str
    not_withdrawn: str
    removed: str
    not_removed: str
    connected_ago: str

    def number(self, number: int) -> str:
        """The number with the language's thousands mark."""
        return f"{number:,}".replace(",", self.thousands)

    def sent_age(self, sent_at: datetime, now: datetime, zone: ZoneInfo, recent: Recent) -> str:
        """The age line of an invitation. Calendar days are those of `zone`."""
        return self.sent.format(age=self._age(sent_at, now, zone, recent))

    def connected_on(self, connected_at: datetime, zone: ZoneInfo) -> str:
        """The date line of a connection, in `zone`."""
        day = connected_at.astimezone(zone)
        return self.connected.format(month=self.months[day.month - 1], day=day.day, year=day.year)

    def connected_age(self, connected_at: datetime, now: datetime) -> str:
        """The age line of a connection where the layout tells no date."""
        elapsed = max(now - connected_at, timedelta(0))
        age = self._days(elapsed.days) if elapsed.days else self._within_a_day(elapsed)
        return self.connected_ago.format(age=age)

    def pill_text(self, count: int) -> str:
        """What stands above the sent invitations."""
        return self._counted(self.pill, count)

    def connections_text(self, count: int) -> str:
        """What stands above the connections."""
        return self._counted(self.connections, count)

    def _age(self, sent_at: datetime, now: datetime, zone: ZoneInfo, recent: Recent) -> str:
        elapsed = max(now - sent_at, timedelta(0))
        midnights = (now.astimezone(zone).date() - sent_at.astimezone(zone).date()).days
        if midnights <= 0:
            return self.today if recent == "day" else self._within_a_day(elapsed)
        if midnights == 1:
            return self.yesterday
        return self._days(max(elapsed.days, 1))

    def _days(self, days: int) -> str:
        for unit, length in (("year", 365), ("month", 30), ("week", 7), ("day", 1)):
            if days >= length:
                return self._units(unit, min(days // length, _MOST_WEEKS) if unit == "week" else days // length)
        raise AssertionError("a day is the smallest unit here")

    def _within_a_day(self, elapsed: timedelta) -> str:
        minutes = int(elapsed.total_seconds() // 60)
        return self._units("hour", minutes // 60) if minutes >= 60 else self._units("minute", max(minutes, 1))

    def _counted(self, forms: tuple[str, str], count: int) -> str:
        return forms[count != 1].format(n=self.number(count))

    def _units(self, unit: str, number: int) -> str:
        one, many = self.units[unit]
        return (one if number == 1 else many).format(n=number)


ENGLISH = Wording(
    language="en",
    sent="Sent {age}",
    today="today",
    yesterday="yesterday",
    units={
        unit: (f"{{n}} {unit} ago", f"{{n}} {unit}s ago") for unit in ("minute", "hour", "day", "week", "month", "year")
    },
    connected="Connected on {month} {day}, {year}",
    months=(
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
    thousands=",",
    pill=("People ({n})", "People ({n})"),
    connections=("{n} connection", "{n} connections"),
    withdrawn="Invitation to {first_name} withdrawn.",
    not_withdrawn="Sorry, unable to withdraw invitation to {first_name}. Please try again.",
    # No source has the words after a removal.
    removed="{first_name} was removed from your connections.",
    not_removed="Sorry, unable to remove {first_name}. Please try again.",
    connected_ago="Connected {age}",
)

WORDINGS = {wording.language: wording for wording in (ENGLISH,)}
