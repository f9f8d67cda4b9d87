"""What stands in the cells of an export beside dates: profile addresses; and the date of a message."""

import re
from datetime import UTC, datetime

from withdrawer.linkedin.lists.rows import slug_of

PROFILE = "https://www.linkedin.com/in/"
ORDINARY = re.compile(r"[\w-]+", re.ASCII)


def slug_in(address: str) -> str:
    """The decoded slug of a profile's address, empty where it is none. Most are plain, and exports are long."""
    if address.startswith(PROFILE) and ORDINARY.fullmatch(address, len(PROFILE)):
        return address[len(PROFILE) :]
    address = address.strip()
    return slug_of(address if "//" in address else f"https://{address}") if address else ""


def instant_in(text: str) -> datetime | None:
    """The instant that `2026-02-09 01:21:47 UTC` names, UTC also where it doesn't say so; None for any other form."""
    try:
        at = datetime.fromisoformat(text.strip().removesuffix("UTC").rstrip())
    except ValueError:
        return None
    return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
