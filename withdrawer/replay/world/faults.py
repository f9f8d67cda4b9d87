"""The faults: each one thing that goes wrong, looked up by name in one place.

A name may carry a number, `NAME:N`. Acts, documents (of the two lists) and loads (of further rows) are counted from
the start of the process, dialogs from that of the browser.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from withdrawer.errors import UsageError

NUMBER = re.compile(r"[1-9]\d{0,8}", re.ASCII)


class Fault(StrEnum):
    """What can go wrong on the site."""

    THROTTLED = "throttled"
    BLOCKED = "blocked"
    VERIFICATION = "verification"
    CAPTCHA = "captcha"
    RESTRICTED = "restricted"
    SIGNED_OUT = "signed-out"
    SIGN_IN_PAGE = "sign-in-page"
    SERVER_ERROR = "server-error"
    DROPPED = "dropped"
    LOAD_ERROR = "load-error"
    SLOW = "slow"
    PAGE_ONE = "page-one"
    STARVED = "starved"
    STOPS_SCROLLING = "stops-scrolling"
    REFUSED = "refused"
    REFUSED_SILENTLY = "refused-silently"
    REFUSED_INSIDE = "refused-inside"
    FLIGHT_ERROR = "flight-error"
    NOTHING_DONE = "nothing-done"
    HOLD = "hold"
    EMPTY_ANSWER = "empty-answer"
    ALWAYS_FAILS = "always-fails"
    ACT_ERROR = "act-error"
    ACT_ERROR_DONE = "act-error-done"
    ACT_DROPPED = "act-dropped"
    ACT_SLOW = "act-slow"
    ACCEPTED = "accepted"
    EXPIRED = "expired"
    WITHDRAWN_ELSEWHERE = "withdrawn-elsewhere"
    RENAMED = "renamed"
    OWN_RENAMED = "own-renamed"
    DIALOG_LATE = "dialog-late"
    DIALOG_MISSING = "dialog-missing"
    DIALOG_ANOTHER = "dialog-another"
    DIALOG_DISABLED = "dialog-disabled"
    DIALOG_LEFT = "dialog-left"
    MENU_TWICE = "menu-twice"
    NOT_READY = "not-ready"
    RECEIVED = "received"
    PERSON_CLICKS = "person-clicks"
    PERSON_LEAVES = "person-leaves"
    BANNER = "banner"
    COVER = "cover"


class FaultTime(StrEnum):
    """Which counts a fault strikes at. Without a number, `ALWAYS` strikes at all of them; the others at their own."""

    ALWAYS = "always"
    ONCE = "once"
    FROM_THEN_ON = "from then on"
    TWICE = "twice"
    """At the N-th and the next: a browser makes up for one dropped connection by itself."""


@dataclass(frozen=True)
class FaultEntry:
    """What a fault does, and when; `number` is its N where none is given."""

    does: str
    when: FaultTime
    number: int = 0


FAULTS = {
    Fault.THROTTLED: FaultEntry("acts are answered with 429 from the N-th on (N is 4)", FaultTime.FROM_THEN_ON, 4),
    Fault.BLOCKED: FaultEntry(
        "everything is answered with 999 from the N-th act on (N is 4)", FaultTime.FROM_THEN_ON, 4
    ),
    Fault.VERIFICATION: FaultEntry(
        "a verification page stands before everything from the N-th act on (N is 4)", FaultTime.FROM_THEN_ON, 4
    ),
    Fault.CAPTCHA: FaultEntry(
        "a captcha covers every page, at the same address, from the N-th act on (N is 4)", FaultTime.FROM_THEN_ON, 4
    ),
    Fault.RESTRICTED: FaultEntry(
        "a notice that the account is restricted for a week replaces every page from the N-th act on (N is 4)",
        FaultTime.FROM_THEN_ON,
        4,
    ),
    Fault.SIGNED_OUT: FaultEntry("the session ends at the N-th act (N is 4)", FaultTime.ONCE, 4),
    Fault.SIGN_IN_PAGE: FaultEntry(
        "from the N-th act on (N is 4) everything is answered with the sign-in page, with status 200",
        FaultTime.FROM_THEN_ON,
        4,
    ),
    Fault.SERVER_ERROR: FaultEntry("the N-th document (N is 3) is answered with 503", FaultTime.ONCE, 3),
    Fault.DROPPED: FaultEntry(
        "the connection drops at the N-th document (N is 3) and the one after it", FaultTime.TWICE, 3
    ),
    Fault.LOAD_ERROR: FaultEntry("the N-th load of rows (N is 1) is answered with 500", FaultTime.ONCE, 1),
    Fault.SLOW: FaultEntry("each answer takes 1.5 seconds longer; N: only that to the N-th request", FaultTime.ALWAYS),
    Fault.PAGE_ONE: FaultEntry("the N-th load of rows (N is 1) gives page 1 again", FaultTime.ONCE, 1),
    Fault.STARVED: FaultEntry(
        "from the N-th load of rows on (N is 1) the answer is empty, with status 200", FaultTime.FROM_THEN_ON, 1
    ),
    Fault.STOPS_SCROLLING: FaultEntry(
        "a page gives no more rows once N (6) of its rows were taken out; a fresh page does", FaultTime.FROM_THEN_ON, 6
    ),
    Fault.REFUSED: FaultEntry(
        "the server refuses (400), the failure toast comes and the row returns; N: only the N-th act", FaultTime.ALWAYS
    ),
    Fault.REFUSED_SILENTLY: FaultEntry(
        "the server refuses (400) though row, count and toast say it is done; N: only the N-th act", FaultTime.ALWAYS
    ),
    Fault.REFUSED_INSIDE: FaultEntry(
        "as refused-silently, but the status is 200 and the refusal stands inside; N: only the N-th act",
        FaultTime.ALWAYS,
    ),
    Fault.FLIGHT_ERROR: FaultEntry(
        "as refused-inside, but an error of the server stands inside; N: only the N-th act", FaultTime.ALWAYS
    ),
    Fault.NOTHING_DONE: FaultEntry("the server says yes and does nothing; N: only at the N-th act", FaultTime.ALWAYS),
    Fault.HOLD: FaultEntry(
        "from the N-th act on (N is 6) the server says yes and does nothing, until the next day",
        FaultTime.FROM_THEN_ON,
        6,
    ),
    Fault.EMPTY_ANSWER: FaultEntry("acts are done and the answer is empty; N: only the N-th act", FaultTime.ALWAYS),
    Fault.ALWAYS_FAILS: FaultEntry(
        "whoever the N-th act (N is 5) is for: acts on them are refused, always", FaultTime.ONCE, 5
    ),
    Fault.ACT_ERROR: FaultEntry("the N-th act (N is 5) is answered with 500, and not done", FaultTime.ONCE, 5),
    Fault.ACT_ERROR_DONE: FaultEntry(
        "the N-th act (N is 5) is answered with 500, and done all the same", FaultTime.ONCE, 5
    ),
    Fault.ACT_DROPPED: FaultEntry(
        "the N-th act (N is 5) is done, and the connection drops within the answer", FaultTime.ONCE, 5
    ),
    Fault.ACT_SLOW: FaultEntry("the N-th act (N is 5) is done, and the answer takes 18 seconds", FaultTime.ONCE, 5),
    Fault.ACCEPTED: FaultEntry("with the N-th act (N is 4), whoever is next on the list accepts", FaultTime.ONCE, 4),
    Fault.EXPIRED: FaultEntry("with the N-th act (N is 4), the next invitation on the list expires", FaultTime.ONCE, 4),
    Fault.WITHDRAWN_ELSEWHERE: FaultEntry(
        "with the N-th act (N is 4), the next invitation on the list is withdrawn elsewhere", FaultTime.ONCE, 4
    ),
    Fault.RENAMED: FaultEntry(
        "with the N-th document of Sent (N is 3), somebody of the blast has another profile address", FaultTime.ONCE, 3
    ),
    Fault.OWN_RENAMED: FaultEntry(
        "with the N-th look at /in/me/ (N is 2), the member has another address", FaultTime.ONCE, 2
    ),
    Fault.DIALOG_LATE: FaultEntry("the dialog comes after 3 seconds; N: only the N-th dialog", FaultTime.ALWAYS),
    Fault.DIALOG_MISSING: FaultEntry("the dialog does not come; N: only the N-th dialog", FaultTime.ALWAYS),
    Fault.DIALOG_ANOTHER: FaultEntry("the dialog names somebody else; N: only the N-th dialog", FaultTime.ALWAYS),
    Fault.DIALOG_DISABLED: FaultEntry(
        "the dialog's button can't be pressed for 7 seconds; N: only in the N-th dialog", FaultTime.ALWAYS
    ),
    Fault.DIALOG_LEFT: FaultEntry(
        "the dialog stands there again after its end; N: only the N-th dialog", FaultTime.ALWAYS
    ),
    Fault.MENU_TWICE: FaultEntry("a menu opens at the second click; N: only the N-th menu", FaultTime.ALWAYS),
    Fault.NOT_READY: FaultEntry(
        "for its first 4 seconds a page hears no click, and links lead away; N: only the N-th page", FaultTime.ALWAYS
    ),
    Fault.RECEIVED: FaultEntry("with the N-th dialog (N is 4) the page flips to Received by itself", FaultTime.ONCE, 4),
    Fault.PERSON_CLICKS: FaultEntry("the person presses Cancel in the N-th dialog (N is 4)", FaultTime.ONCE, 4),
    Fault.PERSON_LEAVES: FaultEntry("the person goes to the feed as the N-th dialog (N is 4) ends", FaultTime.ONCE, 4),
    Fault.BANNER: FaultEntry(
        "a banner tells of the weekly invitation limit; N: only on the N-th page", FaultTime.ALWAYS
    ),
    Fault.COVER: FaultEntry(
        "after the load and after the first dialog something lies over the page for 4 seconds; N: only the N-th page",
        FaultTime.ALWAYS,
    ),
}


class FaultSet:
    """The faults of one site, and when each strikes."""

    def __init__(self, names: tuple[str, ...]) -> None:
        self._numbers = dict(parse_fault(name) for name in names)

    def strikes(self, fault: Fault, count: int) -> bool:
        """Whether the fault strikes at the count-th of what it counts, from 1."""
        if fault not in self._numbers:
            return False
        when = FAULTS[fault].when
        number = self._numbers[fault] or FAULTS[fault].number
        if when is FaultTime.FROM_THEN_ON:
            return count >= number
        if when is FaultTime.TWICE:
            return count in (number, number + 1)
        return number in (0, count)

    def of_the_page(self) -> dict[str, int]:
        """Those that the page's own script plays, each with its number, 0 where it strikes always."""
        mine = {fault: number or FAULTS[fault].number for fault, number in self._numbers.items()}
        return {fault: number for fault, number in mine.items() if fault in _OF_THE_PAGE}

    def end(self, fault: Fault) -> None:
        """The fault is over: the person has solved it."""
        self._numbers.pop(fault, None)


_OF_THE_PAGE = {
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


def parse_fault(text: str) -> tuple[Fault, int | None]:
    """A fault and its number from `NAME` or `NAME:N`. Raises UsageError that lists the names."""
    name, _, number = text.partition(":")
    if name not in set(Fault) or (":" in text and not (NUMBER.fullmatch(number) is not None)):
        known = "; ".join(f"{fault} ({entry.does})" for fault, entry in FAULTS.items())
        raise UsageError(f"there is no fault {text!r}", f"Take NAME or NAME:N of: {known}.")
    return Fault(name), int(number) if number else None
