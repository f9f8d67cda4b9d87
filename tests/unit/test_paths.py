import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Literal

import platformdirs
import pytest

from withdrawer.errors import UsageError
from withdrawer.home import (
    KEPT_PAGE,
    Home,
    home_folder,
    is_own,
    named_folder,
    open_home,
    private_file,
    private_folder,
    thin_out,
    unmade_home,
)

KINDS: list[Literal["real", "replay"]] = ["real", "replay"]


@pytest.fixture(params=[0o000, 0o022, 0o077, 0o277], ids=oct)
def umask(request: pytest.FixtureRequest) -> Iterator[None]:
    before = os.umask(request.param)
    yield
    os.umask(before)


def marked(folder: Path) -> Path:
    folder.mkdir()
    (folder / "kind").write_text("real\n")
    return folder


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_an_option_goes_before_the_variable_and_that_before_the_system(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(platformdirs, "user_data_path", lambda *_, **__: tmp_path / "system")
    environ = {"WITHDRAWER_HOME": str(tmp_path / "variable")}
    assert home_folder(tmp_path / "option", "", "real", environ) == tmp_path / "option"
    assert home_folder(None, "", "real", environ) == tmp_path / "variable"
    assert home_folder(None, "", "real", {"WITHDRAWER_HOME": ""}) == tmp_path / "system" / "real"
    assert home_folder(None, "", "replay", {}) == tmp_path / "system" / "replay"
    assert not (tmp_path / "system").exists()


def test_a_relative_home_stays_where_it_was_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert home_folder(Path("here"), "", "real", {}) == tmp_path / "here"
    assert home_folder(Path(), "", "real", {"WITHDRAWER_HOME": "/elsewhere"}) == tmp_path


def test_each_named_account_has_a_folder_of_its_own(tmp_path: Path) -> None:
    folders = {home_folder(tmp_path, account, "real", {}) for account in ("", "work", "private.2", "zoë")}
    assert len(folders) == 4
    assert all(folder.is_relative_to(tmp_path) for folder in folders)


@pytest.mark.parametrize("account", ["..", "../other", "a/b", "/root", "a\0b", ".hidden", " ", "a\n", "x" * 65])
def test_an_account_name_never_leads_out_of_the_home(tmp_path: Path, account: str) -> None:
    with pytest.raises(UsageError, match="can't name an account"):
        home_folder(tmp_path, account, "real", {})


def test_all_of_a_home_is_private_whatever_the_umask(tmp_path: Path, umask: None) -> None:
    home = open_home(tmp_path / "above" / "home", "work", "real", {})
    folders = [tmp_path / "above", home.folder, home.profile, home.snapshots]
    assert [mode(folder) for folder in folders] == [0o700] * 4
    assert [mode(home.lock), mode(home.folder / "kind")] == [0o600] * 2


def test_a_home_that_was_open_to_others_is_closed(tmp_path: Path) -> None:
    (tmp_path / "home").mkdir(mode=0o755)
    (tmp_path / "home" / "profile").mkdir(mode=0o777)
    home = open_home(tmp_path / "home", "", "real", {})
    assert [mode(home.folder), mode(home.profile)] == [0o700] * 2


def test_folders_above_a_home_stay_as_they_are(tmp_path: Path) -> None:
    above = tmp_path / "above"
    above.mkdir()
    above.chmod(0o755)
    open_home(above / "home", "", "real", {})
    assert mode(above) == 0o755


def test_what_lies_in_a_home_lies_in_its_folder(tmp_path: Path) -> None:
    home = Home(tmp_path, "real")
    inside = [home.journal, home.profile, home.snapshots, home.config, home.lock]
    assert {path.parent for path in inside} == {tmp_path}
    assert len(set(inside)) == 5


@pytest.mark.parametrize(("first", "second"), [KINDS, KINDS[::-1]])
def test_a_home_stays_what_its_first_use_was(
    tmp_path: Path, first: Literal["real", "replay"], second: Literal["real", "replay"]
) -> None:
    for _ in range(2):
        assert open_home(tmp_path / "home", "", first, {}).kind == first
    with pytest.raises(UsageError, match=f"is a {first} home and can't be used for a {second} run"):
        open_home(tmp_path / "home", "", second, {})


def test_nothing_but_the_marker_is_left_of_marking(tmp_path: Path) -> None:
    home = open_home(tmp_path / "home", "", "replay", {})
    assert sorted(path.name for path in home.folder.iterdir()) == ["kind", "lock", "profile", "snapshots"]
    assert (home.folder / "kind").read_text() == "replay\n"


@pytest.mark.parametrize("in_the_way", ["home", "home/profile", "home/snapshots"])
def test_a_file_in_the_way_is_named(tmp_path: Path, in_the_way: str) -> None:
    file = tmp_path / in_the_way
    marked(file.parent) if file.parent != tmp_path else None
    file.touch()
    with pytest.raises(UsageError, match=f"can't be written: .*{in_the_way} is in the way"):
        open_home(tmp_path / "home", "", "real", {})


@pytest.mark.parametrize("below", ["file/home", "file/deep/down/home"])
def test_a_home_below_a_file_is_a_usage_error_of_one_line(tmp_path: Path, below: str) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(UsageError, match="can't be written") as raised:
        open_home(tmp_path / below, "", "real", {})
    assert "\n" not in raised.value.message


def test_a_folder_in_place_of_a_file_is_a_usage_error(tmp_path: Path) -> None:
    (marked(tmp_path / "home") / "lock").mkdir()
    with pytest.raises(UsageError, match="lock is in the way"):
        open_home(tmp_path / "home", "", "real", {})


def test_a_name_too_long_for_the_disk_is_a_usage_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="can't be written"):
        open_home(tmp_path / ("x" * 300), "", "real", {})


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="nothing is read-only for root")
def test_a_read_only_home_is_a_usage_error(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(UsageError, match="can't be written"):
        open_home(tmp_path / "home", "", "real", {})


def test_a_folder_that_others_share_is_never_closed_to_them(tmp_path: Path) -> None:
    shared = tmp_path / "shared"
    shared.mkdir()
    shared.chmod(0o1777)
    for folder in (shared, Path(shared.anchor)):
        before = mode(folder)
        with pytest.raises(UsageError, match="others share"):
            open_home(folder, "", "real", {})
        assert mode(folder) == before


def test_making_private_keeps_what_is_there(tmp_path: Path) -> None:
    folder = private_folder(tmp_path / "folder")
    (folder / "file").write_text("kept")
    (folder / "file").chmod(0o666)
    private_folder(folder)
    assert mode(private_file(folder / "file")) == 0o600
    assert (folder / "file").read_text() == "kept"


def test_a_home_may_stand_elsewhere_by_a_link_and_is_made_private_there(tmp_path: Path) -> None:
    there = tmp_path / "there"
    there.mkdir(mode=0o755)
    (tmp_path / "home").symlink_to(there)
    home = open_home(tmp_path / "home", "", "real", {})
    assert home.folder == there
    assert mode(there) == 0o700


@pytest.mark.parametrize("name", ["profile", "snapshots", "journal.sqlite3", "lock", "config.toml"])
def test_a_link_out_of_a_home_is_refused_and_its_target_stays_as_it_was(tmp_path: Path, name: str) -> None:
    target = tmp_path / "target"
    target.mkdir() if name in ("profile", "snapshots") else target.write_text("mine")
    target.chmod(0o755)
    (marked(tmp_path / "home") / name).symlink_to(target)
    with pytest.raises(UsageError, match=f"{name} is a link to somewhere else"):
        open_home(tmp_path / "home", "", "real", {})
    assert mode(target) == 0o755


def test_a_link_that_leads_in_a_circle_is_a_usage_error(tmp_path: Path) -> None:
    (tmp_path / "home").symlink_to(tmp_path / "home")
    with pytest.raises(UsageError, match="can't be written"):
        open_home(tmp_path / "home", "", "real", {})


def test_files_that_were_left_open_to_others_are_closed(tmp_path: Path) -> None:
    home = open_home(tmp_path / "home", "", "real", {})
    left = [
        home.journal,
        home.journal.with_name("journal.sqlite3-wal"),
        home.config,
        home.snapshots / "20261121T100000000000.html",
    ]
    for file in left:
        file.write_text("")
        file.chmod(0o666)
    open_home(tmp_path / "home", "", "real", {})
    assert [mode(file) for file in left] == [0o600] * 4


def test_a_home_that_everybody_may_replace_is_refused(tmp_path: Path) -> None:
    open_to_all = tmp_path / "all"
    open_to_all.mkdir()
    open_to_all.chmod(0o777)
    with pytest.raises(UsageError, match="put another folder in place") as raised:
        open_home(open_to_all / "home", "", "real", {})
    assert "chmod o-w" in raised.value.hint
    assert not (open_to_all / "home").exists()


@pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="only root can make somebody else's folder")
def test_a_home_of_somebody_else_is_refused_and_stays_as_it_was(tmp_path: Path) -> None:
    for name in ("home", "home/profile"):
        theirs = tmp_path / name
        theirs.mkdir(parents=True, exist_ok=True)
        os.chown(theirs, 12345, 12345)
        theirs.chmod(0o777)
        with pytest.raises(UsageError, match="belongs to somebody else"):
            open_home(tmp_path / "home", "", "real", {})
        assert mode(theirs) == 0o777
        os.chown(theirs, 0, 0)


