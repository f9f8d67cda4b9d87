"""Whether a screen is available for a window. A hidden browser is no alternative: it announces itself."""

import sys
from collections.abc import Mapping
from pathlib import Path

from withdrawer.errors import NoScreen

X_SOCKETS = Path("/tmp/.X11-unix")  # noqa: S108 - where every X server has its socket


def refuse_without_screen(environ: Mapping[str, str], platform: str = sys.platform) -> None:
    """Raise NoScreen if no window can be opened: nobody is signed in to the desktop, or it has changed."""
    if platform in ("win32", "darwin") or _has_wayland(environ) or _has_x(environ.get("DISPLAY", "")):
        return
    raise NoScreen(
        "There is no screen here, and on LinkedIn withdrawer works in a visible browser. Nothing was opened.",
        "Be signed in to the desktop at that time; after a change there, type `withdrawer schedule install` again.",
    )


def _has_wayland(environ: Mapping[str, str]) -> bool:
    name, folder = environ.get("WAYLAND_DISPLAY", ""), environ.get("XDG_RUNTIME_DIR", "")
    return bool(name) and (Path(folder) / name).exists()


def _has_x(display: str) -> bool:
    """A display on another machine is trusted; a local one must have a socket."""
    host, colon, number = display.rpartition(":")
    if not colon:
        return False
    return bool(host) or (X_SOCKETS / f"X{number.partition('.')[0]}").exists()
