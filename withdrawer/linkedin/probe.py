"""Opening one person's dialog to see that it is understood, and pressing Cancel. Changes nothing."""

from collections.abc import Callable, Collection, Sequence

from withdrawer.errors import PageNotUnderstood
from withdrawer.findings import Finding, broken, fine, look
from withdrawer.linkedin.act import Actor, Seen
from withdrawer.linkedin.browser import Browser
from withdrawer.linkedin.lists import ListPage
from withdrawer.plan.people import Half, Row

ABOUT = "probe"
PATIENCE_SECONDS = 5.0
WORDS = """() => [...document.querySelectorAll('dialog[open], [role="dialog"], [role="alertdialog"]')]
  .filter((dialog) => dialog.checkVisibility())
  .flatMap((dialog) => [dialog.innerText, ...[...dialog.querySelectorAll('[aria-label]')]
    .map((element) => element.getAttribute('aria-label'))]).join(' ')"""

Wanted = Callable[[Sequence[Row]], Collection[str]]
"""Of the rows read so far, the keys of those who may be probed."""


def probe(
    browser: Browser, wanted: Wanted, is_past: Callable[[Sequence[Row]], bool], rest: Callable[[], None]
) -> Finding:
    """Open the dialog of the first pending invitation that is wanted. `rest` is waited between two loads of the list.

    Raises Wall, SignedOut or Interrupted.
    """
    page = ListPage(browser, Half.SENT, PATIENCE_SECONDS)
    page.open()
    row = _first(page, wanted, is_past, rest)
    if row is None:
        return look(ABOUT, "There is nobody whose dialog could be opened.", "Name another time with --since.")
    return _of(page, row)


def _first(
    page: ListPage, wanted: Wanted, is_past: Callable[[Sequence[Row]], bool], rest: Callable[[], None]
) -> Row | None:
    read: list[Row] = []
    for rows in page.batches():
        read += rows
        keys = wanted(read)
        found = next((row for row in read if (row.slug or row.address) in keys), None)
        if found is not None or is_past(read):
            return found
        rest()
    return None


def _of(page: ListPage, row: Row) -> Finding:
    words: list[str] = []

    def hold() -> str:
        """Asked when the dialog is open and understood, just before the click that would confirm."""
        words.append(page.browser.page.evaluate(WORDS))
        return "only looked at"

    evidence = Actor(page, hold).act(row)
    if evidence.seen is Seen.GONE:
        return look(ABOUT, f"{row.name} has gone from the list meanwhile.", "withdrawer doctor --probe")
    if evidence.seen is not Seen.KEPT:
        return _not_understood(f"The dialog of {row.name} is not understood: {evidence.detail}.")
    if page.call("reader => reader.openDialogs()"):
        return _not_understood("The dialog did not close with Cancel. Nothing was confirmed.")
    is_named = row.name.split()[0].casefold() in words[0].casefold()
    naming = f"names {row.name}" if is_named else f"names nobody ({row.name} was meant)"
    sentence = f"The dialog {naming} and has its confirming button. Cancel was pressed; nothing was changed."
    return fine(ABOUT, sentence) if is_named else look(ABOUT, sentence, "Nothing: the first three acts are a trial.")


def _not_understood(sentence: str) -> Finding:
    return broken(ABOUT, PageNotUnderstood(sentence, "Save it for us: withdrawer record sent --dialog"))
