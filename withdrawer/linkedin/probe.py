"""Opening one person's dialog to see that it is understood, and pressing Cancel. Changes nothing."""

from collections.abc import Callable, Collection, Sequence
from datetime import tzinfo

from withdrawer.errors import PageNotUnderstood, UsageError
from withdrawer.findings import Finding, broken, fine, look
from withdrawer.linkedin.acting.actor import Actor, Evidence, Seen
from withdrawer.linkedin.acting.row_menu import refuse_unconfirmed
from withdrawer.linkedin.browser.browser import Browser
from withdrawer.linkedin.lists.list_page import ListPage
from withdrawer.linkedin.lists.script_session import told
from withdrawer.plan.dates.languages import wordings_for
from withdrawer.plan.people import Half, Person, Row, person_from

ABOUT = "probe"
PATIENCE_SECONDS = 5.0

Wanted = Callable[[Sequence[Person]], Collection[str]]
"""Of the people read so far, the keys of those who may be probed."""


def probe(
    browser: Browser,
    zone: tzinfo,
    wanted: Wanted,
    is_past: Callable[[Sequence[Person]], bool],
    rest: Callable[[], None],
    confirmed: tuple[str, ...] = (),
) -> Finding:
    """Open the dialog of the first pending invitation that is wanted. `rest` is waited between two loads of the list.

    Raises Wall, SignedOut or Interrupted.
    """
    page = ListPage(browser, Half.SENT, PATIENCE_SECONDS, confirmed)
    page.open()
    try:
        refuse_unconfirmed(page)
    except UsageError as error:
        return look(ABOUT, f"Nobody's dialog was opened. {error.message}", error.hint)
    wordings = wordings_for(page.labels.language)
    rows: list[Row] = []
    for batch in page.batches():
        rows += batch
        people = [person_from(row, zone, wordings) for row in rows]
        keys = wanted(people)
        found = next((row for row in rows if (row.slug or row.address) in keys), None)
        if found is not None:
            return _of(page, found)
        if is_past(people):
            break
        rest()
    return look(ABOUT, "There is nobody whose dialog could be opened.", "Name another time with --since.")


def _of(page: ListPage, row: Row) -> Finding:
    words: list[str] = []

    def hold() -> Evidence:
        """Asked when the dialog is open and understood, just before the click that would confirm."""
        words.append(told(page.call("reader => reader.words()"), str))
        return Evidence(Seen.KEPT, "only looked at")

    evidence = Actor(page, hold).act(row)
    if evidence.seen is Seen.GONE:
        return look(ABOUT, f"{row.name} has gone from the list meanwhile.", "withdrawer doctor --probe")
    if evidence.seen is not Seen.KEPT:
        return _not_understood(f"The dialog of {row.name} is not understood: {evidence.detail}.")
    if page.call("reader => reader.openDialogs()"):
        return _not_understood("The dialog did not close with Cancel. Nothing was confirmed.")
    # A name may be nothing but letters that are not shown.
    first = next(iter(row.name.split()), "")
    is_named = first != "" and first.casefold() in words[0].casefold()
    naming = f"names {row.name}" if is_named else f"names nobody ({row.name} was meant)"
    sentence = f"The dialog {naming} and has its confirming button. Cancel was pressed; nothing was changed."
    return fine(ABOUT, sentence) if is_named else look(ABOUT, sentence, "Nothing: the first three acts are a trial.")


def _not_understood(sentence: str) -> Finding:
    return broken(ABOUT, PageNotUnderstood(sentence, "Save it for us: withdrawer record sent --dialog"))
