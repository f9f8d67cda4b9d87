"""What a saved page keeps of a page, and how it reads, as text and as data."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from withdrawer.app.context import CommandContext
from withdrawer.app.save_page import SavedPage
from withdrawer.escape import shown
from withdrawer.linkedin.saved_page import PageReading, TakenPage
from withdrawer.show.envelope import Shown

LONGEST = 100
CUT = "The page is very large: only its beginning was taken."


def kept_lines(taken: TakenPage) -> Iterator[str]:
    """Yield every text and attribute value that is kept, with its count, so the user can check that it names no one."""
    redacted = taken.redacted
    yield f"This stays of the page ({taken.page}, {taken.language or 'language unknown'}, {taken.layout}):"
    yield from _counted("its texts", redacted.texts)
    yield from _counted("values of its markup", redacted.values)
    yield "A … stands for a placeholder. All else becomes one, too, or is left out."
    if word := taken.unconfirmed:
        yield (
            f"No table has the name of the rows' control, {shown(word, LONGEST)}: it is found by its place, and the "
            "recording has a placeholder instead. If it is LinkedIn's own word, keep it: --label WORD"
        )
    if redacted.is_cut:
        yield CUT


def _counted(what: str, kept: Counter[str]) -> Iterator[str]:
    yield f"  {what}: {len(kept)}"
    for text, count in kept.most_common():
        yield f"    {count:>5} × {shown(text, LONGEST)}"


def saved_page_shown(found: SavedPage | None, _: CommandContext) -> Shown:
    """Return what was saved and how it reads; empty if the user declined."""
    if found is None:
        return Shown({"folder": None})
    taken = found.taken
    data = {
        "folder": str(found.folder),
        "meta": taken.meta,
        "kept": {"texts": dict(taken.redacted.texts), "values": dict(taken.redacted.values)},
        "invented_label": taken.unconfirmed or None,
        "unconfirmed_label": taken.unconfirmed or None,
        "is_cut": taken.redacted.is_cut,
        "original": _reading_data(taken.reading),
        "replayed": _reading_data(found.replayed),
        "agrees": not found.differences,
        "differences": found.differences,
    }
    return Shown(data, message="\n".join(_saved_lines(found)))


def _saved_lines(found: SavedPage) -> Iterator[str]:
    """Yield what was read from the page and from its recording."""
    for what, reading in (("The page", found.taken.reading), ("Its recording", found.replayed)):
        yield f"{what}: {shown(reading.problem, 300) or _reading_words(reading)}"
    if found.differences:
        yield "The recording is not read as the page was:"
        yield from (f"  {difference}" for difference in found.differences)
        yield "It can help all the same: say so when you send it."
    else:
        yield "Both are read alike."
    yield f"Saved, for you alone, in {found.folder}"
    yield "Look into its page.html before you give it to anybody. To help, add the folder to fixtures/cases/."


def _reading_words(reading: PageReading) -> str:
    """Return a reading's numbers on one line."""
    numbers = ", ".join(f"{count:,} {what}" for what, count in reading.numbers.items())
    ages = ", ".join(f"{shown(age, LONGEST)} ({count:,})" for age, count in reading.ages.most_common(5))
    return f"{numbers}; {ages}" if ages else numbers


def _reading_data(reading: PageReading) -> dict[str, Any]:
    return {"numbers": dict(reading.numbers), "ages": dict(reading.ages), "problem": reading.problem}
