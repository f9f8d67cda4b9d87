"""What a command works with: its home, settings, clock, journal, and the browser where it needs one."""

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo
from pathlib import Path
from random import Random
from types import MappingProxyType

from withdrawer.cli.interruption import Interruption
from withdrawer.cli.options import Everywhere, settings_folder
from withdrawer.cli.signed_in import account_of, linkedin_clock
from withdrawer.clock import Clock, ShiftedClock, local_zone, parse_instant, system_clock
from withdrawer.config import Config, load_config
from withdrawer.errors import AnotherMember, SignedOut, UsageError, Wall, WithdrawerError
from withdrawer.journal.journal import Journal
from withdrawer.journal.lock import run_lock
from withdrawer.journal.records import SIGNED_OUT, Account
from withdrawer.linkedin.browser import Browser
from withdrawer.linkedin.launch import BrowserSettings, open_browser
from withdrawer.paths import Home, open_home
from withdrawer.reach import agreed_kind, refuse_shortcuts, replay_rule, with_no_proxy
from withdrawer.undo.pacing import Pace, PaceName
from withdrawer.undo.watch import Watcher
from withdrawer.undo.workshop import Workshop

FULL_SPEED_PATIENCE_SECONDS = 25.0
PATIENCE_SECONDS = 45.0
"""How long a list may stall before it is taken for ended: LinkedIn's stall for tens of seconds (connections A.4)."""


@dataclass(frozen=True)
class Desk:
    """One command's surroundings. `is_sealed` where nothing can reach the real site."""

    everywhere: Everywhere
    home: Home
    config: Config
    journal: Journal
    clock: Clock
    zone: tzinfo

    @property
    def is_sealed(self) -> bool:
        """Whether the browser can only reach a replay."""
        return replay_rule(self.config.browser.args) is not None

    @property
    def now(self) -> datetime:
        """The present instant, UTC."""
        return self.clock()

    def pace_name(self, typed: str | None) -> PaceName:
        """The pace that was typed, or else set; `none` is refused where the real site can be reached."""
        name = typed or self.config.run.pace
        refuse_shortcuts(self.config.browser.args, name, {})
        return PaceName(name)

    def settings(self) -> BrowserSettings:
        """How the browser is started: visible on the real site, hidden on a replay, unless asked otherwise."""
        from withdrawer.linkedin.executable import find_browser

        wanted = self.everywhere.headed
        return BrowserSettings(
            executable=find_browser(remembered_browser(self.home), self.config.browser.path, os.environ),
            profile=self.home.profile,
            snapshots=self.home.snapshots,
            args=with_no_proxy(self.config.browser.args),
            is_headless=self.is_sealed if wanted is None else not wanted,
        )

    @property
    def loads_per_day(self) -> int | None:
        """How many loads of a list any 22 hours may see; None where they are not LinkedIn's."""
        return None if self.is_sealed else self.config.run.loads_per_day

    def confirmed(self, typed: tuple[str, ...]) -> tuple[str, ...]:
        """The words by which the person knows controls, confirmed earlier or typed now."""
        account = self.journal.accounts.current()
        return (*(self.journal.labels.words(account) if account else ()), *typed)

    def refuse_stopped(self) -> None:
        """Raise Wall or SignedOut where an earlier run was stopped by one and nobody has seen to it."""
        stop = self.journal.stops.active(self.journal.accounts.current())
        if stop is not None:
            raise stop.told(self.zone)


@contextmanager
def desk(
    everywhere: Everywhere,
    given: Mapping[str, str] = MappingProxyType({}),
    open_journal: Callable[[Path], Journal] = Journal.open,
) -> Iterator[Desk]:
    """Open what a command works with, its journal included; `given` goes before the environment.

    Raises UsageError where something given can't be used.
    """
    with ExitStack() as stack:
        environ = {**os.environ, **given}
        if everywhere.replay:
            everywhere = _with_replay(everywhere, environ, stack)
        settings = settings_folder(everywhere.account, everywhere.home, everywhere.replay) / "config.toml"
        args = load_config(settings, environ).browser.args
        refuse_shortcuts(args, "", environ)
        home = open_home(everywhere.home, everywhere.account, "replay" if replay_rule(args) else "real", environ)
        config = load_config(home.config, environ)
        agreed_kind(args, config.browser.args, environ)
        now = environ.get("WITHDRAWER_NOW", "").strip()
        clock = ShiftedClock.starting_at(parse_instant(now, "WITHDRAWER_NOW")) if now else system_clock
        journal = stack.enter_context(open_journal(home.journal))
        yield Desk(everywhere, home, config, journal, clock, local_zone())


