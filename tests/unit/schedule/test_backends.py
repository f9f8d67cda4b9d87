"""install, look and remove of every backend, with a manager that keeps what the real one keeps, and can be away."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.unit.schedule.making import entry
from tests.unit.schedule.managers import Crontab, Launchctl, Manager, Schtasks, Systemctl
from withdrawer.errors import WithdrawerError
from withdrawer.schedule.backends.base import Backend, Held, StillThere
from withdrawer.schedule.backends.cron import Cron
from withdrawer.schedule.backends.launchd import Launchd
from withdrawer.schedule.backends.systemd import Systemd
from withdrawer.schedule.backends.windows import Windows

ENTRY = entry()
NAME = ENTRY.name


@dataclass
class System:
    """A backend and its manager; `switch_off` is what a person does in the manager's own way."""

    backend: Backend
    manager: Manager
    switch_off: Callable[[], None]
    folder: Path

    @property
    def files(self) -> list[str]:
        return sorted(it.name for it in self.folder.rglob("*") if not it.is_dir() or it.is_symlink())


def systemd(folder: Path, *, is_running: bool = True) -> System:
    manager = Systemctl(folder=folder / "units", stamps=folder / "stamps")
    running = folder / "running"
    if is_running:
        running.mkdir()
    backend = Systemd(folder / "units", folder / "stamps", running, manager)
    return System(backend, manager, lambda: manager.active.clear(), folder)


def launchd(folder: Path) -> System:
    manager = Launchctl()
    return System(Launchd(folder / "agents", manager), manager, lambda: manager.off.add(NAME), folder)


def windows(folder: Path) -> System:
    manager = Schtasks()
    return System(Windows(manager), manager, lambda: manager.switch_off(NAME), folder)


def cron(folder: Path) -> System:
    manager = Crontab()

    def comment() -> None:
        assert manager.content is not None
        manager.content = b"".join(b"#" + line for line in manager.content.splitlines(keepends=True))

    return System(Cron(manager), manager, comment, folder)


@pytest.fixture(params=[systemd, launchd, windows, cron])
def system(request: pytest.FixtureRequest, tmp_path: Path) -> System:
    made: System = request.param(tmp_path)
    return made


def test_what_is_installed_is_held_and_removed_without_a_trace(system: System) -> None:
    assert system.backend.is_here()
    assert system.backend.look(NAME) is Held.MISSING
    system.backend.install(ENTRY)
    assert system.backend.look(NAME) is Held.HELD
    assert system.backend.look("withdrawer-ffffffff") is Held.MISSING
    assert system.backend.remove(NAME, is_known=True)
    assert system.backend.look(NAME) is Held.MISSING
    assert system.files == []
    assert not system.backend.remove(NAME, is_known=True)


def test_it_can_be_installed_again(system: System) -> None:
    for _again in range(2):
        system.backend.install(ENTRY)
        assert system.backend.look(NAME) is Held.HELD
        system.backend.remove(NAME, is_known=True)


def test_one_that_the_person_has_switched_off_is_told_and_removed(system: System) -> None:
    system.backend.install(ENTRY)
    system.switch_off()
    assert system.backend.look(NAME) is Held.DISABLED
    assert system.backend.remove(NAME, is_known=True)
    assert system.backend.look(NAME) is Held.MISSING
    system.backend.install(ENTRY)
    assert system.backend.look(NAME) is Held.HELD


def test_with_the_manager_away_nothing_is_said_to_be_gone_and_it_goes_once_that_is_back(system: System) -> None:
    system.backend.install(ENTRY)
    system.manager.is_away = True
    assert system.backend.look(NAME) is Held.UNKNOWN
    for _again in range(2):
        with pytest.raises(StillThere) as raised:
            system.backend.remove(NAME, is_known=True)
        assert "By hand" in raised.value.hint
        assert "'" not in raised.value.hint
    assert system.files == [], "what can be taken out without it is"
    system.manager.is_away = False
    system.backend.remove(NAME, is_known=True)
    assert system.backend.look(NAME) is Held.MISSING


def test_with_the_manager_away_nothing_is_made_up_of_what_is_not_known(system: System) -> None:
    system.manager.is_away = True
    assert not system.backend.is_here()
    assert not system.backend.remove(NAME, is_known=False)


def test_a_manager_that_refuses_to_let_go_is_told_with_its_own_words(system: System) -> None:
    system.backend.install(ENTRY)
    system.manager.refuses = ("stop", "bootout", "/Delete", "-r")
    with pytest.raises(StillThere, match="refused by the test"):
        system.backend.remove(NAME, is_known=True)


def test_what_can_not_be_installed_is_said(system: System) -> None:
    system.manager.refuses = ("enable", "bootstrap", "/Create", "-")
    with pytest.raises(WithdrawerError, match="refused by the test"):
        system.backend.install(ENTRY)


def test_a_stamp_of_an_earlier_timer_makes_no_second_one_start_at_once(tmp_path: Path) -> None:
    system = systemd(tmp_path)
    stamp = tmp_path / "stamps" / f"stamp-{NAME}.timer"
    system.backend.install(ENTRY)
    assert stamp.exists()
    system.manager.is_away = True
    with pytest.raises(StillThere):
        system.backend.remove(NAME, is_known=True)
    assert not stamp.exists()
    system.manager.is_away = False
    system.backend.remove(NAME, is_known=True)
    stamp.touch()  # as `remove` of earlier versions left it
    system.backend.install(ENTRY)
    assert isinstance(system.manager, Systemctl)
    assert not system.manager.has_made_up


def test_a_timer_that_is_disabled_and_still_active_is_switched_off(tmp_path: Path) -> None:
    system = systemd(tmp_path)
    system.backend.install(ENTRY)
    system.manager("systemctl", "--user", "disable", f"{NAME}.timer")
    assert system.backend.look(NAME) is Held.DISABLED


def test_systemd_cleans_the_timer_s_state_once_it_is_stopped(tmp_path: Path) -> None:
    system = systemd(tmp_path)
    system.backend.install(ENTRY)
    system.backend.remove(NAME, is_known=True)
    verbs = [words[2] for words in system.manager.asked]
    assert verbs.index("stop") < verbs.index("clean") < verbs.index("disable")


def test_a_systemd_that_does_not_run_can_hold_nothing(tmp_path: Path) -> None:
    system = systemd(tmp_path, is_running=False)
    system.backend.install(ENTRY)
    system.manager.is_away = True
    assert system.backend.remove(NAME, is_known=True)
    assert not system.backend.remove(NAME, is_known=True)


@pytest.mark.parametrize(
    "words",
    ["no crontab for me", "crontab: can't open 'root': No such file or directory", "crontab: No crontab for root"],
)
def test_no_crontab_is_understood_in_every_cron_s_words(tmp_path: Path, words: str) -> None:
    system = cron(tmp_path)
    manager = system.manager
    assert isinstance(manager, Crontab)
    manager.says = words
    assert system.backend.is_here()
    system.backend.install(ENTRY)
    assert system.backend.look(NAME) is Held.HELD
