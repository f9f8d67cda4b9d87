"""Rows of invitations that lead to no profile: phone numbers, and members whom LinkedIn does not show."""

import pytest

from withdrawer.linkedin.acting.actor import Actor, Seen

from .making import Pages, control, read, row

NUMBER = "+44 20 7946 0•••"


def bare(name: str, *lines: str) -> str:
    """A row without a link."""
    texts = "".join(f"<p>{line}</p>" for line in (name, *lines, "Sent 3 weeks ago"))
    return f"<div>{texts}<div>{control(name)}</div></div>"


def of(name: str) -> str:
    return row(name, control(name))


def test_a_row_with_a_phone_number_is_read_by_it(pages: Pages) -> None:
    page = pages.open(of("Ana Nueva") + bare(NUMBER) + of("Bea Otra"))
    assert read(page) == ["Ana Nueva", NUMBER, "Bea Otra"]
    assert page.is_complete
    assert NUMBER in page.rows.ids


def test_years_in_the_headline_of_somebody_without_a_profile_are_nobodys_number(pages: Pages) -> None:
    page = pages.open(of("Ana Nueva") + of("Bea Otra") + bare("Paperlantern Works", "+44 20 7946 0958"))
    read(page)
    assert set(page.rows.ids) == {"ana-nueva", "bea-otra"}


def test_a_number_in_the_headline_of_a_person_leaves_them_who_they_are(pages: Pages) -> None:
    """Though the link to the profile stands outside the box with the texts and the control."""
    inner = f"<div><p>Cem Yeni</p><p>+44 20 7946 0958</p><p>Sent 3 weeks ago</p>{control('Cem Yeni')}</div>"
    beside = f'<div><a href="https://www.linkedin.com/in/cem-yeni/"><figure></figure></a>{inner}</div>'
    page = pages.open(of("Ana Nueva") + of("Bea Otra") + beside)
    read(page)
    assert set(page.rows.ids) == {"ana-nueva", "bea-otra", "cem-yeni"}


def test_of_two_rows_with_the_same_masked_number_none_is_acted_on(pages: Pages) -> None:
    page = pages.open(of("Ana Nueva") + bare(NUMBER) + bare(NUMBER) + of("Bea Otra"), count=4)
    rows = [row for rows in page.batches() for row in rows]
    assert [row.key for row in rows] == ["ana-nueva", NUMBER, NUMBER, "bea-otra"]
    for one in rows[1:3]:
        evidence = Actor(page, lambda: None).act(one)
        assert evidence.seen is Seen.NOT_CONFIRMED
        assert "same number" in evidence.detail


@pytest.mark.parametrize("name", [NUMBER, "Cem Yeni"])
def test_a_row_that_is_drawn_anew_is_the_same(pages: Pages, name: str) -> None:
    page = pages.open(of("Ana Nueva") + of("Bea Otra") + (bare(NUMBER) if name == NUMBER else of(name)))
    assert len(read(page)) == 3
    page.browser.page.evaluate(
        "() => { const it = document.querySelector('#list').lastElementChild; it.replaceWith(it.cloneNode(true)); }"
    )
    assert page.rows.take(0.3, ask=False) == ()
    assert not page.rows.shared


def test_the_same_masked_number_on_another_page_of_the_list_may_be_another(pages: Pages) -> None:
    page = pages.open(of("Ana Nueva") + bare(NUMBER), count=2)
    read(page)
    page.script.visit(page.browser.page.url)
    assert [row.key for row in page.rows.take(1, ask=False)] == [NUMBER]
    assert page.rows.shared == {NUMBER}
