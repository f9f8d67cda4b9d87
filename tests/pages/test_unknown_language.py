"""Sent invitations in a language whose controls have no known names, down to the last row."""

import pytest

from .making import Pages

ROW = (
    '<div><a href="https://www.linkedin.com/in/{slug}/">{name}</a><p>{name}</p>{headline}<p>Inviato 3 settimane fa</p>'
    '<{tag} href="#" aria-label="Ritira l’invito inviato a {name}">Ritira</{tag}></div>'
)
NAMES = ("Ana Nueva", "Bea Otra", "Cem Yeni")


def rows(count: int, tag: str, headline: str = "") -> str:
    made = [ROW.format(slug=name.lower().replace(" ", "-"), name=name, tag=tag, headline=headline) for name in NAMES]
    return "".join(made[:count])


@pytest.mark.parametrize("headline", ["", "<p>Apicoltore</p>"])
@pytest.mark.parametrize("tag", ["a", "button"])
@pytest.mark.parametrize("count", [1, 2, 3])
def test_the_control_has_the_same_names_however_few_rows_are_left(
    pages: Pages, count: int, tag: str, headline: str
) -> None:
    page = pages.open(rows(count, tag, headline), language="it")
    assert page.spoken.found is not None
    assert set(page.spoken.found.candidate.forms) == {"Ritira", "Ritira l’invito inviato a {name}"}


@pytest.mark.parametrize("tag", ["a", "button"])
def test_the_name_of_the_control_is_not_taken_for_that_of_a_person_without_a_profile(pages: Pages, tag: str) -> None:
    row = ROW.partition("</a>")[2].format(slug="", name="ana@example.org", tag=tag, headline="")
    page = pages.open(f'<div role="listitem">{row}', language="it")
    assert page.spoken.found is not None
    assert set(page.spoken.found.candidate.forms) == {"Ritira", "Ritira l’invito inviato a {name}"}
