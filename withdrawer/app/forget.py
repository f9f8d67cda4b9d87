"""`forget`: counts what a home holds about an account, and deletes it after confirmation."""

import os
import shutil
import time
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from withdrawer.app.shortcut import shortcut_in
from withdrawer.app.typed_input import Everywhere
from withdrawer.app.user import Said, User, agrees
from withdrawer.app.user_questions import DeleteForGood, Forgettable
from withdrawer.errors import UsageError, WithdrawerError
from withdrawer.home import Home, is_own, open_home, settings_folder
from withdrawer.journal.forget import census, forget_people
from withdrawer.journal.journal import Journal
from withdrawer.journal.lock import review_lock, run_lock
from withdrawer.schedule.backends.base import StillThere
from withdrawer.schedule.removal import take_out
from withdrawer.schedule.state import schedule_file
from withdrawer.undo.allowance import PERIOD

LIVE = ("journal.sqlite3", "journal.sqlite3-wal", "journal.sqlite3-shm", "journal.sqlite3-journal")


@dataclass(frozen=True)
class Forgotten:
    """What was deleted from a home, and the names of the files left in it."""

    has: DeleteForGood
    home: Path
    left: list[str]


def forget(home: Home, what: Forgettable, user: User, now: datetime, *, says_yes: bool) -> Forgotten | None:
    """Report how much there is, ask, and delete it; None if the user declines.

    Raises UsageError if no one can be asked, RunLocked, and whatever `forget_in` raises.
    """
    with run_lock(home.lock), review_lock(home.review_lock):
        has = look_into(home, what, now)
        if not says_yes and not user.can_answer:
            raise UsageError("forget asks before it deletes, and there is no terminal to ask on.", "Add --yes.")
        if not agrees(user, has, says_yes=says_yes):
            user.tell(Said.NOTHING_DELETED)
            return None
        forget_in(home, what, now)
    left = sorted(path.name for path in home.folder.iterdir()) if home.folder.is_dir() else []
    if what is Forgettable.ALL:
        locks = (home.lock, home.review_lock)
        left = [name for name in left if name not in {it.name for it in locks}]
        if not left:
            for file in locks:
                file.unlink(missing_ok=True)
            home.folder.rmdir()
    return Forgotten(has, home.folder, left)


def home_in(everywhere: Everywhere) -> Home:
    """Return the home the command names. Raises UsageError if it is not a home: nothing else is ever deleted."""
    folder = settings_folder(everywhere.account, everywhere.home, everywhere.replay)
    marker = folder / "kind"
    kind = marker.read_text("utf-8", "replace").strip() if marker.is_file() else ""
    if kind not in ("real", "replay"):
        raise UsageError(
            f"{folder} is not a home of withdrawer, so there is nothing to delete.",
            "Name another one with --account, --replay or --home. Nothing was deleted.",
        )
    # The folder already includes the account.
    return open_home(folder, "", "real" if kind == "real" else "replay", {})


def look_into(home: Home, what: Forgettable, now: datetime) -> DeleteForGood:
    """Count what a home holds; the counts of an unreadable journal are None."""
    counts, stop = None, ""
    if home.journal.is_file():
        try:
            with Journal.open(home.journal) as journal:
                counts = census(journal.database, now - PERIOD)
                active = journal.stops.active(journal.accounts.current(), now)
                stop = active.detail if active else ""
        except WithdrawerError:
            counts = None
    return DeleteForGood(
        what,
        census=counts,
        is_signed_in=any(home.profile.rglob("Cookies")),
        snapshots=sum(1 for _ in home.snapshots.glob("*")),
        crashes=sum(1 for _ in home.crashes.glob("*")),
        copies=len(_copies(home)),
        stop=stop,
    )


def forget_in(home: Home, what: Forgettable, now: datetime) -> None:
    """Delete that part of a home. Raises WithdrawerError if a browser uses the profile, or a file can't be deleted."""
    if what is not Forgettable.PEOPLE:
        from withdrawer.linkedin.browser.profile import wait_until_free

        wait_until_free(home.profile, time.sleep)
    try:
        match what:
            case Forgettable.PEOPLE:
                if home.journal.is_file():
                    with Journal.open(home.journal) as journal:
                        forget_people(journal.database, now)
                for file in (*_copies(home), *home.snapshots.iterdir(), home.crashes, home.summaries):
                    _delete(file)
            case Forgettable.PROFILE:
                _delete(home.profile)
                _delete(home.folder / "browser")
            case Forgettable.ALL:
                _delete_all(home)
    except OSError as error:
        raise WithdrawerError(
            f"{error.filename or home.folder} can't be deleted: {error.strerror or error}",
            "Delete it by hand; what is deleted already stays so.",
        ) from error


def _delete_all(home: Home) -> None:
    """Delete all of withdrawer's own files, its shortcut, and its entry in the system's scheduler.

    If that entry can't be removed, keep only the schedule file and the `kind` marker, and raise StillThere.
    """
    stays = [home.lock, home.review_lock]  # they are held
    shortcut = shortcut_in(home.folder)
    left: StillThere | None = None
    try:
        take_out(home.folder)
    except StillThere as error:
        left = error
        stays += [schedule_file(home.folder), home.folder / "kind"]
    own = [path for path in home.folder.iterdir() if is_own(path.name) and path not in stays]
    for path in sorted(own, key=lambda it: it.name == "kind"):  # last: without `kind` the rest is not a home
        _delete(path)
    if shortcut:
        _delete(shortcut)
    if left:
        raise StillThere(f"All is deleted but this home's schedule. {left.message}", left.hint) from left


def _copies(home: Home) -> list[Path]:
    """Return earlier journals that were set aside before a migration."""
    names = (path for path in home.folder.iterdir() if path.name.startswith("journal"))
    return [path for path in names if is_own(path.name) and path.name not in LIVE]


def _delete(path: Path) -> None:
    """Delete a file, or a folder with its contents; of a symlink only the link, never its target."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    elif os.path.lexists(path):
        path.unlink()
