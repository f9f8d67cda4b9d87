"""The faults: each one thing that goes wrong on the site, by name, and when it strikes.

A name may carry a number, `NAME:N`. Acts, documents (of the two lists) and loads (of more rows) are counted from the
start of the process; dialogs, menus and pages from the start of the browser.
"""

import re
from enum import Enum, StrEnum, auto
from typing import Self

from withdrawer.errors import UsageError

NUMBER = re.compile(r"[1-9]\d{0,8}", re.ASCII)


class FaultTime(Enum):
    """At which counts a fault strikes. Without a number, `ALWAYS` means every count; the others have a default."""

    ALWAYS = auto()
    AT = auto()
    FROM = auto()
    TWICE = auto()
    """At the N-th and the next: a browser retries one dropped connection by itself."""


ALWAYS, AT, FROM, TWICE = FaultTime


class Fault(StrEnum):
    """What can go wrong: its name, when it strikes, its default N, what is counted, and what it does."""

    when: FaultTime
    number: int
    counted: str
    does: str

    def __new__(cls, name: str, when: FaultTime, number: int, counted: str, does: str) -> Self:
        """A fault whose value is its name."""
        fault = str.__new__(cls, name)
        fault._value_, fault.when, fault.number, fault.counted, fault.does = name, when, number, counted, does
        return fault

    VERIFICATION = ("verification", FROM, 4, "act", "a verification page stands before everything")
    CAPTCHA = ("captcha", FROM, 4, "act", "a captcha covers every page, at the same address")
    RESTRICTED = ("restricted", FROM, 4, "act", "a notice of a week's restriction replaces every page")
    THROTTLED = ("throttled", FROM, 4, "act", "acts are answered with 429")
    BLOCKED = ("blocked", FROM, 4, "act", "everything is answered with 999")
    SIGNED_OUT = ("signed-out", AT, 4, "act", "the session ends")
    SIGN_IN_PAGE = ("sign-in-page", FROM, 4, "act", "everything is answered with the sign-in page, with status 200")
    SERVER_ERROR = ("server-error", AT, 3, "document", "it is answered with 503")
    DROPPED = ("dropped", TWICE, 3, "document", "the connection drops")
    LOAD_ERROR = ("load-error", AT, 1, "load of rows", "it is answered with 500")
    SLOW = ("slow", ALWAYS, 0, "request", "each answer takes 1.5 seconds longer")
    PAGE_ONE = ("page-one", AT, 1, "load of rows", "it gives page 1 again")
    STARVED = ("starved", FROM, 1, "load of rows", "the answer is empty, with status 200")
    STOPS_SCROLLING = (
        "stops-scrolling",
        FROM,
        6,
        "row taken out of a page",
        "that page gives no more; a fresh one does",
    )
    REFUSED = ("refused", ALWAYS, 0, "act", "the server refuses (400), the failure toast comes and the row returns")
    REFUSED_SILENTLY = (
        "refused-silently",
        ALWAYS,
        0,
        "act",
        "it refuses (400), and row, count and toast say it is done",
    )
    REFUSED_INSIDE = ("refused-inside", ALWAYS, 0, "act", "as refused-silently, with status 200 and a refusal inside")
    FLIGHT_ERROR = ("flight-error", ALWAYS, 0, "act", "as refused-silently, with status 200 and a server error inside")
    NOTHING_DONE = ("nothing-done", ALWAYS, 0, "act", "the server says yes and does nothing")
    HOLD = ("hold", FROM, 6, "act", "the server says yes and does nothing, until the next day")
    EMPTY_ANSWER = ("empty-answer", ALWAYS, 0, "act", "it is done and the answer is empty")
    ALWAYS_FAILS = ("always-fails", AT, 5, "act", "whoever it is for: acts on them are refused, always")
    ACT_ERROR = ("act-error", AT, 5, "act", "it is answered with 500, and not done")
    ACT_ERROR_DONE = ("act-error-done", AT, 5, "act", "it is answered with 500, and done all the same")
    ACT_DROPPED = ("act-dropped", AT, 5, "act", "it is done, and the connection drops within the answer")
    ACT_SLOW = ("act-slow", AT, 5, "act", "it is done, and the answer takes 18 seconds")
    ACCEPTED = ("accepted", AT, 4, "act", "whoever is next on the list accepts")
    EXPIRED = ("expired", AT, 4, "act", "the next invitation on the list expires")
    WITHDRAWN_ELSEWHERE = (
        "withdrawn-elsewhere",
        AT,
        4,
        "act",
        "the next invitation on the list is withdrawn elsewhere",
    )
    RENAMED = ("renamed", AT, 3, "document of Sent", "somebody of the blast has another profile address")
    OWN_RENAMED = ("own-renamed", AT, 2, "look at /in/me/", "the member has another address")
    DIALOG_LATE = ("dialog-late", ALWAYS, 0, "dialog", "the dialog comes after 3 seconds")
    DIALOG_MISSING = ("dialog-missing", ALWAYS, 0, "dialog", "the dialog does not come")
    DIALOG_ANOTHER = ("dialog-another", ALWAYS, 0, "dialog", "the dialog names somebody else")
    DIALOG_DISABLED = ("dialog-disabled", ALWAYS, 0, "dialog", "its button can't be pressed for 7 seconds")
    DIALOG_LEFT = ("dialog-left", ALWAYS, 0, "dialog", "the dialog stands there again after its end")
    MENU_TWICE = ("menu-twice", ALWAYS, 0, "menu", "a menu opens at the second click")
    NOT_READY = ("not-ready", ALWAYS, 0, "page", "for its first 4 seconds a page hears no click, and links lead away")
    RECEIVED = ("received", AT, 4, "dialog", "the page flips to Received by itself")
    PERSON_CLICKS = ("person-clicks", AT, 4, "dialog", "the person presses Cancel in it")
    PERSON_LEAVES = ("person-leaves", AT, 4, "dialog", "the person goes to the feed as it ends")
    BANNER = ("banner", ALWAYS, 0, "page", "a banner tells of the weekly invitation limit")
    COVER = ("cover", ALWAYS, 0, "page", "after the load and the first dialog something lies over it for 4 seconds")

    @property
    def told(self) -> str:
        """When it strikes and what it does, in one line."""
        default = f"the N-th {self.counted} (N is {self.number})"
        return {
            FaultTime.ALWAYS: f"{self.does}; N: only at the N-th {self.counted}",
            FaultTime.AT: f"at {default}: {self.does}",
            FaultTime.FROM: f"from {default} on: {self.does}",
            FaultTime.TWICE: f"at {default} and the one after it: {self.does}",
        }[self.when]


