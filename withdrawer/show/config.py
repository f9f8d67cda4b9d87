"""The settings that hold, and where each comes from, as text and as data."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from pathlib import Path
from typing import Any

from withdrawer.escape import shown
from withdrawer.show.envelope import Shown
from withdrawer.show.output import Verbatim

LONGEST_VALUE = 200
WIDEST_VALUE = 24


class SettingOrigin(StrEnum):
    """Where a setting's value comes from."""

    VARIABLE = "variable"
    FILE = "file"
    DEFAULT = "default"


@dataclass(frozen=True)
class SettingShown:
    """One setting. `section` is its table in the file; `where` is the variable or the file, `line` its line there."""

    section: str
    name: str
    value: Any
    origin: SettingOrigin
    where: str = ""
    line: int | None = None


def config_shown(file: Path, settings: Sequence[SettingShown]) -> Shown:
    """Return every setting, grouped as the file's tables are."""
    data = {
        **path_data(file),
        "settings": [
            {
                "section": it.section,
                "name": it.name,
                "value": _plain(it.value),
                "origin": it.origin.value,
                "where": it.where or None,
                "line": it.line,
            }
            for it in settings
        ],
    }
    return Shown(data, [*_lines(file, settings)])


def path_shown(file: Path) -> Shown:
    """Return where the settings file is."""
    message = "" if file.is_file() else "There is no such file yet: all settings have their defaults."
    return Shown(path_data(file), [Verbatim(file)], message=message)


def path_data(file: Path) -> dict[str, Any]:
    """Return where the settings file is, and whether there is one, as data."""
    return {"path": str(file), "exists": file.is_file()}


def _lines(file: Path, settings: Sequence[SettingShown]) -> Iterator[str]:
    yield f"{file}{'' if file.is_file() else ' (there is no such file yet)'}"
    widest = max(len(it.name) for it in settings)
    ordered = sorted(settings, key=lambda it: _first(settings, it.section))
    for section, group in groupby(ordered, key=lambda it: it.section):
        yield ""
        yield f"[{section}]"
        for it in group:
            yield f"  {it.name:<{widest}}  {_told(it.value):<{WIDEST_VALUE}}  {_where(it)}"


def _first(settings: Sequence[SettingShown], section: str) -> int:
    """Return where a section first occurs, so that its settings can be listed together."""
    return next(number for number, it in enumerate(settings) if it.section == section)


def _where(it: SettingShown) -> str:
    match it.origin:
        case SettingOrigin.VARIABLE:
            return f"{it.where}, and line {it.line} of the file" if it.line else it.where
        case SettingOrigin.FILE:
            return f"{Path(it.where).name}, line {it.line}" if it.line else Path(it.where).name
        case SettingOrigin.DEFAULT:
            return "default"


def _told(value: Any) -> str:
    plain = _plain(value)
    if plain in (None, "", []):
        return "not set"
    return shown(plain if isinstance(plain, str) else json.dumps(plain, ensure_ascii=False), LONGEST_VALUE)


def _plain(value: Any) -> Any:
    """Return a value as JSON has it."""
    if isinstance(value, list | tuple):
        return [_plain(it) for it in value]
    return str(value) if isinstance(value, Path) else value
