"""A page taken from the browser: elements and texts in document order. Not redacted yet, so never written to disk."""

from typing import TYPE_CHECKING

import msgspec

from withdrawer.linkedin.browser.isolated_world import decoded, run_isolated, script_of

if TYPE_CHECKING:
    from playwright.sync_api import Page

LIMIT = 4_000_000
"""Maximum characters taken of a page; the largest list ever described has a tenth of it on one screen."""
SHADOW = "#shadow"
"""The tag of an open shadow root, which comes before its host's own children."""


class PageText(msgspec.Struct, frozen=True, array_like=True, tag="text"):
    """A text node."""

    depth: int
    text: str


class Element(msgspec.Struct, frozen=True, array_like=True, tag="element"):
    """An element; its children follow, one level deeper. `style` is the part of its style that affects reading."""

    depth: int
    tag: str
    attributes: dict[str, str] = {}
    style: str = ""


Node = PageText | Element


class Outline(msgspec.Struct, frozen=True):
    """All nodes of a page, or its beginning if it is too large (`is_cut`)."""

    nodes: tuple[Node, ...]
    is_cut: bool = False

    @property
    def language(self) -> str:
        """The value of `<html lang>`."""
        root = self.nodes[0] if self.nodes else None
        return root.attributes.get("lang", "") if isinstance(root, Element) else ""


def outline_of(page: "Page") -> Outline:
    """Take the page as it is. Runs none of the page's own scripts and changes nothing.

    Raises PageNotUnderstood if the result has an unexpected form.
    """
    script = script_of("outline.js", returning="outline(argument)")
    session = page.context.new_cdp_session(page)
    outline = decoded(run_isolated(script, LIMIT, session), Outline)
    session.detach()
    return outline