LASTING = frozenset({Fault.VERIFICATION, Fault.CAPTCHA, Fault.RESTRICTED, Fault.BLOCKED, Fault.SIGN_IN_PAGE})
"""Walls that block everything after they strike."""
WALLS = LASTING | {Fault.THROTTLED, Fault.SIGNED_OUT}
DONE_ALL_THE_SAME = frozenset({Fault.EMPTY_ANSWER, Fault.ACT_ERROR_DONE, Fault.ACT_DROPPED, Fault.ACT_SLOW})
"""Faults that affect only the answer to an act: the act takes effect."""
_OF_AN_ACT = (
    *(fault for fault in Fault if fault in WALLS),
    Fault.REFUSED,
    Fault.REFUSED_SILENTLY,
    Fault.REFUSED_INSIDE,
    Fault.FLIGHT_ERROR,
    Fault.NOTHING_DONE,
    Fault.HOLD,
    Fault.EMPTY_ANSWER,
    Fault.ACT_ERROR,
    Fault.ACT_ERROR_DONE,
    Fault.ACT_DROPPED,
    Fault.ACT_SLOW,
)
"""Faults that decide how an act is answered, walls first."""
_OF_THE_PAGE = frozenset(
    {
        Fault.CAPTCHA,
        Fault.DIALOG_LATE,
        Fault.DIALOG_MISSING,
        Fault.DIALOG_ANOTHER,
        Fault.DIALOG_DISABLED,
        Fault.DIALOG_LEFT,
        Fault.MENU_TWICE,
        Fault.NOT_READY,
        Fault.RECEIVED,
        Fault.PERSON_CLICKS,
        Fault.PERSON_LEAVES,
        Fault.BANNER,
        Fault.COVER,
        Fault.STOPS_SCROLLING,
    }
)


class FaultSet:
    """The faults of one site, each with its number, and when each strikes."""

    def __init__(self, names: tuple[str, ...]) -> None:
        faults = dict(parse_fault(name) for name in names)
        self._numbers = {fault: number or fault.number for fault, number in faults.items()}

    def strikes(self, fault: Fault, count: int) -> bool:
        """Whether the fault strikes at this count, which starts at 1."""
        if fault not in self._numbers:
            return False
        number = self._numbers[fault]
        if fault.when is FROM:
            return count >= number
        if fault.when is TWICE:
            return count in (number, number + 1)
        return number in (0, count)

    def of_an_act(self, count: int) -> Fault | None:
        """The fault that decides how the act with this count is answered; None if it is simply done."""
        return next((fault for fault in _OF_AN_ACT if self.strikes(fault, count)), None)

    def of_the_page(self) -> dict[str, int]:
        """The faults that the page's own script plays, each with its number, 0 for always."""
        return {fault: number for fault, number in self._numbers.items() if fault in _OF_THE_PAGE}

    def end(self, fault: Fault) -> None:
        """End a fault: the person has resolved it."""
        self._numbers.pop(fault, None)


def parse_fault(text: str) -> tuple[Fault, int | None]:
    """The fault and number of `NAME` or `NAME:N`. Raises UsageError that lists the names."""
    name, colon, number = text.partition(":")
    fault = next((fault for fault in Fault if fault == name), None)
    if fault is None or (colon and NUMBER.fullmatch(number) is None):
        known = "; ".join(f"{it} ({it.told})" for it in Fault)
        raise UsageError(f"there is no fault {text!r}", f"Take NAME or NAME:N of: {known}.")
    return fault, int(number) if number else None
