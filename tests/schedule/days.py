"""What every telling of several days needs: the same site, later, and what a run in one go comes to."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from tests.schedule.conftest import NOW, Machine
from tests.support.site import LocalSite, SiteOptions
from withdrawer.errors import Exit

SELECT = ("--since", "1 day ago", "--until", "40 minutes ago")
FULL_SPEED = ("--yes", "--json", "--pace", "none")
A_DAY = timedelta(days=1)


def site_at(now: datetime, folder: Path, people: int = 11) -> LocalSite:
    """The same site at another time, with what has happened before."""
    options = SiteOptions(
        people=people, now=now.isoformat(), state=folder / "state", log=folder / "log", truth=folder / "truth"
    )
    return LocalSite.start(options)


def on(site: LocalSite, now: datetime) -> dict[str, str]:
    return {"WITHDRAWER_BROWSER_ARGS": site.browser_args, "WITHDRAWER_NOW": now.isoformat()}


def totals(data: dict[str, Any]) -> dict[str, int]:
    return {
        name: data["sent"][name] for name in ("planned", "withdrawn", "proven", "accepted", "refused", "unresolved")
    }


def in_one_go(folder: Path) -> dict[str, int]:
    folder.mkdir()
    machine = Machine(folder)
    with site_at(NOW, folder) as site:
        told = machine.run("run", *FULL_SPEED, *SELECT, **on(site, NOW))
    assert told.code == Exit.DONE, told.err
    return totals(told.data)
