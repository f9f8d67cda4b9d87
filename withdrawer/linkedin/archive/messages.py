"""With whom messages were exchanged, and when last. What they say is not looked at (data-export B.5)."""

import re
from collections.abc import Iterator

from withdrawer.linkedin.archive.cells import slug_in
from withdrawer.linkedin.archive.people import padded
from withdrawer.linkedin.archive.tables import Table
from withdrawer.plan.naming import name_form

BETWEEN_ADDRESSES = re.compile(r"[,;\s]+")
BETWEEN_NAMES = re.compile(r"[,;]")


def correspondents_of(table: Table) -> Iterator[tuple[str, str, str]]:
    """Everybody at either end of each message that was sent: slug, name and date as written.

    The name is given only where no slug is, in the form in which names are compared.
    """
    sender, sender_url = table.column("from"), table.column("senderprofileurl")
    receivers, receiver_urls = table.column("to"), table.column("recipientprofileurls")
    sent_at = table.column("date")
    drafts = [table.column("ismessagedraft"), table.column("isconversationdraft")]
    for row in padded(table):
        if any(row[draft].strip().casefold() == "yes" for draft in drafts):
            continue
        ends = ((row[sender], row[sender_url]), (row[receivers], row[receiver_urls]))
        for names, urls in ends:
            slugs = [slug for slug in map(slug_in, BETWEEN_ADDRESSES.split(urls)) if slug]
            for slug in slugs:
                yield slug, "", row[sent_at]
            for name in () if slugs else BETWEEN_NAMES.split(names):
                if name.strip():
                    yield "", name_form(name), row[sent_at]
