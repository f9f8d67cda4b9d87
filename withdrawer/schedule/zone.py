"""The machine's own time zone, by which its schedulers go; the person's may be another."""

import struct
import sys
from collections.abc import Mapping
from datetime import tzinfo
from pathlib import Path
from zoneinfo import ZoneInfo

from withdrawer.errors import UsageError
from withdrawer.zones import LOCALTIME


def machine_zone(
    environ: Mapping[str, str], person: tzinfo, localtime: Path = LOCALTIME, platform: str = sys.platform
) -> tzinfo:
    """The zone of the machine's schedulers: another than the person's only where TZ says so, and they don't hear it.

    A machine without a zone file goes by UTC (systemd's and the C library's rule; Windows has none of its own). Raises
    UsageError where the file can't be read.
    """
    if not environ.get("TZ", "").strip():
        return person
    try:
        with localtime.open("rb") as file:
            return ZoneInfo.from_file(file)
    except FileNotFoundError:
        if platform != "win32":
            return ZoneInfo("UTC")
        cause = "TZ hides it"
    except (OSError, ValueError, struct.error) as error:
        cause = str(error)
    raise UsageError(
        f"The machine's own time zone can't be read, and its scheduler goes by that: {cause}.",
        "Take the variable TZ away, so that the machine's setting counts for both.",
    )
