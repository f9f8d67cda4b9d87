"""The content of imported data exports, kept so that the zip can be deleted."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

import msgspec

from withdrawer.errors import UsageError
from withdrawer.journal.columns import restored, stored
from withdrawer.journal.database import Database
from withdrawer.journal.documents import archive_of, values_of, versioned
from withdrawer.plan.evidence.export import Archive
from withdrawer.plan.person_rules import key_form


@dataclass(frozen=True, slots=True)
class Exports:
    """The imported exports. An older one may hold invitations that a newer one no longer has."""

    database: Database

    def add(self, archive: Archive, zone: str, at: datetime) -> bool:
        """Import an export; returns False if it adds nothing new.

        `zone` is the zone of its clock as the user named it, or "".
        """
        is_new = archive.adds_to(self.all())
        if is_new:
            content = msgspec.json.encode(archive, order="deterministic")
            document = versioned(values_of(content.decode()))
            with self.database.writing():
                self.database.write(
                    "INSERT INTO exports (digest, owner, zone, added_at, content) VALUES (?, ?, ?, ?, ?)"
                    " ON CONFLICT (digest) DO NOTHING",
                    (hashlib.sha256(content).hexdigest(), archive.owner, zone, stored(at), document),
                )
        self.set_zone(zone)
        return is_new

    def drop_others(self, owner: str) -> None:
        """Drop another member's exports: they may have been imported before anybody signed in."""
        others = [
            (row["id"],)
            for row in self.database.rows("SELECT id, owner FROM exports WHERE owner <> ''")
            if key_form(row["owner"]) != key_form(owner)
        ]
        with self.database.writing():
            self.database.write_all("DELETE FROM exports WHERE id = ?", others)

    def set_zone(self, zone: str) -> None:
        """Set the clock's zone of the latest export; does nothing if the user named none."""
        if zone:
            with self.database.writing():
                self.database.write("UPDATE exports SET zone = ? WHERE id = (SELECT MAX(id) FROM exports)", (zone,))

    def all(self) -> Archive | None:
        """All exports merged into one, None if there are none. Raises UsageError if one can't be read."""
        rows = self.database.rows("SELECT content FROM exports ORDER BY id DESC")
        if not rows:
            return None
        whole, *others = (archive_of(row["content"]) for row in rows)
        for other in others:
            whole = whole.joined(other)
        return whole

    def last_added_at(self) -> datetime | None:
        """When an export was last imported that brought something new; None if there is none."""
        [row] = self.database.rows("SELECT MAX(added_at) AS added_at FROM exports")
        return restored(row["added_at"]) if row["added_at"] is not None else None

    def drop_unreadable(self) -> None:
        """Drop exports that can't be read: importing them again replaces them."""
        with self.database.writing():
            for row in self.database.rows("SELECT id, content FROM exports"):
                try:
                    archive_of(row["content"])
                except UsageError:
                    self.database.write("DELETE FROM exports WHERE id = ?", (row["id"],))

    def zone(self) -> str:
        """The last zone named for the clock of an export; empty if none was."""
        rows = self.database.rows("SELECT zone FROM exports WHERE zone <> '' ORDER BY id DESC LIMIT 1")
        return str(rows[0]["zone"]) if rows else ""
