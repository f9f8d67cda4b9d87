"""The texts that the site composes itself, in any language with a table under `fixtures/languages/`.

All other texts are in the recordings. Ages round down, as on LinkedIn; a month has 30 days, a year 365. "4 weeks" was
never seen there, so "3 weeks" lasts until the month is full. Babel words ages, dates and numbers; nothing here is
shared with the code that reads the pages.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

import msgspec
from babel import Locale
from babel.dates import format_date, format_timedelta
from babel.numbers import format_decimal

_MOST_WEEKS = 3

Recent = Literal["hours", "day"]


class Wording(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One language's table.

    In the patterns `{n}` is a number, `{age}` an age and `{Age}` one at the start of its line; other fields are what
    their names say. `known` and `invented` map an English text of the recordings, or its form with `{name}`, to this
    language's text: from published sources, or made up.
    """

    language: str
    sent: str
    today: str
    yesterday: str
    connected: str
    connected_ago: str
    pill: tuple[str, str]
    connections: tuple[str, str]
    withdrawn: str
    not_withdrawn: str
    removed: str
    not_removed: str
    known: Mapping[str, str] = {}
    invented: Mapping[str, str] = {}

    @property
    def texts(self) -> dict[str, str]:
        """All texts of the recordings that the table translates."""
        return {**self.invented, **self.known}

    @property
    def locale(self) -> Locale:
        """Babel's locale of the language."""
        return Locale.parse(self.language, sep="-")

    def number(self, number: int) -> str:
        """The number with the language's thousands separators."""
        return format_decimal(number, locale=self.locale)

    def sent_age(self, sent_at: datetime, now: datetime, zone: ZoneInfo, recent: Recent) -> str:
        """The age line of an invitation. Calendar days are those of `zone`."""
        return _in_line(self.sent, self._age(sent_at, now, zone, recent))

    def connected_on(self, connected_at: datetime, zone: ZoneInfo) -> str:
        """The date line of a connection, in `zone`."""
        date = format_date(connected_at.astimezone(zone).date(), "long", locale=self.locale)
        return self.connected.format(date=date)

    def connected_age(self, connected_at: datetime, now: datetime) -> str:
        """The age line of a connection, for layouts that show no date."""
        elapsed = max(now - connected_at, timedelta(minutes=1))
        return _in_line(self.connected_ago, self._ago(timedelta(days=elapsed.days) if elapsed.days else elapsed))

    def pill_text(self, count: int) -> str:
        """The text above the sent invitations."""
        return self._counted(self.pill, count)

    def connections_text(self, count: int) -> str:
        """The text above the connections."""
        return self._counted(self.connections, count)

    def _age(self, at: datetime, now: datetime, zone: ZoneInfo, recent: Recent) -> str:
        elapsed = max(now - at, timedelta(0))
        midnights = (now.astimezone(zone).date() - at.astimezone(zone).date()).days
        if recent == "hours" and elapsed < timedelta(days=1):
            return self._ago(max(elapsed, timedelta(minutes=1)))
        if midnights <= 0:
            return self.today
        if midnights == 1:
            return self.yesterday
        return self._ago(timedelta(days=max(elapsed.days, 1)))

    def _ago(self, elapsed: timedelta) -> str:
        for length in (timedelta(days=365), timedelta(days=30), timedelta(weeks=1), timedelta(days=1)):
            if elapsed >= length:
                count = elapsed // length
                rounded = length * (min(count, _MOST_WEEKS) if length == timedelta(weeks=1) else count)
                break
        else:
            hour = timedelta(hours=1)
            rounded = elapsed // hour * hour or elapsed // timedelta(minutes=1) * timedelta(minutes=1)
        return format_timedelta(-rounded, add_direction=True, threshold=1, locale=self.locale)

    def _counted(self, forms: tuple[str, str], count: int) -> str:
        return forms[count != 1].format(n=self.number(count))


def _in_line(line: str, age: str) -> str:
    return line.format(age=age, Age=age[:1].upper() + age[1:])