def test_what_is_no_file_keeps_its_mode() -> None:
    before = mode(Path(os.devnull))
    private_file(Path(os.devnull))
    assert mode(Path(os.devnull)) == before


def test_a_disk_that_keeps_no_modes_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "home").mkdir(mode=0o777)
    (tmp_path / "home").chmod(0o777)
    monkeypatch.setattr(os, "fchmod", lambda *_: None)
    with pytest.raises(UsageError, match="others can open"):
        open_home(tmp_path / "home", "", "real", {})


def test_the_home_folder_is_meant_where_no_shell_has_said_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    assert named_folder("~/wd") == tmp_path / "wd"
    assert home_folder(None, "", "real", {"WITHDRAWER_HOME": "~/wd"}) == tmp_path / "wd"
    assert home_folder(named_folder("./~/wd"), "", "real", {}) == tmp_path / "~" / "wd"


def test_an_unknown_user_and_no_name_at_all_are_usage_errors() -> None:
    for text, match in (
        ("~nobody-of-this-name/wd", "home folder of ~nobody-of-this-name"),
        ("", "names no"),
        (" ", "names no"),
    ):
        with pytest.raises(UsageError, match=match):
            named_folder(text)


def own_folder(folder: Path) -> dict[str, tuple[int, bytes]]:
    """A folder of a person's own, with names that are near to withdrawer's."""
    (folder / "profile").mkdir(parents=True)
    names = ("diary.txt", "tool.sh", "journal-2024.md", "schedule.py", "stopwords.txt", "profile/me.jpg")
    for name in names:
        (folder / name).write_text(f"my {name}")
        (folder / name).chmod(0o755)
    folder.chmod(0o755)
    return as_it_is(folder)


