"""The home: one private folder, permanently tied to either the real site or a replay."""

import errno
import os
import re
import shlex
import stat
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from withdrawer.errors import UsageError

Kind = Literal["real", "replay"]
POSIX = os.name == "posix"
NO_LINK = getattr(os, "O_NOFOLLOW", 0)
ACCOUNT_NAME = re.compile(r"\w[\w.-]{0,63}")

OWN_FOLDERS = ("profile", "snapshots", "recordings", "crashes", "summaries")
OWN_FILES = re.compile(
    r"kind(\.\d+)?|browser|config\.toml|lock(\.json)?"
    r"|journal(-version-\d{4,}|-\d+)?\.sqlite3(\.draft)?(-wal|-shm|-journal)?"
    r"|guide\.json(\.draft)?|review\.(html|lock)|site\.jsonl?|site\.json[a-z0-9_]{8}|schedule\.(json|log)(\.draft)?"
)
"""Every name that withdrawer gives to its own files in a home; anything else there is foreign."""
KEPT_PAGE = re.compile(r"\d{8}T\d{6,}\.html")
KEPT_CRASH = re.compile(r"\d{8}T\d{6,}\.log")
LAID_BEFORE = ("config.toml", "accounts", ".DS_Store", "desktop.ini", "Thumbs.db")
"""What a folder may contain before its first use as a home: files from the user and the desktop."""


@dataclass(frozen=True, slots=True)
class Home:
    """The folder with everything withdrawer stores about one account, and the paths in it."""

    folder: Path
    kind: Kind

    @property
    def journal(self) -> Path:
        """The SQLite file."""
        return self.folder / "journal.sqlite3"

    @property
    def profile(self) -> Path:
        """The browser's profile, which contains a session."""
        return self.folder / "profile"

    @property
    def snapshots(self) -> Path:
        """Redacted pages that were not understood."""
        return self.folder / "snapshots"

    @property
    def crashes(self) -> Path:
        """The tracebacks of unforeseen errors."""
        return self.folder / "crashes"

    @property
    def summaries(self) -> Path:
        """The pages that tell of finished jobs."""
        return self.folder / "summaries"

    @property
    def config(self) -> Path:
        """The user's settings; may not exist."""
        return self.folder / "config.toml"

    @property
    def lock(self) -> Path:
        """Held by the run that uses the profile."""
        return self.folder / "lock"

    @property
    def review_lock(self) -> Path:
        """Held while a review page is open."""
        return self.folder / "review.lock"


def home_folder(home: Path | None, account: str, kind: Kind, environ: Mapping[str, str]) -> Path:
    """Return the folder that a home has or would have; touches nothing.

    `home` (`--home`, parsed by `named_folder`) takes precedence over WITHDRAWER_HOME, and that over the system's folder
    for user data, with separate folders for real and replay homes. A named account has its own folder inside. Raises
    UsageError for an invalid name.
    """
    variable = environ.get("WITHDRAWER_HOME")
    base = home or (named_folder(variable) if variable else _data_folder() / kind)
    if not account:
        return base.absolute()
    if not ACCOUNT_NAME.fullmatch(account):
        raise UsageError(f"{account!r} can't name an account", "Use letters, digits, dots, - and _ only.")
    return base.absolute() / "accounts" / account


def settings_folder(account: str | None, home: Path | None, replay: str | None) -> Path:
    """Return the home that these options name. A replay has its own home unless another is named."""
    return home_folder(*meant_home(account, home, replay), os.environ)


def meant_home(account: str | None, home: Path | None, replay: str | None) -> tuple[Path | None, str, Kind]:
    """Return the folder (if any), account and kind of home that these options name."""
    return home, account or Path(replay or "").stem, "replay" if replay else "real"


def named_folder(text: str) -> Path:
    """Return a typed or set folder, with a `~` that no shell expanded replaced by the user's home folder.

    Raises UsageError if it names no folder. Empty text is refused, because it would mean the current folder, for
    example with an unset variable.
    """
    if not text.strip():
        raise UsageError("--home names no folder.", "Name one, or leave the option out.")
    return Path(expanded(text))


def expanded(text: str) -> str:
    """Return a path with the `~` in front replaced by the home folder; "./~" is a folder of that name.

    Raises UsageError if it is the home folder of somebody unknown on this machine.
    """
    if not text.startswith("~"):
        return text
    try:
        return str(Path(text).expanduser())
    except RuntimeError as error:
        user = Path(text).parts[0]
        raise UsageError(
            f"{text} can't be found: nobody knows where the home folder of {user} is.",
            f'Write the whole path. A folder of that very name is "./{text}".',
        ) from error


