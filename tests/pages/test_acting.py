"""Acting on one row of a page that a test writes itself: what LinkedIn's dialogs may do."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Route

from withdrawer.errors import Wall
from withdrawer.linkedin.acting.actor import ActEvidence, Actor, Seen
from withdrawer.linkedin.browser.browser import Browser
from withdrawer.linkedin.lists.list_page import ListPage
from withdrawer.plan.people import Half

ROW = """
<div role="listitem"><a href="https://www.linkedin.com/in/ana-nueva-1/"><figure></figure></a>
<p>Ana Nueva</p><p>Navigator</p><p>Sent 3 weeks ago</p>
<a id="control" href="https://www.linkedin.com/" aria-label="Withdraw invitation sent to Ana Nueva">Withdraw</a>
</div>"""
DIALOG = """
<dialog id="dialog"><h2>Withdraw invitation</h2><button aria-label="Dismiss">x</button>
<p>If you withdraw now, you won’t be able to resend.</p><button id="cancel">Cancel</button>
<button id="confirm" aria-label="Withdraw invitation sent to {named}">Withdraw</button></dialog>"""
OPEN = "control.onclick = (event) => { event.preventDefault(); dialog.show(); };"
CANCEL = "cancel.onclick = () => { dialog.close(); document.title = 'cancelled'; };"
CONFIRM = """confirm.onclick = async () => { document.title = 'confirmed'; dialog.close();
  document.querySelector('[role=listitem]').remove();
  await fetch('ADDRESS', { method: 'POST', body: JSON.stringify(BODY) }); };"""
CONFIRM_STAYS = "dialog.close = () => {};"
SDUI = "/flagship-web/rsc-action/actions/server-request?sduiid=x.addaWithdrawInvitation"
GOOD = '0:{"failed":false}'
SLUG = "{ inviteeVanityName: 'ana-nueva-1' }"
PAGE = """<!doctype html><html lang="en"><body><main id="workspace">
<a href="#">People (1)</a>{row}</main>{dialog}<div role="alert"></div>
<script>const [control, dialog, cancel, confirm] = ['control', 'dialog', 'cancel', 'confirm']
  .map((id) => document.getElementById(id)); {script}</script></body></html>"""

Act = Callable[..., ActEvidence]


@pytest.fixture
def act(browser: Browser) -> Iterator[Act]:
    """Act on the one row of a page; the server answers each act so. `look` is done just before the confirming click."""
    answers: dict[str, object] = {}

    def answer(route: Route) -> None:
        if route.request.is_navigation_request():
            route.fulfill(body=str(answers["page"]), content_type="text/html; charset=utf-8")
        elif route.request.method == "POST":
            route.fulfill(status=int(str(answers["status"])), body=str(answers["body"]))
        else:
            route.abort()

    def on_page(
        *, named: str = "Ana Nueva", script: str = OPEN + CANCEL, status: int = 200, body: str = GOOD, hold: str = "",
        asks: str = SDUI, with_body: str = SLUG, rows: str = ROW, look: Callable[[], None] = lambda: None,
    ) -> ActEvidence:  # fmt: skip
        wired = script + CONFIRM.replace("ADDRESS", asks).replace("BODY", with_body)
        answers.update(
            page=PAGE.format(row=rows, dialog=DIALOG.format(named=named), script=wired), status=status, body=body
        )
        page = ListPage(browser, Half.SENT, 0.3)
        page.open()
        found = next(row for rows in page.batches() for row in rows)

        def held() -> ActEvidence | None:
            look()
            return ActEvidence(Seen.KEPT, hold) if hold else None

        return Actor(page, held).act(found)

    browser.page.route("**/*", answer)
    yield on_page
    browser.page.unroute("**/*", answer)


def test_a_good_answer_and_a_vanished_row_are_two_signs(act: Act, browser: Browser) -> None:
    assert act().seen is Seen.DONE
    assert browser.page.title() == "confirmed"


def test_a_dialog_whose_text_names_somebody_else_of_the_list_is_cancelled(act: Act, browser: Browser) -> None:
    """Where no label tells which word is the name."""
    nobody = OPEN + CANCEL + "confirm.removeAttribute('aria-label');"
    theirs = ROW.replace("Ana Nueva", "Bob Marchetti").replace("ana-nueva-1", "bob-2").replace('id="control"', "")
    naming = nobody + "dialog.querySelector('p').textContent = 'Bob Marchetti will get no message.';"
    assert act(script=naming, rows=ROW + theirs).seen is Seen.ANOTHER
    assert browser.page.title() == "cancelled"
    assert act(script=nobody, rows=ROW + theirs).seen is Seen.DONE


def test_a_dialog_that_names_somebody_else_is_cancelled(act: Act, browser: Browser) -> None:
    evidence = act(named="Ana Nuevamente")
    assert evidence.seen is Seen.ANOTHER
    assert "Ana Nuevamente" in evidence.detail
    assert browser.page.title() == "cancelled"


def test_a_reason_that_comes_up_last_holds_the_click(act: Act, browser: Browser) -> None:
    assert act(hold="named by --keep").seen is Seen.KEPT
    assert browser.page.title() == "cancelled"


@pytest.mark.parametrize(
    "answer",
    [
        {"status": 400},
        {"body": '1:"Failed to withdraw invitation"'},
        {"body": '{"value":{"statusCodeMap":{"urn:li:x:1":406}}}'},
    ],
)
def test_a_bad_answer_is_a_refusal_though_the_row_has_gone(act: Act, answer: dict[str, object]) -> None:
    assert act(**answer).seen is Seen.REFUSED


def test_a_control_that_is_clicked_before_the_page_is_ready_leaves_the_page_where_it_is(
    act: Act, browser: Browser
) -> None:
    late = f"setTimeout(() => {{ {OPEN} }}, 1500);" + CANCEL
    assert act(script=late).seen is Seen.DONE
    assert "invitation-manager/sent" in browser.page.url


def test_a_page_that_never_asks_is_left_alone(act: Act, browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("withdrawer.linkedin.acting.actor.DIALOG_SECONDS", 0.3)
    nothing = "control.onclick = (event) => event.preventDefault();" + CANCEL
    assert act(script=nothing).seen is Seen.NOT_CONFIRMED


def test_a_row_that_becomes_somebody_elses_while_the_dialog_is_open_is_not_confirmed(
    act: Act, browser: Browser
) -> None:
    turns = "document.querySelector('main [href*=\"/in/\"]').href = '/in/other/';"
    assert act(script=f"{OPEN}{CANCEL}control.addEventListener('click', () => {{ {turns} }});").seen is Seen.GONE
    assert browser.page.title() == "cancelled"


TWO = ROW + ROW.replace("ana-nueva-1", "tom-old-2").replace("Ana Nueva", "Tom Old").replace('id="control"', "")
SHIFT = """() => {
  for (const row of document.querySelectorAll('[role=listitem]')) {
    const [from, to] = row.innerHTML.includes('ana-nueva-1') ? ['Ana Nueva', 'Tom Old'] : ['Tom Old', 'Ana Nueva'];
    const slugs = { 'Ana Nueva': 'ana-nueva-1', 'Tom Old': 'tom-old-2' };
    row.querySelector('[href*="/in/"]').href = `/in/${slugs[to]}/`;
    row.querySelector('p').textContent = to;
    row.querySelector('[aria-label]').setAttribute('aria-label', `Withdraw invitation sent to ${to}`);
  } }"""
SHIFTS = f"control.addEventListener('click', {SHIFT});"
UNNAMED = {"named": "", "rows": TWO}


def test_rows_that_change_their_people_under_an_open_dialog_are_not_confirmed(act: Act, browser: Browser) -> None:
    assert act(script=OPEN + CANCEL + SHIFTS, **UNNAMED).seen is Seen.GONE
    assert browser.page.title() == "cancelled"


def test_a_row_that_shows_somebody_else_after_the_scroll_is_not_pressed_for_them(act: Act, browser: Browser) -> None:
    """A list may use the elements of rows that are scrolled out for other people."""
    asking = """for (const link of document.querySelectorAll('a[aria-label*="sent to"]')) link.onclick = (event) => {
      event.preventDefault(); confirm.setAttribute('aria-label', link.getAttribute('aria-label')); dialog.show(); };"""
    below = TWO.replace('<div role="listitem">', '<div role="listitem" style="margin-top: 3000px">', 1)
    shifts = f"addEventListener('scroll', {SHIFT}, {{ once: true, capture: true }});"
    act(script=asking + CANCEL + shifts, named="", rows=below)
    assert browser.page.title() == "confirmed", "the dialog was Ana's"


def test_rows_that_are_drawn_anew_under_an_open_dialog_are_still_the_same_people(act: Act) -> None:
    anew = "for (const row of document.querySelectorAll('[role=listitem]')) row.replaceWith(row.cloneNode(true));"
    script = f"{OPEN}{CANCEL}control.addEventListener('click', () => {{ {anew} }});"
    assert act(script=script, **UNNAMED).seen is Seen.DONE


URN = "urn:li:fs_relInvitation:7134"
CLOSING = f"{{ inviteActionType: 'ACTOR_WITHDRAW', inviteActionData: [{{ entityUrn: '{URN}' }}] }}"


@pytest.mark.parametrize(
    ("asks", "with_body", "body"),
    [
        ("/voyager/api/relationships/invitations?action=closeInvitations", CLOSING,
         f'{{"data":{{"value":{{"statusCodeMap":{{"{URN}":200}}}}}}}}'),
        (f"/voyager/api/voyagerRelationshipsDashInvitations/{URN}?action=withdraw", "{ invitationType: 'CONNECTION' }",
         '{"data":{"value":{}}}'),
        ("/voyager/api/relationships/dash/memberRelationships?action=removeFromMyConnections",
         "{ connectionUrn: 'urn:li:fsd_connection:ACo1' }", '{"data":{"value":{}}}'),
    ],
)  # fmt: skip
def test_the_older_forms_of_requests_are_as_good_a_sign(act: Act, asks: str, with_body: str, body: str) -> None:
    assert act(asks=asks, with_body=with_body, body=body).seen is Seen.DONE


def test_a_status_inside_a_good_answer_is_a_refusal_though_the_row_has_gone(act: Act) -> None:
    asks = "/voyager/api/relationships/invitations?action=closeInvitations"
    inside = f'{{"data":{{"value":{{"statusCodeMap":{{"{URN}":406}}}}}}}}'
    assert act(asks=asks, with_body=CLOSING, body=inside).seen is Seen.REFUSED


def test_a_form_of_request_that_nobody_knows_is_no_sign(act: Act, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("withdrawer.linkedin.acting.answer_listener.REQUEST_SECONDS", 0.3)
    assert act(asks="/flagship-web/somewhere/new?what=withdrawal").seen is Seen.SILENT


def test_the_answer_to_an_act_on_somebody_else_is_no_sign(act: Act, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("withdrawer.linkedin.acting.answer_listener.REQUEST_SECONDS", 0.3)
    assert act(with_body="{ inviteeVanityName: 'tom-old-2' }").seen is Seen.SILENT


@pytest.mark.parametrize("body", ["{}", "0:[]", "ok"])
def test_an_answer_without_a_word_is_no_sign_and_needs_no_fresh_page_at_once(act: Act, body: str) -> None:
    assert act(body=body).seen is Seen.SILENT


@pytest.mark.parametrize("answer", [{"status": 500}, {"body": "<!doctype html><title>Sign in</title>"}])
def test_an_answer_that_says_neither_is_unclear(act: Act, answer: dict[str, object]) -> None:
    assert act(**answer).seen is Seen.UNCLEAR


def test_a_page_that_flips_to_another_list_is_not_acted_on(act: Act, browser: Browser) -> None:
    flips = (
        "control.addEventListener('click', () => history.pushState({}, '', '/mynetwork/invitation-manager/received/'));"
    )
    assert act(script=OPEN + CANCEL + flips).seen is Seen.NOT_CONFIRMED
    assert browser.page.title() == "cancelled"


def test_a_canonical_address_of_the_same_list_is_still_the_list(act: Act) -> None:
    leads = "history.replaceState({}, '', '/mynetwork/invitation-manager/sent/CONNECTION/?page=1');"
    assert act(script=OPEN + CANCEL + leads).seen is Seen.DONE


LEFT = """const left = document.createElement('dialog'); left.open = true; left.append('Withdraw Tom Old?');
for (const word of ['Cancel', 'Withdraw']) { const button = document.createElement('button');
  button.append(word); button.onclick = () => { document.title += word; left.remove(); }; left.append(button); }
