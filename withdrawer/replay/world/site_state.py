"""The two files about people: the state, which carries the world over restarts, and the truth, for judging results."""

import os
import tempfile
from pathlib import Path

import msgspec

from withdrawer.errors import UsageError
from withdrawer.replay.world.world import World


def load_state(path: Path) -> World | None:
    """The world saved there, or None. Raises UsageError if the file holds anything else."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=World)
    except FileNotFoundError:
        return None
    except (OSError, msgspec.DecodeError) as error:
        raise UsageError(f"the state file {path} can't be read: {error}", "Remove it, or choose another.") from error


def save_state(path: Path, world: World) -> None:
    """Save the world atomically, readable only by its owner."""
    _replace(path, msgspec.json.encode(world))


def write_truth(path: Path, world: World) -> None:
    """Write who is who in the scenario: when sent, in the blast or not, with which note, and when they accept."""
    people = [
        {
            "slug": person.slug,
            "name": person.name,
            "sent_at": person.sent_at,
            "blast": person.blast,
            "note": person.note,
            "accepted": person.accepts,
            "at_start": person.at_start,
        }
        for person in world.people
    ]
    _replace(path, msgspec.json.format(msgspec.json.encode({"member": world.member, "people": people})))


def _replace(path: Path, content: bytes) -> None:
    try:
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=path.name)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(temporary).replace(path)
    except OSError as error:
        raise UsageError(f"{path} can't be written: {error}", "Choose a file in a folder of your own.") from error
