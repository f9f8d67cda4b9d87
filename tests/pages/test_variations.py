"""A small sample of the variations that `scripts/long variations` tries by the thousand."""

from collections import Counter

import pytest

from tests.long.variations.__main__ import open_empty
from tests.long.variations.trying import RECORDINGS, Result, try_variations
from withdrawer.linkedin.browser.browser import Browser

pytestmark = pytest.mark.browser
ANY = range(12)
ONCE_WRONG = (172, 176, 179, 183, 212, 243, 258, 423, 478)
"""Flat pages, and single rows beside cards that look alike."""
RIGHT_AT_LEAST = 0.95


def test_of_changed_markup_nothing_is_read_wrong_and_nearly_all_is_read(browser: Browser) -> None:
    """In one test, since trying takes longer than looking at what came of it."""
    open_empty(browser)
    tried = [one for folder in RECORDINGS for one in try_variations(browser.page, folder, (*ANY, *ONCE_WRONG))]
    assert [one for one in tried if one.result is Result.WRONG] == []
    kept = Counter(one.result for one in tried if one.seed in ANY and "flat" not in one.done)
    assert kept[Result.RIGHT] >= RIGHT_AT_LEAST * kept.total(), kept
    done = {name for one in tried for name in one.done}
    assert len(done) > 25, done
    assert [one for one in tried if "flat" in one.done and len(one.shown) > 1], "rows without boxes are not guessed"
