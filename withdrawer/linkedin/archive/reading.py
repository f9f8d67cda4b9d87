"""A member's data export, read from its zip or folder ("Get a copy of your data")."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from withdrawer.errors import UsageError
from withdrawer.linkedin.archive.cells import instant_in, slug_in
from withdrawer.linkedin.archive.container import GET_ANOTHER, opened
from withdrawer.linkedin.archive.messages import correspondents_of
from withdrawer.linkedin.archive.people import connections_of, contacts_of, invitations_of
from withdrawer.linkedin.archive.tables import Kind, Table, table_of
from withdrawer.plan.archive import Archive, ArchivedConnection, ArchivedInvitation


def read_archive(path: Path) -> Archive:
    """Read an export. Raises UsageError where it can't be read, is unsafe, or holds none of the known tables."""
    reading = _Reading()
    with opened(path) as members:
        for member in members:
            if not member.is_of_an_assistant:
                with table_of(member) as table:
                    if table is not None:
                        reading.take(table)
    if not reading.met:
        raise UsageError(
            f"{path} holds neither invitations nor connections, contacts or messages: it is no LinkedIn export.",
            GET_ANOTHER,
        )
    return reading.archive()


@dataclass
class _Reading:
    """What has been read so far."""

    met: set[Kind] = field(default_factory=set)
    owners: Counter[str] = field(default_factory=Counter)
    invitations: list[ArchivedInvitation] = field(default_factory=list)
    connections: list[ArchivedConnection] = field(default_factory=list)
    names: set[str] = field(default_factory=set)
    addresses: set[str] = field(default_factory=set)
    messaged: dict[str, str] = field(default_factory=dict)
    messaged_names: dict[str, str] = field(default_factory=dict)

    def take(self, table: Table) -> None:
        self.met.add(table.kind)
        match table.kind:
            case Kind.INVITATIONS:
                for invitation, own_url in invitations_of(table):
                    self.invitations.append(invitation)
                    self.owners[own_url] += 1
            case Kind.CONNECTIONS:
                self.connections.extend(connections_of(table))
            case Kind.CONTACTS:
                for name, addresses in contacts_of(table):
                    self.names.add(name)
                    self.addresses.update(addresses)
            case Kind.MESSAGES:
                for slug, name, sent_at in correspondents_of(table):
                    latest, who = (self.messaged, slug) if slug else (self.messaged_names, name)
                    latest[who] = max(latest.get(who, ""), sent_at)  # the year comes first: text has the order of time

    def archive(self) -> Archive:
        """All of it; who the export belongs to is at one end of nearly every invitation."""
        self.owners.pop("", None)
        owner = slug_in(self.owners.most_common(1)[0][0]) if self.owners else ""
        self.messaged.pop(owner, None)
        return Archive(
            owner=owner,
            invitations=tuple(self.invitations),
            connections=tuple(self.connections),
            imported_names=frozenset(self.names - {""}),
            imported_addresses=frozenset(self.addresses),
            messaged_at=_instants(self.messaged),
            messaged_names_at=_instants(self.messaged_names),
        )


def _instants(written: dict[str, str]) -> dict[str, datetime]:
    return {who: at for who, text in written.items() if (at := instant_in(text))}
