"""Time zones by their names in settings and as users type them. An unreadable one is never replaced by another."""

import io
import os
import re
import struct
import sys
import warnings
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from pathlib import Path
from zoneinfo import ZoneInfo

from withdrawer.errors import UsageError

LOCALTIME = Path("/etc/localtime")
"""The machine's own zone file, which its clock follows (not on Windows)."""
DATABASE = "/zoneinfo/"
"""The folder of the zone database, in which files are named after zones."""
NOT_SET = "-00"
"""The abbreviation that the database uses for a zone that was never set ("Factory")."""
LETTERS = ("EST", "MST", "HST", "CET", "MET", "EET", "WET")
"""Database zone names that people also use in another sense, with or without daylight saving time."""

NAME = r"(?:[A-Za-z]{3,}|<[A-Za-z0-9+-]{3,}>)"
CLOCK = r"[+-]?\d{1,3}(?::[0-5]\d){0,2}"
CHANGE = rf"(?:M(?:[1-9]|1[0-2])\.[1-5]\.[0-6]|J?\d{{1,3}})(?:/{CLOCK})?"
POSIX = re.compile(rf"{NAME}{CLOCK}(?:{NAME}(?:{CLOCK})?,{CHANGE},{CHANGE})?", re.ASCII)
"""A rule such as CET-1CEST,M3.5.0,M10.5.0/3 (POSIX.1, 8.3). Its change dates are required: defaults differ."""
OFFSET = re.compile(r"(?:utc|gmt)?([+-])(\d\d?)(?::?([0-5]\d))?", re.ASCII | re.IGNORECASE)
FARTHEST = timedelta(hours=14)


def local_zone() -> tzinfo:
    """Return the local time zone: TZ if set and not empty, otherwise the machine's setting.

    Raises UsageError, which says how to set it, if it can't be read; no other zone is substituted.
    """
    typed = os.environ.get("TZ", "").strip()
    if not typed:
        return _machine_zone()
    text = typed.removeprefix(":")
    zone = _zone_of_file(Path(text)) if os.path.isabs(text) else zone_named(text)  # noqa: PTH117
    if zone is None:
        raise UsageError(
            f"The time zone can't be read: TZ is {typed!r}.",
            "Set TZ to the name of a zone, like TZ=Europe/Berlin or TZ=UTC, or unset it: then the machine's own "
            "setting counts.",
        )
    return zone


def zone_named(text: str) -> tzinfo | None:
    """Return the zone that a setting names: in the database, in Windows or as a POSIX rule; None if invalid.

    Its `str` is a text that this function reads as the same zone.
    """
    from tzlocal.windows_tz import win_tz

    try:
        return _set(ZoneInfo(win_tz.get(text, text)))
    except (ValueError, OSError, KeyError):  # ZoneInfoNotFoundError is a KeyError
        return _posix_zone(text)


def zone_called(name: str, own: tzinfo, what: str) -> tzinfo:
    """Return the zone a user typed: utc, local, an offset from UTC or a name. Raises UsageError if invalid."""
    text = name.strip()
    if text.casefold() in ("utc", "z", "gmt"):
        return UTC
    if text.casefold() in ("local", "mine", "here"):
        return own
    zone = _offset_zone(text) or (zone_named(text) if text.upper() not in LETTERS else None)
    if zone is None:
        raise UsageError(
            f"{what} {name!r} is no time zone, or not the same to everybody.",
            "Write utc, local, a distance like +01:00, or the name of a place, like Europe/Berlin.",
        )
    return zone


def _machine_zone() -> tzinfo:
    """Return the zone in the system's settings; if they disagree, that of the file that its clock follows."""
    from tzlocal import get_localzone

    try:
        with warnings.catch_warnings():
            # It warns only if it falls back to UTC, or its zone differs from that of the machine's clock.
            warnings.filterwarnings("error", module="tzlocal")
            zone = _set(get_localzone())
    except (LookupError, ValueError, OSError, Warning) as error:
        zone, cause = _zone_of_file(LOCALTIME), " ".join(str(error.args[0] if error.args else error).split())
    else:
        cause = "it was never set"
    if zone is None:
        raise UsageError(
            f"The machine's time zone can't be read: {cause}",
            "Set it in the system's settings, or for withdrawer alone with the variable TZ, like TZ=Europe/Berlin.",
        )
    return zone


def machine_zone(
    environ: Mapping[str, str], person: tzinfo, localtime: Path = LOCALTIME, platform: str = sys.platform
) -> tzinfo:
    """Return the zone of the machine's schedulers; it differs from the user's only if TZ is set, which they ignore.

    A machine without a zone file uses UTC (the rule of systemd and the C library; Windows has no such file). Raises
    UsageError if the file can't be read.
    """
    if not environ.get("TZ", "").strip():
        return person
    if platform != "win32" and not localtime.exists():
        return ZoneInfo("UTC")
    zone = _zone_of_file(localtime)
    if zone is None:
        raise UsageError(
            "The machine's own time zone can't be read, and its scheduler goes by that: TZ hides it.",
            "Take the variable TZ away, so that the machine's setting counts for both.",
        )
    return zone


def _zone_of_file(file: Path) -> tzinfo | None:
    """Return the zone of a compiled file, by name if it is in the database; None if it can't be read."""
    real = os.path.realpath(file)
    try:
        with file.open("rb") as opened:
            zone = ZoneInfo.from_file(opened, key=str(file))
    except (OSError, ValueError, struct.error):
        return None
    return _set((DATABASE in real and zone_named(real.rpartition(DATABASE)[2])) or zone)


def _set(zone: tzinfo) -> tzinfo | None:
    """Return the zone; None for the database's placeholder for "never set"."""
    return None if datetime.now(zone).tzname() == NOT_SET else zone


def _posix_zone(text: str) -> tzinfo | None:
    """Return the zone of a POSIX rule, as a compiled file that contains only that rule (RFC 8536, 3.3).

    None for "UTC+2" and the like: in POSIX that is two hours west of UTC, but people mean east.
    """
    if not POSIX.fullmatch(text):
        return None
    header = struct.pack(">4sc15x6l", b"TZif", b"2", 0, 0, 0, 0, 1, 1)
    block = struct.pack(">lBBc", 0, 0, 0, b"\0")
    try:
        zone = ZoneInfo.from_file(io.BytesIO((header + block) * 2 + b"\n" + text.encode() + b"\n"), key=text)
        now = datetime.now(zone)
    except (ValueError, OverflowError):
        return None
    return None if now.tzname() in ("UTC", "GMT", "UCT") and now.utcoffset() else zone


def _offset_zone(text: str) -> tzinfo | None:
    match = OFFSET.fullmatch(text)
    if not match:
        return None
    away = timedelta(hours=int(match[2]), minutes=int(match[3] or 0))
    if away > FARTHEST:
        return None
    return timezone(-away if match[1] == "-" else away)
