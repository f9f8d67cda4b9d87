"""What the pages' own requests ask for: whom an act means, read from LinkedIn's bodies."""

from typing import Any
from urllib.parse import unquote

from withdrawer.replay.pages.layouts import Sort
from withdrawer.replay.world.site_log import ListKind
from withdrawer.replay.world.world import World

ACTS = {
    "com.linkedin.sdui.requests.mynetwork.addaWithdrawInvitation": ListKind.SENT,
    "com.linkedin.sdui.mynetwork.RemoveConnectionVanityName": ListKind.CONNECTION,
}
DIALOGS = {
    "com.linkedin.sdui.flagshipnav.mynetwork.invitations.WithdrawConfirmationDialog": ListKind.SENT,
    "com.linkedin.sdui.flagshipnav.mynetwork.RemoveConnectionDialog": ListKind.CONNECTION,
}
_SORTS: dict[str, Sort] = {
    "sortByRecentlyAdded": "recently-added",
    "sortByFirstName": "first-name",  # a guess, like the next: only the first was ever seen
    "sortByLastName": "last-name",
}
PAGERS = {
    "com.linkedin.sdui.pagers.mynetwork.invitationsList": ListKind.SENT,
    "com.linkedin.sdui.pagers.mynetwork.connectionsList": ListKind.CONNECTION,
}


def start_index(body: object) -> int:
    """From which row on a load of rows is asked for; 0 where the body doesn't say."""
    start = _at(body, "clientArguments", "payload", "startIndex")
    return start if isinstance(start, int) and start > 0 else 0


def sort_order(body: object) -> Sort:
    """In which order rows are asked for."""
    states = _at(body, "clientArguments", "states")
    values = [str(_at(state, "value")) for state in states] if isinstance(states, list) else []
    return next((_SORTS[value] for value in values if value in _SORTS), "recently-added")


def act_slug(world: World, body: object) -> str:
    """The slug or address of the person whom an act is for; empty where the body names nobody known."""
    return _slug(world, _at(body, "serverRequest", "requestedArguments", "payload"))


def dialog_slug(world: World, body: object) -> str:
    """The slug or address of the person whom a dialog is for."""
    return _slug(world, _at(body, "payload"))


def _slug(world: World, payload: object) -> str:
    invitation = world.find_invitation(str(_at(payload, "invitationUrn", "invitationId")))
    for key in ("inviteeVanityName", "disconnectVanityName", "vanityName"):
        if vanity_name := _at(payload, key):
            return unquote(str(vanity_name))
    return invitation.slug if invitation else ""


def _at(body: object, *keys: str) -> Any:
    for key in keys:
        body = body.get(key) if isinstance(body, dict) else None
    return body
