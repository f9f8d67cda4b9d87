"""The people in the tables of an export: invitations, connections, imported contacts, and correspondents.

Of messages only the people and the last date; their texts are not read (data-export B.2 to B.5).
"""

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import TypeVar

from withdrawer.linkedin.export.csv_tables import ExportTable
from withdrawer.linkedin.export.export_dates import read_column
from withdrawer.linkedin.lists.rows import slug_of
from withdrawer.plan.evidence.export import SOMEWHEN, ArchivedConnection, ArchivedInvitation, Direction
from withdrawer.plan.person_rules import name_form

PROFILE = "https://www.linkedin.com/in/"
ORDINARY = re.compile(r"[\w-]+", re.ASCII)
NO_DATE = "no date that can be read"
ADDRESSES = re.compile(r"[^\s@,;]+@[^\s@,;]+")
BETWEEN_ADDRESSES = re.compile(r"[,;\s]+")
BETWEEN_NAMES = re.compile(r"[,;]")
DIRECTIONS = {
    "OUTGOING": Direction.OUTGOING,
    "SENT": Direction.OUTGOING,
    "INCOMING": Direction.INCOMING,
    "RECEIVED": Direction.INCOMING,
}
Who = TypeVar("Who")
Correspondent = tuple[str, str]
"""A slug and a name; one of them may be empty."""


def slug_in(address: str) -> str:
    """The decoded slug of a profile's address, empty if it is none. Has a fast path, as exports are long."""
    if address.startswith(PROFILE) and ORDINARY.fullmatch(address, len(PROFILE)):
        return address[len(PROFILE) :]
    address = address.strip()
    return slug_of(address if "//" in address else f"https://{address}") if address else ""


def instant_in(text: str) -> datetime | None:
    """The instant of `2026-02-09 01:21:47 UTC`, UTC even without that suffix; None for any other form."""
    try:
        at = datetime.fromisoformat(text.strip().removesuffix("UTC").rstrip())
    except ValueError:
        return None
    return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)


def invitations_of(table: ExportTable) -> Iterator[tuple[ArchivedInvitation, str]]:
    """Yield each invitation, with the address of the member's own profile if the row has it."""
    found = []
    columns = ("from", "inviterprofileurl", "to", "inviteeprofileurl", "sentat", "message|note", "direction")
    for line, (sender, sender_url, receiver, receiver_url, sent_at, note, way), is_whole in table.cells(*columns):
        if not is_whole:
            continue
        direction = DIRECTIONS.get(way.strip().upper())
        outgoing, incoming = (receiver, receiver_url, sender_url), (sender, sender_url, receiver_url)
        name, url, own_url = incoming if direction is Direction.INCOMING else outgoing
        slug, name = slug_in(url), name.strip()
        if direction is None:
            table.note("a direction that is neither OUTGOING nor INCOMING", line)
        elif not slug and not name:
            table.note("neither a name nor a profile", line)
        else:
            found.append((line, slug, name, sent_at, direction, bool(note.strip()), own_url))
    dates = read_column(row[3] for row in found)
    for line, slug, name, sent_at, direction, has_note, own_url in found:
        at = dates[sent_at]
        minute = at.replace(second=0, microsecond=0) if isinstance(at, datetime) else None
        if minute is None:
            table.note(NO_DATE, line)
        yield ArchivedInvitation(slug, name, minute, direction, has_note), own_url


def connections_of(table: ExportTable) -> Iterator[ArchivedConnection]:
    """Yield each connection that can be identified: rows of hidden profiles hold nothing but a date."""
    found = []
    columns = ("firstname", "lastname", "url|profileurl", "connectedon", "company")
    for line, (first, last, url, connected_on, company), is_whole in table.cells(*columns):
        slug, name = slug_in(url), f"{first} {last}".strip()
        if is_whole and (slug or name):
            found.append((line, slug, name, connected_on, company))
    dates = read_column(row[3] for row in found)
    for line, slug, name, connected_on, company in found:
        at = dates[connected_on]
        if at is None:
            table.note(NO_DATE, line)
        yield ArchivedConnection(slug, name, at.date() if isinstance(at, datetime) else at, company)


def contacts_of(table: ExportTable) -> Iterator[tuple[str, list[str]]]:
    """Yield each imported contact's name, in the form for comparing names, and addresses."""
    columns = ("firstname", "lastname", "fullname", "emails|emailaddress|emailaddresses|email")
    for _, (first, last, full, addresses), is_whole in table.cells(*columns):
        if is_whole:
            name = f"{first} {last}".strip() or full.strip()
            yield (name_form(name) if name else ""), ADDRESSES.findall(addresses.casefold())


def correspondents_of(table: ExportTable) -> dict[Correspondent, datetime]:
    """Everybody at either end of a sent message, with their last one: SOMEWHEN if a date can't be read.

    The slug may be empty, or the name if it isn't clear which of several names belongs to a slug. A row with broken
    quotes still has its people and its date, which come before the fault, so it counts too.
    """
    latest: dict[Correspondent, datetime] = {}
    undated = []
    ends = ("from", "senderprofileurl", "to", "recipientprofileurls")
    columns = (*ends, "date", "ismessagedraft", "isconversationdraft")
    for line, (sender, sender_url, receivers, receiver_urls, sent_at, *drafts), is_whole in table.cells(*columns):
        if any(draft.strip().casefold() == "yes" for draft in drafts):
            continue
        people = [*_people(sender, sender_url), *_people(receivers, receiver_urls)]
        at = instant_in(sent_at)
        if at is not None:
            take_latest(latest, ((who, at) for who in people))
        else:  # needs the whole column
            undated.append((line, is_whole, sent_at, people))
    dates = read_column(sent_at for _, _, sent_at, _ in undated)
    for line, is_whole, sent_at, people in undated:
        told = dates[sent_at]
        if told is None and is_whole:  # a broken row is already noted
            table.note(NO_DATE, line)
        take_latest(latest, ((who, _end_of(told) if told else SOMEWHEN) for who in people))
    return latest


def _end_of(told: date) -> datetime:
    """The instant that a cell names, in UTC (data-export B.5); a date without a time lasts until its end."""
    if isinstance(told, datetime):
        return told.replace(tzinfo=UTC)
    return datetime.combine(told + timedelta(days=1), time.min, UTC)


def _people(names: str, addresses: str) -> Iterator[Correspondent]:
    """Yield the people at one end of a message."""
    slugs = [slug for slug in map(slug_in, BETWEEN_ADDRESSES.split(addresses)) if slug]
    named = [names] if len(slugs) == 1 else BETWEEN_NAMES.split(names)
    if slugs:
        yield from zip(slugs, named if len(named) == len(slugs) else [""] * len(slugs), strict=True)
    else:
        yield from (("", name) for name in named if name.strip())


def take_latest(latest: dict[Who, datetime], told: Iterable[tuple[Who, datetime]]) -> None:
    """Keep the latest instant of each person."""
    for who, at in told:
        latest[who] = max(at, latest.get(who, at))
