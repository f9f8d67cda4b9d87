"""What data exports have told, kept so that the zip can be thrown away."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

import msgspec

from withdrawer.errors import UsageError
from withdrawer.journal.columns import stored
from withdrawer.journal.database import Database
from withdrawer.journal.documents import archive_of, values_of, versioned
from withdrawer.plan.evidence.export import Archive
from withdrawer.plan.person_rules import key_form


@dataclass(frozen=True, slots=True)
class Exports:
    """The exports that were taken over. An older one may hold invitations that a newer one no longer has."""

    database: Database

    def add(self, archive: Archive, zone: str, at: datetime) -> bool:
        """Take an export over; `zone` is what the person said of its clock, or "". False where all of it is known."""
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
        """Drop what is another member's: it can have come in before anybody had signed in."""
        others = [
            (row["id"],)
            for row in self.database.rows("SELECT id, owner FROM exports WHERE owner <> ''")
            if key_form(row["owner"]) != key_form(owner)
        ]
        with self.database.writing():
            self.database.write_all("DELETE FROM exports WHERE id = ?", others)

    def set_zone(self, zone: str) -> None:
        """What a person says of the clock of the exports; nothing where they say nothing."""
        if zone:
            with self.database.writing():
                self.database.write("UPDATE exports SET zone = ? WHERE id = (SELECT MAX(id) FROM exports)", (zone,))

    def all(self) -> Archive | None:
        """All exports as one, None where there is none. Raises UsageError where one can't be read."""
        rows = self.database.rows("SELECT content FROM exports ORDER BY id DESC")
        if not rows:
            return None
        whole, *others = (archive_of(row["content"]) for row in rows)
        for other in others:
            whole = whole.joined(other)
        return whole

    def drop_unreadable(self) -> None:
        """Drop what can't be read of an export: one that is taken over once more takes its place."""
        with self.database.writing():
            for row in self.database.rows("SELECT id, content FROM exports"):
                try:
                    archive_of(row["content"])
                except UsageError:
                    self.database.write("DELETE FROM exports WHERE id = ?", (row["id"],))

    def zone(self) -> str:
        """What was last said of the clock of an export; empty where nothing was."""
        rows = self.database.rows("SELECT zone FROM exports WHERE zone <> '' ORDER BY id DESC LIMIT 1")
        return str(rows[0]["zone"]) if rows else ""
