"""What data exports have told, kept so that the zip can be thrown away."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

import msgspec

from withdrawer.errors import UsageError
from withdrawer.journal.database import Database
from withdrawer.journal.documents import archive_of, values_of, versioned
from withdrawer.journal.instants import stored
from withdrawer.plan.archive import Archive


@dataclass(frozen=True, slots=True)
class Exports:
    """The exports that were taken over. An older one may hold invitations that a newer one no longer has."""

    database: Database

    def add(self, archive: Archive, zone: str, at: datetime) -> bool:
        """Take an export over; `zone` is what the person said of its clock, or "". False where it is known already."""
        content = msgspec.json.encode(archive, order="deterministic")
        digest = hashlib.sha256(content).hexdigest()
        with self.database.writing():
            self._drop_unreadable()
            is_new = not self.database.rows("SELECT id FROM exports WHERE digest = ?", (digest,))
            self.database.write(
                "INSERT INTO exports (digest, owner, zone, added_at, content) VALUES (:digest, :owner, :zone, :at,"
                " :content) ON CONFLICT (digest) DO UPDATE SET zone = CASE :zone WHEN '' THEN zone ELSE :zone END",
                {
                    "digest": digest,
                    "owner": archive.owner,
                    "zone": zone,
                    "at": stored(at),
                    "content": versioned(values_of(content.decode())),
                },
            )
        return is_new

    def all(self) -> Archive | None:
        """All exports as one, None where there is none. Raises UsageError where one can't be read."""
        rows = self.database.rows("SELECT content FROM exports ORDER BY id DESC")
        if not rows:
            return None
        whole, *others = (archive_of(row["content"]) for row in rows)
        for other in others:
            whole = whole.joined(other)
        return whole

    def _drop_unreadable(self) -> None:
        """An export that is taken over once more takes the place of what can't be read of it."""
        for row in self.database.rows("SELECT id, content FROM exports"):
            try:
                archive_of(row["content"])
            except UsageError:
                self.database.write("DELETE FROM exports WHERE id = ?", (row["id"],))

    def zone(self) -> str:
        """What was last said of the clock of an export; empty where nothing was."""
        rows = self.database.rows("SELECT zone FROM exports WHERE zone <> '' ORDER BY id DESC LIMIT 1")
        return str(rows[0]["zone"]) if rows else ""
