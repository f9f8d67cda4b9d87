"""Hidden copies of controls, and controls that have no row: pages that a test writes itself."""

import pytest

from withdrawer.linkedin.browser.browser import Browser

from .making import Pages, control, read, row

HIDDEN = ("hidden", 'style="display:none"', 'style="visibility:hidden"', 'aria-hidden="true"')
IS_CONTROL_SHOWN = "(reader, id) => reader.control(id).checkVisibility({ checkVisibilityCSS: true })"
NAMES = ("Ana Nueva", "Bea Otra", "Cem Yeni")


@pytest.mark.parametrize("tag", ["div", "li"])
@pytest.mark.parametrize("style", HIDDEN)
def test_of_two_controls_in_a_row_the_visible_one_is_the_rows(pages: Pages, style: str, tag: str) -> None:
    """On either side of it, and in a box of its own."""
    first, second, third = NAMES
    page = pages.open(
        row(first, control(first, style) + control(first), tag)
        + row(second, control(second) + control(second, style), tag)
        + row(third, f"<div><div {style}>{control(third)}</div></div><div>{control(third)}</div>", tag)
    )
    assert read(page) == list(NAMES)
    assert page.is_complete
    assert page.unread == 0
    assert page.script.signs().controls == 3
    for name in NAMES:
        assert page.script.call(IS_CONTROL_SHOWN, page.rows.ids[name.lower().replace(" ", "-")])


def test_two_visible_controls_in_a_row_are_still_one_too_many(pages: Pages) -> None:
    first, second, third = NAMES
    read_well = (first, second, "Dan Ny")
    rows = "".join(row(name, control(name)) for name in read_well) + row(third, control(third) * 2)
    page = pages.open(rows, count=4)
    assert read(page) == list(read_well)
    assert page.unread == 2
    assert not page.is_complete


def test_a_hidden_copy_of_the_list_is_not_the_list(pages: Pages) -> None:
    hidden = "".join(row(name, control(name)) for name in (*NAMES, "Dan Ny", "Eva Nova"))
    page = pages.open(
        "".join(row(name, control(name)) for name in NAMES), more=f'<main style="display:none">{hidden}</main>'
    )
    assert read(page) == list(NAMES)
    assert page.is_complete
    assert page.script.call(IS_CONTROL_SHOWN, page.rows.ids["ana-nueva"])


@pytest.mark.parametrize("style", ['style="opacity:0"', 'style="visibility:hidden"'])
def test_a_list_whose_controls_are_shown_only_under_the_mouse_is_read(pages: Pages, style: str) -> None:
    page = pages.open("".join(row(name, control(name, style)) for name in NAMES))
    assert read(page) == list(NAMES)
    assert page.is_complete


def test_a_list_that_a_dialog_hides_from_assistive_technology_is_still_the_list(pages: Pages, browser: Browser) -> None:
    page = pages.open("".join(row(name, control(name, "hidden") + control(name)) for name in NAMES))
    assert read(page) == list(NAMES)
    browser.page.evaluate("document.querySelector('main').setAttribute('aria-hidden', 'true')")
    for number in page.rows.ids.values():
        assert page.script.call("(reader, id) => reader.again(id)", number) is not None


def test_what_is_hidden_is_no_control_that_every_row_has(pages: Pages) -> None:
    """In a language whose names no table knows."""
    rows = "".join(
        row(name, '<button hidden>Connetti</button><button>Ritira</button><button style="display:none">Ritira</button>')
        .replace("Sent 3 weeks ago", "Inviato 3 settimane fa") for name in NAMES
    )  # fmt: skip
    page = pages.open(rows, language="it")
    assert page.spoken.found is not None
    assert page.spoken.found.candidate.word == "Ritira"
    assert read(page) == list(NAMES)


CARD = "<section><h2>People you may know</h2>{}</section>"


@pytest.mark.parametrize(("count", "is_complete"), [(3, True), ("", False)])
def test_a_card_beside_the_list_is_not_unread(pages: Pages, count: object, is_complete: bool) -> None:
    """Only where the count is reached without it, it is surely none of the list."""
    rows = "".join(row(name, control(name)) for name in NAMES)
    page = pages.open(rows, more=CARD.format(row("Ola Annen", control("Ola Annen"))), count=count)
    assert read(page) == list(NAMES)
    assert page.unread == 0
    assert page.rows.elsewhere == 1
    assert page.is_complete is is_complete


def test_a_row_that_cannot_be_read_is_counted_though_each_stands_in_a_box_of_its_own(pages: Pages) -> None:
    first, second, third = NAMES
    rows = row(first, control(first)) + row(second, control(second)) + f"<div><p>{third}</p>{control(third)}</div>"
    page = pages.open(rows.replace("<div><a", "<div><div><a").replace("</div></div>", "</div></div></div>"), count="")
    assert read(page) == [first, second]
    assert page.unread == 1
    assert not page.is_complete


def test_rows_that_were_withdrawn_leave_nothing_unread(pages: Pages, browser: Browser) -> None:
    page = pages.open("".join(row(name, control(name)) for name in NAMES))
    assert read(page) == list(NAMES)
    for left in (2, 1, 0):
        browser.page.evaluate("document.querySelector('#list').firstElementChild.remove()")
        batch = page.rows.look(0.1, ask=False)
        assert (batch.unread, batch.elsewhere) == (0, 0)
        assert page.script.signs().controls == left
