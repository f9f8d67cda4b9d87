"""LinkedIn's own labels in English, each with its evidence."""

from withdrawer.linkedin.labels.table import Labels

ENGLISH = Labels(
    language="en",
    # sent-invitations 3b.2 and 3b.5 (captured 2026-09 and 2026-10), and 3a ("Withdrawn", early in 2026).
    withdraw=r"^(?:withdraw|withdrawn? invitation sent to (.+))$",
    # connections A.4: three wordings, one source each.
    menu=r"^(?:show )?more actions(?: for (.+))?$",
    remove_item=r"^remove connection$",
    # connections A.4 ("Remove connection"), A.2 and A.3 ("Remove").
    remove_confirm=r"^remove(?: connection)?$",
    # connections A.2, five sources.
    remove_names=r"\bremove ((?:(?!\bremove ).)+?) (?:as a connection|from your connections|from your network)",
    dismiss=r"^(?:cancel|dismiss|close)$",
    # sent-invitations section 4.
    sent_age=(
        r"^(?:sent )?(?:today|yesterday|just now|(?:an?|one|\d{1,3}) (?:second|minute|hour|day|week|month|year)s? ago)$"
    ),
    # connections A.2 (relative), A.3 and A.4 (absolute); day first in British English.
    connected_age=(
        r"^connected (?:today|yesterday|just now|"
        r"(?:an?|one|\d{1,3}) (?:second|minute|hour|day|week|month|year)s? ago|"
        r"on (?:[a-z]{3,9}\.? \d{1,2}, \d{4}|\d{1,2} [a-z]{3,9}\.? \d{4}))$"
    ),
    sent_count=r"^people \(([\d.,\s]+)\)$",
    connection_count=r"^([\d.,\s]+) connections?$",
    # No capture of the empty page exists; these are what other tools look for (sent-invitations 7).
    sent_empty=r"^no (?:sent|pending) invitations\b|^no invitations to show\b",
    newest_first=r"^recently added$",
    load_more=r"^(?:load more|show more results)$",
    # sent-invitations 3b.6, captured 2026-10-09.
    withdrawn_toast=r"^invitation to (.+) withdrawn\b",
    failed_toast=r"unable to (?:withdraw|remove)|failed to (?:withdraw|remove)|something went wrong",
    # sent-invitations 2, four sources.
    next_page=r"^next(?: page)?$",
    # connections A.2, two sources.
    sort=r"^sort by\b",
)
