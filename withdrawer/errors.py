"""Every situation in which withdrawer can't go on, as one tree.

    WithdrawerError            1   something unexpected
    ├── AllowanceSpent         0   enough for these 22 hours: nothing is wrong, and it goes on by itself
    ├── OutputLost             1   what was to be shown can't be written
    ├── Unforeseen             1   nobody has thought of it: its details are kept
    ├── UsageError             2   what was typed can't be done; nothing was opened
    │   ├── JournalDamaged     2   the journal can't be read as it should be
    │   └── NoScreen           2   a window is to be opened, and there is none to open it on
    ├── SignedOut             10   the browser's profile holds no session
    │   └── AnotherMember     10   … or another member's
    ├── RunLocked             11   another run holds this home
    ├── PageNotUnderstood     12   nothing was clicked
    │   └── PageLeft          12   the page is no longer the list that was opened
    ├── Wall                  13   LinkedIn wants the person
    └── Interrupted          130   Ctrl-C, a closed terminal, a closed browser window

Each carries a sentence that says what is wrong and, as `hint`, what to do next.
"""

from datetime import datetime
from enum import IntEnum
from pathlib import Path
from typing import Any


class Exit(IntEnum):
    """The exit codes that scripts may rely on."""

    DONE = 0
    UNEXPECTED = 1
    USAGE = 2
    PARTIAL = 3
    SIGNED_OUT = 10
    LOCKED = 11
    NOT_UNDERSTOOD = 12
    WALL = 13
    INTERRUPTED = 130


class WithdrawerError(Exception):
    """Something that ends the command; `hint` says what to do next."""

    exit_code: Exit = Exit.UNEXPECTED

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.data: dict[str, Any] = {}
        """How far the command came, for its JSON document."""


class AllowanceSpent(WithdrawerError):
    """What an allowance lets be done in 22 hours is done: the command ends well, with the rest left for later.

    `opens_at` is from when there is something left of it again, UTC; None where that is not known.
    """

    exit_code = Exit.DONE

    def __init__(self, message: str, hint: str = "", opens_at: datetime | None = None) -> None:
        super().__init__(message, hint)
        self.opens_at = opens_at


class OutputLost(WithdrawerError):
    """Standard output can't be written, for want of room: what was done is done, and in the journal."""


class Unforeseen(WithdrawerError):
    """What nobody has thought of; where it came from is kept in a crash report."""


class UsageError(WithdrawerError):
    """What was typed, configured or given in a file can't be done. Nothing was opened or touched."""

    exit_code = Exit.USAGE


class JournalDamaged(UsageError):
    """The journal's file is damaged: what is left of it can be saved. Nobody is touched meanwhile."""


class NoScreen(UsageError):
    """A window is to be opened, and there is no screen to open it on."""


class SignedOut(WithdrawerError):
    """The browser's profile holds no LinkedIn session. `snapshot` is a redacted copy of the page that shows it."""

    exit_code = Exit.SIGNED_OUT
    snapshot: Path | None = None


class AnotherMember(SignedOut):
    """Somebody else is signed in than the member whose journal this is."""


class RunLocked(WithdrawerError):
    """Another run holds this home's browser profile."""

    exit_code = Exit.LOCKED


class PageNotUnderstood(WithdrawerError):
    """A page did not show what it must show, or is in a language not yet known. Nothing was clicked."""

    exit_code = Exit.NOT_UNDERSTOOD


class PageLeft(PageNotUnderstood):
    """The page is no longer the list that was opened: LinkedIn or the person has led it elsewhere."""


class Wall(WithdrawerError):
    """LinkedIn asks for the person: verification, captcha, restriction notice, too many requests.

    `kind` is one of `verification`, `captcha`, `restricted`, `throttled`, `blocked`, and of what withdrawer stops by
    itself: `refused`, `slow`, and `hold`, which ends by itself. `opens_at` is the instant that a notice names, or at
    which a hold ends, UTC; `snapshot` a redacted copy of its page.
    """

    exit_code = Exit.WALL

    def __init__(self, kind: str, message: str, hint: str = "", opens_at: datetime | None = None) -> None:
        super().__init__(message, hint)
        self.kind = kind
        self.opens_at = opens_at
        self.snapshot: Path | None = None


class Interrupted(WithdrawerError):
    """The person ended the run: Ctrl-C, a closed terminal, a browser window closed by hand."""

    exit_code = Exit.INTERRUPTED
