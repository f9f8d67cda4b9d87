"""Scripts in a page, in an isolated JavaScript world: they share its elements, but nothing its own scripts define.

They are called through the CDP session that also delivers the browser's events. Events and results are ordered within a
session: a script's result comes after the events of all answers that the page had received by then.
"""

import logging
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

from withdrawer.errors import PageNotUnderstood

if TYPE_CHECKING:
    from playwright.sync_api import CDPSession

WORLD = "withdrawer"
LEFT = re.compile(
    "context was destroyed|Cannot find (?:default execution )?context|Inspected target navigated or closed|"
    "(?:Could not|Cannot) find object with|Promise was collected|Target closed|Session closed|Frame was detached|"
    "No frame for given id"
)
"""What the session or the driver says when the page of an object has gone; anything else is a real error."""
LOG = logging.getLogger(__name__)
MAY_HAVE_CHANGED = "LinkedIn may have changed its pages. To report the page, type: withdrawer save-page"
OTHERWISE = "The page is built as none of LinkedIn's is: what every page has is missing there, or has been changed."

Kind = TypeVar("Kind")


def decoded(seen: object, kind: type[Kind]) -> Kind:
    """What a script saw in a page, decoded. Raises PageNotUnderstood if it has another type."""
    try:
        return msgspec.convert(seen, kind)
    except msgspec.ValidationError as error:
        raise PageNotUnderstood(OTHERWISE, MAY_HAVE_CHANGED) from error


@cache
def script_of(*names: str, returning: str) -> str:
    """A function made of these files of `page/`: it takes `argument` and returns the value of an expression."""
    folder = files("withdrawer.linkedin") / "page"
    parts = "\n".join((folder / name).read_text("utf-8") for name in names)
    return f"function (argument) {{\n{parts}\nreturn {returning};\n}}"


def run_isolated(script: str, argument: object, session: "CDPSession") -> Any:
    """Run a script in the page as loaded now; returns its result by value. Raises as `PageObject.call` does."""
    return _run(session, {"functionDeclaration": script, "executionContextId": _world(session)}, argument)["value"]


@dataclass(frozen=True)
class PageObject:
    """An object that a script created in a page; it dies with the page."""

    session: "CDPSession"
    id: str

    @classmethod
    def made_by(cls, script: str, argument: object, session: "CDPSession") -> "PageObject":
        """Run a script in the page as loaded now; returns the object it creates. Raises as `call` does."""
        how = {"functionDeclaration": script, "executionContextId": _world(session), "returnByValue": False}
        return cls(session, _run(session, how, argument)["objectId"])

    def call(self, expression: str, argument: object = None) -> Any:
        """Call `expression`, a function of the object and `argument`.

        Raises Playwright's Error, and PageNotUnderstood if the script itself fails on the page's content.
        """
        function = f"function (argument) {{ return ({expression})(this, argument); }}"
        return _run(self.session, {"objectId": self.id, "functionDeclaration": function}, argument).get("value")


def _world(session: "CDPSession") -> int:
    """The id of our execution context: each document has another."""
    frame = session.send("Page.getFrameTree")["frameTree"]["frame"]["id"]
    made = session.send("Page.createIsolatedWorld", {"frameId": frame, "worldName": WORLD})
    return int(made["executionContextId"])


def _run(session: "CDPSession", how: dict[str, Any], argument: object) -> dict[str, Any]:
    usual = {"arguments": [{"value": argument}], "awaitPromise": True, "returnByValue": True}
    said = session.send("Runtime.callFunctionOn", {**usual, **how})
    if thrown := said.get("exceptionDetails"):
        LOG.info("A script in the page failed: %s", thrown.get("exception", {}).get("className") or thrown["text"])
        raise PageNotUnderstood(OTHERWISE, MAY_HAVE_CHANGED)
    result: dict[str, Any] = said["result"]
    return result
