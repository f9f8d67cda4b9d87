"""An object of a page's script, called through the session by which the browser's events are heard.

What it gives comes after the news of every answer that the page had by then; over the driver's own way it may come
before, and a second message would be needed to be sure.
"""

import json
import logging
import re
from dataclasses import dataclass
from secrets import token_hex
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

from withdrawer.errors import PageNotUnderstood

if TYPE_CHECKING:
    from playwright.sync_api import CDPSession, ElementHandle, JSHandle, Page

LEFT = re.compile(
    "context was destroyed|Cannot find (?:default execution )?context|Inspected target navigated or closed|"
    "(?:Could not|Cannot) find object with|Promise was collected|Target closed|Session closed|Frame was detached"
)
"""What the session, or the driver, says where the page with the object has gone; all else is an error as such."""
LOG = logging.getLogger(__name__)
NOTHING_CLICKED = "LinkedIn may have changed its markup. Nothing was clicked."
OTHERWISE = "The page is built as none of LinkedIn's is: what every page has is missing there, or has been changed."
SHOW = "(it, name) => { Object.defineProperty(globalThis, name, { value: it, configurable: true }); }"
TAKE = "(name => { const it = globalThis[name]; delete globalThis[name]; return it; })"

Told = TypeVar("Told")


def told(seen: object, kind: type[Told]) -> Told:
    """What a script of ours saw in a page, as what it is. Raises PageNotUnderstood where the page made it another."""
    try:
        return msgspec.convert(seen, kind)
    except msgspec.ValidationError as error:
        raise PageNotUnderstood(OTHERWISE, NOTHING_CLICKED) from error


def told_in_text(seen: object, kind: type[Told]) -> Told:
    """The same of what came as JSON."""
    try:
        # Not msgspec's own reader: a page may hold halves of characters, which it refuses.
        return told(json.loads(seen if isinstance(seen, str) else ""), kind)
    except (ValueError, RecursionError) as error:
        raise PageNotUnderstood(OTHERWISE, NOTHING_CLICKED) from error


@dataclass(frozen=True)
class Reader:
    """What a script has made in the page: `handle` is the driver's name for it, `id` the session's."""

    session: "CDPSession"
    handle: "JSHandle"
    id: str

    @classmethod
    def made_by(cls, script: str, argument: object, page: "Page", session: "CDPSession") -> "Reader":
        """Run a script in a page. Raises Playwright's Error; where the page has gone meanwhile, the first call does."""
        handle = page.evaluate_handle(script, argument)
        # The driver can't hand an object to a session of its own: for a moment it has a name that nobody knows.
        name = f"_{token_hex(8)}"
        handle.evaluate(SHOW, name)
        taken = session.send("Runtime.evaluate", {"expression": f"{TAKE}('{name}')"})
        return cls(session, handle, taken["result"].get("objectId", ""))

    def call(self, expression: str, argument: Any = None) -> Any:
        """Call it: `expression` is a function of it and of `argument`.

        Raises Playwright's Error, and PageNotUnderstood where the script itself fails on what the page is made of.
        """
        how = {
            "objectId": self.id,
            "functionDeclaration": f"function (argument) {{ return ({expression})(this, argument); }}",
            "arguments": [{"value": argument}],
            "awaitPromise": True,
            "returnByValue": True,
        }
        said = self.session.send("Runtime.callFunctionOn", how)
        if thrown := said.get("exceptionDetails"):
            LOG.info("The page's reader failed: %s", thrown.get("exception", {}).get("className") or thrown["text"])
            raise PageNotUnderstood(OTHERWISE, NOTHING_CLICKED)
        return said["result"].get("value")

    def element(self, expression: str, argument: Any = None) -> "ElementHandle | None":
        """An element that it gives. Raises Playwright's Error."""
        return self.handle.evaluate_handle(expression, argument).as_element()