document.body.append(left);"""


def test_a_dialog_that_stands_open_from_before_is_dismissed_first(act: Act, browser: Browser) -> None:
    assert act(script=LEFT + OPEN + CANCEL).seen is Seen.DONE
    assert browser.page.title() == "confirmed"
    assert browser.page.locator("text=Withdraw Tom Old?").count() == 0


def test_where_a_dialog_of_before_cannot_be_closed_nothing_is_clicked(act: Act, browser: Browser) -> None:
    stays = LEFT.replace("left.remove();", "")
    assert act(script=stays + OPEN + CANCEL).seen is Seen.NOT_CONFIRMED
    assert "confirmed" not in browser.page.title()
    assert "Withdraw" not in browser.page.title()


def test_a_button_that_takes_its_time_is_waited_for(act: Act, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("withdrawer.linkedin.acting.actor.DIALOG_SECONDS", 0.2)
    slow = "confirm.disabled = true; setTimeout(() => { confirm.disabled = false; }, 2000);"
    assert act(script=slow + OPEN + CANCEL).seen is Seen.DONE


FRAME = (
    "const frame = document.createElement('iframe'); frame.id = 'humanThirdPartyIframe'; document.body.append(frame);"
)


def test_a_captcha_over_the_list_is_a_wall_and_nothing_is_clicked(act: Act, browser: Browser) -> None:
    with pytest.raises(Wall, match="captcha"):
        act(script=FRAME + OPEN + CANCEL)
    assert browser.page.title() == ""


def test_a_captcha_that_only_watches_is_no_wall(act: Act) -> None:
    assert act(script=FRAME + "frame.width = frame.height = 1;" + OPEN + CANCEL).seen is Seen.DONE


def test_a_page_that_is_led_away_by_the_confirming_click_leaves_the_act_unclear(act: Act, browser: Browser) -> None:
    leads = "confirm.addEventListener('click', () => location.assign('/feed/'));"
    assert act(script=OPEN + CANCEL + leads).seen is Seen.UNCLEAR


MOVES = """confirm.addEventListener('mouseover', () => { if (document.getElementById('trap')) return;
  const { left, top, width, height } = confirm.getBoundingClientRect();
  const trap = document.createElement('button'); trap.id = 'trap'; trap.append('Withdraw Tom Old');
  trap.style.cssText = `position:fixed;left:${left}px;top:${top}px;width:${width}px;height:${height}px`;
  for (const press of ['pointerdown', 'mousedown', 'click']) {
    trap.addEventListener(press, () => { document.body.dataset.trapped = press; }); }
  confirm.style.cssText = 'position:fixed;left:300px;top:300px'; dialog.append(trap); });"""


def test_a_button_that_moves_away_under_the_mouse_lets_nothing_else_be_pressed(act: Act, browser: Browser) -> None:
    assert act(script=OPEN + CANCEL + MOVES).seen is Seen.DONE
    assert browser.page.locator("#trap").count() == 1
    assert browser.page.evaluate("document.body.dataset.trapped ?? ''") == ""


def test_what_lies_over_a_control_is_not_pressed_in_its_place(
    act: Act, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("withdrawer.linkedin.acting.actor.ROW_SECONDS", 0.5)
    over = """const over = document.createElement('div'); document.body.append(over);
    over.style.cssText = 'position:fixed;inset:0'; over.onclick = () => { document.title = 'pressed'; };"""
    assert act(script=OPEN + CANCEL + over).seen is Seen.NOT_CONFIRMED
    assert browser.page.title() == ""


def test_a_page_with_a_name_of_its_own_for_the_browsers_navigation_is_acted_on_all_the_same(act: Act) -> None:
    assert act(script=OPEN + CANCEL + "window.navigation = () => null;").seen is Seen.DONE


OUTLET = """const outlet = document.createElement('div'); outlet.id = 'interop-outlet';
outlet.dataset.testid = 'interop-shadowdom'; document.body.append(outlet);
let [box, cross, yes, no] = [];
const ask = () => { const root = outlet.shadowRoot ?? outlet.attachShadow({ mode: 'open' });
  root.innerHTML = '<div role="dialog"><button aria-label="Dismiss">x</button><h2>Withdraw invitation</h2>'
    + '<button>Cancel</button><button aria-label="Withdraw invitation sent to Ana Nueva">Withdraw</button></div>';
  [box] = root.children; [cross, no, yes] = box.querySelectorAll('button');
  no.onclick = () => { box.remove(); document.title = 'cancelled'; };
  yes.onclick = () => { box.remove(); confirm.onclick(); }; };
