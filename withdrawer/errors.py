"""The tree of errors that end a command.

    WithdrawerError            1   something unexpected
    ├── AllowanceSpent         0   enough for these 22 hours: not a failure, and it continues by itself
    ├── OutputLost             1   the output can't be written
    ├── Unforeseen             1   an unforeseen error: its details are saved
    ├── UsageError             2   what was typed can't be done; no one was touched
    │   ├── JournalDamaged     2   the journal can't be read as it should be
    │   ├── NoBrowser          2   no browser was found to drive
    │   └── NoScreen           2   there is no screen to open a window on
    ├── SignedOut             10   the browser's profile holds no session
    │   └── AnotherMember     10   … or another member's
    ├── RunLocked             11   another run holds this home
    ├── PageNotUnderstood     12   a page lacks something required: nothing more is clicked
    │   └── PageLeft          12   the page is no longer the list that was opened
    ├── Wall                  13   LinkedIn requires the user to act
    └── Interrupted          130   Ctrl-C, a closed terminal, a closed browser window

Each has a sentence that says what is wrong and, as `hint`, what to do next.
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
    """An error that ends the command; `hint` says what to do next."""

    exit_code: Exit = Exit.UNEXPECTED

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.data: dict[str, Any] = {}
        """The command's progress so far, for its JSON document."""


class AllowanceSpent(WithdrawerError):
    """An allowance for 22 hours is used up: the command succeeds, and the rest is left for later.

    `opens_at` is when some of it is available again, in UTC; None if unknown.
    """

    exit_code = Exit.DONE

    def __init__(self, message: str, hint: str = "", opens_at: datetime | None = None) -> None:
        super().__init__(message, hint)
        self.opens_at = opens_at


class OutputLost(WithdrawerError):
    """Standard output can't be written, for example because the disk is full; everything done is in the journal."""


class Unforeseen(WithdrawerError):
    """An unforeseen error; its traceback is saved in a crash report."""


class UsageError(WithdrawerError):
    """What was typed, configured or given in a file can't be done. No one was touched."""

    exit_code = Exit.USAGE


class JournalDamaged(UsageError):
    """The journal's file is damaged; its readable part can be saved. No one is touched until it is replaced."""


class NoBrowser(UsageError):
    """No browser was found. `folder` is where Playwright's installer would put one."""

    def __init__(self, message: str, hint: str, folder: Path) -> None:
        super().__init__(message, hint)
        self.folder = folder


class NoScreen(UsageError):
    """A window must be opened, and there is no screen for it."""


class SignedOut(WithdrawerError):
    """The browser's profile has no LinkedIn session. `snapshot` is a redacted copy of the page that shows this."""

    exit_code = Exit.SIGNED_OUT
    snapshot: Path | None = None


class AnotherMember(SignedOut):
    """The signed-in member is not the one this journal belongs to."""


class RunLocked(WithdrawerError):
    """Another run holds this home's browser profile."""

    exit_code = Exit.LOCKED


class PageNotUnderstood(WithdrawerError):
    """A page lacked something required, or is in an unknown language. Nothing more is clicked."""

    exit_code = Exit.NOT_UNDERSTOOD


class PageLeft(PageNotUnderstood):
    """The page is no longer the list that was opened: LinkedIn or the user navigated away."""


class Wall(WithdrawerError):
    """LinkedIn requires the user to act: verification, captcha, restriction notice, too many requests.

    `kind` is one of `verification`, `captcha`, `restricted`, `throttled`, `blocked`, or a stop of withdrawer's own:
    `refused`, `slow`, or `hold`, which ends by itself. `opens_at` is the instant that a notice names, or when a hold
    ends, in UTC; `snapshot` is a redacted copy of the page.
    """

    exit_code = Exit.WALL

    def __init__(self, kind: str, message: str, hint: str = "", opens_at: datetime | None = None) -> None:
        super().__init__(message, hint)
        self.kind = kind
        self.opens_at = opens_at
        self.snapshot: Path | None = None


class Interrupted(WithdrawerError):
    """The user ended the run: Ctrl-C, a closed terminal, a browser window closed by hand."""

    exit_code = Exit.INTERRUPTED