def _data_folder() -> Path:
    import platformdirs

    return platformdirs.user_data_path("withdrawer", appauthor=False)


def open_home(home: Path | None, account: str, kind: Kind, environ: Mapping[str, str]) -> Home:
    """Return the home, created if missing, made private, and marked with the kind of its first use.

    Raises UsageError if it can't be written or made private, belongs to someone else, is shared or holds other things,
    has a symlink in place of one of its own files, or is of the other kind. A folder refused for holding other things
    is left unchanged.
    """
    named = home_folder(home, account, kind, environ)
    with _in_words(named):
        folder = named.resolve()  # the home itself may be a symlink to another disk; its contents may not
        opened = Home(folder, kind)
        _refuse_shared(folder)
        _refuse_other_things(folder, _around(home, account, kind, environ))
        private_folder(folder)
        found = _mark(folder / "kind", kind)  # first, so that a home whose creation was killed is recognised
        for private in (opened.profile, opened.snapshots):
            private_folder(private)
        _close_files(folder, OWN_FILES)
        _close_files(opened.snapshots, KEPT_PAGE)
        private_file(opened.lock)
    if found != kind:
        raise UsageError(
            f"the home {folder} is a {found} home and can't be used for a {kind} run",
            "Name another folder with --home or WITHDRAWER_HOME: real and replay never mix.",
        )
    return opened


def unmade_home(home: Path | None, account: str, kind: Kind, environ: Mapping[str, str]) -> Home | None:
    """Return the home as it would be if there is none yet; None if there is one. Creates nothing.

    Raises UsageError if no home can be created there.
    """
    named = home_folder(home, account, kind, environ)
    with _in_words(named):
        folder = named.resolve()
        _refuse_other_things(folder, _around(home, account, kind, environ))
        return None if is_home(folder) else Home(folder, kind)


def is_home(folder: Path, kind: Kind | None = None) -> bool:
    """Return whether the folder has a home's marker; with `kind` only one of that kind."""
    marker = folder / "kind"
    kinds = (b"real", b"replay") if kind is None else (kind.encode(),)
    return marker.is_file() and not marker.is_symlink() and marker.read_bytes()[:16].strip() in kinds


def named_accounts(folder: Path, kind: Kind | None = None) -> list[str]:
    """Return the names of the accounts in a home; with `kind` only the real ones, or the replay ones."""
    accounts = folder / "accounts"
    return sorted(it.name for it in accounts.iterdir() if is_home(it, kind)) if accounts.is_dir() else []


def is_own(name: str) -> bool:
    """Return whether this is a name of withdrawer's own files or folders in a home."""
    return name in OWN_FOLDERS or OWN_FILES.fullmatch(name) is not None


def _around(home: Path | None, account: str, kind: Kind, environ: Mapping[str, str]) -> Path | None:
    """Return the folder that contains the accounts, for a named account; otherwise None."""
    return home_folder(home, "", kind, environ) if account else None


def _refuse_other_things(folder: Path, around: Path | None) -> None:
    """Raise UsageError if the folder, or the one that contains its account, is not a home and holds other things."""
    if is_home(folder):  # regardless of what else it contains by now
        return
    refused = around if around and not (_is_free(around) and _are_accounts(around / "accounts")) else folder
    if refused is around or not _is_free(folder):
        raise UsageError(
            f"{refused} is not a home of withdrawer, and not empty.",
            "Name an empty folder or a new one with --home. Nothing in this one was touched.",
        )


def _is_free(folder: Path) -> bool:
    """Return whether a folder is a home or may become one: new, empty, or left by an interrupted creation."""
    if not folder.exists() or is_home(folder):
        return True
    return all(it.name in LAID_BEFORE or _is_half_made(it) for it in folder.iterdir())


def _is_half_made(path: Path) -> bool:
    if path.is_symlink():
        return False
    if path.is_dir():
        return path.name in ("profile", "snapshots") and not any(path.iterdir())
    is_draft = re.fullmatch(r"kind\.\d+", path.name) is not None
    return is_draft or (path.name == "lock" and path.stat().st_size == 0)


def _are_accounts(accounts: Path) -> bool:
    """Return whether `accounts` belongs to a home or contains only homes; a user's own folder may have this name."""
    if is_home(accounts.parent) or not accounts.exists():
        return True
    return all(it.name in LAID_BEFORE or (it.is_dir() and _is_free(it)) for it in accounts.iterdir())


