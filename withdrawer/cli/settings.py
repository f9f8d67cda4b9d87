"""Persistent settings: `[<command>]` in the home's config.toml and WITHDRAWER_<COMMAND>_<OPTION>, as defaults.

Typed options take precedence over the environment, and that over the file. Options shared by all commands have one
name: WITHDRAWER_HOME, and `[output]` in the file.
"""

import inspect
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields
from difflib import get_close_matches
from pathlib import Path
from typing import Any, TypeVar

import click
from click.core import ParameterSource

from withdrawer.app.typed_input import Everywhere, Pacing, Selecting
from withdrawer.cli.named_files import refuse_two_readers
from withdrawer.errors import UsageError
from withdrawer.home import expanded, home_folder, meant_home, named_folder, unmade_home
from withdrawer.invocation import begin
from withdrawer.shell import quoted
from withdrawer.streams import STANDARD

Function = TypeVar("Function", bound=Callable[..., Any])
PREFIX = "WITHDRAWER"
FILE = "withdrawer.settings"
"""Key in `context.meta` for the settings file that the defaults come from."""
BEFORE = "withdrawer.before"
"""Key in `context.meta` for the shared options typed before the command: the value of each, as typed."""
SELECTING_TABLE = "select"
GATHERED: dict[str, type[Any]] = {"selecting": Selecting, "pacing": Pacing, "everywhere": Everywhere}
INSTALL = ("at", "days", "delay", "backend")
OPTIONS = "Options"
SECTIONS = (
    "Who is undone",
    "Which of them",
    "Who is kept",
    "Pace",
    OPTIONS,
    "Output",
    "Which account",
)
"""The headings of `--help`, in this order."""
SHARED_NAMES: set[str] = set()
"""The shared options, which may stand in [output]."""
WHICH_HOME = ("account", "home", "replay")
"""What says which home is meant, and so can't stand in that home's own file."""
FORMERLY = {"save-page": "record"}
"""Commands that had another name, for their variables and settings."""
MEANINGLESS = {
    **dict.fromkeys(("--headed", "--headless"), "it opens no browser"),
    **dict.fromkeys(("-q", "--quiet", "-v", "--verbose"), "it shows no progress"),
    **dict.fromkeys(("--account", "--home", "--replay"), "it works on no account of yours"),
    "--json": "it has no result to write as JSON",
}
"""Options that most commands share, and why one of them may not take it."""


class Typed(click.Option):
    """An option that only counts when typed.

    `section` is the heading under which `--help` lists it; `told_default` what the command takes if it is not given.
    """

    def __init__(self, *names: Any, section: str = "", told_default: str = "", **settings: Any) -> None:
        super().__init__(*names, **settings)
        self.section = section or OPTIONS
        self.told_default = told_default
        if told_default:
            self.help = f"{self.help}  [default: {told_default}]"

    def look_at(self, args: Sequence[str]) -> None:
        """Refuse what was typed, if it means something else by now."""


class Setting(Typed):
    """An option that can be set. One with its own environment variable is shared by all commands."""

    def variable(self, context: click.Context) -> str:
        """Return the environment variable that sets this option."""
        if isinstance(self.envvar, str):
            return self.envvar
        return variable(command_words(context), str(self.name))

    def resolve_envvar_value(self, ctx: click.Context) -> str | None:
        """Return the variable's value, or None if it is unset or empty."""
        return os.environ.get(self.variable(ctx)) or None


class Added(Setting):
    """A setting whose values from all sources are combined, so that no one who should be kept is missed."""

    def consume_value(self, ctx: click.Context, opts: Mapping[str, Any]) -> tuple[Any, ParameterSource]:
        """Return all values, the typed ones first."""
        said = {
            ParameterSource.COMMANDLINE: opts.get(str(self.name)),
            ParameterSource.ENVIRONMENT: self.value_from_envvar(ctx),
            ParameterSource.DEFAULT_MAP: ctx.lookup_default(str(self.name)),
        }
        values = [value for group in said.values() if isinstance(group, Iterable) for value in group]
        if not values:
            return super().consume_value(ctx, opts)
        return tuple(values), next(source for source, group in said.items() if group)


