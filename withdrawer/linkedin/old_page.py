"""An old LinkedIn page in a frame of the new one: it is not read, but reported (newer-evidence 8)."""

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from withdrawer.linkedin.redaction import allowlist

if TYPE_CHECKING:
    from playwright.sync_api import Page

FRAME = 'iframe[data-testid="interop-iframe"], iframe[src*="/preload/"]'
SMALLEST = 200
"""In pixels: a frame that holds a list is larger; preloading frames are not visible."""
STEPS = allowlist.STEPS | {"", "preload"}


def old_page_in(page: "Page") -> str:
    """A sentence about the visible frame of an old page, without anybody's name; empty if there is none."""
    for frame in page.query_selector_all(FRAME):
        box = frame.bounding_box()
        if box and min(box["width"], box["height"]) >= SMALLEST:
            steps = urlsplit(frame.get_attribute("src") or "").path.split("/")
            path = "/".join(step if step in STEPS else "…" for step in steps) or "without an address"
            return f"The list stands in a frame of the old page: {path}, which withdrawer can't read."
    return ""
