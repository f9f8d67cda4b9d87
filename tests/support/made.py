"""Example values of any type of the package, made from its annotations: new fields and new types need no edit here."""

import ast
import collections.abc
import dataclasses
import datetime as dt
import enum
import importlib
import inspect
import pkgutil
import types
import typing
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

import withdrawer

MOMENT = dt.datetime(2026, 11, 26, 9, 30, tzinfo=dt.UTC)
PLAIN: dict[Any, Any] = {
    str: "Ana Nueva",
    int: 3,
    float: 3.0,
    bool: True,
    bytes: b"",
    object: "Ana Nueva",
    Any: "Ana Nueva",
    Path: Path("plan.csv"),
    dt.datetime: MOMENT,
    dt.date: MOMENT.date(),
    dt.time: MOMENT.time(),
    dt.timedelta: dt.timedelta(minutes=15),
    dt.tzinfo: dt.UTC,
    type(None): None,
}
BY_NAME = {
    "slug": "ana-nueva",
    "key": "ana-nueva",
    "headline": "Engineer at Example",
    "wording": "yesterday",
    "language": "pl",
    "word": "Wycofaj",
    "command": "withdrawer preview",
    "at": "10:30",
    "detail": "",
    "sentence": "LinkedIn answers.",
    "first": "Sign in again: withdrawer login",
    "earliest": MOMENT - dt.timedelta(hours=6),
    "since": MOMENT - dt.timedelta(hours=6),
}
"""Of fields that a text, a moment or the like of any kind would not fit."""
SETS = (set, frozenset, collections.abc.Set)
LISTS = (list, tuple, collections.abc.Sequence, collections.abc.Iterable, collections.abc.Collection)
MAPPINGS = (dict, collections.abc.Mapping)


@cache
def _names() -> dict[str, Any]:
    """Every class and type alias of the package by its name: no two share one."""
    found: dict[str, Any] = {}
    for module in pkgutil.walk_packages(withdrawer.__path__, "withdrawer."):
        if module.name.endswith("__main__"):
            continue
        there = importlib.import_module(module.name)
        found |= {name: it for name, it in vars(there).items() if _is_type(it)} | _renamed(there)
    return {**vars(typing), **vars(collections.abc), **found, "date": dt.date, "datetime": dt.datetime}


def _renamed(module: types.ModuleType) -> dict[str, Any]:
    """What a module imports under another name, for its annotations alone too."""
    imports = [node for node in ast.walk(ast.parse(inspect.getsource(module))) if isinstance(node, ast.ImportFrom)]
    return {
        name.asname: getattr(importlib.import_module(node.module), name.name)
        for node in imports
        for name in node.names
        if node.module and node.module.startswith("withdrawer") and name.asname
    }


def _is_type(it: Any) -> bool:
    return isinstance(it, type | types.UnionType) or typing.get_origin(it) is not None


def resolved(annotation: Any) -> Any:
    """The type that an annotation names."""
    if isinstance(annotation, typing.ForwardRef):
        annotation = annotation.__forward_arg__
    return resolved(eval(annotation, _names())) if isinstance(annotation, str) else annotation


def members(union: Any) -> list[Any]:
    """The types that a union, or the text of one, may stand for."""
    kind = resolved(union)
    if isinstance(kind, types.UnionType) or typing.get_origin(kind) is typing.Union:
        return [inner for it in typing.get_args(kind) for inner in members(it)]
    return [kind]


def example(annotation: Any, depth: int = 0) -> Any:
    """A value of this type. Raises TypeError where none can be made."""
    kind = resolved(annotation)
    if depth > 12:
        raise TypeError(f"{kind} holds itself")
    if kind in PLAIN:
        return PLAIN[kind]
    origin, inner = typing.get_origin(kind), typing.get_args(kind)
    if isinstance(kind, types.UnionType) or origin is typing.Union:
        return example(next(it for it in inner if it is not type(None)), depth + 1)
    if origin is typing.Annotated or origin is typing.Literal:
        return inner[0] if origin is typing.Literal else example(inner[0], depth + 1)
    if origin is not None:
        return _filled(origin, inner, depth)
    if isinstance(kind, type) and issubclass(kind, enum.Enum):
        return next(iter(kind))
    return _built(kind, depth)


def _filled(origin: Any, inner: tuple[Any, ...], depth: int) -> Any:
    if issubclass(origin, MAPPINGS):
        keys = [*inner[0]] if isinstance(inner[0], enum.EnumType) else [example(inner[0], depth + 1)]
        return {key: example(inner[1], depth + 1) for key in keys}
    if issubclass(origin, SETS):
        return frozenset({example(inner[0], depth + 1)})
    if origin is tuple and inner[-1] is not Ellipsis:
        return tuple(example(it, depth + 1) for it in inner)
    if issubclass(origin, LISTS):
        return (example(inner[0], depth + 1),)
    raise TypeError(f"no example of {origin}")


def _built(kind: Any, depth: int) -> Any:
    """A value object with an example in each field that must be given."""
    if issubclass(kind, Exception):
        return kind("Something is left.", "Type it again.")
    if dataclasses.is_dataclass(kind):
        missing = dataclasses.MISSING
        fields = {it.name: it.type for it in dataclasses.fields(kind) if it.init and it.default is missing
                  and it.default_factory is missing}  # fmt: skip
    elif issubclass(kind, msgspec.Struct):
        fields = {name: _annotation(kind, name) for name in kind.__struct_fields__}
    elif hasattr(kind, "_fields"):
        fields = {name: _annotation(kind, name) for name in kind._fields}
    else:
        raise TypeError(f"no example of {kind}")
    return kind(**{name: _field(name, it, depth) for name, it in fields.items()})


def _field(name: str, annotation: Any, depth: int) -> Any:
    kind = example(annotation, depth + 1)
    return BY_NAME[name] if name in BY_NAME and type(BY_NAME[name]) is type(kind) else kind


def _annotation(kind: Any, name: str) -> Any:
    return next(base.__annotations__[name] for base in kind.__mro__ if name in getattr(base, "__annotations__", {}))