class Command(click.Command):
    """A command whose options take their defaults from the environment and the home's config.toml."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse the arguments, after finding the home and loading this command's settings from it."""
        words = command_words(ctx)
        before: dict[str, Any] = ctx.meta.get(BEFORE, {})
        begin(" ".join(words), is_json="--json" in args or "json" in before or is_set(f"{PREFIX}_JSON"))
        if ctx.resilient_parsing:
            return super().parse_args(ctx, args)
        for param in self.params:
            if isinstance(param, Typed):
                param.look_at(args)
        try:
            args = [*self._typed_before(ctx, before, args), *args]
            self._take_settings(ctx, list(args))
            left = super().parse_args(ctx, args)
        except click.NoSuchOption as error:
            refuse_meaningless(ctx, error.option_name)
            raise
        refuse_two_readers(ctx)
        return left

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the options under the headings in SECTIONS."""
        told: dict[str, list[tuple[str, str]]] = {title: [] for title in SECTIONS}
        for param in self.get_params(ctx):
            record = param.get_help_record(ctx)
            if record is not None and record[1]:  # an argument is told in the text above
                told[getattr(param, "section", OPTIONS)].append(record)
        for title, records in told.items():
            if records:
                with formatter.section(title):
                    formatter.write_dl(records)

    def invoke(self, ctx: click.Context) -> Any:
        """Call the command; a parameter named in GATHERED receives all options of that kind as one value."""
        for name, kind in GATHERED.items():
            if name in inspect.signature(self.callback or self.invoke).parameters:
                own = [field.name for field in fields(kind) if field.name in ctx.params]
                ctx.params[name] = kind(**{field: ctx.params.pop(field) for field in own})
        if (everywhere := ctx.params.get("everywhere")) is not None:
            # From now on, every suggested command repeats these options.
            words = tuple(map(quoted, everywhere.words))
            begin(" ".join(command_words(ctx)), words, is_json=everywhere.json)
        return super().invoke(ctx)

    def _typed_before(self, ctx: click.Context, before: Mapping[str, Any], args: Sequence[str]) -> list[str]:
        """Return the shared options typed before the command as if they had been typed after it."""
        if not before:
            return []
        typed, _, _ = self.make_parser(ctx).parse_args(args=list(args))
        own = {str(param.name): param for param in self.params if isinstance(param, Setting) and param.envvar}
        words: list[str] = []
        for name, value in before.items():
            param = own.get(name)
            if param is None:
                refuse_meaningless(ctx, f"--{name}")
                continue
            refuse_twice(param, value, typed.get(name, value))
            words.append(_as_typed(param, value))
        return words

    def _take_settings(self, ctx: click.Context, args: list[str]) -> None:
        typed, _, _ = self.make_parser(ctx).parse_args(args=args)
        if typed.get("help") or not any(param.name == "home" for param in self.params):
            return
        for name in ("account", "replay"):  # an empty --home is refused by `named_folder`
            if str(typed.get(name, "-")).strip() == "":
                raise UsageError(
                    f"--{name} is empty, so it is not clear which account is meant.", "Name it, or leave it out."
                )
        if command_words(ctx):
            self._refuse_variables(ctx)
        account, home, replay = (
            typed.get(str(param.name), param.resolve_envvar_value(ctx))
            for name in ("account", "home", "replay")
            for param in self.params
            if param.name == name
        )
        meant = meant_home(account, None if home is None else named_folder(home), replay)
        unmade_home(*meant, os.environ)  # rejects a foreign folder before reading anything in it
        file = home_folder(*meant, os.environ) / "config.toml"
        ctx.meta[FILE] = file
        ctx.default_map = self._defaults(ctx, file)
        is_json = bool(typed.get("json")) or is_set(f"{PREFIX}_JSON") or ctx.default_map.get("json") is True
        begin(" ".join(command_words(ctx)), is_json=is_json)

    def _defaults(self, ctx: click.Context, file: Path) -> dict[str, Any]:
        """Return this command's defaults from the file. Raises UsageError if they are invalid."""
        from withdrawer.config_file import load_config

        tables = load_config(file, {}).tables
        _refuse_tables(ctx, file, tables)
        words = command_words(ctx)
        table: Any = tables if words else {}
        for word in words:
            table = table.get(word, {}) if isinstance(table, dict) else {}
        own = {str(param.name): param for param in self.params if isinstance(param, Setting) and not param.envvar}
        shared = {str(param.name): param for param in self.params if isinstance(param, Setting) and param.envvar}
        output = tables.get("output", {})
        for key in output:
            if key in WHICH_HOME:
                told = f"{file}: [output] {key} can't be set here: it says which home's file this is."
                raise UsageError(
                    told, f"Delete the line, and type --{key}, or set {variable((), key)}. Nothing was done."
                )
            if key not in SHARED_NAMES:
                raise _no_setting(file, "output", key, SHARED_NAMES)
        section = ".".join(words)
        found = {name: _value(file, "output", name, shared[name], output[name]) for name in output if name in shared}
        for key, value in table.items() if isinstance(table, dict) else ():
            name = key.replace("-", "_")
            if name in self._only_typed():
                told = f"{file}: [{section}] {key} can't be set: it counts only when you type it."
                raise UsageError(told, "Delete the line. Nothing was done.")
            if name not in own:
                raise _no_setting(file, section, key, own)
            found[name] = _value(file, section, key, own[name], value)
        return found

    def _only_typed(self) -> set[str]:
        """Return the names of the options that can't be set."""
        mine = (it for it in self.params if isinstance(it, click.Option) and not isinstance(it, Setting))
        return {name.lstrip("-").replace("-", "_") for it in mine for name in it.opts}

    def _refuse_variables(self, ctx: click.Context) -> None:
        """Raise UsageError for a renamed variable, and for one that sets no option of this command."""
        names = {param.variable(ctx): str(param.name) for param in self.params if isinstance(param, Setting)}
        for new, name in names.items():
            old = f"{PREFIX}_{name.upper()}"
            if new != old and os.environ.get(old) and old not in names:
                raise UsageError(
                    f"{old} is called {new} now: a variable is for one command.", f"Rename it to {new}, or unset it."
                )
        start = variable(command_words(ctx), "")
        before = variable((FORMERLY[command_words(ctx)[0]],), "") if command_words(ctx)[0] in FORMERLY else start
        for found in os.environ:
            if before != start and found.startswith(before) and os.environ[found]:
                new = found.replace(before, start, 1)
                raise UsageError(f"{found} is called {new} now.", f"Rename it to {new}, or unset it.")
            if found.startswith(start) and found not in names and os.environ[found]:
                command = f"`withdrawer {' '.join(command_words(ctx))}`"
                if found.removeprefix(start).lower() in self._only_typed():
                    raise UsageError(f"{found}: that option of {command} counts only when you type it.", "Unset it.")
                near = get_close_matches(found, names, 1)
                hint = f"Did you mean {near[0]}?" if near else "Unset it."
                raise UsageError(f"{found} sets no option of {command}.", hint)


