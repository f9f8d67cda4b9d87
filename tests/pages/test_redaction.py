"""A page full of things that must not get out, taken in a real browser: none of them gets out."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Route

from withdrawer.linkedin.addresses import ADDRESSES
from withdrawer.linkedin.browser.browser import Browser
from withdrawer.linkedin.redaction.snapshot import save_snapshot
from withdrawer.linkedin.saved_page import PageReading, differences, replay, take, write_recording
from withdrawer.plan.people import Half

FIXTURES = Path(__file__).parents[2] / "fixtures"
ROW = """
<li class="rowcanary"><a href="https://www.linkedin.com/in/{slug}/?trk=canary#canary"><img src="/canary.jpg"
 srcset="/canary.jpg 2x" alt="{name}’s profile picture"></a><p id="canary-{slug}">{name}</p><p>Canary of canaries</p>
<p><span>Sent </span><span>{age}</span></p>
<a href="https://www.linkedin.com/" data-canary="canary" aria-label="Withdraw invitation sent to {name}">Withdraw</a>
</li>"""
CANARIES = """<!doctype html><html lang="en" data-canary="canary" class="canary"><head><title>Canary | LinkedIn</title>
<meta name="canary" content="canary"><link rel="canary" href="/canary.css"><base href="/canary/">
<style>.canary {{ background: url(/canary.png) }} .gone {{ display: none }}</style>
<script>window.canary = "canary"</script><script type="application/ld+json">{{"name": "canary"}}</script></head>
<body style="--canary: canary; background: url(https://media.example/canary.png)" onload="canary()"><!-- canary -->
<main aria-label="canary"><h1>Canary’s network</h1><a>People (2)</a><ul>{rows}</ul>
<canary-card role="canary" slot="canary" lang="canary" tabindex="77" part="canary"></canary-card>
<form action="/canary"><input type="hidden" name="canary" value="canary"><input value="canary" placeholder="canary">
<input type="submit" value="canary"><textarea>canary</textarea>
<select><option value="canary">canary</option></select></form>
<svg aria-label="canary"><title>canary</title><text>canary</text>
<path d="M1 1" id="canary"></path><use href="#canary"/></svg>
<template><p>canary</p></template><noscript>canary</noscript><iframe src="/canary" title="canary"></iframe>
<code style="display:none">{{"data": "canary"}}</code><video src="canary.mp4"></video>
<object data="canary.pdf"></object>
<a href="canary.pdf" download="canary.pdf" ping="/canary">canary.pdf</a><a href="mailto:canary@canary.org">x</a>
<a href="tel:+4912345678">call</a><p class="gone">canary@canary.org</p><p>+49 123 4567890</p><p>canary\u202ecanary</p>
<div id="host"></div></main><script>
host.attachShadow({{ mode: 'open' }}).innerHTML =
  '<style>.canary {{}}</style><p title="canary">canary</p><button>Withdraw</button>';
</script></body></html>"""

Show = Callable[[str], None]


@pytest.fixture
def show(browser: Browser) -> Iterator[Show]:
    """Show a page of this HTML in the place of the list of sent invitations."""
    pages: list[str] = []

    def answer(route: Route) -> None:
        if route.request.is_navigation_request() and route.request.frame.parent_frame is None:
            route.fulfill(body=pages[-1], content_type="text/html; charset=utf-8")
        else:
            route.abort()

    def go(html: str) -> None:
        pages.append(html)
        browser.goto(ADDRESSES[Half.SENT])

    browser.page.route("**/*", answer)
    yield go
    browser.page.unroute("**/*", answer)


def canaries() -> str:
    people = [("canary-bird-1", "Canary Bird"), ("withdraw-2", "Withdraw")]
    return CANARIES.format(rows="".join(ROW.format(slug=slug, name=name, age="3 weeks ago") for slug, name in people))


def test_no_canary_gets_out_by_a_recording_or_a_snapshot(show: Show, browser: Browser, tmp_path: Path) -> None:
    show(canaries())
    assert "canary" in browser.page.content()
    taken = take(browser)
    folder = write_recording(taken, replay(browser, taken), tmp_path)
    snapshot = save_snapshot(browser.page, tmp_path / "snapshots")
    for file in (*folder.iterdir(), snapshot):
        kept = file.read_text("utf-8").lower()
        for secret in (
            "canar",
            "bird",
            "12345678",
            "4567890",
            "media.example",
            "url(",
            "<script",
            "<!--",
            "withdraw-2",
        ):
            assert secret not in kept, (file.name, secret)
        assert file.stat().st_mode & 0o777 == 0o600
    assert folder.stat().st_mode & 0o777 == 0o700
    assert "canary" not in json.dumps([dict(taken.redacted.texts), dict(taken.redacted.values), taken.meta]).lower()


def test_the_page_of_canaries_is_read_from_its_recording_as_it_was(show: Show, browser: Browser) -> None:
    show(canaries())
    taken = take(browser)
    again = replay(browser, taken)
    assert [row.age for row in taken.reading.rows] == ["Sent 3 weeks ago"] * 2
    assert differences(taken.reading, again) == []
    assert [row.name == "Withdraw" for row in again.rows] == [False, True], "only as the label's word"
    assert [bool(re.fullmatch(r"id\d+", row.slug)) for row in again.rows] == [True, True]
    assert again.rows[0].slug != again.rows[1].slug
    assert '<template shadowrootmode="open">' in taken.redacted.html
    assert 'style="display:none"' in taken.redacted.html


@pytest.mark.parametrize(
    "name",
    ["sent-notes", "sent-email-row", "sent-headlines", "sent-scripts", "sent-wordings", "sent-name-like-an-age",
     "sent-dialog-open", "sent-one-row-beside-a-side-card", "sent-closed-dialogs", "sent-zero-rows"],
)  # fmt: skip
def test_a_recording_of_a_known_page_is_read_as_the_page_is(show: Show, browser: Browser, name: str) -> None:
    case = FIXTURES / "cases" / name
    show((case / "page.html").read_text("utf-8"))
    taken = take(browser)
    again = replay(browser, taken)
    assert taken.reading.expected == {
        "rows": [{"note": "", **row} for row in json.loads((case / "expected.json").read_text("utf-8"))["rows"]]
    }
    assert differences(taken.reading, again) == []
    names = {row["name"] for row in taken.reading.expected["rows"]} - {"Withdraw", "Sent Today"}
    assert not names & {row["name"] for row in again.expected["rows"]}


def test_a_recording_that_is_read_otherwise_says_so(show: Show, browser: Browser) -> None:
    show((FIXTURES / "cases/sent-notes/page.html").read_text("utf-8"))
    reading = take(browser).reading
    assert differences(reading, PageReading(reading.rows[1:]))
    assert differences(reading, PageReading(problem="no row"))
    assert differences(PageReading(problem="one"), PageReading(problem="another")) == []


def test_of_a_huge_page_the_beginning_is_taken(
    show: Show, browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("withdrawer.linkedin.redaction.outline.LIMIT", 100_000)
    show('<!doctype html><html lang="en"><body><main>beginning</main></body></html>')
    browser.page.evaluate(
        "() => { document.body.hidden = true; const text = 'canary '.repeat(1e6);"
        " for (let at = 0; at < 7; at += 1) document.body.append(text);"
        " for (let at = 0; at < 20000; at += 1) document.body.append(document.createElement('hr')); }"
    )
    kept = save_snapshot(browser.page, tmp_path).read_text("utf-8")
    assert 1_000 < kept.count("<hr>") < 6_000
    assert 10_000 < len(kept) < 100_000
    assert "canary" not in kept
