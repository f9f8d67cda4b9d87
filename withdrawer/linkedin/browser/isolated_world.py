"""Scripts in a page, in an isolated JavaScript world: they share its elements, and nothing that its own scripts define.

They are called through the CDP session that the browser's events come by. Events and answers are ordered per session:
what a script says comes after the news of every answer that the page had by then.
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
"""What the session, or the driver, says where the page with the object has gone; all else is an error as such."""
LOG = logging.getLogger(__name__)
NOTHING_CLICKED = "LinkedIn may have changed its markup. Nothing was clicked."
OTHERWISE = "The page is built as none of LinkedIn's is: what every page has is missing there, or has been changed."

Kind = TypeVar("Kind")


def decoded(seen: object, kind: type[Kind]) -> Kind:
    """What a script saw in a page, decoded. Raises PageNotUnderstood where it is something else."""
    try:
        return msgspec.convert(seen, kind)
    except msgspec.ValidationError as error:
        raise PageNotUnderstood(OTHERWISE, NOTHING_CLICKED) from error


@cache
def script_of(*names: str, returning: str) -> str:
    """A function of the files of these names in `page/`: it takes `argument` and returns an expression's value."""
    folder = files("withdrawer.linkedin") / "page"
    parts = "\n".join((folder / name).read_text("utf-8") for name in names)
    return f"function (argument) {{\n{parts}\nreturn {returning};\n}}"


def run_isolated(script: str, argument: object, session: "CDPSession") -> Any:
    """Run a script in a page as it is loaded now; what it returns, by value. Raises as `PageObject.call` does."""
    return _run(session, {"functionDeclaration": script, "executionContextId": _world(session)}, argument)["value"]


@dataclass(frozen=True)
class PageObject:
    """An object that a script has made in a page; it goes with the page."""

    session: "CDPSession"
    id: str

    @classmethod
    def made_by(cls, script: str, argument: object, session: "CDPSession") -> "PageObject":
        """Run a script in a page as it is loaded now, for the object that it returns. Raises as `call` does."""
        how = {"functionDeclaration": script, "executionContextId": _world(session), "returnByValue": False}
        return cls(session, _run(session, how, argument)["objectId"])

    def call(self, expression: str, argument: object = None) -> Any:
        """Call it: `expression` is a function of it and of `argument`.

        Raises Playwright's Error, and PageNotUnderstood where the script itself fails on what the page is made of.
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
        raise PageNotUnderstood(OTHERWISE, NOTHING_CLICKED)
    result: dict[str, Any] = said["result"]
    return result