def as_it_is(folder: Path) -> dict[str, tuple[int, bytes]]:
    found = {str(it): (it.stat().st_mode, it.read_bytes() if it.is_file() else b"") for it in folder.rglob("*")}
    return {**found, "": (folder.stat().st_mode, b"")}


@pytest.mark.parametrize("account", ["", "work"])
def test_a_folder_that_holds_other_things_is_refused_and_stays_as_it_was(tmp_path: Path, account: str) -> None:
    before = own_folder(tmp_path / "mine")
    for look in (open_home, unmade_home):
        with pytest.raises(UsageError, match="mine is not a home of withdrawer") as raised:
            look(tmp_path / "mine", account, "real", {})
        assert "Name an empty folder or a new one" in raised.value.hint
    assert as_it_is(tmp_path / "mine") == before


@pytest.mark.parametrize("name", ["kind", "profile", "lock", "journal.sqlite3", "accounts/bills.pdf"])
def test_one_name_like_withdrawers_makes_no_home(tmp_path: Path, name: str) -> None:
    file = tmp_path / "mine" / name
    file.parent.mkdir(parents=True)
    file.write_text("mine")
    before = as_it_is(tmp_path / "mine")
    with pytest.raises(UsageError, match="not a home of withdrawer"):
        open_home(tmp_path / "mine", "work" if "accounts" in name else "", "real", {})
    assert as_it_is(tmp_path / "mine") == before


@pytest.mark.parametrize("name", ["config.toml", ".DS_Store", "desktop.ini", "Thumbs.db"])
def test_what_a_person_or_a_desktop_lays_into_an_empty_folder_is_no_hindrance(tmp_path: Path, name: str) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / name).touch()
    assert open_home(tmp_path / "home", "", "real", {}).folder == tmp_path / "home"


