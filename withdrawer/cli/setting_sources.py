"""Every setting of every command: its value, and whether it comes from a variable, the settings file or a default."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import click
import msgspec
from click.core import ParameterSource

from withdrawer.app.typed_input import Everywhere
from withdrawer.cli.options import bare
from withdrawer.cli.settings import FILE, WHICH_HOME, Added, Command, Setting, command_words
from withdrawer.config_file import BrowserConfig, PaceConfig, line_of, load_config
from withdrawer.invocation import CURRENT, begin
from withdrawer.show.config import SettingOrigin, SettingShown
from withdrawer.text_files import read_text


def settings_of(root: click.Group, everywhere: Everywhere, file: Path) -> list[SettingShown]:
    """Return every setting, in the order of the commands. Raises UsageError for one that is invalid."""
    text = _text_of(file)
    before = replace(CURRENT)
    try:
        return [
            *_of_command(bare, click.Context(root, info_name="withdrawer"), "", everywhere.words, text),
            *_of_browser(file, text),
            *_of_group(root, click.Context(root, info_name="withdrawer"), everywhere, text),
            *_of_pace(file, text),
        ]
    finally:
        begin(before.command, before.words, is_json=before.is_json)


def _of_group(group: click.Group, at: click.Context, everywhere: Everywhere, text: str) -> Iterator[SettingShown]:
    for name in group.list_commands(at):
        command = group.get_command(at, name)
        if isinstance(command, click.Group):
            inner = click.Context(command, info_name=name, parent=at)
            yield from _of_group(command, inner, everywhere, text)
        elif isinstance(command, Command) and any(param.name == "home" for param in command.params):
            yield from _of_command(command, at, name, everywhere.words, text)
        elif isinstance(command, Command) and any(_is_own(param) for param in command.params):
            settings = _of_command(command, at, name, [], text)  # no home, so only variables count
            yield from (it for it in settings if it.origin is SettingOrigin.VARIABLE)


def _of_command(
    command: Command, parent: click.Context, name: str, words: Sequence[str], text: str
) -> Iterator[SettingShown]:
    with command.make_context(name, list(words), parent=parent) as context:
        for param in command.params:
            is_wanted = command is bare or _is_own(param)
            if isinstance(param, Setting) and is_wanted and param.name not in WHICH_HOME:
                yield _shown(context, param, text)


def _is_own(param: click.Parameter) -> bool:
    return isinstance(param, Setting) and not param.envvar


def _shown(context: click.Context, param: Setting, text: str) -> SettingShown:
    name = str(param.name)
    section = ".".join(command_words(context)) or "output"
    value = context.params[name]
    match context.get_parameter_source(name):
        case ParameterSource.ENVIRONMENT:
            line = line_of(text, section, name) if isinstance(param, Added) else None  # the file's values count too
            return SettingShown(section, name, value, SettingOrigin.VARIABLE, param.variable(context), line)
        case ParameterSource.DEFAULT_MAP:
            return _from_file(section, name, value, context.meta[FILE], text)
        case _:
            usual: Any = int(param.told_default) if param.told_default.isdigit() else param.told_default or None
            return SettingShown(section, name, usual if value is None else value, SettingOrigin.DEFAULT)


def _from_file(section: str, name: str, value: Any, file: Path, text: str) -> SettingShown:
    return SettingShown(section, name, value, SettingOrigin.FILE, str(file), line_of(text, section, name))


def _of_browser(file: Path, text: str) -> Iterator[SettingShown]:
    browser = load_config(file, os.environ).browser
    variables = {"path": "WITHDRAWER_BROWSER", "args": "WITHDRAWER_BROWSER_ARGS"}
    is_set = {"path": bool(os.environ.get("WITHDRAWER_BROWSER")), "args": "WITHDRAWER_BROWSER_ARGS" in os.environ}
    for name, variable in variables.items():
        value = getattr(browser, name)
        if is_set[name]:
            yield SettingShown("browser", name, value, SettingOrigin.VARIABLE, variable)
        else:
            yield _of_table("browser", name, value, getattr(BrowserConfig(), name), file, text)


def _of_pace(file: Path, text: str) -> Iterator[SettingShown]:
    pace, usual = load_config(file, {}).pace, PaceConfig()
    for name, value in msgspec.structs.asdict(pace).items():
        yield _of_table("run", name, value, getattr(usual, name), file, text)


def _of_table(section: str, name: str, value: Any, usual: Any, file: Path, text: str) -> SettingShown:
    if value == usual and line_of(text, section, name) is None:
        return SettingShown(section, name, value, SettingOrigin.DEFAULT)
    return _from_file(section, name, value, file, text)


def _text_of(file: Path) -> str:
    try:
        return read_text(file, str(file))
    except FileNotFoundError:
        return ""
