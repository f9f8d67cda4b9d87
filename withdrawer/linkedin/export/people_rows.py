"""Whom the tables of an export name: invitations, connections, imported contacts, and correspondents.

Of messages only with whom and when last; what they say is not looked at (data-export B.2 to B.5).
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from withdrawer.linkedin.export.csv_tables import ExportTable
from withdrawer.linkedin.export.export_dates import DateColumn
from withdrawer.linkedin.export.unread_rows import NO_DATE, NO_DIRECTION, NOBODY, NOT_A_ROW, UnreadRows
from withdrawer.linkedin.lists.rows import slug_of
from withdrawer.plan.evidence.export import SOMEWHEN, ArchivedConnection, ArchivedInvitation, Direction
from withdrawer.plan.person_rules import name_form

PROFILE = "https://www.linkedin.com/in/"
ORDINARY = re.compile(r"[\w-]+", re.ASCII)


def slug_in(address: str) -> str:
    """The decoded slug of a profile's address, empty where it is none. Most are plain, and exports are long."""
    if address.startswith(PROFILE) and ORDINARY.fullmatch(address, len(PROFILE)):
        return address[len(PROFILE) :]
    address = address.strip()
    return slug_of(address if "//" in address else f"https://{address}") if address else ""


def instant_in(text: str) -> datetime | None:
    """The instant that `2026-02-09 01:21:47 UTC` names, UTC also where it doesn't say so; None for any other form."""
    try:
        at = datetime.fromisoformat(text.strip().removesuffix("UTC").rstrip())
    except ValueError:
        return None
    return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)


ADDRESSES = re.compile(r"[^\s@,;]+@[^\s@,;]+")
DIRECTIONS = {
    "OUTGOING": Direction.OUTGOING,
    "SENT": Direction.OUTGOING,
    "INCOMING": Direction.INCOMING,
    "RECEIVED": Direction.INCOMING,
}


def invitations_of(table: ExportTable, faults: UnreadRows) -> Iterator[tuple[ArchivedInvitation, str]]:
    """Each invitation, with the member's own slug where the row tells it."""
    sender, receiver = table.column("from"), table.column("to")
    sender_url, receiver_url = table.column("inviterprofileurl"), table.column("inviteeprofileurl")
    sent_at, message, direction = table.column("sentat"), table.column("message", "note"), table.column("direction")
    dates = DateColumn()
    rows = []
    for line, row in padded(table, faults):
        way = DIRECTIONS.get(row[direction].strip().upper())
        outgoing = (row[receiver], row[receiver_url], row[sender_url])
        incoming = (row[sender], row[sender_url], row[receiver_url])
        name, url, own_url = outgoing if way is Direction.OUTGOING else incoming
        slug, name = slug_in(url), name.strip()
        if way is None:
            faults.note(NO_DIRECTION, line)
        elif not slug and not name:
            faults.note(NOBODY, line)
        else:
            dates.add(row[sent_at])
            rows.append((line, slug, name, row[sent_at], way, bool(row[message].strip()), own_url))
    for line, slug, name, text, way, has_note, own_url in rows:
        at = dates.minute(text)
        if at is None:
            faults.note(NO_DATE, line)
        yield ArchivedInvitation(slug, name, at, way, has_note), own_url


def connections_of(table: ExportTable, faults: UnreadRows) -> Iterator[ArchivedConnection]:
    """Each connection that can be told from others: rows of hidden profiles hold nothing but a date."""
    first, last, url = table.column("firstname"), table.column("lastname"), table.column("url", "profileurl")
    company, connected_on = table.column("company"), table.column("connectedon")
    dates = DateColumn()
    rows = []
    for line, row in padded(table, faults):
        slug, name = slug_in(row[url]), f"{row[first]} {row[last]}".strip()
        if slug or name:
            dates.add(row[connected_on])
            rows.append((line, slug, name, row[connected_on], row[company]))
    for line, slug, name, text, employer in rows:
        at = dates.moment(text)
        if at is None:
            faults.note(NO_DATE, line)
        yield ArchivedConnection(slug, name, at.date() if at else None, employer)


def contacts_of(table: ExportTable, faults: UnreadRows) -> Iterator[tuple[str, list[str]]]:
    """Each imported contact's name, as names are compared, and addresses."""
    first, last, full = table.column("firstname"), table.column("lastname"), table.column("fullname")
    addresses = table.column("emails", "emailaddress", "emailaddresses", "email")
    for _, row in padded(table, faults):
        name = f"{row[first]} {row[last]}".strip() or row[full].strip()
        yield (name_form(name) if name else ""), ADDRESSES.findall(row[addresses].casefold())


def padded(table: ExportTable, faults: UnreadRows) -> Iterator[tuple[int, list[str]]]:
    """The whole rows with their lines, each with an empty cell for every column that it lacks.

    There is one more, for a column that the table lacks. Empty rows are none; one that can't be read is noted.
    """
    return ((line, row) for line, row, is_whole in padded_parts(table, faults) if is_whole)


def padded_parts(table: ExportTable, faults: UnreadRows) -> Iterator[tuple[int, list[str], bool]]:
    """The same with what can be read of the others, and whether each is whole."""
    width = max(table.columns.values()) + 1
    for line, row, is_whole in table.rows:
        if not is_whole:
            faults.note(NOT_A_ROW, line)
        if not is_whole or any(row):
            faults.rows += 1
            row += [""] * (width - len(row) + 1 if len(row) < width else 1)
            yield line, row, is_whole


BETWEEN_ADDRESSES = re.compile(r"[,;\s]+")
BETWEEN_NAMES = re.compile(r"[,;]")
DAY = timedelta(days=1)


def correspondents_of(table: ExportTable, faults: UnreadRows) -> Iterator[tuple[str, str, datetime]]:
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


def _ends(table: ExportTable, row: list[str]) -> Iterator[tuple[str, str]]:
    """Who is at both ends of a message."""
    for names, urls in (("from", "senderprofileurl"), ("to", "recipientprofileurls")):
        slugs = [slug for slug in map(slug_in, BETWEEN_ADDRESSES.split(row[table.column(urls)])) if slug]
        cell = row[table.column(names)]
        named = [cell] if len(slugs) == 1 else BETWEEN_NAMES.split(cell)
        if slugs:
            yield from zip(slugs, named if len(named) == len(slugs) else [""] * len(slugs), strict=True)
        else:
            yield from (("", name) for name in named if name.strip())
