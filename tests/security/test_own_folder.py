"""A folder of a person's own, named as a home by mistake, is untouched by every command, and each says so."""

import os
import shlex
from pathlib import Path

import pytest

from tests.unit.linkedin.making import INVITATIONS, ME, unpacked
from withdrawer.cli.main import run
from withdrawer.command_list import COMMANDS, WITHOUT_ACCOUNT
from withdrawer.errors import Exit

NAMES = {
    "diary.txt": 0o644,
    "tool.sh": 0o755,
    "photo.jpg": 0o664,
    "journal-2024.md": 0o644,
    "schedule.py": 0o755,
    "stopwords.txt": 0o444,
    "kind.txt": 0o644,
    "profile/me.jpg": 0o644,
    "snapshots/summer.html": 0o644,
    "accounts/2024/tax.csv": 0o640,
}
EVERY = """
login
preview
preview --sent yesterday
preview --json
run
run --sent yesterday --yes
run -n
review --no-browser --yes
summary
summary --html -
contacts
status
status --json
history
keep add "Ana Nueva"
keep remove "Ana Nueva"
keep list
import EXPORT
import --zone utc
resume
resume --yes
tidy set --older-than "3 weeks" --yes
tidy show
tidy off --yes
schedule install --yes
schedule install --dry-run
schedule show
schedule remove
schedule run
schedule run --if-missed
journal check
journal export
journal export FILE
config show
config path
doctor
doctor --probe
save-page sent --yes
save-page connections --yes --to FILE
forget --people --yes
forget --profile --yes
forget --all --yes
end --yes
"""


def made(folder: Path) -> Path:
    (folder / "config.toml").parent.mkdir(parents=True, exist_ok=True)
    (folder / "config.toml").write_text("another_program = true\n")
    for name, mode in NAMES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(f"my own {name}")
        (folder / name).chmod(mode)
    folder.chmod(0o755)
    return folder


def as_it_is(folder: Path) -> dict[str, tuple[int, int, bytes]]:
    every = [folder, *folder.rglob("*")]
    return {
        str(it): (it.stat().st_mode, it.stat().st_mtime_ns, b"" if it.is_dir() else it.read_bytes()) for it in every
    }


@pytest.mark.parametrize("account", [(), ("--account", "work"), ("--account", "2024")], ids=" ".join)
@pytest.mark.parametrize("line", EVERY.strip().splitlines())
def test_no_command_touches_a_folder_that_is_no_home(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    line: str,
    account: tuple[str, ...],
) -> None:
    for name in os.environ:
        if name.startswith("WITHDRAWER_"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("TZ", "UTC")
    mine = made(tmp_path / "mine")
    before = as_it_is(mine)
    export = unpacked(tmp_path, {"Invitations.csv": INVITATIONS, "Profile.csv": ME})
    words = [{"EXPORT": str(export), "FILE": str(tmp_path / "out")}.get(it, it) for it in shlex.split(line)]
    code = run([*words, "--home", str(mine), *account])
    told = capsys.readouterr().err
    assert code == Exit.USAGE, told
    assert str(mine) in told
    assert as_it_is(mine) == before
    assert not (tmp_path / "out").exists()


def test_the_list_above_is_of_every_command() -> None:
    assert {line.split()[0] for line in EVERY.strip().splitlines()} | WITHOUT_ACCOUNT == set(COMMANDS)
