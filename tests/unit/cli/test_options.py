"""How what was typed, set in the environment and in the config file becomes what a command is told."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner

from withdrawer.app.typed_input import Everywhere, Pacing, Selecting
from withdrawer.cli.commands.forget import forget
from withdrawer.cli.commands.preview import preview
from withdrawer.cli.commands.summary import summary
from withdrawer.cli.main import run
from withdrawer.cli.options import pacing, selecting, with_browser, without_time
from withdrawer.cli.settings import Command, Setting, option
from withdrawer.errors import Exit, UsageError

NOTHING = Selecting()


@click.command("run", cls=Command)
@selecting
@pacing
@option("-n", "--dry-run", is_flag=True)
@with_browser
def command(selecting: Selecting, pacing: Pacing, everywhere: Everywhere, dry_run: bool) -> dict[str, Any]:
    """A command with every shared option."""
    return {**asdict(selecting), **asdict(pacing), **asdict(everywhere), "dry_run": dry_run}


def told(*arguments: str, home: Path, environ: dict[str, str] | None = None) -> dict[str, Any]:
    """What the command is told."""
    base = {"WITHDRAWER_HOME": str(home)}
    result = CliRunner(env={**base, **(environ or {})}).invoke(command, arguments, standalone_mode=False)
    if result.exception:
        raise result.exception
    value: dict[str, Any] = result.return_value
    return value


def settings(home: Path, text: str) -> None:
    home.mkdir(parents=True, exist_ok=True)
    (home / "config.toml").write_text(text, encoding="utf-8")


@pytest.fixture(autouse=True)
def no_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    import os

    for name in [name for name in os.environ if name.startswith("WITHDRAWER_")]:
        monkeypatch.delenv(name)


def test_nothing_typed_is_nothing_selected(tmp_path: Path) -> None:
    values = told(home=tmp_path)
    assert {key: values[key] for key in asdict(NOTHING)} == asdict(NOTHING)
    assert (values["per_day"], values["pace"], values["headed"], values["json"]) == (None, None, None, False)


def test_what_is_typed_reaches_its_group(tmp_path: Path) -> None:
    values = told(
        "--since", "yesterday 14:00", "--sent", "yesterday", "--sent", "2 days ago", "--only", "sent", "--keep", "Ana",
        "--keep-file", "friends.txt", "--match", "a;b", "--with-note", "--unsure", "include", "--origin", "any",
        "--also-accepted", "--first", "boss", "--limit", "5", "--per-day", "60", "--pace", "gentle", "--headless",
        "--json", "-q", "-v", "-n", home=tmp_path,
    )  # fmt: skip
    assert values["sent"] == ("yesterday", "2 days ago")
    assert values["keep_file"] == (Path("friends.txt"),)
    assert values["match"] == ("a;b",)
    assert (values["since"], values["only"], values["limit"], values["first"]) == (
        "yesterday 14:00", "sent", 5, ("boss",),
    )  # fmt: skip
    assert (values["unsure"], values["origin"], values["per_day"], values["pace"]) == ("include", "any", 60, "gentle")
    for flag in ("with_note", "also_accepted", "json", "quiet", "verbose", "dry_run"):
        assert values[flag] is True
    assert values["headed"] is False


@pytest.mark.parametrize(
    ("variable", "text", "name", "value"),
    [
        ("WITHDRAWER_RUN_SINCE", "3 days ago", "since", "3 days ago"),
        ("WITHDRAWER_RUN_UNTIL", "yesterday", "until", "yesterday"),
        ("WITHDRAWER_RUN_SENT", "yesterday;2 days ago", "sent", ("yesterday", "2 days ago")),
        ("WITHDRAWER_RUN_ONLY", "connections", "only", "connections"),
        ("WITHDRAWER_RUN_KEEP", "Ana Nueva;bob@example.org", "keep", ("Ana Nueva", "bob@example.org")),
        ("WITHDRAWER_RUN_KEEP_FILE", "friends.txt", "keep_file", (Path("friends.txt"),)),
        ("WITHDRAWER_RUN_MATCH", "recruit|sales", "match", ("recruit|sales",)),
        ("WITHDRAWER_RUN_WITH_NOTE", "1", "with_note", True),
        ("WITHDRAWER_RUN_UNSURE", "include", "unsure", "include"),
        ("WITHDRAWER_RUN_ORIGIN", "any", "origin", "any"),
        ("WITHDRAWER_RUN_ALSO_ACCEPTED", "true", "also_accepted", True),
        ("WITHDRAWER_RUN_FIRST", "boss", "first", ("boss",)),
        ("WITHDRAWER_RUN_LIMIT", "5", "limit", 5),
        ("WITHDRAWER_RUN_PER_DAY", "60", "per_day", 60),
        ("WITHDRAWER_RUN_PACE", "gentle", "pace", "gentle"),
        ("WITHDRAWER_HEADED", "0", "headed", False),
        ("WITHDRAWER_JSON", "1", "json", True),
        ("WITHDRAWER_QUIET", "1", "quiet", True),
        ("WITHDRAWER_VERBOSE", "1", "verbose", True),
        ("WITHDRAWER_ACCOUNT", "work", "account", "work"),
        ("WITHDRAWER_REPLAY", "default", "replay", "default"),
        ("WITHDRAWER_RUN_DRY_RUN", "1", "dry_run", True),
    ],
)
def test_every_option_has_an_environment_default(
    variable: str, text: str, name: str, value: object, tmp_path: Path
) -> None:
    assert told(home=tmp_path, environ={variable: text})[name] == value


def test_no_option_lacks_its_variable() -> None:
    assert all(isinstance(parameter, Setting) for parameter in command.params if not parameter.hidden)  # type: ignore[attr-defined]


@pytest.mark.parametrize("old", ["WITHDRAWER_LIMIT", "WITHDRAWER_KEEP_FILE", "WITHDRAWER_DRY_RUN"])
def test_an_old_name_is_answered_with_the_new(tmp_path: Path, old: str) -> None:
    with pytest.raises(UsageError, match=old.replace("WITHDRAWER", "WITHDRAWER_RUN")):
        told(home=tmp_path, environ={old: "1"})


def test_a_mistyped_variable_is_answered_with_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as raised:
        told(home=tmp_path, environ={"WITHDRAWER_RUN_LIMTI": "1"})
    assert "WITHDRAWER_RUN_LIMIT" in raised.value.hint
    assert told(home=tmp_path, environ={"WITHDRAWER_HISTORY_LIMIT": "1"})["limit"] is None


@pytest.mark.parametrize(
    ("text", "name", "value"),
    [
        ("[run]\nsince = '3 days ago'", "since", "3 days ago"),
        ("[run]\nmatch = ['recruit', 'b']", "match", ("recruit", "b")),
        ("[run]\nwith_note = true", "with_note", True),
        ("[run]\norigin = 'any'", "origin", "any"),
        ("[run]\nlimit = 7", "limit", 7),
        ("[output]\njson = true", "json", True),
        ("[output]\nheaded = false", "headed", False),
        ("[run]\nper_day = 60\npace = 'gentle'", "per_day", 60),
    ],
)
def test_the_config_file_gives_defaults(text: str, name: str, value: object, tmp_path: Path) -> None:
    settings(tmp_path, text)
    assert told(home=tmp_path)[name] == value


def test_typed_goes_before_the_environment_and_that_before_the_file(tmp_path: Path) -> None:
    settings(tmp_path, "[run]\nsince = 'file'\nmatch = ['file']\nlimit = 1")
    environ = {"WITHDRAWER_RUN_SINCE": "environment", "WITHDRAWER_RUN_LIMIT": "2"}
    values = told("--since", "typed", home=tmp_path, environ=environ)
    assert (values["since"], values["limit"], values["match"]) == ("typed", 2, ("file",))


def test_the_file_is_that_of_the_home_that_is_typed(tmp_path: Path) -> None:
    settings(tmp_path / "one", "[run]\nsince = 'one'")
    settings(tmp_path / "two", "[run]\nsince = 'two'")
    assert told("--home", str(tmp_path / "two"), home=tmp_path / "one")["since"] == "two"


def test_a_named_account_has_its_own_file(tmp_path: Path) -> None:
    settings(tmp_path, "[run]\nsince = 'mine'")
    settings(tmp_path / "accounts" / "work", "[run]\nsince = 'of work'")
    assert told("--account", "work", home=tmp_path)["since"] == "of work"
    assert told("--account", "work", "--home", str(tmp_path), home=tmp_path / "x")["since"] == "of work"
    assert told("--home", str(tmp_path), "--account", "work", home=tmp_path / "x")["since"] == "of work"


@pytest.mark.parametrize(
    ("text", "number"), [("true", 1), ("1", 1), ("2", 2), ("'3'", 3), ("false", None), ("0", None)]
)
def test_a_setting_may_still_name_a_burst_by_its_number(tmp_path: Path, text: str, number: int | None) -> None:
    settings(tmp_path, f"[run]\nblast = {text}")
    assert told(home=tmp_path)["blast"] == number
    environ = {"WITHDRAWER_RUN_BLAST": text.strip("'")}
    assert told(home=tmp_path / "another", environ=environ)["blast"] == number


def test_blast_is_the_largest_and_takes_no_number(tmp_path: Path) -> None:
    settings(tmp_path, "[run]\nblast = 3")
    assert told("--blast", home=tmp_path)["blast"] == 1
    for typed in (("--blast", "2"), ("--blast=2",)):
        with pytest.raises(UsageError) as raised:
            told(*typed, home=tmp_path)
        assert "withdrawer preview" in raised.value.hint


def test_keep_rules_add_up_wherever_they_were_said(tmp_path: Path) -> None:
    settings(tmp_path, "[run]\nkeep = ['Ana Nueva']\nkeep_match = 'acme'")
    values = told("--keep", "Bob", home=tmp_path, environ={"WITHDRAWER_RUN_KEEP": "Cem;Dan"})
    assert values["keep"] == ("Bob", "Cem", "Dan", "Ana Nueva")
    assert values["keep_match"] == ("acme",)


def test_paths_in_the_file_are_relative_to_it_and_know_the_home_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path / "me"))
    monkeypatch.setenv("USERPROFILE", str(tmp_path / "me"))
    (tmp_path / "kind").write_text("real\n")
    (tmp_path / "boss.txt").write_text("Ana")
    settings(
        tmp_path, "[run]\nkeep_file = ['friends.txt', '~/more.txt', '/x/y.txt']\nfirst = ['boss.txt', 'Ben Okafor']"
    )
    monkeypatch.chdir("/")
    values = told("--keep-file", "typed.txt", "--keep-file", "~/typed.txt", home=tmp_path)
    assert values["keep_file"] == (
        Path("typed.txt"), tmp_path / "me" / "typed.txt", tmp_path / "friends.txt", tmp_path / "me" / "more.txt",
        Path("/x/y.txt"),
    )  # fmt: skip
    assert values["first"] == (str(tmp_path / "boss.txt"), "Ben Okafor")


def test_a_setting_of_one_command_is_none_of_another_s(tmp_path: Path) -> None:
    settings(tmp_path, "[history]\nlimit = 1\n[preview]\nlimit = 2\nsince = 'all'")
    assert (told(home=tmp_path)["limit"], told(home=tmp_path)["since"]) == (None, None)


@pytest.mark.parametrize("name", ["replay", "account"])
def test_an_account_that_is_typed_and_empty_is_refused_since_it_would_mean_the_real_one(
    tmp_path: Path, name: str
) -> None:
    for text in ("", " "):
        with pytest.raises((UsageError, click.BadParameter), match="empty"):
            told(f"--{name}", text, home=tmp_path)


@pytest.mark.parametrize("name", ["keep-file", "plan"])
def test_an_empty_file_name_is_refused(tmp_path: Path, name: str) -> None:
    told = CliRunner(env={"WITHDRAWER_HOME": str(tmp_path)}).invoke(preview, [f"--{name}", ""], standalone_mode=False)
    assert isinstance(told.exception, click.BadParameter)
    assert "it is empty" in told.exception.message


@pytest.mark.parametrize("name", ["match", "sent", "keep", "keep-match", "first"])
def test_an_empty_text_is_refused_and_between_semicolons_nothing_is_said(tmp_path: Path, name: str) -> None:
    for text in ("", " "):
        with pytest.raises(click.BadParameter, match="empty"):
            told(f"--{name}", text, home=tmp_path)
    variable = f"WITHDRAWER_RUN_{name.upper().replace('-', '_')}"
    assert told(home=tmp_path, environ={variable: "Ana; ;Ben;"})[name.replace("-", "_")] == ("Ana", "Ben")


def test_what_counts_only_when_it_is_typed_is_refused_in_the_file_and_in_a_variable(tmp_path: Path) -> None:
    settings(tmp_path, "[summary]\nhtml = 'a.html'")
    for environ in ({"WITHDRAWER_HOME": str(tmp_path)}, {"WITHDRAWER_SUMMARY_HTML": "a.html"}):
        result = CliRunner(env=environ).invoke(summary, [], standalone_mode=False, prog_name="summary")
        assert isinstance(result.exception, UsageError)
        assert "counts only when you type it" in result.exception.message
    environ = {"WITHDRAWER_FORGET_ALL": "1", "WITHDRAWER_HOME": str(tmp_path / "none")}
    result = CliRunner(env=environ).invoke(forget, [], standalone_mode=False, prog_name="forget")
    assert "WITHDRAWER_FORGET_ALL: that option of `withdrawer forget` counts only" in str(result.exception)


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("[select]\nlimit = 1", "[select] is no longer a table", "Put it under [run]"),
        ("[schedule]\nat = '9:00'", "[schedule] at belongs to one command", "[schedule.install]"),
        ("[run]\nsinse = 'typo'", "[run] has no setting called sinse", "Did you mean since?"),
        ("[run]\nbird = 'typo'", "[run] has no setting called bird", "Delete the line"),
        ("[output]\nquite = true", "[output] has no setting called quite", "Did you mean quiet?"),
        ("[output]\nhome = '/x'", "[output] home can't be set here", "or set WITHDRAWER_HOME"),
        ("[output]\naccount = 'x'", "[output] account can't be set here", "type --account"),
        ("[record]\nyes = true", "[record] is called [save-page] now", "Rename it"),
        ("[run]\nsince = ['a']", "[run] since takes one value", "Correct it"),
        ("[run]\nkeep = [['a']]", "[run] keep takes a text, or several", "Correct it"),
        ("since = 'a'", "since is in no table", "[run]"),
        ("[run]\nper_day = 2\n[run\n", "config.toml", "Correct it"),
    ],
)
def test_what_is_wrong_in_the_file_is_named_with_what_to_do(tmp_path: Path, text: str, message: str, hint: str) -> None:
    settings(tmp_path, text)
    with pytest.raises(UsageError) as raised:
        told(home=tmp_path)
    assert message in raised.value.message
    assert str(tmp_path / "config.toml") in raised.value.message
    assert hint in raised.value.hint


@pytest.mark.parametrize(
    ("variable", "text", "message"),
    [
        ("WITHDRAWER_RUN_PER_DAY", "abc", "WITHDRAWER_RUN_PER_DAY: 'abc' is not a whole number"),
        ("WITHDRAWER_JSON", "maybe", "WITHDRAWER_JSON: write 1 for yes or 0 for no"),
    ],
)
def test_a_bad_variable_is_named_not_the_option(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], variable: str, text: str,
    message: str,
) -> None:  # fmt: skip
    monkeypatch.setenv("WITHDRAWER_HOME", str(tmp_path))
    monkeypatch.setenv(variable, text)
    assert run(["run"]) == Exit.USAGE
    told = capsys.readouterr().err
    assert message in told
    assert "--per-day" not in told


def test_a_bad_setting_is_named_with_its_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    settings(tmp_path, "[run]\nper_day = 'many'\n[output]\njson = true")
    monkeypatch.setenv("WITHDRAWER_HOME", str(tmp_path))
    assert run(["run"]) == Exit.USAGE
    written = capsys.readouterr()
    assert f"{tmp_path / 'config.toml'}: [run] per_day: 'many' is not a whole number" in written.err
    document = json.loads(written.out)
    assert (document["command"], document["exit_code"]) == ("run", Exit.USAGE)


@pytest.mark.parametrize(
    ("words", "command", "code"),
    [
        (["run"], "run", Exit.USAGE),
        (["status"], "status", Exit.DONE),
        (["keep"], "keep", Exit.USAGE),
        (["journal", "check"], "journal check", Exit.USAGE),
        (["keep", "add"], "keep add", Exit.USAGE),
        (["keep", "list"], "keep list", Exit.DONE),
        (["schedule", "install", "--at", "x"], "schedule install", Exit.USAGE),
    ],
)
def test_the_document_names_the_whole_command_on_every_ending(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], words: list[str],
    command: str, code: int,
) -> None:  # fmt: skip
    monkeypatch.setenv("WITHDRAWER_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("WITHDRAWER_JSON", "1")
    assert run(words) == code
    document = json.loads(capsys.readouterr().out)
    assert (document["command"], document["exit_code"]) == (command, code)
    assert "Usage:" not in str(document)


@pytest.mark.parametrize(
    "arguments", [("--limit", "0"), ("--per-day", "0"), ("--pace", "fast"), ("--only", "both"), ("--origin", "maybe")]
)
def test_what_cannot_be_is_refused(arguments: tuple[str, ...], tmp_path: Path) -> None:
    with pytest.raises(click.UsageError):
        told(*arguments, home=tmp_path)


@pytest.mark.parametrize("name", ["--limit", "--per-day"])
@pytest.mark.parametrize("number", ["0", "1" + 20 * "0", "9" * 5000])
def test_a_number_beyond_all_measure_is_refused_in_words(tmp_path: Path, name: str, number: str) -> None:
    with pytest.raises(click.BadParameter) as raised:
        told(f"{name}={number}", home=tmp_path)
    assert name in raised.value.format_message()


@pytest.mark.parametrize("setting", ["per_day", "loads_per_day", "limit"])
@pytest.mark.parametrize("number", ["1" + 20 * "0", "9" * 5000])
def test_a_setting_beyond_all_measure_is_refused_with_its_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], setting: str, number: str
) -> None:
    settings(tmp_path, f"[run]\n{setting} = {number}\n")
    monkeypatch.setenv("WITHDRAWER_HOME", str(tmp_path))
    assert run(["run"]) == Exit.USAGE
    assert "config.toml" in capsys.readouterr().err


def test_an_age_can_be_typed_and_set_but_not_typed_with_a_plan(tmp_path: Path) -> None:
    settings(tmp_path, "[run]\nolder_than = '3 weeks'")
    assert told(home=tmp_path)["older_than"] == "3 weeks"
    assert told("--older-than", "45 days", home=tmp_path)["older_than"] == "45 days"
    environ = {"WITHDRAWER_RUN_OLDER_THAN": "2 months"}
    assert told(home=tmp_path / "another", environ=environ)["older_than"] == "2 months"
    assert without_time(Selecting(older_than="3 weeks")) == NOTHING
