"""A list that is written never costs the one that was there."""

import sys
from pathlib import Path

import pytest

from tests.support.answers import Answering
from tests.unit.plan.making import WINDOW, pending
from withdrawer.app.plan_lists import Lists
from withdrawer.errors import UsageError
from withdrawer.plan.plan import make_plan
from withdrawer.plan.selection import Selection
from withdrawer.show.plan_rows import list_text


def plan(*keys: str) -> str:
    return list_text(make_plan([pending(key) for key in keys], [], [], Selection(window=WINDOW), {}))


def test_an_edited_list_is_kept_and_named(tmp_path: Path) -> None:
    file, user = tmp_path / "plan.csv", Answering()
    lists = Lists(csv=file)
    lists.write(plan("ana"), user)
    assert user.told == [f"Written: {file}."]
    file.write_text("edited by hand")
    lists.refuse_unwritable()
    assert file.read_text() == "edited by hand"
    lists.write(plan("ben"), user)
    assert (tmp_path / "plan-1.csv").read_text() == "edited by hand"
    assert "plan-1.csv" in user.told[1]
    assert "ben" in file.read_text()
    before = file.read_bytes()
    lists.write(plan("cem"), user)
    assert (tmp_path / "plan-2.csv").read_bytes() == before
    assert len(list(tmp_path.iterdir())) == 3


@pytest.mark.skipif(sys.platform == "win32", reason="modes are nothing there")
def test_a_file_that_is_there_keeps_its_mode_until_something_is_written(tmp_path: Path) -> None:
    file = tmp_path / "plan.csv"
    file.write_text("mine")
    file.chmod(0o644)
    lists = Lists(csv=file)
    lists.refuse_unwritable()
    assert file.stat().st_mode & 0o777 == 0o644
    lists.write(plan("ana"), Answering())
    assert file.stat().st_mode & 0o777 == 0o600


def test_what_cannot_be_written_is_refused_before_anything_is_opened(tmp_path: Path) -> None:
    for file in (tmp_path, tmp_path / "missing" / "plan.csv"):
        with pytest.raises(UsageError, match="can't be written"):
            Lists(csv=file).refuse_unwritable()
    Lists(csv=tmp_path / "new.csv").refuse_unwritable()
    assert not (tmp_path / "new.csv").exists()
