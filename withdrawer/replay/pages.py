"""From a recording and people to what the browser gets: pages, rows, dialogs, toasts."""

import hashlib
from html import escape
from typing import Any
from urllib.parse import quote
from uuid import NAMESPACE_URL, uuid5

import msgspec

from withdrawer.replay.log import Kind
from withdrawer.replay.recordings import Recording, block, load_recording, with_block, without_marks
from withdrawer.replay.site import Site
from withdrawer.replay.world import Resident, Status

_PAGE = {Kind.SENT: "sent", Kind.CONNECTION: "connections"}
_PAGER = {
    Kind.SENT: "com.linkedin.sdui.pagers.mynetwork.invitationsList",
    Kind.CONNECTION: "com.linkedin.sdui.pagers.mynetwork.connectionsList",
}
_SCREEN = {
    Kind.SENT: "com.linkedin.sdui.flagshipnav.mynetwork.invitations.InvitationSentWithType",
    Kind.CONNECTION: "com.linkedin.sdui.flagshipnav.mynetwork.Connections",
}
_COUNT_PLACE = {
    Kind.SENT: '[href$="/sent/CONNECTION/"] span span',
    Kind.CONNECTION: '[componentkey="ConnectionsPage_ConnectionsListHeader"] p',
}
_LONG_NOTE = 120
_TOAST_MS = 6000


def list_page(site: Site, kind: Kind) -> str:
    """The document of a list, with its first rows and the data its script needs."""
    recording = _recording(site, kind)
    rows = site.serve_rows(kind, 0)
    total = len(site.people(kind))
    side = _side_person(site) if site.scenario.page.side_cards else None
    html = with_block(recording.page, "rows", "".join(_row(site, kind, person, 0) for person in rows))
    html = with_block(html, "pill", site.wording.pill_text(total))
    html = with_block(html, "count", site.wording.connections_text(total))
    html = with_block(html, "side-card", _side_card(recording, side) if side else "")
    if not site.scenario.page.closed_dialogs:
        html = with_block(html, "closed-dialogs", "")
    island = {
        "rows": [_row_data(kind, person, 0) for person in rows],
        "side": [_row_data(kind, side, 0) | {"cardRef": {"key": _side_key(side)}}] if side else [],
        "next": site.scenario.page.size if total > len(rows) else None,
        "total": total,
        "pager": _PAGER[kind],
        "screen": _SCREEN[kind],
        "countForms": site.wording.pill if kind is Kind.SENT else site.wording.connections,
        "countPlace": _COUNT_PLACE[kind],
        "menu": recording.fragments.get("menu", ""),
        "settings": {
            "trustedOnly": site.scenario.page.trusted_only,
            "confirmDelayMs": site.scenario.page.confirm_delay_ms,
            "toastMs": _TOAST_MS,
        },
    }
    return without_marks(with_block(html, "island", _island(island)))


def more_rows(site: Site, kind: Kind, start: int) -> dict[str, Any]:
    """One load of further rows: their markup, their data, and where the next load starts (None at the end)."""
    rows = site.serve_rows(kind, start)
    end = start + len(rows)
    return {
        "html": without_marks("".join(_row(site, kind, person, start) for person in rows)),
        "rows": [_row_data(kind, person, start) for person in rows],
        "next": end if rows and end < len(site.people(kind)) else None,
    }


def dialog(site: Site, kind: Kind, person: Resident) -> dict[str, Any]:
    """What the first click brings: the dialog, and the toasts for either end."""
    recording = _recording(site, kind)
    values = {
        "name": escape(person.name),
        "first_name": escape(person.first_name),
        "confirm_key": _uuid("confirm", person),
    }
    words = site.wording
    done, failed = (words.withdrawn, words.not_withdrawn) if kind is Kind.SENT else (words.removed, words.not_removed)
    toast = {
        end: recording.fill(recording.fragments["toast"], {"toast": escape(text.format(first_name=person.first_name))})
        for end, text in (("done", done), ("failed", failed))
    }
    return {"dialog": recording.fill(recording.fragments["dialog"], values), "toast": toast}


def profile_page(site: Site, name: str, headline: str, *, is_pending: bool) -> str:
    """A profile with its top card."""
    recording = load_recording(site.layout, site.wording.language, "profile")
    html = recording.fill(recording.page, {"name": escape(name), "headline": escape(headline)})
    return without_marks(html if is_pending else with_block(html, "pending", ""))


def plain_page(site: Site, page: str) -> str:
    """A page that shows everybody the same."""
    return without_marks(load_recording(site.layout, site.wording.language, page).page)


def _recording(site: Site, kind: Kind) -> Recording:
    return load_recording(site.layout, site.wording.language, _PAGE[kind])


def _row(site: Site, kind: Kind, person: Resident, start: int) -> str:
    recording = _recording(site, kind)
    html = block(recording.page, "row")
    if person.is_email:
        html = with_block(html, "profile", "")
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
        "row_key": _row_key(kind, person, start),
    }
    if kind is Kind.SENT:
        values |= {"note": escape(person.note), "control_key": _uuid("control", person)}
    else:
        values |= {
            "picture_key": _row_key(kind, person, start).replace("Card_", "CardProfileImage_"),
            "profile_id": _profile_id(person),
        }
    return recording.fill(html, values)


def _row_data(kind: Kind, person: Resident, start: int) -> dict[str, Any]:
    """The island's entry for one row, with LinkedIn's own keys; `id` is the replay's."""
    vanity_name = "" if person.is_email else quote(person.slug)
    data = {"id": person.invitation_id, "cardRef": {"key": _row_key(kind, person, start)}}
    if kind is Kind.CONNECTION:
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
        "profileUrn": _profile_id(person),
        "inviteeUrn": {"memberId": person.invitation_id[-9:]},
        "queryName": "ProfileMemberRelationshipRefreshById",
        "invitationUrn": {"invitationId": person.invitation_id},
    }


def _age(site: Site, kind: Kind, person: Resident) -> str:
    if kind is Kind.SENT:
        sent_at = person.sent_at or site.clock()
        return site.wording.sent_age(sent_at, site.clock(), site.zone, site.scenario.recent_wording)
    return site.wording.connected_on(person.connected_at or site.clock(), site.zone)


def _row_key(kind: Kind, person: Resident, start: int) -> str:
    if kind is Kind.SENT:
        return f"auto-component-{_uuid('row', person)}"
    return f"ConnectionCard_{start}-{quote(person.slug)}"


def _side_person(site: Site) -> Resident | None:
    """Somebody outside the blast with an invitation of their own: the oldest one pending."""
    return next((p for p in reversed(site.world.pending()) if not p.blast and p.status is Status.PENDING), None)


def _side_card(recording: Recording, person: Resident) -> str:
    values = {"side_name": escape(person.name), "side_slug": quote(person.slug)}
    if "side_key" in recording.meta.samples:
        values["side_key"] = _side_key(person)
    return recording.fill(block(recording.page, "side-card"), values)


def _side_key(person: Resident) -> str:
    return f"auto-component-{_uuid('side', person)}"


def _uuid(purpose: str, person: Resident) -> str:
    return str(uuid5(NAMESPACE_URL, f"{purpose}:{person.invitation_id}"))


def _profile_id(person: Resident) -> str:
    return "ACoAA" + hashlib.sha256(person.invitation_id.encode()).hexdigest()[:34]


def _island(data: dict[str, Any]) -> str:
    text = msgspec.json.encode(data).decode().replace("<", "\\u003c")
    return f'<script type="application/json" id="rehydrate-data">{text}</script>\n'