addEventListener('keydown', (event) => {
  if (event.key === 'Escape' && box) { box.remove(); document.title = 'escaped'; } });
"""
OPEN_OUTLET = OUTLET + "control.onclick = (event) => { event.preventDefault(); setTimeout(ask, 300); };"


def test_a_dialog_in_a_shadow_root_that_is_attached_late_is_understood(act: Act, browser: Browser) -> None:
    assert act(script=OPEN_OUTLET).seen is Seen.DONE
    assert browser.page.title() == "confirmed"


def test_a_dialog_in_a_shadow_root_is_cancelled(act: Act, browser: Browser) -> None:
    assert act(script=OPEN_OUTLET, hold="named by --keep").seen is Seen.KEPT
    assert browser.page.title() == "cancelled"


def test_a_dialog_in_a_shadow_root_without_a_cancel_button_is_escaped(act: Act, browser: Browser) -> None:
    without = OPEN_OUTLET.replace("no.onclick", "no.textContent = cross.ariaLabel = 'Ho'; no.onclick")
    assert act(script=without, hold="named by --keep").seen is Seen.KEPT
    assert browser.page.title() == "escaped"


def test_a_dialog_in_a_shadow_root_from_before_is_dismissed_first(act: Act, browser: Browser) -> None:
    before = OUTLET + "ask(); box.querySelector('h2').textContent = 'Withdraw Tom Old?';"
    assert act(script=before + OPEN).seen is Seen.DONE
    assert browser.page.locator("text=Withdraw Tom Old?").count() == 0


def test_what_is_slotted_into_a_dialog_is_part_of_it(act: Act, browser: Browser) -> None:
    slots = """dialog.remove(); const host = document.createElement('div'); document.body.append(host);
    host.append(...dialog.childNodes); const root = host.attachShadow({ mode: 'open' });
    control.onclick = (event) => { event.preventDefault(); root.innerHTML = '<dialog open><slot></slot></dialog>'; };
    cancel.onclick = () => { root.replaceChildren(); document.title = 'cancelled'; };
    dialog.close = () => root.replaceChildren();"""
    assert act(script=slots, hold="named by --keep").seen is Seen.KEPT
    assert browser.page.title() == "cancelled"
    assert act(script=slots).seen is Seen.DONE


def test_a_captcha_in_a_shadow_root_is_a_wall(act: Act, browser: Browser) -> None:
    inside = "const host = document.createElement('div'); document.body.append(host);"
    inside += FRAME.replace("document.body.append(frame)", "host.attachShadow({ mode: 'open' }).append(frame)")
    with pytest.raises(Wall, match="captcha"):
        act(script=inside + OPEN + CANCEL)
    assert browser.page.title() == ""


COVERED = """const over = document.createElement('div'); over.id = 'interop-outlet'; document.body.append(over);
over.style.cssText = 'position:fixed;inset:0;z-index:9'; over.onclick = () => { document.title = 'pressed'; };"""


def test_what_lies_over_a_control_for_some_seconds_is_waited_for(
    act: Act, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("withdrawer.linkedin.acting.actor.ROW_SECONDS", 0.2)
    goes = COVERED + "setTimeout(() => over.remove(), 2500);"
    assert act(script=OPEN + CANCEL + goes).seen is Seen.DONE
    assert browser.page.title() == "confirmed"


def test_a_row_that_goes_while_a_confirm_button_is_covered_is_not_confirmed(act: Act, browser: Browser) -> None:
    covers = (
        "control.addEventListener('click', () => { "
        + COVERED
        + """
      setTimeout(() => { document.querySelector('[role=listitem]').remove(); over.remove(); }, 1000); });"""
    )
    assert act(script=OPEN + CANCEL + covers).seen is Seen.GONE
    assert browser.page.title() == "cancelled"


def test_a_control_that_is_drawn_anew_while_it_is_pressed_is_no_crash(
    act: Act, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The driver says of an element that has gone that it is not attached, at once and with an error of its own."""
    monkeypatch.setattr("withdrawer.linkedin.acting.actor.ROW_SECONDS", 0.5)
    monkeypatch.setattr("withdrawer.linkedin.acting.actor.DIALOG_SECONDS", 0.3)
    anew = """control.style.cssText = 'display:block;pointer-events:none';
    const draw = () => { const it = document.getElementById('control'); it.replaceWith(it.cloneNode(true)); };
    new MutationObserver(() => {}).observe(document.body, { childList: true });
    const ask = () => { draw(); requestAnimationFrame(ask); }; ask();"""
    assert act(script=anew + CANCEL).seen is Seen.NOT_CONFIRMED
    assert browser.page.title() == ""


GUARD = """const real = setTimeout; window.setTimeout = (work, ms, ...rest) => real(work, ms / 20, ...rest);"""
BESIDE = '<button style="position:fixed;right:0;bottom:0">Home</button>'


def test_a_guard_holds_however_long_the_last_look_takes(act: Act, browser: Browser) -> None:
    def look() -> None:
        browser.wait(1)

    assert act(script=GUARD + OPEN + CANCEL + MOVES, look=look).seen is Seen.DONE
    assert browser.page.evaluate("document.body.dataset.trapped ?? ''") == ""


def test_a_click_of_the_persons_own_elsewhere_does_not_press_confirm_twice(act: Act, browser: Browser) -> None:
    twice = "let presses = 0; confirm.addEventListener('click', () => { document.body.dataset.presses = ++presses; });"
    stays = CONFIRM_STAYS + twice

    def look() -> None:
        browser.page.mouse.click(*browser.page.evaluate("[innerWidth - 5, innerHeight - 5]"))

    act(script=stays + OPEN + CANCEL, rows=ROW + BESIDE, look=look)
    assert browser.page.evaluate("document.body.dataset.presses") == "1"
