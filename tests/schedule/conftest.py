"""A home with a confirmed job and a crontab of its own, on which `schedule` is typed through its real entry point.

The `crontab` found first is a small program that keeps a file: the machine's own crontab is never touched.
"""

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.support.command import Told, in_process
from tests.unit.journal.samples import planned
from withdrawer.home import open_home
from withdrawer.journal.journal import Journal
from withdrawer.journal.records import Account, Job, Terms
from withdrawer.plan.dates.spans import FAR_AHEAD, FOREVER_AGO, Window
from withdrawer.plan.half import Half

SOMEBODY_ELSE_S = "MAILTO=me\n# my own\n*/5 * * * * backup --to '50\\%'\n\n@reboot  other\n"
NOW = datetime(2026, 10, 12, 13, 20, tzinfo=UTC)
CRONTAB = """#!/bin/sh
[ ! -e "{file}.away" ] || {{ echo "the spool can't be opened" >&2; exit 1; }}
case "$1" in
  -l) [ -f "{file}" ] && cat "{file}" || {{ echo "no crontab for me" >&2; exit 1; }} ;;
  -r) rm "{file}" ;;
  -) cat > "{file}" ;;
esac
"""


class Machine:
    """One machine with cron alone, and one home on it."""

    def __init__(self, folder: Path, *, has_own_crontab: bool = True) -> None:
        self.home = folder / "home with 100% of it"
        self.crontab = folder / "crontab.txt"
        self.programs = folder / "bin"
        self.programs.mkdir()
        self._add_program("systemctl", "#!/bin/sh\nexit 1\n")
        if has_own_crontab:
            self._add_program("crontab", CRONTAB.format(file=self.crontab))
            self.crontab.write_text(SOMEBODY_ELSE_S, encoding="utf-8")

    def run(self, *arguments: str, **variables: str) -> Told:
        """Type a command. There is neither a screen nor a desktop unless `variables` say so."""
        return in_process(*arguments, environment=self.environment(**variables))

    def environment(self, **variables: str) -> dict[str, str]:
        """The environment of a command on this machine."""
        not_here = ("WITHDRAWER_", "DISPLAY", "WAYLAND_", "DBUS_", "XDG_", "XAUTH")
        mine = {name: value for name, value in os.environ.items() if not name.startswith(not_here)}
        browser = {name: os.environ[name] for name in ("WITHDRAWER_BROWSER",) if name in os.environ}
        paths = {"WITHDRAWER_HOME": str(self.home), "PYTHONPATH": str(Path(__file__).parents[2])}
        path = f"{self.programs}{os.pathsep}{os.environ['PATH']}"
        return {**mine, **browser, **paths, "PATH": path, "TZ": "Europe/Berlin", **variables}

    def confirm_job(self, people: int = 1) -> Job:
        """A job on the real site, as a yes would have left it; nothing here can open a browser."""
        with self.journal() as journal:
            account = journal.accounts.remember("max-example", "Max Example", NOW)
            terms = Terms({}, Window(FOREVER_AGO, FAR_AHEAD), 40, "steady", (Half.SENT,), also_accepted=False)
            return journal.jobs.begin(account, terms, [planned(f"person-{at}", at) for at in range(people)], NOW)

    def journal(self) -> Journal:
        return Journal.open(open_home(self.home, "", "real", {}).journal)

    def account(self, journal: Journal) -> Account:
        account = journal.accounts.current()
        assert account is not None
        return account

    def send_cron_away(self, *, is_away: bool = True) -> None:
        """From now on `crontab` refuses to do anything."""
        mark = self.crontab.with_name(f"{self.crontab.name}.away")
        mark.touch() if is_away else mark.unlink()

    @property
    def lines(self) -> str:
        return self.crontab.read_text("utf-8") if self.crontab.exists() else ""

    @property
    def log(self) -> str:
        return (self.home / "schedule.log").read_text("utf-8")

    def _add_program(self, name: str, text: str) -> None:
        file = self.programs / name
        file.write_text(text, encoding="utf-8")
        file.chmod(0o755)


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)
