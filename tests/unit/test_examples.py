"""What is shown to be typed can be typed: in sh, in PowerShell and in cmd.exe, with the same words arriving."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from withdrawer.cli.main import withdrawer
from withdrawer.command_list import COMMANDS

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]


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


def commands(command: click.Command, path: str = "withdrawer") -> Iterator[tuple[str, click.Command]]:
    yield path, command
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            inner = command.get_command(context, name)
            assert inner is not None
            yield from commands(inner, f"{path} {name}")


def examples() -> Iterator[tuple[str, str]]:
    for path, command in commands(withdrawer):
        for line in (command.help or "").splitlines():
            if line.strip().startswith("withdrawer "):
                yield path, re.split(r"\s{3,}", line.strip())[0]
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        for block in re.findall(r"^```(?:sh|bash|console|powershell)?\n(.*?)^```", text, re.S | re.M):
            for line in block.splitlines():
                if line.startswith("withdrawer "):
                    yield page.name, re.split(r"\s+#", line)[0]
        for line in re.findall(r"`(withdrawer [^`\n]+)`", text):
            yield page.name, line


def is_whole(line: str) -> bool:
    """Whether it can be typed as it stands: prose and outlines can't."""
    return [*line.split(), ""][1] in COMMANDS and not re.search(r"[\[\]…|<>]", line)


ALL = sorted({line for _, line in examples() if is_whole(line)})


def test_there_are_examples() -> None:
    assert len(ALL) > 20


@pytest.mark.parametrize("line", ALL)
def test_an_example_means_the_same_in_every_shell(line: str) -> None:
    assert "'" not in line
    assert by_sh(line) == by_cmd(line) == by_powershell(line)
