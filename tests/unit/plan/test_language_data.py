"""The committed texts of each language are what `scripts/wordings.py` makes of the CLDR."""

import pytest

from scripts.wordings import FOLDER, OTHERS, written
from withdrawer.plan.dates.languages import LANGUAGES


def test_every_language_has_its_file() -> None:
    assert {file.stem for file in FOLDER.iterdir()} == set(LANGUAGES)


@pytest.mark.parametrize("language", OTHERS)
def test_a_file_has_the_texts_that_the_script_makes(language: str) -> None:
    source, _, texts = (FOLDER / f"{language}.toml").read_text("utf-8").partition("\n")
    made_from, _, made = written(language).partition("\n")
    if texts != made and source != made_from:
        pytest.skip(f"other libraries are installed: {made_from}. Run scripts/wordings.py and look at what changes.")
    assert texts == made
