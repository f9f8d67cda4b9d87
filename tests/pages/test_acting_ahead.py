"""The next person's dialog, opened while the server still answers the act before: pages that a test writes itself."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Route

from withdrawer.linkedin.act import Actor, Evidence, Seen
from withdrawer.linkedin.browser import Browser
from withdrawer.linkedin.lists import ListPage
from withdrawer.plan.people import Half, Row

ROW = """<div role="listitem"><a href="https://www.linkedin.com/in/{slug}/"></a><p>{name}</p><p>Sent 3 weeks ago</p>
<a href="https://www.linkedin.com/" aria-label="Withdraw invitation sent to {name}">Withdraw</a></div>"""
PEOPLE = {"ana-nueva-1": "Ana Nueva", "bob-old-2": "Bob Old"}
PAGE = """<!doctype html><html lang="en"><body><main><a href="#">People (2)</a>ROWS</main>
<dialog id="dialog"><h2>Withdraw invitation</h2><button id="cancel">Cancel</button>
<button id="confirm">Withdraw</button></dialog>
<script>
const [dialog, cancel, confirm] = ['dialog', 'cancel', 'confirm'].map((id) => document.getElementById(id));
const said = []; let row = null;
const say = (what) => { said.push(`${what} ${row.querySelector('p').textContent}`); };
for (const control of document.querySelectorAll('[role=listitem] a[aria-label]')) {
  control.onclick = (event) => { event.preventDefault(); row = control.parentNode; say('asked for');
    confirm.setAttribute('aria-label', control.getAttribute('aria-label')); dialog.show(); };
}
cancel.onclick = () => { say('cancelled for'); dialog.close(); };
confirm.onclick = async () => {
  say('confirmed for'); KEEPS || dialog.close();
  const [gone, slug] = [row, row.querySelector('a').pathname.split('/')[2]];
  await new Promise((resolve) => { setTimeout(resolve, 200); });
  await fetch('/flagship-web/rsc-action/actions/server-request?sduiid=x.addaWithdrawInvitation',
    { method: 'POST', body: JSON.stringify({ inviteeVanityName: slug }) });
  said.push('answered'); dialog.open && KEEPS && dialog.close(); gone.remove();
};
</script></body></html>"""
Opened = Callable[..., tuple[ListPage, list[Row]]]


@pytest.fixture
def opened(browser: Browser) -> Iterator[Opened]:
    """A list of two people whose row goes once the server has answered."""
    pages: list[str] = []

    def answer(route: Route) -> None:
        if route.request.is_navigation_request():
            route.fulfill(body=pages[-1], content_type="text/html; charset=utf-8")
        else:
            route.fulfill(status=200, body="0:{}")

    def open_list(*, keeps: bool = False) -> tuple[ListPage, list[Row]]:
        rows = "".join(ROW.format(slug=slug, name=name) for slug, name in PEOPLE.items())
        pages.append(PAGE.replace("ROWS", rows).replace("KEEPS", str(keeps).lower()))
        page = ListPage(browser, Half.SENT, 0.3)
        page.open()
        return page, [row for rows in page.batches() for row in rows]

    browser.page.route("**/*", answer)
    yield open_list
    browser.page.unroute("**/*", answer)


def test_the_next_dialog_is_opened_before_the_answer_and_confirmed_after_it(opened: Opened, browser: Browser) -> None:
    page, [ana, bob] = opened()
    assert Actor(page, lambda: None, lambda: bob).act(ana).seen is Seen.DONE
    assert Actor(page, lambda: None).act(bob).seen is Seen.DONE
    assert browser.page.evaluate("said") == [
        "asked for Ana Nueva", "confirmed for Ana Nueva", "asked for Bob Old", "answered",
        "confirmed for Bob Old", "answered",
    ]  # fmt: skip


def test_a_dialog_that_was_opened_ahead_is_cancelled_where_a_rule_holds_its_person(
    opened: Opened, browser: Browser
) -> None:
    page, [ana, bob] = opened()
    assert Actor(page, lambda: None, lambda: bob).act(ana).seen is Seen.DONE
    assert Actor(page, lambda: Evidence(Seen.KEPT, "named by --keep")).act(bob).seen is Seen.KEPT
    assert browser.page.evaluate("said.at(-1)") == "cancelled for Bob Old"


def test_nothing_is_opened_ahead_while_a_dialog_stands_open(opened: Opened, browser: Browser) -> None:
    page, [ana, bob] = opened(keeps=True)
    assert Actor(page, lambda: None, lambda: bob).act(ana).seen is Seen.DONE
    assert browser.page.evaluate("said") == ["asked for Ana Nueva", "confirmed for Ana Nueva", "answered"]
    assert Actor(page, lambda: None).act(bob).seen is Seen.DONE


def test_a_dialog_that_was_opened_for_another_is_closed_and_theirs_is_asked_for(
    opened: Opened, browser: Browser
) -> None:
    page, [ana, bob] = opened()
    press = "(reader, id) => { reader.control(id).click(); }"
    page.call(press, page.ids[bob.slug])
    assert Actor(page, lambda: None).act(ana).seen is Seen.DONE
    assert browser.page.evaluate("said.slice(0, 4)") == [
        "asked for Bob Old", "cancelled for Bob Old", "asked for Ana Nueva", "confirmed for Ana Nueva",
    ]  # fmt: skip
