"""Invitations, connections and imported contacts, as their tables have them (data-export B.2 to B.4)."""

import re
from collections.abc import Iterator

from withdrawer.linkedin.archive.cells import slug_in
from withdrawer.linkedin.export.csv_tables import Table
from withdrawer.linkedin.export.export_dates import DateColumn
from withdrawer.linkedin.export.unread_rows import NO_DATE, NO_DIRECTION, NOBODY, NOT_A_ROW, Faults
from withdrawer.plan.evidence.export_facts import Direction
from withdrawer.plan.evidence.raw_export import ArchivedConnection, ArchivedInvitation
from withdrawer.plan.person_rules import name_form

ADDRESSES = re.compile(r"[^\s@,;]+@[^\s@,;]+")
DIRECTIONS = {
    "OUTGOING": Direction.OUTGOING,
    "SENT": Direction.OUTGOING,
    "INCOMING": Direction.INCOMING,
    "RECEIVED": Direction.INCOMING,
}


def invitations_of(table: Table, faults: Faults) -> Iterator[tuple[ArchivedInvitation, str]]:
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


def connections_of(table: Table, faults: Faults) -> Iterator[ArchivedConnection]:
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


def contacts_of(table: Table, faults: Faults) -> Iterator[tuple[str, list[str]]]:
    """Each imported contact's name, as names are compared, and addresses."""
    first, last, full = table.column("firstname"), table.column("lastname"), table.column("fullname")
    addresses = table.column("emails", "emailaddress", "emailaddresses", "email")
    for _, row in padded(table, faults):
        name = f"{row[first]} {row[last]}".strip() or row[full].strip()
        yield (name_form(name) if name else ""), ADDRESSES.findall(row[addresses].casefold())


def padded(table: Table, faults: Faults) -> Iterator[tuple[int, list[str]]]:
    """The whole rows with their lines, each with an empty cell for every column that it lacks.

    There is one more, for a column that the table lacks. Empty rows are none; one that can't be read is noted.
    """
    return ((line, row) for line, row, is_whole in padded_parts(table, faults) if is_whole)


def padded_parts(table: Table, faults: Faults) -> Iterator[tuple[int, list[str], bool]]:
    """The same with what can be read of the others, and whether each is whole."""
    width = max(table.columns.values()) + 1
    for line, row, is_whole in table.rows:
        if not is_whole:
            faults.note(NOT_A_ROW, line)
        if not is_whole or any(row):
            faults.rows += 1
            row += [""] * (width - len(row) + 1 if len(row) < width else 1)
            yield line, row, is_whole
