"""How a list brings its rows: by scrolling, by a button, by pages; pages that a test writes itself."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Error, Route

from withdrawer.clock import stopwatch
from withdrawer.errors import PageLeft, PageNotUnderstood, Wall
from withdrawer.linkedin.browser.browser import Browser
from withdrawer.linkedin.lists.list_page import ListPage
from withdrawer.linkedin.lists.loader import AGAIN_SECONDS
from withdrawer.plan.people import Half

ROWS = """
const row = (n) => { const it = document.createElement('li');
  it.append(make('a', { href: `/in/person-${n}/` }), make('p', {}, `Person ${n}`), make('p', {}, 'Sent 3 weeks ago'),
    make('button', { 'aria-label': `Withdraw invitation sent to Person ${n}` }, 'Withdraw'));
  it.style.height = '80px'; return it; };
const make = (tag, attributes, text) => { const it = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) it.setAttribute(name, value);
  if (text) it.textContent = text; return it; };
const list = document.querySelector('ul');
const add = (from, to) => { for (let n = from; n < to; n += 1) list.append(row(n)); };
"""
PAGE = """<!doctype html><html lang="{language}"><body style="margin:0"><main>
<nav><a href="#">People ({count})</a></nav>
<div id="box" style="height:500px;overflow-y:auto"><ul>{rows}</ul><div id="after"></div></div></main>
<script>{script}</script></body></html>"""
Open = Callable[..., ListPage]


@pytest.fixture
def opened(browser: Browser) -> Iterator[Open]:
    """Open a list that a script fills."""
    scripts: list[tuple[object, str, str]] = []
    asked: list[str] = []

    def answer(route: Route) -> None:
        if route.request.is_navigation_request():
            asked.append(route.request.url)
            count, script, language = scripts[-1]
            html = PAGE.format(count=count, script=ROWS + script, rows="", language=language)
            route.fulfill(body=html, content_type="text/html; charset=utf-8")
        else:
            route.abort()

    def open_list(
        script: str,
        count: object = 30,
        patience: float = 3.0,
        half: Half = Half.SENT,
        language: str = "en",
    ) -> ListPage:
        scripts.append((count, script, language))
        page = ListPage(browser, half, patience)
        page.open()
        return page

    browser.page.route("**/*", answer)
    yield open_list
    browser.page.evaluate("sessionStorage.clear()")
    browser.page.unroute("**/*", answer)


def read(page: ListPage) -> list[str]:
    return [row.slug for rows in page.batches() for row in rows]


def people(count: int) -> list[str]:
    return [f"person-{number}" for number in range(count)]


def test_a_button_that_hears_only_the_mouse_brings_more(opened: Open) -> None:
    script = """add(0, 10); const more = make('button', {}, 'Load more'); let at = 10;
    document.getElementById('after').append(more);
    more.onclick = (event) => { if (!event.isTrusted) return;
      add(at, at += 10); if (at === 30) more.remove(); };"""
    page = opened(script)
    assert read(page) == people(30)
    assert page.is_complete


def test_a_button_that_is_put_elsewhere_while_it_is_pressed_is_pressed_again_at_once(opened: Open) -> None:
    script = """add(0, 10); const more = make('button', {}, 'Load more'); let at = 10; let presses = 0;
    document.getElementById('after').append(more);
    more.onmousedown = () => { presses += 1; if (presses % 2) document.getElementById('after').append(more); };
    more.onclick = () => { add(at, at += 10); if (at === 30) more.remove(); };"""
    page = opened(script)
    began = stopwatch()
    assert read(page) == people(30)
    assert stopwatch() - began < AGAIN_SECONDS


GERMAN = """
const person = (n) => { const it = make('li', {}); it.append(make('a', { href: `/in/person-${n}/` }, `Person ${n}`),
    make('p', {}, 'Am 10. August 2026 vernetzt'), make('button', {}, 'Mehr')); return it; };