def test_accounts_lie_beside_each_other_with_or_without_a_home_around_them(tmp_path: Path) -> None:
    for account in ("work", "private", "", "another"):
        open_home(tmp_path / "home", account, "real", {})
    assert sorted(it.name for it in (tmp_path / "home" / "accounts").iterdir()) == ["another", "private", "work"]


def test_an_account_may_stand_elsewhere_by_a_link(tmp_path: Path) -> None:
    own_folder(tmp_path / "disk")
    (tmp_path / "disk" / "work").mkdir()
    (tmp_path / "home" / "accounts").mkdir(parents=True)
    (tmp_path / "home" / "accounts" / "work").symlink_to(tmp_path / "disk" / "work")
    assert open_home(tmp_path / "home", "work", "real", {}).folder == tmp_path / "disk" / "work"


@pytest.mark.parametrize("made", [1, 2, 3, 4, 5])
def test_a_home_that_was_killed_while_it_was_made_is_none_the_worse(tmp_path: Path, made: int) -> None:
    folder = tmp_path / "home"
    folder.mkdir()
    steps = [("kind.77", None), ("kind.78", ""), ("profile", None), ("snapshots", None), ("lock", "")]
    for name, text in steps[:made]:
        (folder / name).mkdir() if text is None and "kind" not in name else (folder / name).write_text(text or "")
    assert unmade_home(folder, "", "real", {}) == Home(folder, "real")
    assert open_home(folder, "", "real", {}).kind == "real"


def test_a_kill_at_any_step_leaves_a_home_that_opens(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Killed(BaseException):
        pass

    left = 0

    def last(function: Callable[..., Any]) -> Callable[..., Any]:
        def called(*arguments: Any, **named: Any) -> Any:
            nonlocal left
            left -= 1
            if left < 0:
                raise Killed
            return function(*arguments, **named)

        return called

    for name in ("mkdir", "open", "fsync", "fchmod", "replace"):
        monkeypatch.setattr(os, name, last(getattr(os, name)))
    for steps in range(60):
        left = steps
        try:
            open_home(tmp_path / str(steps), "", "real", {})
        except Killed:
            left = 1000
            assert open_home(tmp_path / str(steps), "", "real", {}).kind == "real"
        else:
            break
    assert 10 < steps < 60


def test_nobody_elses_file_in_a_home_is_closed(tmp_path: Path) -> None:
    home = open_home(tmp_path / "home", "", "real", {})
    mine = [
        home.folder / name for name in ("notes.txt", "journal-2024.md", "schedule.py", "snapshots/me.jpg", "kind.txt")
    ]
    for file in mine:
        file.write_text("mine")
        file.chmod(0o755)
    open_home(tmp_path / "home", "", "real", {})
    assert [mode(file) for file in mine] == [0o755] * len(mine)


def test_every_file_that_withdrawer_writes_is_its_own_and_no_neighbour_is() -> None:
    own = ["journal.sqlite3", "journal.sqlite3-wal", "journal-version-0004.sqlite3", "journal-version-0012.sqlite3-shm"]
    own += ["journal-4711.sqlite3.draft", "journal-4711.sqlite3.draft-journal", "site.json", "site.jsonl", "browser"]
    own += ["site.jsonab_9xk2q", "schedule.json", "schedule.json.draft", "schedule.log", "kind", "kind.77", "lock.json"]
    others = [
        "journal-2024.md",
        "journal",
        "journal.txt",
        "journal-2024.sqlite3.md",
        "schedule.py",
        "schedule",
        "stopwords.txt",
    ]
    others += ["stop", "kind.txt", "site.json.bak", "profile.jpg", "journal.sqlite3.zip", "accounts", "config.toml.bak"]
    assert [name for name in own if not is_own(name)] == []
    assert [name for name in others if is_own(name)] == []


def test_the_oldest_pages_go_and_neither_those_that_are_named_nor_anybody_elses(tmp_path: Path) -> None:
    pages = [tmp_path / f"202611{day:02}T101112000000.html" for day in range(1, 10)]
    others = [tmp_path / name for name in ("me.jpg", "page.html", "20261101T1011.html.bak")]
    for file in (*pages, *others):
        file.touch()
    thin_out(tmp_path, KEPT_PAGE, 3, {pages[1]})
    assert sorted(tmp_path.iterdir()) == sorted([pages[1], *pages[-3:], *others])
    thin_out(tmp_path / "gone", KEPT_PAGE, 3)
