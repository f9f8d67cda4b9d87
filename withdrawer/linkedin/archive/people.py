"""Invitations, connections and imported contacts, as their tables have them (data-export B.2 to B.4)."""

import re
from collections.abc import Iterator

from withdrawer.linkedin.archive.cells import day_in, minute_in, slug_in
from withdrawer.linkedin.archive.tables import Table
from withdrawer.plan.archive import ArchivedConnection, ArchivedInvitation
from withdrawer.plan.export import Direction
from withdrawer.plan.naming import name_form

ADDRESSES = re.compile(r"[^\s@,;]+@[^\s@,;]+")


def invitations_of(table: Table) -> Iterator[tuple[ArchivedInvitation, str]]:
    """Each invitation, with the member's own slug where the row tells it. What is not OUTGOING came in."""
    sender, receiver = table.column("from"), table.column("to")
    sender_url, receiver_url = table.column("inviterprofileurl"), table.column("inviteeprofileurl")
    sent_at, message, direction = table.column("sentat"), table.column("message"), table.column("direction")
    for row in padded(table):
        is_outgoing = row[direction].strip().upper() == Direction.OUTGOING
        name, url, own_url = (
            (row[receiver], row[receiver_url], row[sender_url])
            if is_outgoing
            else (row[sender], row[sender_url], row[receiver_url])
        )
        slug = slug_in(url)
        if slug or name.strip():
            yield (
                ArchivedInvitation(
                    slug,
                    name.strip(),
                    minute_in(row[sent_at]),
                    Direction.OUTGOING if is_outgoing else Direction.INCOMING,
                    bool(row[message].strip()),
                ),
                own_url,
            )


def connections_of(table: Table) -> Iterator[ArchivedConnection]:
    """Each connection that can be told from others: rows of hidden profiles hold nothing but a date."""
    first, last, url = table.column("firstname"), table.column("lastname"), table.column("url")
    company, connected_on = table.column("company"), table.column("connectedon")
    for row in padded(table):
        slug, name = slug_in(row[url]), f"{row[first]} {row[last]}".strip()
        if slug or name:
            yield ArchivedConnection(slug, name, day_in(row[connected_on]), row[company])


def contacts_of(table: Table) -> Iterator[tuple[str, list[str]]]:
    """Each imported contact's name, as names are compared, and addresses."""
    first, last, full = table.column("firstname"), table.column("lastname"), table.column("fullname")
    addresses = table.column("emails", "emailaddress")
    for row in padded(table):
        name = f"{row[first]} {row[last]}".strip() or row[full].strip()
        yield (name_form(name) if name else ""), ADDRESSES.findall(row[addresses].casefold())


def padded(table: Table) -> Iterator[list[str]]:
    """The rows, each with an empty cell for every column that it lacks, and one at its end for those of no table."""
    width = max(table.columns.values()) + 1
    for row in table.rows:
        row += [""] * (width - len(row) + 1 if len(row) < width else 1)
        yield row