def refuse_twice(param: click.Parameter, before: Any, after: Any) -> None:
    """Raise UsageError if one shared option was typed with two different values."""
    if before != after:
        told = " and ".join(_as_typed(param, it) for it in (before, after))
        raise UsageError(f"{told} don't go together: it is one option, with two values.", "Type it once.")


def _as_typed(param: click.Parameter, value: Any) -> str:
    if isinstance(value, bool):
        return param.opts[-1] if value else param.secondary_opts[0]
    return f"{param.opts[-1]}={value}"


def refuse_meaningless(ctx: click.Context, name: str) -> None:
    """Raise UsageError if this is an option of other commands that means nothing to this one."""
    reason = MEANINGLESS.get(name)
    if reason is not None:
        path = " ".join(["withdrawer", *command_words(ctx)])
        raise UsageError(f"{name} means nothing to `{path}`: {reason}.", "Leave it out.")


def option(*names: str, **settings: Any) -> Callable[[Function], Function]:
    """Return an option of one command, which can have its own setting."""
    return click.option(*names, **{"cls": Setting, **settings})


def shared(*names: str, **settings: Any) -> Callable[[Function], Function]:
    """Return an option shared by all commands, with one environment variable."""
    SHARED_NAMES.add(next(name for name in names if name.startswith("--")).split("/")[0].strip("-"))
    long = next(name for name in names if name.startswith("--")).split("/")[0]
    return click.option(*names, cls=Setting, envvar=variable((), long.strip("-")), **settings)


def variable(words: Iterable[str], name: str) -> str:
    """Return the name of an environment variable."""
    return "_".join([PREFIX, *words, name]).upper().replace("-", "_")


