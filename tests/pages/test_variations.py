"""A small sample of the variations that `scripts/long variations` tries by the thousand."""

from collections import Counter
from pathlib import Path

import pytest

from tests.long.variations.__main__ import open_empty
from tests.long.variations.trying import FIXTURES, RECORDINGS, Result, Tried, try_variations
from withdrawer.linkedin.browser.browser import Browser

pytestmark = pytest.mark.browser
ANY = range(12)
ONCE_WRONG = (172, 176, 179, 183, 212, 243, 258, 423, 478)
"""Flat pages, and single rows beside cards that look alike."""
RIGHT_AT_LEAST = 0.95


@pytest.fixture(scope="module")
def sample(browser: Browser) -> dict[Path, list[Tried]]:
    """A few variations of each recording."""
    open_empty(browser)
    return {folder: list(try_variations(browser.page, folder, (*ANY, *ONCE_WRONG))) for folder in RECORDINGS}


@pytest.mark.parametrize("folder", RECORDINGS, ids=lambda folder: str(folder.relative_to(FIXTURES)))
def test_what_is_read_of_changed_markup_is_right(sample: dict[Path, list[Tried]], folder: Path) -> None:
    assert [one for one in sample[folder] if one.result is Result.WRONG] == []


def test_nearly_all_that_keep_control_person_and_age_are_read(sample: dict[Path, list[Tried]]) -> None:
    kept = [one for tried in sample.values() for one in tried if one.seed in ANY and "flat" not in one.done]
    results = Counter(one.result for one in kept)
    assert results[Result.RIGHT] >= RIGHT_AT_LEAST * len(kept), results


def test_every_kind_of_change_is_tried(sample: dict[Path, list[Tried]]) -> None:
    done = {name for tried in sample.values() for one in tried for name in one.done}
    assert len(done) > 25, done


def test_rows_without_boxes_are_not_guessed(sample: dict[Path, list[Tried]]) -> None:
    flat = [one for tried in sample.values() for one in tried if "flat" in one.done and len(one.shown) > 1]
    assert flat, "no flat page in the sample"
    assert not [one for one in flat if one.result is Result.WRONG]