const grow = (from, to) => { for (let n = from; n < to; n += 1) list.append(person(n)); };
grow(0, 10); const more = make('button', {}, WORD); document.getElementById('after').append(more);
more.onclick = () => { grow(10, 15); more.remove(); };"""


@pytest.mark.parametrize(
    ("word", "listed"), [("Mehr laden", 15), ("Weitere", 15), ("Mehr", 10), ("Alle entfernen", 10)]
)
def test_in_german_what_loads_more_is_told_from_the_menu_more_and_from_what_acts(
    opened: Open, word: str, listed: int
) -> None:
    page = opened(GERMAN.replace("WORD", f"'{word}'"), "", half=Half.CONNECTIONS, language="de", patience=1.0)
    assert read(page) == people(listed)


def test_a_list_asks_for_nothing_before_the_next_batch_is_asked_for(opened: Open, browser: Browser) -> None:
    script = """add(0, 10); window.asked = 0;
    document.getElementById('box').onscroll = () => { window.asked += 1; };"""
    batches = opened(script).batches()
    next(batches)
    browser.wait(0.3)
    assert browser.page.evaluate("window.asked") == 0


def test_a_stalled_list_that_wants_another_nudge_is_read_to_its_end(opened: Open) -> None:
    script = """add(0, 10); let at = 10; let nudges = 0; let before = 0; const box = document.getElementById('box');
    box.onscroll = () => { nudges += box.scrollTop < before; before = box.scrollTop;
      if (at === 10 || (nudges >= 2 && at < 30)) { add(at, at += 10); nudges = 0; } };"""
    page = opened(script, patience=8.0)
    assert read(page) == people(30)


def test_a_count_that_is_too_low_ends_no_list(opened: Open) -> None:
    script = """add(0, 10); let at = 10; document.getElementById('box').onscroll = () => {
      if (at < 30) { add(at, at += 10); } };"""
    assert read(opened(script, count=10)) == people(30)


def test_a_list_that_stops_short_of_its_count_is_not_complete(opened: Open) -> None:
    page = opened("add(0, 10);", count=30, patience=1.0)
    assert read(page) == people(10)
    assert not page.is_complete


RECYCLED = """const box = document.getElementById('box'); const total = 60; const shown = 10;
list.style.cssText = `position:relative;height:${total * 80}px;margin:0`;
add(0, shown);
const nodes = [...list.children];
for (const node of nodes) node.style.position = 'absolute';
const fill = () => { const from = Math.min(total - shown, Math.floor(box.scrollTop / 80));
  for (let n = from; n < from + shown; n += 1) { const it = nodes[n % shown]; it.style.top = `${n * 80}px`;
    it.querySelector('a').setAttribute('href', `/in/person-${n}/`);
    it.querySelector('p').textContent = `Person ${n}`;
    it.querySelector('button').setAttribute('aria-label', `Withdraw invitation sent to Person ${n}`); } };
box.onscroll = fill; fill();"""


def test_rows_whose_nodes_show_other_people_later_are_all_read(opened: Open) -> None:
    page = opened(RECYCLED, count=60)
    assert sorted(read(page)) == sorted(people(60))
    assert page.is_complete


def test_a_row_that_left_the_view_is_brought_back_for_its_person(opened: Open) -> None:
    page = opened(RECYCLED, count=60)
    read(page)
    text = page.script.call("(reader, id) => reader.again(id)", page.rows.ids["person-3"])
    assert text["control"][0] == "Withdraw invitation sent to Person 3"
    label = "(reader, id) => reader.control(id).getAttribute('aria-label')"
    assert page.script.call(label, page.rows.ids["person-3"]) == "Withdraw invitation sent to Person 3"


def test_a_row_that_has_gone_is_told_as_gone(opened: Open, browser: Browser) -> None:
    page = opened("add(0, 10);", count=10)
    read(page)
    browser.page.evaluate("document.querySelectorAll('li')[3].remove()")
    assert page.script.call("(reader, id) => reader.again(id)", page.rows.ids["person-3"]) is None
    assert page.script.call("(reader, id) => reader.gone(id, 100)", page.rows.ids["person-3"]) is True
    assert page.script.call("(reader, id) => reader.gone(id, 100)", page.rows.ids["person-4"]) is False


NUMBERED = """const url = new URL(location.href); const at = Number(url.searchParams.get('page') ?? 1);
const gone = new Set(JSON.parse(sessionStorage.gone ?? '[]'));
const all = Array.from({ length: 30 }, (_, n) => n).filter((n) => !gone.has(n));
for (const n of all.slice((at - 1) * 10, at * 10)) list.append(row(n));
document.querySelector('nav a').textContent = `People (${all.length})`;
const pages = Math.ceil(all.length / 10);
for (let n = 1; n <= pages; n += 1) { const it = make('button', n === at ? { 'aria-current': 'true' } : {}, String(n));
  document.getElementById('after').append(it); }
