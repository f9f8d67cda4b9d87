"""A redacted copy of a page that was not understood: its structure and LinkedIn's own labels, nothing of anybody."""

import os
from dataclasses import astuple
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from withdrawer.linkedin.labels import ENGLISH

if TYPE_CHECKING:
    from playwright.sync_api import Page


def save_snapshot(page: "Page", folder: Path) -> Path:
    """Write the page's redacted structure into the folder, mode 0600, and give its path."""
    script = (files("withdrawer.linkedin") / "page" / "snapshot.js").read_text("utf-8")
    html = page.evaluate(script, [pattern for pattern in astuple(ENGLISH)[1:] if pattern])
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / f"{datetime.now(UTC):%Y%m%dT%H%M%S%f}.html"
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        file.write("<!doctype html>\n" + html)
    return path
