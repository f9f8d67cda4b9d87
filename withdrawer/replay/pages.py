"""From a recording and people to what the browser gets: pages, rows, dialogs, toasts."""

from html import escape
from typing import Any
from urllib.parse import quote

import msgspec

from withdrawer.replay.log import Kind
from withdrawer.replay.recordings import Recording, block, load_recording, with_block, without_marks
from withdrawer.replay.rows import recording_of, row, row_data, stable_uuid
from withdrawer.replay.site import Site
from withdrawer.replay.world import Resident, Status

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
_TOAST_MS = 6000


def list_page(site: Site, kind: Kind) -> str:
    """The document of a list, with its first rows and the data its script needs."""
    recording = recording_of(site, kind)
    rows = site.serve_rows(kind, 0)
    total = len(site.people(kind))
    side = _side_person(site) if site.scenario.page.side_cards else None
    html = with_block(recording.page, "rows", "".join(row(site, kind, person, 0) for person in rows))
    html = with_block(html, "pill", site.wording.pill_text(total))
    html = with_block(html, "count", site.wording.connections_text(total))
    html = with_block(html, "side-card", _side_card(recording, side) if side else "")
    if not site.scenario.page.closed_dialogs:
        html = with_block(html, "closed-dialogs", "")
    island = {
        "rows": [row_data(kind, person, 0) for person in rows],
        "side": [row_data(kind, side, 0) | {"cardRef": {"key": _side_key(side)}}] if side else [],
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
        "html": without_marks("".join(row(site, kind, person, start) for person in rows)),
        "rows": [row_data(kind, person, start) for person in rows],
        "next": end if rows and end < len(site.people(kind)) else None,
    }


def dialog(site: Site, kind: Kind, person: Resident) -> dict[str, Any]:
    """What the first click brings: the dialog, and the toasts for either end."""
    recording = recording_of(site, kind)
    values = {
        "name": escape(person.name),
        "first_name": escape(person.first_name),
        "confirm_key": stable_uuid("confirm", person),
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


def _side_person(site: Site) -> Resident | None:
    """Somebody outside the blast with an invitation of their own: the oldest one pending."""
    return next((p for p in reversed(site.world.pending()) if not p.blast and p.status is Status.PENDING), None)


def _side_card(recording: Recording, person: Resident) -> str:
    values = {"side_name": escape(person.name), "side_slug": quote(person.slug)}
    if "side_key" in recording.meta.samples:
        values["side_key"] = _side_key(person)
    return recording.fill(block(recording.page, "side-card"), values)


def _side_key(person: Resident) -> str:
    return f"auto-component-{stable_uuid('side', person)}"


def _island(data: dict[str, Any]) -> str:
    text = msgspec.json.encode(data).decode().replace("<", "\\u003c")
    return f'<script type="application/json" id="rehydrate-data">{text}</script>\n'
