"""Pages as redacted recordings: taken, read, replayed offline, and written in the format of `fixtures/`."""

from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import msgspec

from withdrawer.errors import PageNotUnderstood
from withdrawer.home import private_file, private_folder
from withdrawer.linkedin.acting.actor import ActEvidence, Actor, Seen
from withdrawer.linkedin.acting.row_menu import refuse_unconfirmed
from withdrawer.linkedin.addresses import ADDRESSES, SITE
from withdrawer.linkedin.browser.browser import Browser
from withdrawer.linkedin.labels.shape_search import FoundControls
from withdrawer.linkedin.labels.table import whole_label
from withdrawer.linkedin.lists.list_page import ListPage
from withdrawer.linkedin.redaction import allowlist
from withdrawer.linkedin.redaction.linkedin_texts import known_texts
from withdrawer.linkedin.redaction.links import redacted_path
from withdrawer.linkedin.redaction.outline import Element, Outline, outline_of
from withdrawer.linkedin.redaction.placeholders import Placeholders
from withdrawer.linkedin.redaction.redact import Redacted, redact
from withdrawer.plan.dates.languages import ENGLISH
from withdrawer.plan.dates.wordings import Wordings
from withdrawer.plan.people import Half, Row

if TYPE_CHECKING:
    from playwright.sync_api import Route

PATIENCE_SECONDS = 5.0
TRIES = 5
SHOWN = ("slug", "address", "name", "headline", "age", "note")


@dataclass(frozen=True)
class PageReading:
    """What is read from a page: its rows, or why there are none.

    `control` is the rows' control if no table has its name.
    """

    rows: tuple[Row, ...] = ()
    problem: str = ""
    control: FoundControls | None = None
    wordings: Wordings = ENGLISH

    @property
    def expected(self) -> dict[str, Any]:
        """The content of `expected.json`."""
        if self.problem:
            return {"error": "page_not_understood"}
        return {"rows": [{name: getattr(row, name) for name in SHOWN} for row in self.rows]}

    @property
    def numbers(self) -> Mapping[str, int]:
        """Numbers that must be the same for a page and its recording."""
        return {
            "rows": len(self.rows),
            "people": len({row.key for row in self.rows}),
            "mail addresses": sum(bool(row.address) for row in self.rows),
            "names": len({row.name for row in self.rows}),
            "headlines": sum(bool(row.headline) for row in self.rows),
            "notes": sum(bool(row.note) for row in self.rows),
        }

    @property
    def ages(self) -> Counter[str]:
        """Number of rows for each age, without the words around it, which may be unknown and so replaced."""
        return Counter(self.wordings.bare(row.age, row.half) for row in self.rows)


@dataclass(frozen=True)
class TakenPage:
    """A page that was taken and redacted, with what was read from the original. `url` names nobody.

    `confirmed` are the user's own words for controls: redaction keeps them.
    """

    half: Half | None
    url: str
    language: str
    layout: str
    seen_at: datetime
    reading: PageReading
    redacted: Redacted = field(repr=False)
    confirmed: tuple[str, ...] = ()

    @property
    def unconfirmed(self) -> str:
        """The word of the rows' control if it is known only by its place: the recording has a placeholder for it."""
        control = self.reading.control
        return control.candidate.word if control and not control.is_confirmed else ""

    @property
    def page(self) -> str:
        """The page's name in `fixtures/`."""
        return self.half.value if self.half else "other"

    @property
    def meta(self) -> dict[str, Any]:
        """The content of `meta.json`."""
        return {
            "layout": self.layout,
            "language": self.language,
            "page": self.page,
            "origin": "captured",
            "sources": ["a page of LinkedIn as a browser got it, redacted by withdrawer save-page"],
            "date": f"{self.seen_at:%Y-%m-%d}",
            "now": f"{self.seen_at:%Y-%m-%dT%H:%M:%SZ}",
            "url": self.url,
            "what": self.reading.problem or f"the page as it first showed its rows, {len(self.reading.rows)} in all",
        }


def load(browser: Browser, half: Half) -> None:
    """Load a list. Raises SignedOut or Wall, and PageNotUnderstood if no page comes."""
    browser.goto(ADDRESSES[half])


def take(browser: Browser, confirmed: tuple[str, ...] = ()) -> TakenPage:
    """Take the page that the browser shows. Clicks nothing and loads nothing. Raises SignedOut or Wall."""
    half = half_of(browser.page.url)
    reading, outline = _settled(browser, half, confirmed)
    known = known_texts(outline.language, _vouched_for(reading, confirmed))
    path = redacted_path(urlsplit(browser.page.url).path, Placeholders())
    return TakenPage(
        half=half,
        url=ADDRESSES[half] if half else f"{SITE}{path}",
        language=outline.language if outline.language.lower() in allowlist.VALUES["lang"] else "",
        layout=layout_of(outline),
        seen_at=browser.seen_at,
        reading=reading,
        redacted=redact(outline, known, len(reading.rows)),
        confirmed=confirmed,
    )


def _vouched_for(reading: PageReading, confirmed: tuple[str, ...]) -> tuple[str, ...]:
    """The patterns of the names that the user has confirmed; the control's own has a group for a person's name."""
    if not confirmed:
        return ()
    control = reading.control
    own = (whole_label(control.candidate.forms),) if control and control.is_confirmed else ()
    return (*own, whole_label(confirmed))


