"""The site in other languages: from its own tables, which the tool never sees."""

import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from withdrawer.errors import UsageError
from withdrawer.replay.fixtures import layouts
from withdrawer.replay.pages.recordings import load_recording
from withdrawer.replay.pages.site_languages import languages, translated, wording_for

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
OTHERS = [language for language in languages() if language != "en"]


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("layout", layouts())
@pytest.mark.parametrize("page", ["sent", "connections"])
def test_no_control_of_a_list_stays_english(layout: str, language: str, page: str) -> None:
    recording = load_recording(layout, language, page)
    assert f'<html lang="{wording_for(language).language}"' in recording.page
    html = recording.page + "".join(recording.fragments.values())
    kept = set(recording.meta.samples.values())
    for text in ("Withdraw", "Remove connection", "Remove", "Cancel", "Load more", "Recently added"):
        assert text in kept or not re.search(rf">\s*{text}\s*<", html), text
    assert not re.search(r'aria-label="(?:Withdraw|Show more actions|More actions)', html)


@pytest.mark.parametrize("language", OTHERS)
def test_samples_stay_so_that_people_can_be_put_in_their_place(language: str) -> None:
    wording = wording_for(language)
    assert translated("<p>Withdraw</p>", wording, ["Withdraw"]) == "<p>Withdraw</p>"
    assert "Withdraw" not in translated("<p>Withdraw</p>", wording, [])


def test_a_form_is_put_into_the_language_with_the_name_that_stands_in_it() -> None:
    html = '<a aria-label="Withdraw invitation sent to Jo &amp; Co">x</a>'
    assert translated(html, wording_for("de"), []) == '<a aria-label="Einladung an Jo &amp; Co zurückziehen">x</a>'


@pytest.mark.parametrize("language", languages())
def test_a_table_tells_known_from_invented_and_no_text_twice(language: str) -> None:
    wording = wording_for(language)
    assert not set(wording.known) & set(wording.invented)
    for english, text in wording.texts.items():
        assert ("{name}" in english) == ("{name}" in text)


@pytest.mark.parametrize(
    ("language", "ago", "text"),
    [
        ("de", timedelta(minutes=53), "Vor 53 Minuten gesendet"),
        ("de", timedelta(hours=24), "Gestern gesendet"),
        ("de", timedelta(days=29), "Vor 3 Wochen gesendet"),
        ("fr", timedelta(days=3), "Envoyée il y a 3 jours"),
        ("pt-BR", timedelta(days=90), "Enviado há 3 meses"),
        ("ja", timedelta(days=21), "3 週間前に送信"),
    ],
)
def test_ages_are_told_in_the_language(language: str, ago: timedelta, text: str) -> None:
    assert wording_for(language).sent_age(NOW - ago, NOW, ZoneInfo("UTC"), "hours") == text


def test_a_language_is_found_however_it_is_written_and_an_unknown_one_is_told() -> None:
    assert wording_for("pt_br") is wording_for("pt-BR")
    with pytest.raises(UsageError, match="xx"):
        wording_for("xx")
