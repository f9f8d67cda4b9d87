"""What `doctor --share` gives away: how LinkedIn's pages were understood, on what machine, and nothing about anybody.

Every value comes from a set that is known beforehand, or is a number. None is a text that a page, a person or this
machine's owner wrote.
"""

import platform
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from withdrawer import __version__
from withdrawer.findings import Finding, Mark
from withdrawer.linkedin.doctor import PAGES, PageFacts
from withdrawer.plan.half import Half

SYSTEMS = {"linux": "Linux", "darwin": "macOS", "win32": "Windows"}
OF_LINKEDIN = (
    "session", "wall", "pause", "lock", "browser", "pages", "sent invitations", "labels, sent invitations",
    "connections", "labels, connections", "probe",
)  # fmt: skip
"""The findings that say how LinkedIn's pages were understood, or why they were not looked at."""


@dataclass(frozen=True)
class SharedLine:
    """One line of the table in docs/seen-on-linkedin.md. `marks` has the findings about LinkedIn, without "ok"."""

    seen_on: date
    version: str
    system: str
    python: str
    browser: str
    pages: Mapping[Half, PageFacts]
    marks: Mapping[str, Mark]

    @property
    def is_understood(self) -> bool:
        """Whether both of LinkedIn's pages were seen, and nothing is wrong with what was read from them."""
        return len(self.pages) == len(Half) and not any(name.lower() in self.marks for name in PAGES.values())


def share_of(today: date, browser: str, pages: Mapping[Half, PageFacts], findings: Iterable[Finding]) -> SharedLine:
    """Return what can be shared of an examination; `browser` is "" if none was opened."""
    marks = {it.about: it.mark for it in findings if it.about in OF_LINKEDIN and it.mark is not Mark.OK}
    python = f"{sys.version_info.major}.{sys.version_info.minor}"
    return SharedLine(today, __version__, _system(), python, browser, dict(pages), marks)


def _system() -> str:
    """Return the system and its main version; of Linux no version, because whoever builds a kernel may name it."""
    name = SYSTEMS.get(sys.platform, "another system")
    version = {"darwin": platform.mac_ver()[0].split(".")[0], "win32": platform.release()}.get(sys.platform, "")
    return f"{name} {version}" if version.isascii() and version.isdigit() else name
