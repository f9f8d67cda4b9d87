"""A page as it is taken out of the browser: elements and texts in document order. Not redacted yet: never written."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from withdrawer.linkedin.browser.isolated_world import run_isolated, script_of, told, told_in_text

if TYPE_CHECKING:
    from playwright.sync_api import Page

LIMIT = 4_000_000
"""Characters of a page that are taken; the largest list that anybody has described has a tenth of it on one screen."""
SHADOW = "#shadow"
"""The tag of an open shadow root, which stands before its host's own children."""


@dataclass(frozen=True, slots=True)
class PageText:
    """A text node."""

    depth: int
    text: str


@dataclass(frozen=True, slots=True)
class Element:
    """An element; its children follow, one deeper. `style` is what its stylesheet does to reading, as CSS."""

    depth: int
    tag: str
    attributes: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    style: str = ""


Node = PageText | Element


@dataclass(frozen=True)
class Outline:
    """All nodes of a page, or its beginning where it is too large (`is_cut`)."""

    nodes: tuple[Node, ...]
    is_cut: bool = False

    @property
    def language(self) -> str:
        """What `<html lang>` says."""
        root = self.nodes[0] if self.nodes else None
        return root.attributes.get("lang", "") if isinstance(root, Element) else ""


class _Text(NamedTuple):
    depth: int
    text: str


class _Element(NamedTuple):
    depth: int
    tag: str
    attributes: dict[str, str]
    style: str


class _Taken(msgspec.Struct, frozen=True):
    nodes: list[list[Any]]
    is_cut: bool


def outline_of(page: "Page") -> Outline:
    """Take the page as it stands. Runs no script of the page's own and changes nothing.

    Raises PageNotUnderstood where the page makes something else of what is taken.
    """
    script = script_of("outline.js", returning="outline(argument)")
    session = page.context.new_cdp_session(page)
    taken = told_in_text(run_isolated(script, LIMIT, session), _Taken)
    session.detach()
    nodes = (PageText(*told(it, _Text)) if len(it) == 2 else Element(*told(it, _Element)) for it in taken.nodes)
    return Outline(tuple(nodes), taken.is_cut)
