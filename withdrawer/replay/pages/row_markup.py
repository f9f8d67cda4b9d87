"""One row of a list: its markup, and the data for the page's script."""

import hashlib
import re
from html import escape
from typing import Any
from urllib.parse import quote
from uuid import NAMESPACE_URL, uuid5

from withdrawer.replay.pages.layouts import load_layout
from withdrawer.replay.pages.recordings import Recording, block, load_recording, with_block
from withdrawer.replay.world.site import Site
from withdrawer.replay.world.site_log import ListKind
from withdrawer.replay.world.world import Resident

_PAGE = {ListKind.SENT: "sent", ListKind.CONNECTION: "connections"}
_LONG_NOTE = 120
_KEYS = {"row_key", "control_key", "picture_key", "link_key", "side_key"}


def recording_of(site: Site, kind: ListKind) -> Recording:
    """The recording of a list's page."""
    return load_recording(site.layout, site.wording.language, _PAGE[kind])


def row(site: Site, kind: ListKind, person: Resident, start: int) -> str:
    """The row's markup, within a load of rows that began at `start`."""
    recording = recording_of(site, kind)
    html = block(recording.page, "row")
    if not person.has_profile:
        html = with_block(with_block(html, "profile", ""), "link", recording.meta.samples["name"])
    if not person.headline:
        html = with_block(html, "headline", "")
    if not person.note:
        html = with_block(html, "note", "")
    if len(person.note) < _LONG_NOTE:
        html = with_block(html, "more", "")
    if start:
        for first, later in recording.meta.later_rows.items():
            html = html.replace(first, later)
    values = {
        "name": escape(person.name),
        "slug": quote(person.slug),
        "headline": escape(person.headline),
        "age": escape(_age(site, kind, person)),
        "note": escape(person.note),
        "profile_id": profile_id(person),
    }
    return recording.fill(html, values | keys_for(recording, person, start))


def row_data(kind: ListKind, person: Resident) -> dict[str, Any]:
    """The data island's entry for one row, with LinkedIn's own keys; `id` is the replay site's."""
    vanity_name = quote(person.slug) if person.has_profile else ""
    data = {"id": person.invitation_id, "profileUrn": profile_id(person)}
    if kind is ListKind.CONNECTION:
        return data | {
            "disconnectVanityName": vanity_name,
            "disconnectFirstName": person.first_name,
            "disconnectLastName": person.last_name,
        }
    return data | {
        "trackingActionType": "INVITATION_MANAGER_WITHDRAW",
        "invitationType": 1,
        "inviterActionType": 2,
        "inviteeVanityName": vanity_name,
        "firstName": person.first_name,
        "lastName": person.last_name,
        "inviteeUrn": {"memberId": person.invitation_id[-9:]},
        "queryName": "ProfileMemberRelationshipRefreshById",
        "invitationUrn": {"invitationId": person.invitation_id},
    }


def stable_uuid(purpose: str, person: Resident) -> str:
    """A key that is the same for the same person on every load."""
    return str(uuid5(NAMESPACE_URL, f"{purpose}:{person.invitation_id}"))


def keys_for(recording: Recording, person: Resident, start: int = 0) -> dict[str, str]:
    """The recording's component keys for a person, in the form of its samples; the load of rows began at `start`."""
    samples = recording.meta.samples
    return {name: _key_like(samples[name], name, person, start) for name in _KEYS & samples.keys()}


def _key_like(sample: str, purpose: str, person: Resident, start: int) -> str:
    if card := re.match(r"(ConnectionCard\w*_)\d+-", sample):
        return f"{card[1]}{start}-{quote(person.slug)}"
    prefix = "auto-component-" if sample.startswith("auto-component-") else ""
    return f"{prefix}{stable_uuid(purpose, person)}"


def profile_id(person: Resident) -> str:
    """The profile id that LinkedIn's own requests carry."""
    return "ACoAA" + hashlib.sha256(person.invitation_id.encode()).hexdigest()[:34]


def _age(site: Site, kind: ListKind, person: Resident) -> str:
    if kind is ListKind.SENT:
        sent_at = person.sent_at or site.clock()
        return site.wording.sent_age(sent_at, site.clock(), site.zone, site.scenario.recent_wording)
    connected_at = person.connected_at or site.clock()
    if load_layout(site.layout).connected == "relative":
        return site.wording.connected_age(connected_at, site.clock())
    return site.wording.connected_on(connected_at, site.zone)