def _with_replay(everywhere: Everywhere, environ: dict[str, str], stack: ExitStack) -> Everywhere:
    """Start the scenario's site for this command; its state stays in the home, so that the next command goes on."""
    from withdrawer.replay.process import ReplaySite, SiteOptions

    if environ.get("WITHDRAWER_BROWSER_ARGS"):
        raise UsageError("--replay and WITHDRAWER_BROWSER_ARGS both name a site.", "Use one of them.")
    account = everywhere.account or Path(everywhere.replay).stem
    home = open_home(everywhere.home, account, "replay", environ)
    site = stack.enter_context(
        ReplaySite.start(
            SiteOptions(
                scenario=everywhere.replay,
                log=home.folder / "site.jsonl",
                state=home.folder / "site.json",
                now=environ.get("WITHDRAWER_NOW", ""),
            )
        )
    )
    environ["WITHDRAWER_BROWSER_ARGS"] = site.browser_args
    return replace(everywhere, account=account)


@contextmanager
def browser_of(at: Desk, interruption: Interruption) -> Iterator[Browser]:
    """The browser, with the run lock held.

    Raises RunLocked where another run holds it, Wall where one that has just ended was stopped, and JournalDamaged. A
    wall that is met is written down as a stop, wherever it stood, and stays one until `resume`.
    """
    try:
        with run_lock(at.home.lock):
            at.refuse_stopped()
            at.journal.refuse_damage()
            with open_browser(at.settings(), interruption.check) as browser:
                yield browser
    except Wall as wall:
        _note_stop(at, wall.kind, wall, wall.snapshot, wall.opens_at)
        raise
    except AnotherMember:
        raise
    except SignedOut as ended:
        _note_stop(at, SIGNED_OUT, ended, ended.snapshot)
        raise


def _note_stop(
    at: Desk, kind: str, ended: WithdrawerError, snapshot: Path | None = None, opens_at: datetime | None = None
) -> None:
    """Write a stop down, unless the same one stands there already."""
    account = at.journal.accounts.current()
    stop = at.journal.stops.active(account)
    is_a_stop = kind != SIGNED_OUT or account is not None  # else nobody has signed in yet: nothing was stopped
    if is_a_stop and (stop is None or stop.kind != kind):
        at.journal.stops.record(account, kind, at.now, ended.message, snapshot, opens_at)


def workshop_of(at: Desk, browser: Browser, account: Account, pace: PaceName, watch: Watcher) -> Workshop:
    """All that reading and acting need."""
    is_full_speed = pace is PaceName.NONE
    set_ = at.config.run
    waits = Pace(
        gap=set_.gap_seconds,
        rest=(set_.rest_minutes[0] * 60, set_.rest_minutes[1] * 60),
        rest_every=set_.rest_every,
        reading=set_.reading_seconds if not at.is_sealed else (0, 0),
    ).named(pace)
    return Workshop(
        browser=browser,
        journal=at.journal,
        account=account,
        pace=waits,
        patience_seconds=FULL_SPEED_PATIENCE_SECONDS if is_full_speed or at.is_sealed else PATIENCE_SECONDS,
        loads_per_day=at.loads_per_day,
        clock=linkedin_clock(at, browser),
        zone=at.zone,
        random=Random(),
        watch=watch,
    )


def remembered_browser(home: Home) -> Path | None:
    """The browser that `login` used, whose profile this is."""
    try:
        path = (home.folder / "browser").read_text("utf-8").strip()
    except OSError:
        return None
    return Path(path) if path else None


__all__ = ["Desk", "account_of", "browser_of", "desk", "remembered_browser", "workshop_of"]
