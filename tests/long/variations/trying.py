"""Tries variations of recordings: what the reader gives of them must be right, or it must say that it can't tell."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from withdrawer.linkedin.labels import ENGLISH
from withdrawer.linkedin.lists.page_script import hints_of, page_script
from withdrawer.linkedin.lists.row_memory import Batch
from withdrawer.linkedin.lists.rows import row_from
from withdrawer.plan.people import Half

if TYPE_CHECKING:
    from playwright.sync_api import Page

FIXTURES = Path(__file__).parents[3] / "fixtures"
RECORDINGS = sorted(
    folder
    for half in Half
    for folder in FIXTURES.glob(f"*/*/{half.value}")
    if (folder / "expected.json").exists() and folder.parent.name == "en"
)
AGE = 3
VARY = (Path(__file__).parent / "vary.js").read_text("utf-8")
TRY = """async ({ seeds, html, expected, isSent, hints }) => {
  const vary = %s;
  const openReader = %s;
  const parsed = new DOMParser().parseFromString(html, 'text/html');
  const tried = [];
  for (const seed of seeds) {
    document.body.replaceWith(document.importNode(parsed.body, true));
    const { done, rows } = vary({ seed, expected, isSent });
    const batch = await openReader(hints).next({ ask: false, milliseconds: 0 });
    tried.push({ seed, done, rows, batch });
  }
  return tried;
}"""


class Result(StrEnum):
    """What came of one variation."""

    RIGHT = "read right"
    REFUSED = "refused"
    WRONG = "wrong"


@dataclass(frozen=True)
class Tried:
    """One variation of one recording."""

    recording: str
    seed: int
    done: tuple[str, ...]
    result: Result
    read: tuple[tuple[str, ...], ...]
    shown: tuple[tuple[str, ...], ...]


def try_variations(page: "Page", folder: Path, seeds: Iterable[int]) -> Iterator[Tried]:
    """Vary a recording by each of these seeds and read it, in a page that is open at LinkedIn's address."""
    half = Half(folder.name)
    html = (folder / "page.html").read_text("utf-8")
    expected = json.loads((folder / "expected.json").read_text("utf-8"))["rows"]
    told = page.evaluate(
        TRY % (VARY, page_script()),
        {
            "seeds": list(seeds),
            "html": html,
            "expected": expected,
            "isSent": half is Half.SENT,
            "hints": hints_of(half, ENGLISH),
        },
    )
    for one in told:
        yield _judged(str(folder.relative_to(FIXTURES)), half, one)


def _judged(recording: str, half: Half, told: dict[str, Any]) -> Tried:
    batch = msgspec.convert(told["batch"], type=Batch)
    rows = [row_from(seen, half, at, datetime(2026, 11, 22, tzinfo=UTC), ENGLISH) for at, seen in enumerate(batch.rows)]
    read = tuple((row.slug, row.address, row.name, row.age, "note" if row.note else "") for row in rows)
    shown = tuple(
        (row["slug"], row["address"], row["name"], row["age"], "note" if row.get("note") else "")
        for row in told["rows"]
    )
    return Tried(recording, told["seed"], tuple(told["done"]), _result(read, shown, batch.unread), read, shown)


def _result(read: tuple[tuple[str, ...], ...], shown: tuple[tuple[str, ...], ...], unread: int) -> Result:
    if read == shown:
        return Result.RIGHT
    # An age that is left empty is told as unclear, and a row that was left out is told as unread.
    left = list(shown)
    for row in read:
        match = next((at for at, other in enumerate(left) if _agrees(row, other)), None)
        if match is None:
            return Result.WRONG
        del left[: match + 1]
    is_told = unread > 0 or len(read) == len(shown) or not read
    return Result.REFUSED if is_told else Result.WRONG


def _agrees(read: tuple[str, ...], shown: tuple[str, ...]) -> bool:
    return read[:AGE] + read[AGE + 1 :] == shown[:AGE] + shown[AGE + 1 :] and read[AGE] in ("", shown[AGE])
