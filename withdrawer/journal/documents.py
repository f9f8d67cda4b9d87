"""The JSON documents that the journal stores in single cells: written with a version, and read only here.

A document without a version has version 0. Versions 0 and 1 have the same fields: a field new in one has a default.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

from withdrawer.errors import UsageError

if TYPE_CHECKING:  # `status` reads neither selections nor exports, and must start fast
    from withdrawer.plan.evidence.export import Archive
    from withdrawer.plan.selection import Selection

VERSION = 1
Kind = TypeVar("Kind")
UNREADABLE: Mapping[str, object] = {"version": "unreadable"}
"""Stands for a cell without a JSON object: it can be kept and reported, and is never taken for an empty one."""


def versioned(values: Mapping[str, object]) -> str:
    """The document that holds these JSON values."""
    return msgspec.json.encode({**values, "version": values.get("version", VERSION)}).decode()


def values_of(document: str) -> Mapping[str, object]:
    """The JSON values of a document of any version; UNREADABLE if it holds none."""
    try:
        return msgspec.json.decode(document, type=dict[str, Any])
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        return UNREADABLE


def selection_of(values: Mapping[str, object]) -> "Selection":
    """The selection of a job. Raises UsageError, with what to do, if it can't be read."""
    from withdrawer.plan.selection import Selection

    return _read(
        values,
        Selection,
        "The selection and the keep rules of the job can't be read in the journal",
        "That job touches nobody any more. Select anew, with your keep rules, and add: --new-job",
    )


def archive_of(document: str) -> "Archive":
    """What was kept of a data export. Raises UsageError, with what to do, if it can't be read."""
    from withdrawer.plan.evidence.export import Archive

    return _read(
        values_of(document),
        Archive,
        "What was kept of a data export can't be read in the journal",
        "Import the export once more: that sets it right. Nobody was touched.",
    )


def _read(values: Mapping[str, object], kind: type[Kind], what: str, hint: str) -> Kind:
    version = values.get("version", 0)
    if version not in range(VERSION + 1):
        raise UsageError(f"{what}: its version is {version}, and this withdrawer knows {VERSION}.", hint)
    try:
        return msgspec.convert(values, kind)
    except (msgspec.ValidationError, ValueError, OverflowError) as error:
        raise UsageError(f"{what}: {error}.", hint) from error
