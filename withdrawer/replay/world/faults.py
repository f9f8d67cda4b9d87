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


class When(StrEnum):
    """Which counts a fault strikes at. Without a number, `ALWAYS` strikes at all of them; the others at their own."""

    ALWAYS = "always"
    ONCE = "once"
    FROM_THEN_ON = "from then on"
    TWICE = "twice"
    """At the N-th and the next: a browser makes up for one dropped connection by itself."""


@dataclass(frozen=True)
class Entry:
    """What a fault does, and when; `number` is its N where none is given."""

    does: str
    when: When
    number: int = 0


FAULTS = {
    Fault.THROTTLED: Entry("acts are answered with 429 from the N-th on (N is 4)", When.FROM_THEN_ON, 4),
    Fault.BLOCKED: Entry("everything is answered with 999 from the N-th act on (N is 4)", When.FROM_THEN_ON, 4),
    Fault.VERIFICATION: Entry(
        "a verification page stands before everything from the N-th act on (N is 4)", When.FROM_THEN_ON, 4
    ),
    Fault.CAPTCHA: Entry(
        "a captcha covers every page, at the same address, from the N-th act on (N is 4)", When.FROM_THEN_ON, 4
    ),
    Fault.RESTRICTED: Entry(
        "a notice that the account is restricted for a week replaces every page from the N-th act on (N is 4)",
        When.FROM_THEN_ON,
        4,
    ),
    Fault.SIGNED_OUT: Entry("the session ends at the N-th act (N is 4)", When.ONCE, 4),
    Fault.SIGN_IN_PAGE: Entry(
        "from the N-th act on (N is 4) everything is answered with the sign-in page, with status 200",
        When.FROM_THEN_ON,
        4,
    ),
    Fault.SERVER_ERROR: Entry("the N-th document (N is 3) is answered with 503", When.ONCE, 3),
    Fault.DROPPED: Entry("the connection drops at the N-th document (N is 3) and the one after it", When.TWICE, 3),
    Fault.LOAD_ERROR: Entry("the N-th load of rows (N is 1) is answered with 500", When.ONCE, 1),
    Fault.SLOW: Entry("each answer takes 1.5 seconds longer; N: only that to the N-th request", When.ALWAYS),
    Fault.PAGE_ONE: Entry("the N-th load of rows (N is 1) gives page 1 again", When.ONCE, 1),
    Fault.STARVED: Entry(
        "from the N-th load of rows on (N is 1) the answer is empty, with status 200", When.FROM_THEN_ON, 1
    ),
    Fault.STOPS_SCROLLING: Entry(
        "a page gives no more rows once N (6) of its rows were taken out; a fresh page does", When.FROM_THEN_ON, 6
    ),
    Fault.REFUSED: Entry(
        "the server refuses (400), the failure toast comes and the row returns; N: only the N-th act", When.ALWAYS
    ),
    Fault.REFUSED_SILENTLY: Entry(
        "the server refuses (400) though row, count and toast say it is done; N: only the N-th act", When.ALWAYS
    ),
    Fault.REFUSED_INSIDE: Entry(
        "as refused-silently, but the status is 200 and the refusal stands inside; N: only the N-th act", When.ALWAYS
    ),
    Fault.FLIGHT_ERROR: Entry(
        "as refused-inside, but an error of the server stands inside; N: only the N-th act", When.ALWAYS
    ),
    Fault.NOTHING_DONE: Entry("the server says yes and does nothing; N: only at the N-th act", When.ALWAYS),
    Fault.HOLD: Entry(
        "from the N-th act on (N is 6) the server says yes and does nothing, until the next day", When.FROM_THEN_ON, 6
    ),
    Fault.EMPTY_ANSWER: Entry("acts are done and the answer is empty; N: only the N-th act", When.ALWAYS),
    Fault.ALWAYS_FAILS: Entry("whoever the N-th act (N is 5) is for: acts on them are refused, always", When.ONCE, 5),
    Fault.ACT_ERROR: Entry("the N-th act (N is 5) is answered with 500, and not done", When.ONCE, 5),
    Fault.ACT_ERROR_DONE: Entry("the N-th act (N is 5) is answered with 500, and done all the same", When.ONCE, 5),
    Fault.ACT_DROPPED: Entry("the N-th act (N is 5) is done, and the connection drops within the answer", When.ONCE, 5),
    Fault.ACT_SLOW: Entry("the N-th act (N is 5) is done, and the answer takes 18 seconds", When.ONCE, 5),
    Fault.ACCEPTED: Entry("with the N-th act (N is 4), whoever is next on the list accepts", When.ONCE, 4),
    Fault.EXPIRED: Entry("with the N-th act (N is 4), the next invitation on the list expires", When.ONCE, 4),
    Fault.WITHDRAWN_ELSEWHERE: Entry(
        "with the N-th act (N is 4), the next invitation on the list is withdrawn elsewhere", When.ONCE, 4
    ),
    Fault.RENAMED: Entry(
        "with the N-th document of Sent (N is 3), somebody of the blast has another profile address", When.ONCE, 3
    ),
    Fault.OWN_RENAMED: Entry("with the N-th look at /in/me/ (N is 2), the member has another address", When.ONCE, 2),
    Fault.DIALOG_LATE: Entry("the dialog comes after 3 seconds; N: only the N-th dialog", When.ALWAYS),
    Fault.DIALOG_MISSING: Entry("the dialog does not come; N: only the N-th dialog", When.ALWAYS),
    Fault.DIALOG_ANOTHER: Entry("the dialog names somebody else; N: only the N-th dialog", When.ALWAYS),
    Fault.DIALOG_DISABLED: Entry(
        "the dialog's button can't be pressed for 7 seconds; N: only in the N-th dialog", When.ALWAYS
    ),
    Fault.DIALOG_LEFT: Entry("the dialog stands there again after its end; N: only the N-th dialog", When.ALWAYS),
    Fault.MENU_TWICE: Entry("a menu opens at the second click; N: only the N-th menu", When.ALWAYS),
    Fault.NOT_READY: Entry(
        "for its first 4 seconds a page hears no click, and links lead away; N: only the N-th page", When.ALWAYS
    ),
    Fault.RECEIVED: Entry("with the N-th dialog (N is 4) the page flips to Received by itself", When.ONCE, 4),
    Fault.PERSON_CLICKS: Entry("the person presses Cancel in the N-th dialog (N is 4)", When.ONCE, 4),
    Fault.PERSON_LEAVES: Entry("the person goes to the feed as the N-th dialog (N is 4) ends", When.ONCE, 4),
    Fault.BANNER: Entry("a banner tells of the weekly invitation limit; N: only on the N-th page", When.ALWAYS),
    Fault.COVER: Entry(
        "after the load and after the first dialog something lies over the page for 4 seconds; N: only the N-th page",
        When.ALWAYS,
    ),
}


class Faults:
    """The faults of one site, and when each strikes."""

    def __init__(self, names: tuple[str, ...]) -> None:
        self._numbers = dict(parse_fault(name) for name in names)

    def strikes(self, fault: Fault, count: int) -> bool:
        """Whether the fault strikes at the count-th of what it counts, from 1."""
        if fault not in self._numbers:
            return False
        when = FAULTS[fault].when
        number = self._numbers[fault] or FAULTS[fault].number
        if when is When.FROM_THEN_ON:
            return count >= number
        if when is When.TWICE:
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
