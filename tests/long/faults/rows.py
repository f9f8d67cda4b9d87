"""The rows of faults.toml, and the table that docs/faults.md shows of them."""

from pathlib import Path

import msgspec
from msgspec.structs import replace

from withdrawer.replay.world.faults import parse_fault

FILE = Path(__file__).with_name("faults.toml")
STATUS = {0: "success", 3: "partial", 10: "error", 13: "stopped"}


class Row(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One fault as faults.toml has it; what its fields mean stands there."""

    fault: str
    does: str
    exit: int
    undone: int | str
    counts: dict[str, int] = {}
    quick: bool = False
    unseen_on: tuple[str, ...] = ()

    def on(self, layout: str) -> "Row":
        """The row as it is on a layout: where its pages show nothing of the fault, all goes as without it."""
        return replace(self, exit=0, undone="all", counts={}) if layout in self.unseen_on else self


class Rows(msgspec.Struct, forbid_unknown_fields=True):
    """The file."""

    fault: list[Row]


def rows() -> list[Row]:
    """All rows, in the file's order."""
    return msgspec.toml.decode(FILE.read_bytes(), type=Rows).fault


def table() -> list[str]:
    """The table in Markdown, line by line."""
    lines = ["| `--fault` | the site | withdrawer | exit | undone |", "|---|---|---|---|---|"]
    for row in rows():
        site = parse_fault(row.fault)[0].told
        unseen = (
            f" ({' and '.join(row.unseen_on)} shows nothing of it: there everybody is undone)" if row.unseen_on else ""
        )
        lines.append(f"| `{row.fault}` | {site} | {row.does}{unseen} | {row.exit} {STATUS[row.exit]} | {row.undone} |")
    return lines