const onward = make('button', {}, 'Next'); onward.disabled = at >= pages;
onward.onclick = () => { BOUNCE; location.assign(`?page=${at + 1}`); };
document.getElementById('after').append(onward);"""


def test_numbered_pages_are_turned_to_the_last(opened: Open) -> None:
    page = opened(NUMBERED.replace("BOUNCE;", ""))
    assert read(page) == people(30)
    assert page.is_complete


TURNED = """let at = 1;
const [next, ...numbers] = ['Next', '1', '2', '3'].map((text) => make('button', {}, text));
const show = () => {
  list.replaceChildren(); add((at - 1) * 10, at * 10);
  for (const it of numbers) it.setAttribute('aria-current', String(it.textContent === String(at)));
  next.disabled = true; if (at < 3) setTimeout(() => { next.disabled = false; });
};
next.onclick = () => { at += 1; show(); };
document.getElementById('after').append(...numbers, next); show();"""


def test_a_next_button_that_is_enabled_after_its_rows_have_come_is_no_end(opened: Open) -> None:
    page = opened(TURNED)
    assert read(page) == people(30)
    assert page.is_complete


def test_a_bounce_back_to_the_first_page_is_no_end(opened: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("withdrawer.linkedin.lists.loader.BOUNCED_SECONDS", 0.1)
    bounce = "if (at === 2 && !sessionStorage.bounced) { sessionStorage.bounced = 1; location.assign('?'); return; }"
    page = opened(NUMBERED.replace("BOUNCE;", bounce))
    assert read(page) == people(30)


def test_nobody_slips_by_when_rows_move_up_a_page(opened: Open, browser: Browser) -> None:
    page = opened(NUMBERED.replace("BOUNCE;", ""))
    batches = page.batches()
    seen = [row.slug for row in next(batches)]
    browser.page.evaluate("sessionStorage.gone = '[0,1,2,3]'")  # withdrawn here
    page.rows.undone = 4
    seen += [row.slug for row in next(batches)]
    browser.page.evaluate("sessionStorage.gone = '[0,1,2,3,4,5]'")  # and elsewhere
    seen += [row.slug for rows in batches for row in rows]
    assert sorted(seen) == sorted(people(30))


def test_a_page_that_has_become_the_last_is_the_end(opened: Open, browser: Browser) -> None:
    page = opened(NUMBERED.replace("BOUNCE;", ""), patience=15.0)
    batches = page.batches()
    next(batches)
    gone = [0, 1, 2, 3, *range(10, 30)]  # four withdrawn here, the others elsewhere
    browser.page.evaluate("gone => { sessionStorage.gone = JSON.stringify(gone); }", gone)
    page.rows.undone = 4
    began = stopwatch()
    assert list(batches) == []
    assert page.is_complete
    assert stopwatch() - began < page.patience_seconds


LOADED = """let at = 0; const load = async () => { await fetch(`/rows?${at}`); add(at, at += 10); };
document.getElementById('box').onscroll = () => { if (at < 100) load(); }; load();"""


def test_a_row_was_seen_by_the_clock_of_the_answer_that_brought_it(opened: Open, browser: Browser) -> None:
    began = datetime(2026, 8, 10, 12, tzinfo=UTC)

    def at(position: int) -> datetime:
        return began + timedelta(minutes=position // 10)

    def answer(route: Route) -> None:
        date = format_datetime(at(int(urlsplit(route.request.url).query)), usegmt=True)
        route.fulfill(body="", headers={"Date": date})

    browser.page.route("**/rows?*", answer)
    page = opened(LOADED, count=100)
    seen = [(row.position, row.seen_at) for rows in page.batches() for row in rows]
    browser.page.unroute("**/rows?*", answer)
    assert seen == [(position, at(position)) for position in range(100)]


def test_every_load_counts_also_of_pages_that_are_read_again(opened: Open, browser: Browser) -> None:
    page = opened(NUMBERED.replace("BOUNCE;", ""))
    batches = page.batches()
    next(batches)
    assert page.loads == 1
    browser.page.evaluate("sessionStorage.gone = '[0,1,2,3]'")  # withdrawn here
    page.rows.undone = 4
    next(batches)
    assert page.loads == 2
    assert len(list(batches)) == 2
    assert page.loads == 4


def test_a_page_that_is_read_again_and_brings_nothing_counts_as_a_load(opened: Open) -> None:
    page = opened(NUMBERED.replace("BOUNCE;", ""))
    batches = page.batches()
    next(batches)
    page.rows.undone = 1  # of which the page knows nothing
    next(batches)
    assert page.loads == 3


def test_a_load_that_fails_counts(opened: Open, browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: str) -> None:
        raise Wall("throttled", "LinkedIn answered 429: too many requests.", "")

    page = opened("add(0, 10);", count=10)
    monkeypatch.setattr(browser, "goto", fail)
    with pytest.raises(Wall):
        page.open()
    assert page.loads == 2


def test_presses_that_bring_nothing_count_as_loads(opened: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("withdrawer.linkedin.lists.loader.AGAIN_SECONDS", 0.2)
    script = """add(0, 10); let presses = 0; const more = make('button', {}, 'Load more');
    document.getElementById('after').append(more);
    more.onclick = () => { presses += 1; if (presses === 3) { add(10, 20); more.remove(); } };"""
    page = opened(script, count=20)
    assert read(page) == people(20)
    assert page.loads == 4


def test_scrolling_counts_a_load_for_all_the_rows_that_it_brings(opened: Open) -> None:
    script = """add(0, 10); let at = 10;
    document.getElementById('box').onscroll = () => { if (at < 30) add(at, at += 10); };"""
    page = opened(script)
    batches = sum(1 for _ in page.batches())
    assert page.loads == batches


def test_only_errors_that_mean_it_are_a_page_that_went_away(opened: Open, browser: Browser) -> None:
    page = opened("add(0, 10);", count=10)
    with pytest.raises(Error, match="reference chain"):
        page.script.call("() => { const it = {}; it.it = it; return it; }")
    for number in range(2):  # before and after it has gone
        with pytest.raises(PageLeft):
            page.script.call(
                "() => { if (ARG) location.reload(); return new Promise(() => {}); }".replace("ARG", str(1 - number))
            )
    page.script.install()
    with pytest.raises(PageNotUnderstood):
        page.script.call("() => { throw new Error('no'); }")


@pytest.fixture
def told(browser: Browser) -> Iterator[list[datetime]]:
    """Two instants of which the server tells the first now; the tab is others' afterwards."""
    told = [datetime(2026, 11, 21, 12, minute, tzinfo=UTC) for minute in (0, 5)]
    before, seen_at = list(browser._clock), browser.seen_at
    browser._clock.clear()
    browser._clock.append((0.0, told[0]))
    yield told
    browser._clock.clear()
    browser._clock.extend(before)
    browser.seen_at = seen_at


def test_a_row_is_dated_by_the_servers_time_when_it_was_drawn_however_late_it_is_read(
    opened: Open, browser: Browser, told: list[datetime]
) -> None:
    drawn, later = told
    page = opened("add(0, 3); window.more = () => add(3, 5);")
    assert len(page.shown()) == 3
    browser.page.evaluate("more()")
    browser.page.wait_for_timeout(200)
    browser._clock.append((browser.page.evaluate("Date.now()"), later))
    browser.page.wait_for_timeout(200)
    browser.page.evaluate("more = () => add(5, 6); more()")
    assert [row.seen_at for row in page.rows.take(1.0, ask=False)] == [drawn, drawn, later]


def test_a_row_that_shows_somebody_else_by_now_is_dated_anew(
    opened: Open, browser: Browser, told: list[datetime]
) -> None:
    later = told[1]
    page = opened("add(0, 3);")
    assert len(page.shown()) == 3
    browser._clock.append((browser.page.evaluate("Date.now()"), later))
    browser.page.wait_for_timeout(200)
    browser.page.evaluate("const it = row(9); list.firstElementChild.replaceChildren(...it.childNodes);")
    assert [(row.slug, row.seen_at) for row in page.rows.take(1.0, ask=False)] == [("person-9", later)]