def command_words(context: click.Context) -> tuple[str, ...]:
    """Return the command's name as words: ("schedule", "install")."""
    words: list[str] = []
    at: click.Context | None = context
    while at is not None:
        if at.info_name:
            words.insert(0, at.info_name)
        at = at.parent
    return tuple(words[1:] if words[:1] == ["withdrawer"] else words)


def typed_options() -> frozenset[str]:
    """Return the names of the options typed on the command line, as opposed to set in the environment or a file."""
    context = click.get_current_context(silent=True)
    if context is None:
        return frozenset()
    source = context.get_parameter_source
    names = (str(param.name) for param in context.command.params)
    return frozenset(name for name in names if source(name) is ParameterSource.COMMANDLINE)


def is_set(name: str) -> bool:
    """Return whether an environment variable is true."""
    return os.environ.get(name, "").strip().lower() in ("1", "true", "t", "yes", "y", "on")


def origin_of(error: click.BadParameter) -> str:
    """Return the variable or settings key that an invalid value comes from; empty if it was typed."""
    if error.ctx is None or not isinstance(error.param, Setting):
        return ""
    match error.ctx.get_parameter_source(str(error.param.name)):
        case ParameterSource.ENVIRONMENT:
            return error.param.variable(error.ctx)
        case ParameterSource.DEFAULT_MAP:
            section = "output" if error.param.envvar else ".".join(command_words(error.ctx))
            return f"{error.ctx.meta.get(FILE)}: [{section}] {error.param.name}"
        case _:
            return ""


def _value(file: Path, section: str, key: str, param: Setting, value: Any) -> Any:
    """Return a value from the file in click's form. Paths are relative to the file. Raises UsageError."""
    values = value if isinstance(value, list) else [value]
    is_wrong = any(isinstance(one, list | dict) for one in values) or (isinstance(value, list) and not param.multiple)
    if is_wrong:
        many = 'a text, or several: ["…", "…"]' if param.multiple else "one value"
        raise UsageError(f"{file}: [{section}] {key} takes {many}.", "Correct it, or delete the line.")
    if isinstance(value, bool):
        return value
    told = [_from_file(file, param, str(one)) for one in values]
    return tuple(told) if param.multiple else told[0]


def _from_file(file: Path, param: Setting, text: str) -> str:
    """Return a path relative to the file, or the text itself if it is not a path."""
    may_be_path = isinstance(param.type, click.Path) or (param.name == "first" and (file.parent / text).is_file())
    if not may_be_path or text == STANDARD:
        return text
    return str(file.parent / expanded(text))


def _no_setting(file: Path, section: str, key: str, own: Iterable[str]) -> UsageError:
    near = get_close_matches(key.replace("-", "_"), own, 1)
    hint = f"Did you mean {near[0]}?" if near else "Delete the line."
    return UsageError(f"{file}: [{section}] has no setting called {key}.", f"{hint} Nothing was done.")


def _refuse_tables(ctx: click.Context, file: Path, tables: Mapping[str, Any]) -> None:
    """Raise UsageError for an unknown or renamed table."""
    if table := tables.get(SELECTING_TABLE):
        keys = ", ".join(table) if isinstance(table, dict) else ""
        raise UsageError(
            f"{file}: [{SELECTING_TABLE}] is no longer a table: what is set is for one command ({keys}).",
            "Put it under [run], and under [preview] too where it should hold there.",
        )
    flat = [key for key in tables.get("schedule", {}) if key in INSTALL]
    if flat:
        raise UsageError(
            f"{file}: [schedule] {', '.join(flat)} belongs to one command now.", "Put it under [schedule.install]."
        )
    root = ctx.find_root().command
    known = {"output", *(root.list_commands(ctx) if isinstance(root, click.Group) else tables)}
    for table in tables:
        if table in FORMERLY.values():
            new = next(name for name, old in FORMERLY.items() if old == table)
            raise UsageError(f"{file}: [{table}] is called [{new}] now.", f"Rename it to [{new}].")
        if table not in known:
            near = get_close_matches(table, known, 1)
            hint = f"Did you mean [{near[0]}]?" if near else "Correct it, or delete it."
            raise UsageError(f"{file}: [{table}] is not a command of withdrawer.", hint)
