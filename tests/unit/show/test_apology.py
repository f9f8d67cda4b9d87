"""The two sentences: whole in each language, and the same wherever they stand."""

from pathlib import Path

import pytest

from withdrawer.plan.dates.languages import LANGUAGES
from withdrawer.show.apology import apologies, apology_in

PAGE = Path(__file__).parents[3] / "docs" / "what-to-say.md"


def test_the_languages_are_linkedins_own_and_in_order() -> None:
    assert list(apologies()) == sorted(apologies())
    assert set(apologies()) <= set(LANGUAGES)
    assert {"en", "de", "fr", "es", "pt", "it", "nl"} <= set(apologies())


@pytest.mark.parametrize("language", list(apologies()))
def test_each_is_two_sentences_of_its_own_that_the_docs_have_too(language: str) -> None:
    told, sorry = apology_in(language)
    assert told == language
    others = {text for code, it in apologies().items() if code != language for text in (it.invited, it.accepted)}
    page = PAGE.read_text("utf-8")
    for text in (sorry.invited, sorry.accepted):
        assert 80 < len(text) < 250
        assert text[-1] == "."
        assert text not in others
        assert f"> {text}\n" in page
    assert "LinkedIn" in sorry.invited


def test_elsewhere_it_is_english() -> None:
    assert apology_in("ja") == apology_in("") == apology_in("en")
