"""A redacted copy of a page that was not understood: its structure and LinkedIn's own labels, and no people."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from withdrawer.home import private_file, private_folder
from withdrawer.linkedin.redaction.linkedin_texts import known_texts
from withdrawer.linkedin.redaction.outline import outline_of
from withdrawer.linkedin.redaction.redact import redact

if TYPE_CHECKING:
    from playwright.sync_api import Page


def save_snapshot(page: "Page", folder: Path) -> Path:
    """Write the redacted page into the folder, mode 0600, and return its path. A huge page is cut off."""
    outline = outline_of(page)
    redacted = redact(outline, known_texts(outline.language))
    file = private_folder(folder) / f"{datetime.now(UTC):%Y%m%dT%H%M%S%f}.html"
    private_file(file).write_text(redacted.html, encoding="utf-8")
    return file
