"""An old page in a frame of the new one: not read, nothing clicked, and named wherever the page is told of."""

from datetime import UTC
from pathlib import Path

import pytest

from withdrawer.errors import PageNotUnderstood
from withdrawer.linkedin.doctor import page_findings
from withdrawer.linkedin.redaction.outline import Element, outline_of
from withdrawer.linkedin.redaction.snapshot import save_snapshot
from withdrawer.plan.people import Half

from .making import Pages, control, read, row

BY_ID = '<iframe data-testid="interop-iframe" width="600" height="600"></iframe>'
BY_ADDRESS = '<iframe src="/preload/mynetwork/in/ana-nueva/?x=1" width="600" height="600"></iframe>'
IN_A_ROOT = f'<div><template shadowrootmode="open">{BY_ADDRESS}</template></div>'
SMALL = '<iframe src="/preload/" width="1" height="1"></iframe>'
SENTENCE = "The list stands in a frame of the old page: "


@pytest.fixture(autouse=True)
def _impatient(pages: Pages, monkeypatch: pytest.MonkeyPatch) -> None:
    """All that is on such a page is there from the first."""
    monkeypatch.setattr("withdrawer.linkedin.lists.list_page.FIRST_ROWS_SECONDS", 1.0)
    monkeypatch.setattr("withdrawer.linkedin.labels.page_language.KNOWN_SECONDS", 0.5)


@pytest.mark.parametrize("frame", [BY_ID, BY_ADDRESS, IN_A_ROOT])
@pytest.mark.parametrize("count", [0, 3])
def test_a_page_with_an_old_page_in_a_frame_is_not_understood_and_names_it(
    pages: Pages, frame: str, count: int
) -> None:
    with pytest.raises(PageNotUnderstood, match=SENTENCE) as raised:
        read(pages.open("", more=frame, count=count))
    assert "ana-nueva" not in raised.value.message


def test_an_old_page_is_named_where_the_language_is_not_known(pages: Pages) -> None:
    with pytest.raises(PageNotUnderstood, match=SENTENCE):
        pages.open("", more=BY_ID, language="xx")


def test_a_frame_that_only_loads_ahead_says_nothing(pages: Pages) -> None:
    assert read(pages.open("", more=SMALL, count=0)) == []
    assert read(pages.open(row("Ana Nueva", control("Ana Nueva")), more=BY_ID, count=1)) == ["Ana Nueva"]


def test_doctor_and_a_redacted_copy_tell_of_it(pages: Pages, tmp_path: Path) -> None:
    pages.open("", more=BY_ADDRESS, count=3)
    [finding] = page_findings(pages.browser, Half.SENT, UTC, tmp_path)
    assert f"{SENTENCE}/preload/mynetwork/" in finding.sentence
    frames = [
        it for it in outline_of(pages.browser.page).nodes
        if isinstance(it, Element) and it.attributes.get("data-testid") == "interop-iframe"
    ]  # fmt: skip
    assert len(frames) == 1
    html = save_snapshot(pages.browser.page, tmp_path).read_text("utf-8")
    assert 'data-testid="interop-iframe"' in html
    assert "<iframe" not in html
