"""Where things are: one private folder, the home, that is for the real site or for a replay, for life."""

import errno
import os
import re
import shlex
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from withdrawer.errors import UsageError

Kind = Literal["real", "replay"]
POSIX = os.name == "posix"
NO_LINK = getattr(os, "O_NOFOLLOW", 0)
ACCOUNT_NAME = re.compile(r"\w[\w.-]{0,63}")


@dataclass(frozen=True, slots=True)
class Home:
    """The folder that holds all that withdrawer keeps of one account, and what lies in it."""

    folder: Path
    kind: Kind

    @property
    def journal(self) -> Path:
        """The SQLite file."""
        return self.folder / "journal.sqlite3"

    @property
    def profile(self) -> Path:
        """The browser's profile: it holds a session."""
        return self.folder / "profile"

    @property
    def snapshots(self) -> Path:
        """Redacted pages that were not understood."""
        return self.folder / "snapshots"

    @property
    def config(self) -> Path:
        """The person's settings; need not exist."""
        return self.folder / "config.toml"

    @property
    def lock(self) -> Path:
        """Held by the one run that uses the profile."""
        return self.folder / "lock"


def home_folder(home: Path | None, account: str, kind: Kind, environ: Mapping[str, str]) -> Path:
    """The folder a home has or would have; touches nothing.

    `home` (`--home`) goes before WITHDRAWER_HOME, that before the system's place for a person's data, where real and
    replay homes lie apart. A named account has a folder of its own inside. Raises UsageError for an unusable name.
    """
    override = home or environ.get("WITHDRAWER_HOME")
    base = Path(override) if override else _data_folder() / kind
    if not account:
        return base.absolute()
    if not ACCOUNT_NAME.fullmatch(account):
        raise UsageError(f"{account!r} can't name an account", "Use letters, digits, dots, - and _ only.")
    return base.absolute() / "accounts" / account


def _data_folder() -> Path:
    import platformdirs

    return platformdirs.user_data_path("withdrawer", appauthor=False)


def open_home(home: Path | None, account: str, kind: Kind, environ: Mapping[str, str]) -> Home:
    """The home, made where it was missing, private, and marked as what its first use was.

    Raises UsageError where it can't be written or made private, is a folder of somebody else or one that others
    share, holds a link in place of one of its own files, or is of the other kind.
    """
    named = home_folder(home, account, kind, environ)
    try:
        folder = named.resolve()  # a home may stand on another disk, by a link; what lies in it may not
        opened = Home(folder, kind)
        _refuse_shared(folder)
        for private in (folder, opened.profile, opened.snapshots):
            private_folder(private)
        for inside in (folder, opened.snapshots):
            _close_files(inside)
        private_file(opened.lock)
        found = _mark(folder / "kind", kind)
    except (OSError, ValueError, RuntimeError) as error:
        is_in_the_way = isinstance(error, FileExistsError | NotADirectoryError | IsADirectoryError)
        name, told = getattr(error, "filename", None), getattr(error, "strerror", None) or error
        reason = f"{name} is in the way" if is_in_the_way else told
        raise UsageError(
            f"the home {named} can't be written: {reason}",
            "Name another folder with --home or WITHDRAWER_HOME.",
        ) from error
    if found != kind:
        raise UsageError(
            f"the home {folder} is a {found} home and can't be used for a {kind} run",
            "Name another folder with --home or WITHDRAWER_HOME: real and replay never mix.",
        )
    return opened


def private_folder(folder: Path) -> Path:
    """Make the folder, and those above it that are missing, for the owner only (0700), whatever the umask.

    Raises OSError, also where it is a link, belongs to somebody else, or stands on a disk that keeps no modes.
    """
    if not folder.parent.exists():
        private_folder(folder.parent)
    folder.mkdir(mode=0o700, exist_ok=True)
    descriptor = os.open(folder, os.O_RDONLY | _no_link(folder)) if POSIX else None
    _make_private(folder, descriptor, 0o700)
    return folder


def private_file(file: Path) -> Path:
    """Make the file if it is missing, for the owner only (0600), whatever the umask.

    What is no file, such as a pipe or a terminal, stays as it is. Raises OSError, as `private_folder` does.
    """
    may_be_link = file.is_relative_to("/dev")  # /dev/stdout is one
    descriptor = os.open(file, os.O_RDWR | os.O_CREAT | (0 if may_be_link else _no_link(file)), 0o600)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        return file
    _make_private(file, descriptor, 0o600)
    return file


def _close_files(folder: Path) -> None:
    """Close to others what an earlier version, a backup or another program left open in a home's folder.

    By name, since nobody else gets into the folder any more: opening the journal here and closing it again would drop
    the locks that this process holds on it.
    """
    for file in folder.iterdir() if POSIX else ():
        try:
            _no_link(file)
            found = file.lstat()
            if stat.S_ISREG(found.st_mode) and (found.st_mode & 0o077 or found.st_uid != os.geteuid()):
                _refuse_foreign(file, found)
                file.chmod(0o600)
                _refuse_open(file, file.lstat())
        except FileNotFoundError:  # another command has just ended
            continue


def _no_link(path: Path) -> int:
    """What makes opening refuse a link, after saying so in words. Raises OSError."""
    if path.is_symlink():
        raise OSError(errno.ELOOP, f"{path} is a link to somewhere else; put the file itself there")
    return NO_LINK


def _make_private(path: Path, descriptor: int | None, mode: int) -> None:
    """Close a file or folder to others, by the open descriptor: what bears its name may change meanwhile."""
    if descriptor is None:
        path.chmod(mode)
        return
    try:
        if not POSIX:
            return
        _refuse_foreign(path, os.fstat(descriptor))
        os.fchmod(descriptor, mode)
        _refuse_open(path, os.fstat(descriptor))
    finally:
        os.close(descriptor)


def _refuse_foreign(path: Path, found: os.stat_result) -> None:
    if found.st_uid != os.geteuid():
        raise PermissionError(errno.EPERM, f"{path} belongs to somebody else")


def _refuse_open(path: Path, found: os.stat_result) -> None:
    if stat.S_IMODE(found.st_mode) & 0o077:
        raise PermissionError(errno.EPERM, f"others can open {path}, and its disk does not let that be changed")


def _mark(marker: Path, kind: Kind) -> str:
    """The kind in the marker; `kind` is written where there is none yet, whole or not at all."""
    if not marker.exists():
        draft = private_file(marker.with_name(f"kind.{os.getpid()}"))
        draft.write_text(f"{kind}\n", encoding="utf-8")
        draft.replace(marker)
    return marker.read_text(encoding="utf-8").strip()


def _refuse_shared(folder: Path) -> None:
    """A home is made private, which must never happen to the root of the disk or to a folder like /tmp."""
    if folder == Path(folder.anchor) or (folder.is_dir() and folder.stat().st_mode & stat.S_ISVTX):
        raise UsageError(f"the home {folder} is a folder that others share", "Name a folder inside it, as --home.")
    above = folder.parent
    if POSIX and above.is_dir() and above.stat().st_mode & (stat.S_IWOTH | stat.S_ISVTX) == stat.S_IWOTH:
        raise UsageError(
            f"everybody on this machine can put another folder in place of {folder}",
            f"Close {above} to others first: chmod o-w {shlex.quote(str(above))}. Or name another home with --home.",
        )
