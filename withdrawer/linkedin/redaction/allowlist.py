"""The parts of a page's markup that redaction keeps: the allow-list in `allowlist.toml`."""

from collections.abc import Mapping
from importlib.resources import files
from types import MappingProxyType
from typing import Final

import msgspec


class _Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The content of the file: words separated by white space."""

    tags: str
    void: str
    dropped: str
    texts: str
    ids: str
    own: str
    flags: str
    buttons: str
    styles: str
    known_values: str
    known_starts: str
    steps: str
    values: dict[str, str]


_TABLE = msgspec.toml.decode((files("withdrawer.linkedin.redaction") / "allowlist.toml").read_bytes(), type=_Table)


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


TAGS: Final = _words(_TABLE.tags)
VOID: Final = _words(_TABLE.void)
DROPPED: Final = _words(_TABLE.dropped)
"""Tags that are dropped with all their content."""
TEXTS: Final = _words(_TABLE.texts)
IDS: Final = _words(_TABLE.ids)
OWN: Final = _words(_TABLE.own)
"""LinkedIn's own attributes, of which only known values are kept."""
FLAGS: Final = _words(_TABLE.flags)
BUTTONS: Final = _words(_TABLE.buttons)
STYLES: Final = _words(_TABLE.styles)
KNOWN_VALUES: Final = _words(_TABLE.known_values)
KNOWN_STARTS: Final = tuple(_TABLE.known_starts.split())
STEPS: Final = _words(_TABLE.steps)
VALUES: Final[Mapping[str, frozenset[str]]] = MappingProxyType(
    {name: _words(values) for name, values in _TABLE.values.items()}
)
"""Attributes with a closed set of values, in lower case."""
