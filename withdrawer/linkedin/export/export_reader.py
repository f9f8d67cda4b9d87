"""A member's data export, read from its zip, its folder or one of its tables ("Get a copy of your data")."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from withdrawer.errors import UsageError
from withdrawer.linkedin.export.container import GET_ANOTHER, ExportMember, opened, told_plainly
from withdrawer.linkedin.export.csv_tables import ExportTable, TableKind, table_of
from withdrawer.linkedin.export.people_rows import (
    connections_of,
    contacts_of,
    correspondents_of,
    invitations_of,
    slug_in,
)
from withdrawer.linkedin.export.unread_rows import UnreadRows
from withdrawer.plan.evidence.export import Archive, ArchivedConnection, ArchivedInvitation
from withdrawer.plan.person_rules import key_form, name_form


@dataclass(frozen=True)
class TakenExport:
    """What an export holds, and what of it could not be read: a sentence each, with the table's name."""

    archive: Archive
    unread: tuple[str, ...]
    kinds: frozenset[TableKind]


def read_archive(path: Path) -> TakenExport:
    """Read an export.

    Raises UsageError where it can't be read, is unsafe, or holds none of the known tables. A table of its own that
    can't be read is told, and all others are read.
    """
    whole = _Reading()
    unread: list[str] = []
    failed: list[UsageError] = []
    with opened(path) as members:
        for member in members:
            if member.is_of_an_assistant:
                continue
            try:
                part, faults = _read(member)
            except UsageError as error:
                failed.append(error)
                unread.append(error.message)
            else:
                whole.join(part)
                unread += [f"{member.name}: {sentence}" for sentence in faults.told()]
    if not whole.met:
        if failed:
            raise UsageError(f"{path} can't be taken over: {'; '.join(unread)}", failed[0].hint or GET_ANOTHER)
        raise UsageError(
            f"{path} holds neither invitations nor connections, contacts or messages: it is no LinkedIn export.",
            GET_ANOTHER,
        )
    return TakenExport(whole.archive(), tuple(unread), frozenset(whole.met))


def _read(member: ExportMember) -> tuple["_Reading", UnreadRows]:
    """One file. Raises UsageError, with its name, where it is a table of an export's own and can't be read."""
    part, faults = _Reading(), UnreadRows()
    try:
        with told_plainly(f"{member.name} in the export"), table_of(member) as table:
            if table is not None:
                part.take(table, faults)
    except UsageError as error:
        if error.message.startswith(member.name):
            raise
        raise UsageError(f"{member.name}: {error.message}", error.hint) from error
    return part, faults


@dataclass
class _Reading:
    """What has been read so far."""

    met: set[TableKind] = field(default_factory=set)
    owners: Counter[str] = field(default_factory=Counter)
    invitations: list[ArchivedInvitation] = field(default_factory=list)
    connections: list[ArchivedConnection] = field(default_factory=list)
    names: set[str] = field(default_factory=set)
    addresses: set[str] = field(default_factory=set)
    messaged: dict[str, datetime] = field(default_factory=dict)
    messaged_names: dict[str, datetime] = field(default_factory=dict)
    names_of: dict[str, str] = field(default_factory=dict)

    def take(self, table: ExportTable, faults: UnreadRows) -> None:
        self.met.add(table.kind)
        match table.kind:
            case TableKind.INVITATIONS:
                for invitation, own_url in invitations_of(table, faults):
                    self.invitations.append(invitation)
                    self.owners[own_url] += 1
            case TableKind.CONNECTIONS:
                self.connections.extend(connections_of(table, faults))
            case TableKind.CONTACTS:
                for name, addresses in contacts_of(table, faults):
                    self.names.add(name)
                    self.addresses.update(addresses)
            case TableKind.MESSAGES:
                for slug, name, sent_at in correspondents_of(table, faults):
                    if not slug:
                        _take_latest(self.messaged_names, [(name_form(name), sent_at)])
                        continue
                    _take_latest(self.messaged, [(slug, sent_at)])
                    if name and slug not in self.names_of:
                        self.names_of[slug] = name_form(name)

    def join(self, part: "_Reading") -> None:
        """Add what one more file has."""
        self.met |= part.met
        self.owners += part.owners
        self.invitations += part.invitations
        self.connections += part.connections
        self.names |= part.names
        self.addresses |= part.addresses
        _take_latest(self.messaged, part.messaged.items())
        _take_latest(self.messaged_names, part.messaged_names.items())
        self.names_of = {**part.names_of, **self.names_of}

    def archive(self) -> Archive:
        """All of it; who the export belongs to is at one end of nearly every invitation."""
        del self.owners[""]
        owner = slug_in(self.owners.most_common(1)[0][0]) if self.owners else ""
        own = key_form(owner)
        return Archive(
            owner=owner,
            invitations=tuple(self.invitations),
            connections=tuple(self.connections),
            imported_names=frozenset(self.names - {""}),
            imported_addresses=frozenset(self.addresses),
            messaged_at={slug: at for slug, at in self.messaged.items() if key_form(slug) != own},
            messaged_names_at=self.messaged_names,
            messaged_names={slug: name for slug, name in self.names_of.items() if key_form(slug) != own},
        )


def _take_latest(latest: dict[str, datetime], told: Iterable[tuple[str, datetime]]) -> None:
    for who, at in told:
        if who not in latest or latest[who] < at:
            latest[who] = at
