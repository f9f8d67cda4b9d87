"""What a data export holds, in numbers."""

from typing import Any

from withdrawer.plan.archive import Archive
from withdrawer.plan.export import Direction
from withdrawer.show.confirm import people


def archive_lines(archive: Archive, *, is_new: bool) -> list[str]:
    """What was taken over, a line each."""
    data = archive_data(archive, is_new=is_new)
    lines = [
        "Kept of this export; the file is not needed any more:" if is_new else "This export was known already:",
        f"  {people(data['outgoing'], 'invitation')} that you sent, {data['incoming']:,} that you got",
        f"  {people(data['connections'], 'connection')}",
        f"  {people(data['imported'], 'name')} from address books that you gave LinkedIn",
        f"  {people(data['messaged'], 'person')} with whom you exchanged messages"
        if data["messaged"] == 1
        else f"  {data['messaged']:,} people with whom you exchanged messages",
    ]
    if not data["outgoing"]:
        lines.append("It has no sent invitations. Ask LinkedIn for an export with Invitations in it.")
    return [*lines, "Next: withdrawer preview"]


def archive_data(archive: Archive, *, is_new: bool) -> dict[str, Any]:
    """The same for scripts."""
    outgoing = sum(line.direction is Direction.OUTGOING for line in archive.invitations)
    return {
        "owner": archive.owner or None,
        "is_new": is_new,
        "outgoing": outgoing,
        "incoming": len(archive.invitations) - outgoing,
        "connections": len(archive.connections),
        "imported": len(archive.imported_names),
        "messaged": len(archive.messaged_at) + len(archive.messaged_names_at),
    }
