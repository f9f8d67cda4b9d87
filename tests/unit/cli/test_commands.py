"""How commands are found and helped with: typos, renamed ones, shared options before them, their help, the Tab key."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from withdrawer.cli.main import run, withdrawer
from withdrawer.cli.settings import MEANINGLESS, SECTIONS
from withdrawer.command_list import COMMANDS, HIDDEN, SUBCOMMANDS
from withdrawer.errors import Exit
from withdrawer.home import open_home
from withdrawer.invocation import begin


@pytest.fixture(autouse=True)
def a_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for name in [name for name in os.environ if name.startswith("WITHDRAWER_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("WITHDRAWER_HOME", str(tmp_path / "home"))
    yield
    begin()


def command_at(*words: str) -> tuple[click.Command, click.Context]:
    command: click.Command = withdrawer
    at = click.Context(withdrawer, info_name="withdrawer")
    for word in words:
        assert isinstance(command, click.Group)
        found = command.get_command(at, word)
        assert found is not None
        command, at = found, click.Context(found, info_name=word, parent=at)
    return command, at


ALL = [(name, second) if second else (name,) for name in COMMANDS for second in SUBCOMMANDS.get(name, ("",))]


@pytest.mark.parametrize("name", COMMANDS)
def test_the_list_has_each_second_word(name: str) -> None:
    command, at = command_at(name)
    assert set(SUBCOMMANDS.get(name, ())) == set(command.list_commands(at) if isinstance(command, click.Group) else ())


@pytest.mark.parametrize(
    ("typed", "nearest"),
    [
        (["previw"], "withdrawer preview"),
        (["stauts"], "withdrawer status"),
        (["--json", "previw"], "withdrawer preview"),
        (["schedule", "instal"], "withdrawer schedule install"),
        (["keep", "ad"], "withdrawer keep add"),
        (["help", "previw"], "withdrawer preview"),
        (["help", "schedule", "instal"], "withdrawer schedule install"),
        (["savepage"], "withdrawer save-page"),
        (["record", "sent"], "withdrawer save-page"),
        (["archive"], "withdrawer import"),
        (["pause"], "withdrawer end"),
        (["undo"], "withdrawer run"),
    ],
)
def test_a_mistyped_command_is_answered_with_the_nearest(
    typed: list[str], nearest: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(typed) == Exit.USAGE
    assert nearest in capsys.readouterr().err


def test_a_word_like_none_leads_to_the_list(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["xyzzy"]) == Exit.USAGE
    assert "withdrawer help" in capsys.readouterr().err


@pytest.mark.parametrize("words", [(), *((name,) for name in COMMANDS), *ALL])
def test_help_is_the_help_of_the_command(words: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["help", *words]) == Exit.DONE
    told = capsys.readouterr().out
    assert run([*words, "--help"]) == Exit.DONE
    assert capsys.readouterr().out == told
    assert told.startswith(" ".join(["Usage: withdrawer", *words]))


def test_help_of_a_word_too_many_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["help", "run", "fast"]) == Exit.USAGE
    assert "withdrawer help run" in capsys.readouterr().err


def test_the_version_is_told_in_two_ways(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["-V"]) == Exit.DONE
    told = capsys.readouterr().out
    assert run(["--version"]) == Exit.DONE
    assert told == capsys.readouterr().out
    assert re.fullmatch(r"withdrawer \d+\.\d+\.\d+\n", told)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (["--json", "status"], ["status", "--json"]),
        (["--json", "keep", "list"], ["keep", "list", "--json"]),
        (["keep", "--json", "list"], ["keep", "list", "--json"]),
        (["--account", "work", "status"], ["status", "--account", "work"]),
        (["--account=work", "--json", "status"], ["status", "--account=work", "--json"]),
        (["--json", "status", "--json"], ["status", "--json"]),
        (["--account", "work", "status", "--account", "work"], ["status", "--account", "work"]),
        (["--json", "schedule", "--account", "work", "show"], ["schedule", "show", "--json", "--account", "work"]),
        (["-qv", "--headless", "run"], ["run", "-q", "-v", "--headless"]),
        (["--home", "elsewhere", "status"], ["status", "--home", "elsewhere"]),
    ],
)
def test_shared_options_are_heard_before_the_command_as_after_it(
    before: list[str], after: list[str], capsys: pytest.CaptureFixture[str], tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    open_home(tmp_path / "home", "work", "real", {})
    code = run(after)
    told = capsys.readouterr()
    assert run(before) == code
    assert capsys.readouterr() == told


def test_they_are_heard_without_a_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--json", "--account", "work"]) == Exit.DONE
    document = json.loads(capsys.readouterr().out)
    assert (document["command"], document["status"]) == ("", "success")


@pytest.mark.parametrize(
    "typed",
    [
        ["--account", "work", "status", "--account", "home"],
        ["--headed", "run", "--headless"],
        ["--json", "keep", "--account", "a", "list", "--account", "b"],
        ["--account", "a", "keep", "--account", "b", "list"],
    ],
)
def test_two_values_of_one_option_are_refused(typed: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(typed) == Exit.USAGE
    assert "two values" in capsys.readouterr().err


@pytest.mark.parametrize("option", ["--headed", "--headless", "-q", "--quiet", "-v"])
@pytest.mark.parametrize(
    "words", [["status"], ["history"], ["resume"], ["keep", "list"], ["journal", "check"], ["config", "show"]]
)
def test_an_option_that_means_nothing_to_a_command_is_refused_wherever_it_stands(
    words: list[str], option: str, capsys: pytest.CaptureFixture[str]
) -> None:
    for typed in ([*words, option], [option, *words]):
        assert run(typed) == Exit.USAGE
        told = capsys.readouterr().err
        assert f"means nothing to `withdrawer {' '.join(words)}`" in told
        assert MEANINGLESS[option] in told


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        (["--yes", "run"], "withdrawer run --yes"),
        (["--limit", "3", "history"], "withdrawer history --limit"),
        (["--account", "work", "demo"], "means nothing to `withdrawer demo`"),
        (["--json", "help"], "means nothing to `withdrawer help`"),
        (["--nonsense"], "withdrawer --help"),
        (["keep", "add", "--file", "x"], "--keep-file"),
        (["keep", "remove", "--match", "x"], "--keep-match"),
    ],
)
def test_an_option_in_the_wrong_place_is_answered_with_the_right_one(
    typed: list[str], hint: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(typed) == Exit.USAGE
    assert hint in capsys.readouterr().err


@pytest.mark.parametrize("words", [("run",), ("preview",)])
def test_the_help_has_its_options_under_headings_and_hides_what_is_internal(words: tuple[str, ...]) -> None:
    command, at = command_at(*words)
    told = command.get_help(at)
    found = [line.rstrip(":") for line in told.splitlines() if line.rstrip(":") in SECTIONS and line.endswith(":")]
    assert found == list(SECTIONS)
    for hidden in ("--label", "--headed", "--archive"):
        assert hidden not in told
    listed = [line.split()[0] for line in withdrawer.get_help(click.Context(withdrawer)).splitlines() if line.strip()]
    assert not HIDDEN & set(listed)


def test_the_tab_key_completes_commands_options_and_values(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def completed(typed: str) -> list[str]:
        """What the Tab key offers."""
        words = ["withdrawer", *typed.split(" ")]
        monkeypatch.setenv("_WITHDRAWER_COMPLETE", "bash_complete")
        monkeypatch.setenv("COMP_WORDS", " ".join(words))
        monkeypatch.setenv("COMP_CWORD", str(len(words) - 1))
        with pytest.raises(SystemExit) as ended:
            run([])
        assert ended.value.code == 0
        return [line.split(",", 1)[1] for line in capsys.readouterr().out.splitlines()]

    open_home(tmp_path / "home", "work", "real", {})
    open_home(tmp_path / "home", "side", "real", {})
    assert completed("") == [name for name in COMMANDS if name not in HIDDEN]
    assert completed("s") == ["status", "summary", "schedule", "save-page"]
    assert completed("schedule ") == ["install", "remove", "show"]
    assert completed("run --keep-") == ["--keep-file", "--keep-match"]
    assert completed("status --account ") == ["side", "work"]
    assert completed("--account w") == ["work"]
    assert completed("demo --scenario d") == ["day-wordings", "default"]
    assert "sdui-2026" in completed("replay serve --layout ")
    assert "de" in completed("demo --lang ")
    assert "captcha" in completed("demo --fault c")


def test_the_tab_key_imports_no_command() -> None:
    script = (
        "import os, sys; from withdrawer.cli.main import run\n"
        "try: run([])\nexcept SystemExit: pass\n"
        "print(*[it for it in sys.modules if it.startswith('withdrawer.cli.commands.') or it in ('rich', 'sqlite3')])"
    )
    environment = {**os.environ, "_WITHDRAWER_COMPLETE": "zsh_complete", "COMP_WORDS": "withdrawer ", "COMP_CWORD": "1"}
    told = subprocess.run(
        [sys.executable, "-c", script], env=environment, check=True, capture_output=True, text=True, timeout=60
    )
    assert told.stdout.splitlines()[-1] == ""


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_prints_the_shells_script(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["completion", shell]) == Exit.DONE
    told = capsys.readouterr().out
    assert f"_WITHDRAWER_COMPLETE={shell}_complete" in told