def take_dialog(browser: Browser, half: Half, confirmed: tuple[str, ...] = ()) -> TakenPage:
    """Take the list with the dialog of its first person open, then press Cancel. Changes nothing.

    Raises PageNotUnderstood if no row or no dialog is understood, UsageError if the user has not confirmed what would
    be clicked.
    """
    page = ListPage(browser, half, PATIENCE_SECONDS, confirmed)
    page.open()
    refuse_unconfirmed(page)
    first = next((row for row in page.shown() if row.slug or row.address), None)
    taken: list[TakenPage] = []

    def hold() -> ActEvidence:
        taken.append(take(browser, confirmed))
        return ActEvidence(Seen.KEPT, "only to be recorded")

    evidence = Actor(page, hold).act(first) if first else None
    if not taken:
        why = evidence.detail if evidence else "there is no row"
        raise PageNotUnderstood(
            f"No dialog could be saved: {why}.", f"Save the page itself: withdrawer save-page {half}"
        )
    return taken[0]


def _settled(browser: Browser, half: Half | None, confirmed: tuple[str, ...]) -> tuple[PageReading, Outline]:
    """The reading and the outline of the page at the same moment: retries if rows come in between."""
    for _ in range(TRIES):
        reading = read_shown(browser, half, confirmed)
        outline = outline_of(browser.page)
        if reading.problem or read_shown(browser, half, confirmed).expected == reading.expected:
            break
        browser.wait(1)
    return reading, outline


def half_of(url: str) -> Half | None:
    """The list at an address, None for any other page."""
    return next((half for half, address in ADDRESSES.items() if url.startswith(address.rstrip("/"))), None)


def layout_of(outline: Outline) -> str:
    """A guess at the generation of the markup, from attributes that only one generation has."""
    names = {name for node in outline.nodes if isinstance(node, Element) for name in node.attributes}
    classes = {
        token
        for node in outline.nodes
        if isinstance(node, Element)
        for token in node.attributes.get("class", "").split()
    }
    if "data-view-name" in names:
        return "sdui-2025"
    if names & {"componentkey", "data-sdui-screen"}:
        return "sdui-2026"
    return "artdeco" if any(token.startswith(("artdeco-", "mn-")) for token in classes) else "unknown"


def read_shown(browser: Browser, half: Half | None, confirmed: tuple[str, ...] = ()) -> PageReading:
    """Read the rows that the page shows now, with the reader of all commands. Raises SignedOut or Wall."""
    if half is None:
        return PageReading(problem="It is neither of the two lists.")
    page = ListPage(browser, half, PATIENCE_SECONDS, confirmed)
    try:
        page.script.install()
        return PageReading(page.shown(), control=page.spoken.found, wordings=page.wordings)
    except PageNotUnderstood as error:
        return PageReading(problem=error.message)


def replay(browser: Browser, taken: TakenPage) -> PageReading:
    """Read the redacted page at its original address, in a tab of its own that loads nothing else."""
    with _offline(browser, taken.redacted.html) as alone:
        alone.page.goto(taken.url)
        alone.seen_at = taken.seen_at
        return read_shown(alone, taken.half, taken.confirmed)


@contextmanager
def _offline(browser: Browser, html: str) -> Iterator[Browser]:
    page = browser.page.context.new_page()

    def answer(route: "Route") -> None:
        if route.request.is_navigation_request() and route.request.frame.parent_frame is None:
            route.fulfill(body=html, content_type="text/html; charset=utf-8")
        else:
            route.abort()

    page.route("**/*", answer)
    try:
        yield Browser(page, browser.heed)
    finally:
        page.close()


def differences(original: PageReading, replayed: PageReading) -> list[str]:
    """How the reading of a recording differs from that of its page, one sentence each; empty if they agree."""
    if original.problem or replayed.problem:
        return [] if bool(original.problem) == bool(replayed.problem) else [f"One can't be read: {replayed.problem}"]
    pairs = ((what, count, replayed.numbers[what]) for what, count in original.numbers.items())
    told = [f"The page has {count} {what}, its recording {again}." for what, count, again in pairs if count != again]
    return told + ([] if original.ages == replayed.ages else ["The ages are not the same."])


def write_recording(taken: TakenPage, replayed: PageReading, folder: Path) -> Path:
    """Write page.html, meta.json and expected.json, mode 0600, into a new folder, mode 0700. Raises OSError."""
    name = f"captured-{taken.page}-{taken.seen_at:%Y%m%d-%H%M%S}"
    here = next(it for number in range(1, 1_000) if not (it := folder / _numbered(name, number)).exists())
    private_folder(here)
    documents = {"meta.json": taken.meta, "expected.json": replayed.expected}
    contents = {name: msgspec.json.format(msgspec.json.encode(it)).decode() for name, it in documents.items()}
    for file, content in {"page.html": taken.redacted.html, **contents}.items():
        private_file(here / file).write_text(content.rstrip("\n") + "\n", encoding="utf-8")
    return here


def _numbered(name: str, number: int) -> str:
    return name if number == 1 else f"{name}-{number}"
