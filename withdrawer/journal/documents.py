"""What the journal keeps as a JSON document in one cell: written with a version, and read in this one place.

A document without a version is of version 0. Those of 0 and 1 have the same fields: what is new in one has a default.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

from withdrawer.errors import UsageError

if TYPE_CHECKING:  # `status` reads no selection and no export, and must be quick
    from withdrawer.plan.evidence.export import Archive
    from withdrawer.plan.selection import Selection

VERSION = 1
Kind = TypeVar("Kind")
UNREADABLE: Mapping[str, object] = {"version": "unreadable"}
"""What stands for a cell that holds no JSON object: it can be kept and told, and is never taken for an empty one."""


def versioned(values: Mapping[str, object]) -> str:
    """The document that holds these JSON values."""
    return msgspec.json.encode({**values, "version": values.get("version", VERSION)}).decode()


def values_of(document: str) -> Mapping[str, object]:
    """The JSON values of a document, whatever its version; UNREADABLE where it holds none."""
    try:
        return msgspec.json.decode(document, type=dict[str, Any])
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        return UNREADABLE


def selection_of(values: Mapping[str, object]) -> "Selection":
    """The selection of a job. Raises UsageError that says what to do where it can't be read."""
    from withdrawer.plan.selection import Selection

    return _read(
        values,
        Selection,
        "What the job was told to select and to keep can't be read in the journal",
        "Nobody is touched by that job any more. Select anew, with your keep rules, and add: --new-job",
    )


def archive_of(document: str) -> "Archive":
    """What was kept of a data export. Raises UsageError that says what to do where it can't be read."""
    from withdrawer.plan.evidence.export import Archive

    return _read(
        values_of(document),
        Archive,
        "What was kept of a data export can't be read in the journal",
        "Take the export over once more: what can't be read is put in order by that. Nobody was touched.",
    )


def _read(values: Mapping[str, object], kind: type[Kind], what: str, hint: str) -> Kind:
    version = values.get("version", 0)
    if version not in range(VERSION + 1):
        raise UsageError(f"{what}: its version is {version}, and this withdrawer knows {VERSION}.", hint)
    try:
        return msgspec.convert(values, kind)
    except (msgspec.ValidationError, ValueError, OverflowError) as error:
        raise UsageError(f"{what}: {error}.", hint) from error
