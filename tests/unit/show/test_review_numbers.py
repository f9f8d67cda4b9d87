"""The numbers of the page, of the preview's JSON and of the job that is opened are the same, whatever the plan."""

import re
from collections import Counter
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as some

from tests.support.review import SELECTING, Listed, context, desk_of
from withdrawer.app.review import Approval
from withdrawer.app.status import status
from withdrawer.app.user_questions import UndoList
from withdrawer.plan.half import Half
from withdrawer.show.data import plan_data, standing_data
from withdrawer.show.review.page_data import PageData, question_data
from withdrawer.undo.job_progress import allowance_of


def verdicts(page: dict[str, Any], half: Half) -> Counter[str]:
    """How many of a list the page shows with each verdict."""
    people = page["people"]
    codes = people["reason"]
    codes = codes[: people["sent"]] if half is Half.SENT else codes[people["sent"] :]
    return Counter(people["reasons"][code]["verdict"] for code in codes)


@settings(max_examples=25)
@given(
    some.builds(
        Listed, some.integers(0, 130), some.integers(0, 9), some.integers(0, 5), some.just(("Ana Nueva", "Bea", ""))
    ),
    some.sampled_from([{}, {"with_note": True}, {"unsure": "include"}, {"limit": 4}, {"keep": ("Bea",)}]),
    some.sets(some.integers(0, 130)),
    some.booleans(),
)
def test_page_preview_and_job_count_alike(
    listed: Listed, typed: dict[str, Any], unticked: set[int], has_connections: bool
) -> None:
    with TemporaryDirectory() as folder, context(Path(folder) / "home") as at:
        desk = desk_of(at, listed, replace(SELECTING, **typed))
        reviewed = desk.reviewed
        page = PageData(at.zone).of(reviewed, at.now)
        told = plan_data(reviewed.account, reviewed.plan, allowance_of(at.journal, reviewed.account, 40, at.now))
        for half in Half:
            shown = verdicts(page, half)
            assert shown.total() == told[half.value]["listed"]
            assert shown["planned"] == told[half.value]["planned"]
            assert shown["unsure"] == told[half.value]["unsure"]
            assert shown["kept"] == sum(told[half.value]["kept"].values())
        assert page["people"]["unticked"] == [*range(len(listed.sent), len(listed.sent) + len(listed.connections))]
        sent = [place for place, line in enumerate(reviewed.plan.sent.decisions) if line.verdict.value == "planned"]
        ticked = {Half.SENT: [place for place in sent if place not in unticked], Half.CONNECTIONS: []}
        if has_connections:
            lines = reviewed.plan.connections.decisions
            ticked[Half.CONNECTIONS] = [place for place, line in enumerate(lines) if line.verdict.value == "planned"]
        if not any(ticked.values()):
            return
        approval = Approval(reviewed.number, ticked, word="yes")
        asked = [question_data(it, at.zone)["question"] for it in desk.questions(approval) if isinstance(it, UndoList)]
        assert [int(re.findall(r"\d+", it)[0]) for it in asked] == [len(ticked[it]) for it in Half if ticked[it]]
        desk.approve(approval)
        stands = status(at).job
        assert stands is not None
        job = standing_data(reviewed.account, stands.standing)
        assert job["job"]["left"] == sum(len(it) for it in ticked.values())
        for half in Half:
            assert job[half.value]["planned"] == len(ticked[half])
