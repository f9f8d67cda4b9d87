"""Render recordings and people to what the browser gets: pages, rows, dialogs, toasts."""

import re
from html import escape
from typing import Any
from urllib.parse import quote

import msgspec

from withdrawer.replay.pages.layouts import Sort
from withdrawer.replay.pages.page_files import address
from withdrawer.replay.pages.recordings import Recording, block, load_recording, with_block, without_marks
from withdrawer.replay.pages.row_markup import keys_for, recording_of, row, row_data, stable_uuid
from withdrawer.replay.world.faults import Fault
from withdrawer.replay.world.site import Site
from withdrawer.replay.world.site_log import ListKind
from withdrawer.replay.world.world import Resident, Status


def list_page(site: Site, kind: ListKind, number: int = 1) -> str:
    """The document of a list, with its first rows (or those of page `number`) and the data its script needs."""
    recording, behaviour = recording_of(site, kind), site.behaviour(kind)
    start = (number - 1) * behaviour.size
    rows = site.serve_rows(kind, start, behaviour.sorted_by)
    stated = site.stated_count(kind)
    side = _side_person(site) if behaviour.side_cards else None
    html = with_block(recording.page, "rows", "".join(row(site, kind, person, start) for person in rows))
    html = with_block(html, "pill", site.wording.pill_text(stated))
    html = with_block(html, "count", site.wording.connections_text(stated))
    html = with_block(html, "load-more", "")
    html = with_block(html, "side-card", _side_card(recording, side) if side else "")
    sorts = _sort_buttons(recording) if kind is ListKind.CONNECTION else {}
    html = with_block(html, "sort", sorts.get(behaviour.sorted_by, ""))
    island = {
        "kind": kind,
        "rows": [row_data(kind, person) for person in rows],
        "side": [row_data(kind, side)] if side and kind is ListKind.SENT else [],
        "next": _next(site, kind, start + len(rows)),
        "number": number,
        "total": stated,
        "listed": len(site.people(kind)),
        "countForms": site.wording.pill if kind is ListKind.SENT else site.wording.connections,
        "menu": recording.fragments.get(f"menu-{behaviour.menu}", recording.fragments.get("menu", "")),
        "loadMore": recording.fragments.get("load-more", ""),
        "sortMenu": recording.fragments.get("sort-menu", ""),
        "sortButtons": sorts,
        "settings": {_camel_case(name): value for name, value in msgspec.structs.asdict(behaviour).items()},
    }
    return _with_faults(site, without_marks(with_block(html, "island", _island(island))))


def more_rows(site: Site, kind: ListKind, start: int, sort: Sort) -> dict[str, Any]:
    """One load of more rows: the data and markup of each, and where the next load starts (None at the end)."""
    rows = site.serve_rows(kind, start, sort)
    return {
        "rows": [row_data(kind, person) | {"html": without_marks(row(site, kind, person, start))} for person in rows],
        "next": _next(site, kind, start + len(rows)) if rows else None,
        "listed": len(site.people(kind)),
    }


def dialog(site: Site, kind: ListKind, person: Resident) -> dict[str, Any]:
    """What the first click brings: the dialog, and the toasts of success and failure."""
    recording, behaviour = recording_of(site, kind), site.behaviour(kind)
    is_sent = kind is ListKind.SENT
    name = person.name if is_sent or behaviour.dialog_name == "full" else person.first_name
    values = {
        "name": escape(name),
        "first_name": escape(person.first_name if is_sent else name),
        "confirm_key": stable_uuid("confirm", person),
    }
    html = recording.fragments["dialog-withdrawn" if is_sent and behaviour.withdrawn_spelling else "dialog"]
    html = with_block(html, "confirm", recording.fragments.get(f"confirm-{behaviour.confirm}", "").strip())
    words = site.wording
    done, failed = (words.withdrawn, words.not_withdrawn) if is_sent else (words.removed, words.not_removed)
    toast = {
        end: recording.fill(recording.fragments["toast"], {"toast": escape(text.format(first_name=person.first_name))})
        for end, text in (("done", done), ("failed", failed))
    }
    return {"dialog": without_marks(recording.fill(html, values)), "toast": toast}


def profile_page(site: Site, name: str, headline: str, *, is_pending: bool) -> str:
    """A profile with its top card."""
    recording = load_recording(site.layout, site.wording.language, "profile")
    html = recording.fill(recording.page, {"name": escape(name), "headline": escape(headline)})
    return without_marks(html if is_pending else with_block(html, "pending", ""))


def plain_page(site: Site, page: str) -> str:
    """A page that is the same for everybody."""
    return without_marks(load_recording(site.layout, site.wording.language, page).page)


def _with_faults(site: Site, html: str) -> str:
    """The page with the script of its faults before all others; includes people's names only if a fault needs them."""
    faults = site.faults.of_the_page()
    if not faults:
        return html
    people = site.world.people if Fault.DIALOG_ANOTHER in faults else []
    names = {name for person in people if person.has_profile for name in (person.name, person.first_name)}
    data = escape(msgspec.json.encode({"faults": faults, "names": sorted(names, key=len, reverse=True)}).decode())
    script = f'<script src="{address(["shared/faults.js"])}" data-faults="{data}"></script>'
    return re.sub("<head[^>]*>", lambda found: found[0] + script, html, count=1)


def _camel_case(name: str) -> str:
    first, *others = name.split("_")
    return first + "".join(other.title() for other in others)


def _sort_buttons(recording: Recording) -> dict[Sort, str]:
    return {
        "recently-added": block(recording.page, "sort"),
        "first-name": recording.fragments["sorted-by-first-name"],
        "last-name": recording.fragments["sorted-by-last-name"],
    }


def _next(site: Site, kind: ListKind, end: int) -> int | None:
    return end if end < len(site.people(kind)) else None


def _side_person(site: Site) -> Resident | None:
    """Somebody outside the blast with an invitation of their own: the oldest one pending."""
    return next((p for p in reversed(site.world.pending()) if not p.blast and p.status is Status.PENDING), None)


def _side_card(recording: Recording, person: Resident) -> str:
    values = {"side_name": escape(person.name), "side_slug": quote(person.slug)}
    return recording.fill(block(recording.page, "side-card"), values | keys_for(recording, person))


def _island(data: dict[str, Any]) -> str:
    text = msgspec.json.encode(data).decode().replace("<", "\\u003c")
    return f'<script type="application/json" id="rehydrate-data">{text}</script>\n'
