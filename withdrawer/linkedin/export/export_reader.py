"""Read a member's data export from its zip, its folder or one of its tables ("Get a copy of your data")."""

from collections import Counter
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
    take_latest,
)
from withdrawer.plan.evidence.export import Archive, ArchivedConnection, ArchivedInvitation
from withdrawer.plan.person_rules import key_form, name_form


@dataclass(frozen=True)
class TakenExport:
    """The content of an export, and what could not be read: one sentence each, with the table's name."""

    archive: Archive
    unread: tuple[str, ...]
    kinds: frozenset[TableKind]


def read_archive(path: Path, called: str = "") -> TakenExport:
    """Read an export; `called` is its name in messages, if not its path.

    Raises UsageError if it can't be read, is unsafe, or holds none of the known tables. One of its tables that can't be
    read is reported, and all others are read.
    """
    called, whole = called or str(path), _Reading()
    unread: list[str] = []
    hints: list[str] = []
    with opened(path) as members:
        for member in members:
            if not member.is_of_an_assistant:
                try:
                    unread += _read(member, whole)
                except UsageError as error:
                    name = "" if error.message.startswith(member.name) else f"{member.name}: "
                    unread.append(f"{name}{error.message}")
                    hints.append(error.hint or GET_ANOTHER)
    if not whole.met:
        if hints:
            reasons = "; ".join(it.removeprefix(f"{path.name}: ").rstrip(".") for it in unread)
            raise UsageError(f"{called} can't be imported: {reasons}.", hints[0])
        raise UsageError(
            f"{called} holds neither invitations nor connections, contacts or messages: it is not a LinkedIn export.",
            GET_ANOTHER,
        )
    return TakenExport(whole.archive(), tuple(unread), frozenset(whole.met))


def _read(member: ExportMember, whole: "_Reading") -> list[str]:
    """Add one file to `whole`, if it is a table and can be read to its end; returns what could not be read."""
    with told_plainly(f"{member.name} in the export"), table_of(member) as table:
        if table is None:
            return []
        whole.take(table)
        return [f"{member.name}: {sentence}" for sentence in table.unread]


@dataclass
class _Reading:
    """The content read so far."""

    met: set[TableKind] = field(default_factory=set)
    owners: Counter[str] = field(default_factory=Counter)
    invitations: list[ArchivedInvitation] = field(default_factory=list)
    connections: list[ArchivedConnection] = field(default_factory=list)
    names: set[str] = field(default_factory=set)
    addresses: set[str] = field(default_factory=set)
    messaged: dict[str, datetime] = field(default_factory=dict)
    messaged_names: dict[str, datetime] = field(default_factory=dict)
    names_of: dict[str, str] = field(default_factory=dict)

    def take(self, table: ExportTable) -> None:
        """Add a table. Each is read to its end first, so that nothing of a damaged one is added."""
        match table.kind:
            case TableKind.INVITATIONS:
                invitations = list(invitations_of(table))
                self.invitations += [invitation for invitation, _ in invitations]
                self.owners.update(own_url for _, own_url in invitations)
            case TableKind.CONNECTIONS:
                self.connections += list(connections_of(table))
            case TableKind.CONTACTS:
                contacts = list(contacts_of(table))
                self.names.update(name for name, _ in contacts)
                self.addresses.update(address for _, addresses in contacts for address in addresses)
            case TableKind.MESSAGES:
                people = correspondents_of(table)
                take_latest(self.messaged, ((slug, at) for (slug, _), at in people.items() if slug))
                take_latest(
                    self.messaged_names, ((name_form(name), at) for (slug, name), at in people.items() if not slug)
                )
                for slug, name in people:
                    if slug and name:
                        self.names_of.setdefault(slug, name_form(name))
        self.met.add(table.kind)

    def archive(self) -> Archive:
        """All of it; the owner is at one end of nearly every invitation."""
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
