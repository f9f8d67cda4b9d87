"""With whom messages were exchanged, and when last. What they say is not looked at (data-export B.5)."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from withdrawer.linkedin.archive.cells import instant_in, slug_in
from withdrawer.linkedin.export.csv_tables import Table
from withdrawer.linkedin.export.export_dates import DateColumn
from withdrawer.linkedin.export.people_rows import padded_parts
from withdrawer.linkedin.export.unread_rows import NO_DATE, Faults
from withdrawer.plan.evidence.export_facts import SOMEWHEN

BETWEEN_ADDRESSES = re.compile(r"[,;\s]+")
BETWEEN_NAMES = re.compile(r"[,;]")
DAY = timedelta(days=1)


def correspondents_of(table: Table, faults: Faults) -> Iterator[tuple[str, str, datetime]]:
    """Everybody at either end of each message that was sent: slug, name and instant, SOMEWHEN where it can't be read.

    There may be no slug, or no name where it isn't clear which of several belongs to a slug. A message whose quotes are
    broken has its people and its date before them, and keeps those people too.
    """
    sent_at = table.column("date")
    drafts = [table.column("ismessagedraft"), table.column("isconversationdraft")]
    dates = DateColumn()
    late = []  # whose date the whole column has to tell
    for line, row, is_whole in padded_parts(table, faults):
        if any(row[draft].strip().casefold() == "yes" for draft in drafts):
            continue
        at = instant_in(row[sent_at])
        if at is None:
            dates.add(row[sent_at])
            late.append((line, is_whole, row[sent_at], list(_ends(table, row))))
            continue
        for slug, name in _ends(table, row):
            yield slug, name, at
    for line, is_whole, text, ends in late:
        told = _instant(dates, text)
        if told is None and is_whole:  # a broken one is noted already
            faults.note(NO_DATE, line)
        for slug, name in ends:
            yield slug, name, told or SOMEWHEN


def _instant(dates: DateColumn, text: str) -> datetime | None:
    """Times are UTC (data-export B.5); a day alone lasts until its end."""
    at = dates.moment(text)
    if at is None:
        return None
    return (at if dates.minute(text) else at + DAY).replace(tzinfo=UTC)


def _ends(table: Table, row: list[str]) -> Iterator[tuple[str, str]]:
    """Who is at both ends of a message."""
    for names, urls in (("from", "senderprofileurl"), ("to", "recipientprofileurls")):
        slugs = [slug for slug in map(slug_in, BETWEEN_ADDRESSES.split(row[table.column(urls)])) if slug]
        cell = row[table.column(names)]
        named = [cell] if len(slugs) == 1 else BETWEEN_NAMES.split(cell)
        if slugs:
            yield from zip(slugs, named if len(named) == len(slugs) else [""] * len(slugs), strict=True)
        else:
            yield from (("", name) for name in named if name.strip())
