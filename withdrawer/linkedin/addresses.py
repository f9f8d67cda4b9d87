"""The addresses of LinkedIn's two lists, and of the settings that withdrawer names but never opens itself."""

import re
from urllib.parse import urlsplit

from withdrawer.plan.half import Half

SITE = "https://www.linkedin.com"
ADDRESSES = {
    Half.SENT: f"{SITE}/mynetwork/invitation-manager/sent/",
    Half.CONNECTIONS: f"{SITE}/mynetwork/invite-connect/connections/",
}
SYNCED_SOURCES = f"{SITE}/mynetwork/settings/manage-syncing/"
"""Where contacts come from: phones and mail accounts (connections A.8)."""
IMPORTED_CONTACTS = f"{SITE}/mynetwork/import-contacts/saved-contacts/"
"""The address book that was imported (connections A.8)."""
DATA_EXPORT = f"{SITE}/mypreferences/d/download-my-data"
"""Where a copy of one's data is asked for (data-export B.1)."""
SIGNED_IN_PLACES = f"{SITE}/psettings/sessions"
"""LinkedIn's "Where you're signed in" (signing-in 6)."""
LISTS = re.compile(r"^/mynetwork/(?:invitation-manager|invite-connect)(?:/|$)")
"""Both families of the lists' addresses; LinkedIn redirects between them (newer-evidence 11)."""
OTHER_FAMILY = re.compile(r"^mynetwork/invite-connect/invitations(?=/sent(?:/|$))")


def is_list_address(url: str) -> bool:
    """Whether this is an address of one of the two lists, in either family."""
    return LISTS.match(urlsplit(url).path) is not None


def place_of(url: str) -> list[str]:
    """The segments of an address's path; the two addresses of the list of sent invitations give the same ones."""
    return OTHER_FAMILY.sub("mynetwork/invitation-manager", urlsplit(url).path.strip("/")).split("/")
