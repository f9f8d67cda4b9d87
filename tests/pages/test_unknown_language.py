"""Sent invitations in a language whose controls have no known names, down to the last row and to none at all."""

import pytest

from withdrawer.errors import PageNotUnderstood

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


EMPTY = "<h2>Nessun invito</h2><p>Gli inviti che mandi compaiono qui.</p>"


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits long for controls that never come."""
    for patience in ("KNOWN_SECONDS", "UNKNOWN_SECONDS"):
        monkeypatch.setattr(f"withdrawer.linkedin.labels.page_language.{patience}", 0.5)


@pytest.mark.usefixtures("impatient")
def test_a_list_that_may_be_empty_and_looks_so_has_ended_but_proves_nothing(pages: Pages) -> None:
    page = pages.open(EMPTY, count="nessuno", language="it")
    assert list(page.batches(may_be_empty=True)) == []
    assert page.has_ended
    assert not page.is_complete


@pytest.mark.parametrize(
    "content",
    [
        "<p>Inviato 3 settimane fa</p>",
        '<a href="https://www.linkedin.com/in/ana-nueva/">Ana Nueva</a>',
        '<div role="progressbar" style="width: 9px; height: 9px"></div>',
    ],
)
@pytest.mark.usefixtures("impatient")
def test_a_list_that_shows_somebody_or_is_still_loading_does_not_look_empty(pages: Pages, content: str) -> None:
    page = pages.open(EMPTY + content, count="nessuno", language="it")
    with pytest.raises(PageNotUnderstood):
        list(page.batches(may_be_empty=True))


@pytest.mark.usefixtures("impatient")
def test_a_list_is_not_taken_for_empty_by_its_looks_unless_it_may_be(pages: Pages) -> None:
    page = pages.open(EMPTY, count="nessuno", language="it")
    with pytest.raises(PageNotUnderstood):
        list(page.batches())


@pytest.mark.usefixtures("impatient")
def test_a_list_that_counts_somebody_does_not_look_empty(pages: Pages) -> None:
    page = pages.open("<p>Nothing here</p>", count=3)
    with pytest.raises(PageNotUnderstood):
        list(page.batches(may_be_empty=True))


@pytest.mark.usefixtures("impatient")
def test_a_page_whose_words_are_known_is_never_taken_for_empty_by_its_looks(pages: Pages) -> None:
    page = pages.open("<h1>Something went wrong</h1><button>Try again</button>", count="?")
    with pytest.raises(PageNotUnderstood):
        list(page.batches(may_be_empty=True))
