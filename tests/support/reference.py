"""The parts of docs/reference.md that are made from the program. `scripts/reference` writes them anew."""

import inspect
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import click
import msgspec

from withdrawer.cli.main import withdrawer
from withdrawer.cli.settings import Setting
from withdrawer.config_file import BrowserConfig, PaceConfig
from withdrawer.errors import Exit

ROOT = Path(__file__).parents[2]
SETTINGS = (("run", PaceConfig), ("browser", BrowserConfig))
"""The tables of config.toml that hold more than options."""
DEFAULT = re.compile(r"\s*\[default: (.*?)\]")
EXAMPLE = re.compile(r" {4}|\s*withdrawer\b")
WHERE = ("account", "home", "replay")
"""They say where config.toml is, so they can't be set in it."""


def commands(command: click.Command = withdrawer, path: str = "withdrawer") -> Iterator[tuple[str, click.Command]]:
    """Each command that is no secret, with its name: the outermost first."""
    yield path, command
    if isinstance(command, click.Group):
        context = click.Context(command, info_name=path)
        for name in command.list_commands(context):
            inner = command.get_command(context, name)
            if inner is not None and not inner.hidden:
                yield from commands(inner, f"{path} {name}")


def shown_commands() -> str:
    """Every command: what it does, what it takes, and its options but for those that are shared."""
    return "\n".join(_command(path, command) for path, command in commands())


def shown_shared() -> str:
    """The options of most commands, each with its variable and its setting."""
    rows = ["| option | variable | `config.toml` | |", "|---|---|---|---|"]
    for name, option in _shared().items():
        setting = "" if name in WHERE else f"`[output] {name}`"
        rows.append(f"| {_names(option)} | `{option.envvar}` | {setting} | {_cell(option.help or '')} |")
    return "\n".join(rows)


def shown_settings() -> str:
    """The settings that are no command's options."""
    rows = ["| setting | default | |", "|---|---|---|"]
    for section, kind in SETTINGS:
        for field in msgspec.structs.fields(kind):
            default = msgspec.json.encode(field.default).decode().replace(",", ", ")
            rows.append(f"| `[{section}] {field.name}` | `{default}` | {_described(field.type)} |")
    return "\n".join(rows)


def shown_exit_codes() -> str:
    """The table of docs/outcomes.md. Raises ValueError where it is not that of the program."""
    lines = (ROOT / "docs" / "outcomes.md").read_text("utf-8").partition("## Exit codes")[2].splitlines()
    rows = [line for line in lines if line.startswith("|")]
    if [int(row.split("|")[1]) for row in rows[2:]] != sorted(Exit):
        raise ValueError("docs/outcomes.md has other exit codes than the program")
    return "\n".join(rows)


def shown_contents() -> str:
    """One line for each command, leading to its section."""
    rows = ["| command | |", "|---|---|"]
    for path, command in [*commands()][1:]:
        rows.append(f"| [{path}](#{path.replace(' ', '-')}) | {_cell(command.get_short_help_str(limit=200))} |")
    return "\n".join(rows)


def _shared() -> dict[str, Setting]:
    found: dict[str, Setting] = {}
    for _, command in commands():
        found |= {str(it.name): it for it in command.params if _is_shared(it) if isinstance(it, Setting)}
    return found


def _is_shared(param: click.Parameter) -> bool:
    return isinstance(param, Setting) and bool(param.envvar)


def _command(path: str, command: click.Command) -> str:
    context = click.Context(command, info_name=path)
    depth = "###" if path.count(" ") < 2 else "####"
    usage = " ".join([path, *command.collect_usage_pieces(context)])
    parts = [f"{depth} {path}", f"`{usage}`", *_told(command.help or "")]
    options = [it for it in command.params if isinstance(it, click.Option) and not it.hidden and not _is_shared(it)]
    options = [it for it in options if it.name not in ("help", "version")]
    if options:
        rows = [f"| {_names(it, context)} | {_default(it)} | {_about(it)} |" for it in options]
        parts.append("\n".join(["| option | default | |", "|---|---|---|", *rows]))
    if shared := [f"`--{it.name}`" for it in command.params if _is_shared(it)]:
        parts.append(f"Also: {', '.join(shared)}.")
    return "\n\n".join(parts) + "\n"


def _told(text: str) -> Iterator[str]:
    """A help text as Markdown: its paragraphs, and its examples as what can be typed."""
    for paragraph in inspect.cleandoc(text).split("\n\n"):
        lines = paragraph.replace("\b", "").strip("\n").splitlines()
        while lines:
            is_example = bool(EXAMPLE.match(lines[0]))
            taken = next((at for at, it in enumerate(lines) if bool(EXAMPLE.match(it)) != is_example), len(lines))
            those, lines = lines[:taken], lines[taken:]
            yield _examples(those) if is_example else " ".join(map(str.strip, those))


def _examples(lines: list[str]) -> str:
    typed = [re.sub(r" {3,}(?=\S)", "    # ", it.strip()) for it in lines]
    return "\n".join(["```sh", *typed, "```"])


def _names(option: click.Option, context: click.Context | None = None) -> str:
    context = context or click.Context(click.Command("withdrawer"))
    names = [*option.opts, *option.secondary_opts]
    value = "" if option.is_flag or option.count else f" {option.make_metavar(context)}"
    return ", ".join(f"`{name}{_cell(value)}`" for name in sorted(names, key=len))


def _default(option: click.Option) -> str:
    if said := DEFAULT.search(option.help or ""):
        return f"`{said[1]}`"
    default: Any = option.default
    is_told = isinstance(default, str | int | float) and not isinstance(default, bool) and default != ""
    return f"`{default}`" if is_told and option.show_default and not option.is_flag else ""


def _about(option: click.Option) -> str:
    text = DEFAULT.sub("", option.help or "").strip()
    kind = option.type
    has_limits = isinstance(kind, click.IntRange) and kind.min is not None and kind.max is not None
    limits = f" From {kind.min:,} to {kind.max:,}." if has_limits and isinstance(kind, click.IntRange) else ""
    return _cell(text + limits + (" Repeatable." if option.multiple and "epeatable" not in text else ""))


def _cell(text: str) -> str:
    return re.sub(r"\s*\n\s*", " ", text).replace("|", "\\|")


def _described(kind: Any) -> str:
    """What is written beside a setting's type, and how far it may go."""
    found = list(_metas(kind))
    texts = [it.description for it in found if it.description]
    least = next((it.ge for it in found if it.ge is not None), None)
    return " ".join([*dict.fromkeys(texts), *([f"At least {least}."] if least is not None else [])])


def _metas(kind: Any) -> Iterator[msgspec.Meta]:
    for argument in (*getattr(kind, "__metadata__", ()), *get_args(kind)):
        if isinstance(argument, msgspec.Meta):
            yield argument
        else:
            yield from _metas(argument)
