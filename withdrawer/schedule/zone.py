"""The machine's own time zone, by which its schedulers go; the person's may be another."""

from collections.abc import Mapping
from datetime import tzinfo
from pathlib import Path
from zoneinfo import ZoneInfo

LOCALTIME = Path("/etc/localtime")


def machine_zone(environ: Mapping[str, str], person: tzinfo, localtime: Path = LOCALTIME) -> tzinfo:
    """The zone of the machine's schedulers: another than the person's only where TZ says so, and they don't hear it."""
    if not environ.get("TZ"):
        return person
    try:
        with localtime.open("rb") as file:
            return ZoneInfo.from_file(file)
    except (OSError, ValueError):
        return ZoneInfo("UTC")
