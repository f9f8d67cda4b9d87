"""Nothing that lies in the folder in which a command is typed is run, nor what PYTHONPATH leads a child to."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from withdrawer.processes import clean_environment, own_command
from withdrawer.replay.process import ReplaySite, SiteOptions

PLANTED = ("trustme", "uvicorn", "click", "msgspec", "sqlite3", "calendar", "secrets", "withdrawer_planted")
PROGRAM = Path(sys.executable).with_name("withdrawer")


@pytest.fixture
def planted(tmp_path: Path) -> Path:
    """A folder with modules that say so where they are run."""
    folder = tmp_path / "downloads"
    folder.mkdir()
    for name in PLANTED:
        (folder / f"{name}.py").write_text(
            f"open({str(tmp_path / 'was-run')!r}, 'a').write({name!r})\nraise SystemExit(9)"
        )
    return folder


def environment(tmp_path: Path, **more: str) -> dict[str, str]:
    mine = {key: value for key, value in os.environ.items() if not key.startswith(("WITHDRAWER_", "PYTHON"))}
    return {**mine, "TZ": "UTC", "WITHDRAWER_HOME": str(tmp_path / "home"), **more}


def typed(words: list[str], folder: Path, environ: dict[str, str]) -> int:
    ended = subprocess.run(
        words,
        cwd=folder,
        env=environ,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert "Traceback" not in ended.stderr, ended.stderr
    return ended.returncode


@pytest.mark.parametrize("start", [[str(PROGRAM)], [sys.executable, "-m", "withdrawer"], own_command()], ids=str)
@pytest.mark.parametrize("command", [["status"], ["status", "--replay", "default"], ["keep", "list"]], ids=" ".join)
def test_what_lies_in_the_current_folder_is_not_run(
    tmp_path: Path, planted: Path, start: list[str], command: list[str]
) -> None:
    if not Path(start[0]).exists():
        pytest.skip("not installed as a program")
    assert typed([*start, *command], planted, environment(tmp_path)) == 0
    assert not (tmp_path / "was-run").exists()


def test_the_replay_site_of_a_demo_runs_nothing_of_the_current_folder(
    tmp_path: Path, planted: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(planted)
    monkeypatch.setenv("PYTHONPATH", str(planted))
    monkeypatch.setenv("PYTHONSTARTUP", str(planted / "trustme.py"))
    with ReplaySite.start(SiteOptions(people=3)) as site:
        assert site.port
    assert not (tmp_path / "was-run").exists()


def test_a_demo_in_a_folder_with_a_planted_module_does_not_run_it(tmp_path: Path, planted: Path) -> None:
    nowhere = {"WITHDRAWER_BROWSER": "/no/such/browser"}
    (tmp_path / "home").mkdir()
    words = [*own_command("demo", "--yes", "--people", "3"), "--home", str(tmp_path / "home")]
    assert typed(words, planted, environment(tmp_path, **nowhere)) == 2, "it comes as far as looking for the browser"
    assert not (tmp_path / "was-run").exists()


def test_no_variable_hands_code_on() -> None:
    given = {"PATH": "/bin", "PYTHONPATH": "x", "PYTHONSTARTUP": "x", "PYTHONWARNINGS": "x", "PYTHONUSERBASE": "x"}
    kept = {"PYTHONHOME": "/opt/python", "PYTHONUTF8": "1"}
    assert clean_environment({**given, **kept}) == {"PATH": "/bin", **kept}


def test_every_process_that_is_started_is_started_from_a_known_place() -> None:
    """A new place has to say what it starts, and what of the environment it hands on."""
    source = Path(__file__).parents[2] / "withdrawer"
    starting = ("subprocess.Popen(", "subprocess.run(", "os.exec", "os.spawn", "os.system(", "os.popen(", "_exec(")
    places = {
        file.relative_to(source).as_posix()
        for file in source.rglob("*.py")
        if any(word in file.read_text("utf-8") for word in starting)
    }
    assert places == {
        "linkedin/browser/installer.py",  # `python -P`, in an empty folder of its own
        "linkedin/browser/sign_in.py",
        "processes.py",  # `python -P -m webbrowser`
        "replay/process.py",
        "schedule/backends/program.py",
        "show/notification.py",  # the system's own notifier, with a clean environment
    }