@contextmanager
def _in_words(named: Path) -> Iterator[None]:
    """Convert the system's errors about a home into UsageError."""
    try:
        yield
    except (OSError, ValueError, RuntimeError) as error:
        is_in_the_way = isinstance(error, FileExistsError | NotADirectoryError | IsADirectoryError)
        name, told = getattr(error, "filename", None), getattr(error, "strerror", None) or error
        reason = f"{name} is in the way" if is_in_the_way else told
        raise UsageError(
            f"the home {named} can't be written: {reason}",
            "Name another folder with --home or WITHDRAWER_HOME.",
        ) from error


def private_folder(folder: Path) -> Path:
    """Create the folder and any missing parents, accessible only to the owner (0700), whatever the umask.

    Raises OSError, also if it is a symlink, belongs to someone else, or its file system does not support modes.
    """
    if not folder.parent.exists():
        private_folder(folder.parent)
    folder.mkdir(mode=0o700, exist_ok=True)
    descriptor = os.open(folder, os.O_RDONLY | _no_link(folder)) if POSIX else None
    _make_private(folder, descriptor, 0o700)
    return folder


def private_file(file: Path) -> Path:
    """Create the file if it is missing, accessible only to the owner (0600), whatever the umask.

    Anything other than a regular file, such as a pipe or a terminal, is left as it is. Raises OSError, as
    `private_folder` does.
    """
    may_be_link = file.is_relative_to("/dev")  # /dev/stdout is a symlink
    descriptor = os.open(file, os.O_RDWR | os.O_CREAT | (0 if may_be_link else _no_link(file)), 0o600)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        return file
    _make_private(file, descriptor, 0o600)
    return file


def _close_files(folder: Path, own: re.Pattern[str]) -> None:
    """Remove other users' access to withdrawer's own files in a folder, left by an earlier version or a backup.

    By path, not by descriptor, since no one else can enter the folder by now: opening and closing the journal here
    would drop this process's locks on it.
    """
    for file in folder.iterdir() if POSIX else ():
        if not own.fullmatch(file.name):
            continue
        try:
            _no_link(file)
            found = file.lstat()
            if stat.S_ISREG(found.st_mode) and (found.st_mode & 0o077 or found.st_uid != os.geteuid()):
                _refuse_foreign(file, found)
                file.chmod(0o600)
                _refuse_open(file, file.lstat())
        except FileNotFoundError:  # another command has just ended
            continue


def thin_out(folder: Path, own: re.Pattern[str], most: int, kept: Collection[Path] = ()) -> None:
    """Delete the oldest (by name) of withdrawer's own files in a folder until `most` are left, besides `kept`."""
    files = sorted(it for it in folder.glob("*") if own.fullmatch(it.name) and it not in kept)
    for file in files[:-most]:
        file.unlink(missing_ok=True)


def _no_link(path: Path) -> int:
    """Return the flag that makes `open` refuse a symlink; if there is one already, raise OSError with a message."""
    if path.is_symlink():
        raise OSError(errno.ELOOP, f"{path} is a link to somewhere else; put the file itself there")
    return NO_LINK


def _make_private(path: Path, descriptor: int | None, mode: int) -> None:
    """Remove others' access to a file or folder through its descriptor, as the path may be replaced meanwhile."""
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
    """Return the kind in the marker; if there is none yet, write `kind` atomically."""
    if not marker.exists():
        draft = private_file(marker.with_name(f"kind.{os.getpid()}"))
        with draft.open("w", encoding="utf-8") as writing:
            writing.write(f"{kind}\n")
            writing.flush()
            os.fsync(writing.fileno())  # an empty marker after a power failure would be invalid
        draft.replace(marker)
    return marker.read_text(encoding="utf-8").strip()


def _refuse_shared(folder: Path) -> None:
    """Refuse a shared folder, such as the root or /tmp, because a home is made private."""
    if folder == Path(folder.anchor) or (folder.is_dir() and folder.stat().st_mode & stat.S_ISVTX):
        raise UsageError(f"the home {folder} is a folder that others share", "Name a folder inside it, as --home.")
    above = folder.parent
    if POSIX and above.is_dir() and above.stat().st_mode & (stat.S_IWOTH | stat.S_ISVTX) == stat.S_IWOTH:
        raise UsageError(
            f"everybody on this machine can put another folder in place of {folder}",
            f"Close {above} to others first: chmod o-w {shlex.quote(str(above))}. Or name another home with --home.",
        )
