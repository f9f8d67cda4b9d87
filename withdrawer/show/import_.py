"""What a data export holds, in numbers, and what could not be read."""

from typing import Any

from withdrawer.app.context import CommandContext
from withdrawer.app.import_ import Imported
from withdrawer.errors import Exit
from withdrawer.escape import safe
from withdrawer.linkedin.export.csv_tables import TableKind
from withdrawer.linkedin.export.export_reader import TakenExport
from withdrawer.plan.evidence.export import Direction
from withdrawer.show.envelope import Shown
from withdrawer.show.words import people

MOST_UNREAD = 12


def archive_lines(taken: TakenExport, *, is_new: bool) -> list[str]:
    """Return what was imported, line by line."""
    data = archive_data(taken, is_new=is_new)
    tail = "." if taken.unread else "; the file is not needed any more."
    lines = [
        f"Kept of this export{tail} It has:" if is_new else "All of this was known already, and counts once. It has:",
        f"  {people(data['outgoing'], 'invitation')} that you sent, {data['incoming']:,} that you got",
        f"  {people(data['connections'], 'connection')}",
        f"  {people(data['imported'], 'name')} from address books that you gave LinkedIn",
        f"  {people(data['messaged'], 'person')} with whom you exchanged messages"
        if data["messaged"] == 1
        else f"  {data['messaged']:,} people with whom you exchanged messages",
    ]
    if taken.unread:
        more = len(taken.unread) - MOST_UNREAD
        lines += ["Not read:", *(f"  {safe(sentence)}" for sentence in taken.unread[:MOST_UNREAD])]
        lines += [f"  and {more:,} more"] if more > 0 else []
        lines.append("So keep the file. Take LinkedIn's own, not one saved anew, and type the same again.")
    if not data["outgoing"] and TableKind.INVITATIONS not in taken.kinds and not taken.unread:
        lines.append("It has no sent invitations. Ask LinkedIn for an export with Invitations in it.")
    return [*lines, "Next: withdrawer preview"]


def import_shown(found: Imported | str, _: CommandContext) -> Shown:
    """Return the `data` of `import`: of an export, or of the zone that was set. Its lines were shown before."""
    if isinstance(found, str):
        return Shown({"zone": found}, ["Noted. Next: withdrawer preview"])
    questions = {kind.value: count for kind, count in found.unanswered.items()}
    code = Exit.PARTIAL if found.taken.unread else Exit.DONE
    return Shown({**archive_data(found.taken, is_new=found.is_new), "questions": questions}, exit_code=code)


def archive_data(taken: TakenExport, *, is_new: bool) -> dict[str, Any]:
    """Return the same as JSON data."""
    archive = taken.archive
    outgoing = sum(line.direction is Direction.OUTGOING for line in archive.invitations)
    return {
        "owner": archive.owner or None,
        "is_new": is_new,
        "outgoing": outgoing,
        "incoming": len(archive.invitations) - outgoing,
        "connections": len(archive.connections),
        "imported": len(archive.imported_names),
        "messaged": len(archive.messaged_at) + len(archive.messaged_names_at),
        "unread": list(taken.unread),
    }
