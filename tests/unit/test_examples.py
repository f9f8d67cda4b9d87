"""What is shown to be typed can be typed: in sh, in PowerShell and in cmd.exe, with the same words arriving."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from tests.support.documents import PAGES, Example, examples
from tests.support.reference import commands
from tests.support.strings import said_by_the_code
from withdrawer.cli.main import withdrawer
from withdrawer.errors import WithdrawerError


def by_sh(line: str) -> list[str]:
    return shlex.split(line, comments=True)


def by_cmd(line: str) -> list[str]:
    """As cmd.exe leaves the line and the C run-time library of Windows splits it: only double quotes quote."""
    assert not re.search(r"[%^&|<>](?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", line), (
        f"cmd.exe reads it as something else: {line}"
    )
    assert "%" not in line
    return [part.replace('"', "") for part in re.findall(r'(?:[^\s"]|"[^"]*")+', line)]


def by_powershell(line: str) -> list[str]:
    """As PowerShell hands a line to a program: commas make lists, and $ and ` mean something in double quotes too."""
    outside = re.sub(r'"[^"]*"', '""', line)
    assert not re.search(r"[,;|&<>(){}$`]|(?<!\S)[@#]", outside), f"PowerShell reads it as something else: {line}"
    assert not re.search(r"[$`]", line)
    return [part.replace('"', "") for part in re.findall(r'(?:[^\s"]|"[^"]*")+', line)]


def of_the_help() -> Iterator[Example]:
    """The commands that help texts show."""
    for path, command in commands():
        for line in (command.help or "").splitlines():
            if re.match(r"\s*withdrawer ", line):
                yield Example(path, re.split(r"\s{3,}", line.strip())[0], is_whole=True)


SHOWN = [*of_the_help(), *(it for page in PAGES for it in examples(page))]
ALL = sorted({it.line for it in SHOWN if it.is_whole})


def test_there_are_examples() -> None:
    assert len(ALL) > 40


@pytest.fixture
def nothing_is_called(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Every command ends as soon as all that was typed is read."""
    monkeypatch.setenv("WITHDRAWER_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(click.Command, "invoke", lambda *_: 0)


@pytest.mark.usefixtures("nothing_is_called")
@pytest.mark.parametrize("line", ALL)
def test_an_example_can_be_typed(line: str) -> None:
    withdrawer.main(by_sh(line.partition(" > ")[0])[1:], prog_name="withdrawer", standalone_mode=False)


@pytest.mark.usefixtures("nothing_is_called")
@pytest.mark.parametrize("line", ["withdrawer previev", "withdrawer run --sende yesterday", "withdrawer keep put Ana"])
def test_what_can_not_be_typed_would_be_found(line: str) -> None:
    with pytest.raises((click.ClickException, WithdrawerError)):
        withdrawer.main(by_sh(line)[1:], prog_name="withdrawer", standalone_mode=False)


@pytest.mark.parametrize("line", [line for line in ALL if not line.startswith("withdrawer completion")])
def test_an_example_means_the_same_in_every_shell(line: str) -> None:
    assert "'" not in line
    assert by_sh(line) == by_cmd(line) == by_powershell(line)


SUGGESTED = re.compile(r"(?:`|: |type )withdrawer ([a-z][a-z-]*)((?: [^\s`.,;:()]+)*)")


def suggestions() -> Iterator[tuple[str, list[str]]]:
    """The commands that messages tell a person to type, word by word; what is filled in at run time is a word too."""
    for said in said_by_the_code():
        for found in SUGGESTED.finditer(re.sub(r"\{[^}]*\}", "X", said.text)):
            yield said.at, [found[1], *found[2].split()]


def unknown_words(words: list[str]) -> list[str]:
    """What of a suggestion is neither a command nor one of its options."""
    command: click.Command | None = withdrawer
    rest = list(words)
    while isinstance(command, click.Group) and (rest or command is withdrawer):
        command = command.get_command(click.Context(command), rest.pop(0))
    if command is None:
        return words
    options = {name for param in (*command.params, *withdrawer.params) for name in param.opts}
    return [word for word in rest if word.startswith("--") and word not in options]


def test_what_a_message_tells_to_type_is_a_command_with_such_options() -> None:
    found = list(suggestions())
    assert len({" ".join(words) for _, words in found}) > 25
    bad = [(at, words) for at, words in found if unknown_words(words)]
    assert bad == []
    assert unknown_words(["runn"])
    assert unknown_words(["schedule", "begin"])
    assert unknown_words(["run", "--also-acepted"])
