"""Managers that a test can send away: they keep what the real ones keep, and answer as those do."""

import plistlib
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from withdrawer.errors import WithdrawerError


@dataclass
class Manager:
    """What stand-ins share. `asked` is each call; `refuses` are words at which one fails though it is here."""

    is_away: bool = False
    refuses: tuple[str, ...] = ()
    asked: list[Sequence[str]] = field(default_factory=list)

    def __call__(self, *words: str, given: bytes | None = None) -> bytes:
        self.asked.append(words)
        if self.is_away:
            raise WithdrawerError(f"`{' '.join(words)}` failed: Failed to connect to bus")
        if set(words) & set(self.refuses):
            raise WithdrawerError(f"`{' '.join(words)}` failed: refused by the test")
        return self.answer(words, given)

    def answer(self, words: Sequence[str], given: bytes | None) -> bytes:
        raise NotImplementedError

    def fail(self, words: Sequence[str]) -> bytes:
        raise WithdrawerError(f"`{' '.join(words)}` failed: no such thing")


@dataclass
class Systemctl(Manager):
    """`systemctl --user`: what it has loaded from the folder, what is active, and the timers' stamps."""

    folder: Path = Path()
    stamps: Path = Path()
    loaded: set[str] = field(default_factory=set)
    active: set[str] = field(default_factory=set)
    has_made_up: bool = False
    """Whether a timer was enabled that found an earlier one's stamp, and so started at once."""

    def answer(self, words: Sequence[str], _given: bytes | None) -> bytes:
        verb, unit = words[2], words[-1]
        link = self.folder / "timers.target.wants" / unit
        match verb:
            case "daemon-reload":
                self.loaded = {it.name for it in self.folder.glob("withdrawer-*")} | self.active
            case "enable":
                if unit not in self.loaded:
                    return self.fail(words)
                link.parent.mkdir(exist_ok=True)
                link.symlink_to(self.folder / unit)
                self.active.add(unit)
                self.stamps.mkdir(parents=True, exist_ok=True)
                self.has_made_up |= (self.stamps / f"stamp-{unit}").exists()
                (self.stamps / f"stamp-{unit}").touch()
            case "stop":
                self.active.discard(unit)
            case "disable":
                link.unlink(missing_ok=True)
            case "clean":
                if unit in self.active or unit not in self.loaded:
                    return self.fail(words)
                (self.stamps / f"stamp-{unit}").unlink(missing_ok=True)
            case "show":
                is_loaded, is_active = unit in self.loaded, unit in self.active
                return (
                    f"LoadState={'loaded' if is_loaded else 'not-found'}\n"
                    f"ActiveState={'active' if is_active else 'inactive'}\n"
                    f"UnitFileState={'enabled' if link.is_symlink() else 'disabled' if is_loaded else ''}\n"
                ).encode()
        return b""


@dataclass
class Launchctl(Manager):
    """`launchctl`: what is loaded in the session, and what is switched off."""

    loaded: set[str] = field(default_factory=set)
    off: set[str] = field(default_factory=set)

    def answer(self, words: Sequence[str], _given: bytes | None) -> bytes:
        name = words[-1].rpartition("/")[2]
        match words[1]:
            case "bootstrap":
                label = plistlib.loads(Path(words[-1]).read_bytes())["Label"]
                if label in self.loaded | self.off:
                    return self.fail(words)
                self.loaded.add(label)
            case "bootout" | "print":
                if name not in self.loaded:
                    return self.fail(words)
                self.loaded -= {name} if words[1] == "bootout" else set()
            case "enable":
                self.off.discard(name)
            case "print-disabled":
                return "".join(f'\t"{it}" => disabled\n' for it in sorted(self.off)).encode()
        return b""


@dataclass
class Schtasks(Manager):
    """`schtasks`: each task as the XML that it was given, in the UTF-16 of its file."""

    tasks: dict[str, str] = field(default_factory=dict)

    def answer(self, words: Sequence[str], _given: bytes | None) -> bytes:
        if "/TN" not in words:
            return b"TaskName\r\n"
        name = words[words.index("/TN") + 1]
        if "/Create" in words:
            text = Path(words[-1]).read_bytes().decode("utf-16")
            ET.fromstring(text.partition("?>")[2])
            self.tasks[name] = text
        elif name not in self.tasks:
            return self.fail(words)
        elif "/Delete" in words:
            del self.tasks[name]
        elif "/XML" in words:
            return self.tasks[name].encode("utf-16")
        return b""

    def switch_off(self, name: str) -> None:
        self.tasks[name] = self.tasks[name].replace("<Settings>", "<Settings>\n      <Enabled>false</Enabled>")


@dataclass
class Crontab(Manager):
    """`crontab`, with the words that `says` for "no crontab"."""

    content: bytes | None = None
    says: str = "no crontab for me"

    def answer(self, words: Sequence[str], given: bytes | None) -> bytes:
        if words[1] == "-l" and self.content is None:
            raise WithdrawerError(f"`crontab -l` failed: {self.says}")
        if words[1] == "-l":
            return self.content or b""
        self.content = given if words[1] == "-" else None
        return b""
