"""Where things are: one private folder, the home, that is for the real site or for a replay, for life."""

import os
import re
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import platformdirs

from withdrawer.errors import UsageError

Kind = Literal["real", "replay"]
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
    base = Path(override) if override else platformdirs.user_data_path("withdrawer", appauthor=False) / kind
    if not account:
        return base.absolute()
    if not ACCOUNT_NAME.fullmatch(account):
        raise UsageError(f"{account!r} can't name an account", "Use letters, digits, dots, - and _ only.")
    return base.absolute() / "accounts" / account


def open_home(home: Path | None, account: str, kind: Kind, environ: Mapping[str, str]) -> Home:
    """The home, made where it was missing, private, and marked as what its first use was.

    Raises UsageError where it can't be written, is a folder that others share, or is of the other kind.
    """
    folder = home_folder(home, account, kind, environ)
    opened = Home(folder, kind)
    try:
        _refuse_shared(folder)
        for private in (folder, opened.profile, opened.snapshots):
            private_folder(private)
        private_file(opened.lock)
        found = _mark(folder / "kind", kind)
    except OSError as error:
        is_in_the_way = isinstance(error, FileExistsError | NotADirectoryError | IsADirectoryError)
        reason = f"{error.filename} is in the way" if is_in_the_way else error.strerror or error
        raise UsageError(
            f"the home {folder} can't be written: {reason}",
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

    Raises OSError.
    """
    if not folder.parent.exists():
        private_folder(folder.parent)
    folder.mkdir(mode=0o700, exist_ok=True)
    folder.chmod(0o700)
    return folder


def private_file(file: Path) -> Path:
    """Make the file if it is missing, for the owner only (0600), whatever the umask. Raises OSError."""
    descriptor = os.open(file, os.O_RDWR | os.O_CREAT, 0o600)
    os.close(descriptor)
    file.chmod(0o600)
    return file


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
