"""LinkedIn's own labels, one small table per interface language, each with its evidence.

A pattern is a regular expression that both Python and JavaScript read, matched without regard to case against a
control's whole name or a whole line of text (white space folded). A group in it holds the person's name or a number.
"""

from dataclasses import dataclass

from withdrawer.errors import PageNotUnderstood


@dataclass(frozen=True, slots=True)
class Labels:
    """What LinkedIn calls its controls in one language."""

    language: str
    withdraw: str
    """The row's control and the dialog's confirming button on Sent invitations."""
    menu: str
    """What opens a connection's menu."""
    remove_item: str
    remove_confirm: str
    remove_names: str
    """Within the removal dialog's text: whom it names."""
    dismiss: str
    sent_age: str
    connected_age: str
    sent_count: str
    connection_count: str
    sent_empty: str
    newest_first: str
    load_more: str
    withdrawn_toast: str
    failed_toast: str
    next_page: str = ""
    """The button that leads to a list's next page; numbered pages do without."""
    sort: str = ""
    """The control that tells and changes the order of Connections."""


ENGLISH = Labels(
    language="en",
    # sent-invitations: 3b.2 and 3b.5 (live captures 2026-09 and 2026-10); 3a spelled it "Withdrawn" early in 2026.
    withdraw=r"^(?:withdraw|withdrawn? invitation sent to (.+))$",
    # connections A.4: three wordings, one source each.
    menu=r"^(?:show )?more actions(?: for (.+))?$",
    remove_item=r"^remove connection$",
    # A.4 "Remove connection", A.2 and A.3 "Remove".
    remove_confirm=r"^remove(?: connection)?$",
    # A.2, five sources.
    remove_names=r"\bremove ((?:(?!\bremove ).)+?) (?:as a connection|from your connections|from your network)",
    dismiss=r"^(?:cancel|dismiss|close)$",
    # sent-invitations section 4.
    sent_age=(
        r"^(?:sent )?(?:today|yesterday|just now|(?:an?|one|\d{1,3}) (?:second|minute|hour|day|week|month|year)s? ago)$"
    ),
    # connections A.2 relative, A.3 and A.4 absolute; day first in British English.
    connected_age=(
        r"^connected (?:today|yesterday|just now|"
        r"(?:an?|one|\d{1,3}) (?:second|minute|hour|day|week|month|year)s? ago|"
        r"on (?:[a-z]{3,9}\.? \d{1,2}, \d{4}|\d{1,2} [a-z]{3,9}\.? \d{4}))$"
    ),
    sent_count=r"^people \(([\d.,\s]+)\)$",
    connection_count=r"^([\d.,\s]+) connections?$",
    # No capture of the empty page exists; these are what other tools look for (section 7, guesses).
    sent_empty=r"^no (?:sent|pending) invitations\b|^no invitations to show\b",
    newest_first=r"^recently added$",
    load_more=r"^(?:load more|show more results)$",
    # 3b.6, live 2026-10-09.
    withdrawn_toast=r"^invitation to (.+) withdrawn\b",
    failed_toast=r"unable to (?:withdraw|remove)|failed to (?:withdraw|remove)|something went wrong",
    # sent-invitations 2, four sources.
    next_page=r"^next(?: page)?$",
    # connections A.2, two sources.
    sort=r"^sort by\b",
)

TABLES = {table.language: table for table in (ENGLISH,)}


def labels_for(language: str) -> Labels:
    """The labels of the page's language (`<html lang>`). Raises PageNotUnderstood where there is no table for it."""
    table = TABLES.get(language.strip().lower().replace("_", "-").split("-")[0])
    if table is None:
        raise PageNotUnderstood(
            f"LinkedIn is shown in a language that withdrawer does not read yet ({language or 'not named'}).",
            "Set LinkedIn's language to English for the time being (Settings, Account preferences, Language), "
            "then run the same command again. Nothing was clicked.",
        )
    return table
