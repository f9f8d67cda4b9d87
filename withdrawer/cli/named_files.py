"""Files named on the command line or in a setting; `-` is standard input or output, each for one of them only."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

from withdrawer.errors import UsageError
from withdrawer.home import expanded
from withdrawer.streams import STANDARD


class PathParam(click.Path):
    """A path; `~` is expanded even where no shell has done so, as in a variable or a file.

    `is_read` means that the command reads it, from standard input if it is `-`.
    """

    def __init__(self, *, is_read: bool = False, **settings: Any) -> None:
        super().__init__(path_type=Path, **settings)
        self.is_read = is_read

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the expanded path."""
        if not str(value).strip():
            self.fail("it is empty.", param, ctx)
        try:
            text = expanded(str(value))
        except UsageError as error:
            raise click.BadParameter(f"{error.message} {error.hint}", ctx, param) from error
        return super().convert(text, param, ctx)


def read_from_stdin(ctx: click.Context) -> list[str]:
    """Return the options, or the argument, whose file is standard input, once for each time."""
    return [
        param.opts[-1] if isinstance(param, click.Option) else str(param.human_readable_name)
        for param in ctx.command.params
        if isinstance(param.type, PathParam) and param.type.is_read
        for value in _each_value(ctx.params.get(str(param.name)))
        if str(value) == STANDARD
    ]


def refuse_two_readers(ctx: click.Context) -> None:
    """Raise UsageError if two files are to be read from standard input, which can be read only once."""
    readers = read_from_stdin(ctx)
    if len(readers) > 1:
        raise UsageError(
            f"{' and '.join(readers)} both read standard input, which can be read only once.",
            "Name a file for one of them.",
        )


def refuse_question_while_reading(ctx: click.Context) -> None:
    """Raise UsageError if standard input is read, so that no question can be answered on it."""
    if readers := read_from_stdin(ctx):
        raise UsageError(
            f"{readers[0]} reads standard input, so nobody can answer a question there.",
            "Save the list in a file and name that, or add --yes.",
        )


def refuse_two_outputs(file: Path | None, *, is_json: bool) -> None:
    """Raise UsageError if both a list and the JSON document were to go to standard output."""
    if is_json and str(file) == STANDARD:
        raise UsageError("--json and --csv - both write to standard output.", "Name a file for the list.")


def _each_value(value: Any) -> Iterable[Any]:
    return value if isinstance(value, list | tuple) else () if value is None else (value,)
