"""What a command works with: its home, settings, clock, journal and user. `session` opens its browser."""

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from types import MappingProxyType

from withdrawer.app.interruption import Interruption
from withdrawer.app.typed_input import Everywhere
from withdrawer.app.user import User
from withdrawer.browser_args import agreed_kind, refuse_shortcuts, replay_rule
from withdrawer.clock import Clock, ShiftedClock, parse_instant, system_clock
from withdrawer.config_file import Config, load_config
from withdrawer.errors import UsageError
from withdrawer.home import Home, Kind, is_home, open_home, settings_folder, unmade_home
from withdrawer.journal.journal import Journal
from withdrawer.journal.records import Account, Job
from withdrawer.undo.pacing import PaceName
from withdrawer.zones import local_zone


@dataclass(frozen=True)
class CommandContext:
    """One command's environment.

    `is_made` is False if there is no home yet and the command creates none; the journal is then only in memory.
    `takes_focus` is False if the user did not just ask for the browser window.
    """

    everywhere: Everywhere
    home: Home
    config: Config
    journal: Journal
    clock: Clock
    zone: tzinfo
    user: User
    interruption: Interruption
    is_made: bool = True
    takes_focus: bool = True

    @property
    def account(self) -> Account | None:
        """The member this journal belongs to; None before the first sign-in."""
        return self.journal.accounts.current()

    @property
    def open_job(self) -> Job | None:
        """The account's open job."""
        return self.journal.jobs.open_job(self.account) if self.account else None

    @property
    def is_sealed(self) -> bool:
        """Whether the browser can reach only a replay site."""
        return replay_rule(self.config.browser.args) is not None

    @property
    def is_hidden(self) -> bool:
        """Whether the browser window stays hidden: by default only on a replay site."""
        wanted = self.everywhere.headed
        return self.is_sealed if wanted is None else not wanted

    @property
    def now(self) -> datetime:
        """The current time, in UTC."""
        return self.clock()

    def pace_name(self, typed: str | None) -> PaceName:
        """Return the pace that was typed or set, else `steady`; refuses `none` if the real site can be reached."""
        name = typed or PaceName.STEADY
        refuse_shortcuts(self.config.browser.args, name, {})
        return PaceName(name)

    @property
    def loads_per_day(self) -> int | None:
        """Maximum page loads of lists in any 22 hours; None on a replay site."""
        return None if self.is_sealed else self.config.pace.loads_per_day

    def confirmed(self, typed: tuple[str, ...]) -> tuple[str, ...]:
        """Return the labels that the user confirmed for controls, earlier or on this command line."""
        return (*(self.journal.labels.words(self.account) if self.account else ()), *typed)

    def refuse_stopped(self) -> None:
        """Raise Wall or SignedOut if one of them stopped an earlier run and has not been cleared."""
        stop = self.journal.stops.active(self.account, self.now)
        if stop is not None:
            raise stop.told(self.zone)


@contextmanager
def open_context(
    everywhere: Everywhere,
    interruption: Interruption,
    user_at: Callable[[tzinfo, Clock], User],
    given: Mapping[str, str] = MappingProxyType({}),
    open_journal: Callable[[Path], Journal] = Journal.open,
    read_zone: Callable[[], tzinfo] = local_zone,
    *,
    makes_home: bool = True,
) -> Iterator[CommandContext]:
    """Open what a command works with, including its journal; `given` overrides the environment.

    With `makes_home=False` no home is created: if there is none, nothing is left behind. Raises UsageError if an option
    or setting is invalid, or the local time zone can't be read.
    """
    zone = read_zone()
    with ExitStack() as stack:
        environ = {**os.environ, **given}
        if everywhere.replay:
            everywhere = _with_replay(everywhere, environ, stack, makes_home=makes_home)
        settings = settings_folder(everywhere.account, everywhere.home, everywhere.replay) / "config.toml"
        config = load_config(settings, environ)
        args = config.browser.args
        refuse_shortcuts(args, "", environ)
        home = _home(everywhere, "replay" if replay_rule(args) else "real", environ, makes_home=makes_home)
        if home.config != settings.resolve():
            config = load_config(home.config, environ)
            agreed_kind(args, config.browser.args, environ)
        now = environ.get("WITHDRAWER_NOW", "").strip()
        clock = ShiftedClock.starting_at(parse_instant(now, "WITHDRAWER_NOW")) if now else system_clock
        is_made = is_home(home.folder)
        journal = stack.enter_context(open_journal(home.journal) if is_made else Journal.in_memory())
        user = user_at(zone, clock)
        yield CommandContext(everywhere, home, config, journal, clock, zone, user, interruption, is_made)


@contextmanager
def with_lent_home(at: CommandContext) -> Iterator[CommandContext]:
    """Yield the context with a home for the browser: its own, or a temporary one that is deleted afterwards.

    If a page was not understood, the temporary home is kept (without its profile), because the user was told its path.
    """
    if at.is_made:
        yield at
        return
    folder = Path(mkdtemp(prefix="withdrawer-"))
    home = open_home(folder / "home", "", at.home.kind, {})
    try:
        yield replace(at, home=home)
    finally:
        rmtree(home.profile if any(home.snapshots.iterdir()) else folder, ignore_errors=True)


def _home(everywhere: Everywhere, kind: Kind, environ: Mapping[str, str], *, makes_home: bool) -> Home:
    named = (everywhere.home, everywhere.account, kind, environ)
    return (None if makes_home else unmade_home(*named)) or open_home(*named)


def is_named(everywhere: Everywhere) -> bool:
    """Return whether a home other than the default was named, so that the name may be a typo."""
    return bool(everywhere.home or everywhere.account or everywhere.replay)


def _with_replay(everywhere: Everywhere, environ: dict[str, str], stack: ExitStack, *, makes_home: bool) -> Everywhere:
    """Start the scenario's site for this command; its state stays in the home, so the next command continues it."""
    from withdrawer.replay.process import ReplaySite, SiteOptions

    if environ.get("WITHDRAWER_BROWSER_ARGS"):
        raise UsageError("--replay and WITHDRAWER_BROWSER_ARGS both name a site.", "Use one of them.")
    account = everywhere.account or Path(everywhere.replay).stem
    everywhere = replace(everywhere, account=account)
    home = _home(everywhere, "replay", environ, makes_home=makes_home)
    is_made = is_home(home.folder)
    site = stack.enter_context(
        ReplaySite.start(
            SiteOptions(
                scenario=everywhere.replay,
                log=home.folder / "site.jsonl" if is_made else None,
                state=home.folder / "site.json" if is_made else None,
                now=environ.get("WITHDRAWER_NOW", ""),
            )
        )
    )
    environ["WITHDRAWER_BROWSER_ARGS"] = site.browser_args
    return everywhere
