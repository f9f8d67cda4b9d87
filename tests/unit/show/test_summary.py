import base64
import hashlib
import json
import os
import re
from dataclasses import replace
from datetime import UTC, date, datetime
from html.parser import HTMLParser
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec
import pytest
from rich.cells import cell_len

from tests.unit.show.story_making import story
from withdrawer.escape import shown
from withdrawer.journal.records import Outcome, PlanLine, Stop
from withdrawer.plan.decisions import Verdict
from withdrawer.plan.half import Half
from withdrawer.show.apology import apologies
from withdrawer.show.data import standing_data
from withdrawer.show.pictures.bars import ASCII, BLOCKS
from withdrawer.show.summary import keep_page, summary_data, summary_lines
from withdrawer.show.summary_page import page_of
from withdrawer.show.summary_view import SummaryView, headline, view_of
from withdrawer.undo.story import Story

BERLIN = ZoneInfo("Europe/Berlin")
STORY = story()
CANARIES = (
    "Canary",
    "canary",
    "Ana",
    "Ben",
    "Müller",
    "王小明",
    "علي",
    "Zoë",
    "Bold",
    "person-sent",
    "linkedin.com/in",
)
"""Parts of every name, profile, rule and account in the made-up story."""
VOID = {"meta", "input", "rect", "path", "circle", "br"}


class Page(HTMLParser):
    """What a page is made of. Every element must be closed in order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.words: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def of(self, name: str) -> list[dict[str, str | None]]:
        return [attrs for tag, attrs in self.tags if tag == name]


def view(has_names: bool = True, it: Story = STORY) -> SummaryView:
    return view_of(it, BERLIN, has_names=has_names)


def lines(it: SummaryView) -> str:
    return "\n".join(summary_lines(it, BERLIN, BLOCKS, 80))


def test_each_person_is_told_once_and_as_the_journal_has_it() -> None:
    it = view()
    assert it.ends == {
        "withdrawn": 96, "removed": 18, "refused": 2, "accepted": 2,
        "gone": 1, "kept": 8, "unclear": 1,
    }  # fmt: skip
    assert it.outside == {Half.SENT: 35}
    assert len(it.rows) + 35 == len(STORY.lines)


def test_its_numbers_are_those_of_status() -> None:
    data, standing = summary_data(view()), standing_data(STORY.account, STORY.standing)
    assert {key: data[key] for key in standing} == standing
    ends = view().ends
    for half, done in (("sent", "withdrawn"), ("connections", "removed")):
        assert data[half][done] == ends[done]
    for outcome in ("refused", "accepted", "gone"):
        assert sum(standing[half][outcome] for half in ("sent", "connections")) == ends[outcome]
    assert data["proof"] == {"checked": 112, "unchecked": 2}
    assert sum(day["withdrawn"] + day["removed"] for day in data["days"]) == 114
    assert sum(it["people"] for it in data["invite_again"]) == ends["withdrawn"]


def test_the_headline_tells_proof_as_it_is() -> None:
    assert headline(view()) == (
        "In 6 days 96 invitations were withdrawn and 18 connections were removed: 112 checked on a fresh page, "
        "2 answered by LinkedIn and not checked yet."
    )
    assert headline(view(it=story(sent=2, removed=0))) == (
        "In 1 day 2 invitations were withdrawn, every one of them checked on a fresh page."
    )
    assert headline(view(it=story(sent=1, removed=0))) == (
        "In 1 day 1 invitation was withdrawn, checked on a fresh page."
    )


def test_each_withdrawn_person_has_the_day_from_which_to_invite_again() -> None:
    it = view()
    first = next(row for row in it.rows if row.name == "Ana Nueva 0" and row.end == "withdrawn")
    assert first.again == date(2026, 12, 13)
    assert first.done_at
    assert first.checked_at
    assert first.checked_at > first.done_at
    assert all(row.again is None for row in it.rows if row.end != "withdrawn")
    unchecked = [row for row in it.rows if row.proof == "answered by LinkedIn, not checked yet"]
    assert [row.checked_at for row in unchecked] == [None, None]


def test_the_terminal_tells_the_whole_story_in_its_columns() -> None:
    text = lines(view())
    for part in (
        "Ada Canary Example: the clean-up of Sun 22 Nov 2026",
        "the burst: 108\n",
        "Not undone: 2 accepted meanwhile, 1 gone already, 2 refused by LinkedIn and still there, 8 invitations "
        "kept, 1 kept because the date is unclear, 35 invitations outside of what was chosen. LinkedIn counted 41 "
        "pending invitations on ",
        "Pending, as LinkedIn counts: 140 on Sun 22 Nov 2026, 15:04, 41 on",
        "Day by day:",
        "Proven: 112 checked on a fresh page, 2 answered by LinkedIn, not checked yet.",
        "Accepted meanwhile:",
        "  5 invitations: invited with a personal note",
        "at the latest: up to three weeks after each was withdrawn.",
        "  Mon 23 Nov 2026, 11:12: LinkedIn shows a captcha to Canary.",
        "withdrawer contacts",
    ):
        assert part in text, part
    assert "--with-note" not in text
    bars = text[text.index("When they were sent") : text.index("Pending")]
    assert max(map(cell_len, bars.splitlines())) <= 80


def test_plain_and_poor_terminals_get_the_same_numbers() -> None:
    plain = "\n".join(summary_lines(view(), BERLIN, None, 80))
    assert not set(plain) & set("█▒░┐│┘▏#")
    assert "invitations, " in plain
    poor = "\n".join(summary_lines(view(), BERLIN, ASCII, 80))
    assert "#####" in poor
    assert not set(poor) & set("█▒░┐│┘▏")


def test_without_names_nothing_anywhere_names_anybody() -> None:
    it = view(has_names=False)
    for text in (page_of(it, BERLIN), lines(it), json.dumps(summary_data(it), ensure_ascii=False), repr(it.rows)):
        assert [canary for canary in CANARIES if canary in text] == []
    assert any(canary in page_of(view(), BERLIN) for canary in CANARIES)
    assert "This file holds no names." in page_of(it, BERLIN)
    assert view().ends == it.ends


def test_the_page_is_one_file_without_a_script_and_says_so_to_the_browser() -> None:
    text = page_of(view(), BERLIN)
    page = Page(text)
    assert page.open == []
    assert not page.of("script")
    assert not [attrs for _, attrs in page.tags if {"style", "href", "src", "srcset", "action"} & set(attrs)]
    assert not [name for _, attrs in page.tags for name in attrs if name.startswith("on")]
    [policy] = [it["content"] for it in page.of("meta") if it.get("http-equiv") == "Content-Security-Policy"]
    [style] = re.findall(r"<style>(.*?)</style>", text, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert "url(#" in style
    assert "@import" not in style
    assert "http" not in style


def test_each_picture_has_words_instead_and_its_numbers_as_a_table() -> None:
    text = page_of(view(), BERLIN)
    page = Page(text)
    ids = [attrs["id"] for _, attrs in page.tags if "id" in attrs]
    assert len(ids) == len(set(ids))
    charts = [it for it in page.of("svg") if it.get("role") == "img"]
    assert len(charts) == 4
    for chart in charts:
        assert set(str(chart["aria-labelledby"]).split()) <= set(ids)
    assert text.count("<desc ") == 4
    assert text.count("The same in numbers") == 4
    labelled = [it["aria-labelledby"] for it in page.of("section")]
    assert set(labelled) <= set(ids)
    assert [tag for tag, _ in page.tags if tag in ("header", "main", "footer", "h1")] == [
        "header",
        "h1",
        "main",
        "footer",
    ]
    assert all(it.get("scope") for it in page.of("th"))
    assert page.tags[0] == ("html", {"lang": "en"})


def test_the_page_holds_everybody_and_the_two_sentences() -> None:
    it = view()
    words = "".join(Page(page_of(it, BERLIN)).words)
    assert all(row.name in words for row in it.rows)
    assert "checked on a fresh page Sun 22 Nov 2026, 16:08" in words
    assert "Sorry, my phone invited my whole address book to LinkedIn by accident" in words


def test_the_two_sentences_are_in_the_accounts_language() -> None:
    it = view()
    german = replace(it, story=replace(it.story, language="de"))
    page = page_of(german, BERLIN)
    assert apologies()["de"].invited in page
    assert apologies()["de"].accepted in page
    assert page.count('lang="de"') == 2


def hostile(it: Story, name: str) -> Story:
    lines = [
        msgspec.structs.replace(line, name=name, key=name) if line.verdict is not Verdict.OUTSIDE else line
        for line in it.lines
    ]
    return replace(it, lines=lines, account=msgspec.structs.replace(it.account, name=name))


@pytest.mark.parametrize(
    "name",
    [
        "<script>alert(1)</script>",
        '"><img src=x onerror=1>',
        "{{ 7*7 }}",
        "\x1b[2J\u202eevil\n",
        "</style>",
        "王" * 300,
    ],
)
def test_hostile_names_are_only_text(name: str) -> None:
    it = view(it=hostile(STORY, name))
    text = page_of(it, BERLIN)
    page = Page(text)
    assert page.open == []
    assert not [tag for tag, _ in page.tags if tag in ("script", "img")]
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert shown(name, 40)[:8] in "".join(page.words)
    assert "\x1b" not in lines(it)


def test_a_page_for_thousands_stays_light() -> None:
    it = view(it=story(sent=1400, removed=61, a_day=400))
    assert len(page_of(it, BERLIN).encode()) <= 80_000 + 450 * len(it.rows)


def test_nothing_done_and_nobody_there_are_no_error() -> None:
    for it in (story(sent=3, removed=0, days=0, finishes=False), story(sent=0, removed=0)):
        assert page_of(view(it=it), BERLIN)
        assert lines(view(it=it))
    begun = view(it=story(sent=3, removed=0, days=0, finishes=False))
    assert headline(begun) == "Nothing has been undone yet."
    for text in (lines(begun), page_of(begun, BERLIN)):
        assert "3 still to do" in text
        assert "3 left" in text
        assert "To continue, now, type: withdrawer run" in text
    assert "To continue" not in lines(view())
    held = replace(begun.story, stop=Stop(1, "captcha", datetime(2026, 11, 22, tzinfo=UTC), "", None, None))
    assert "To continue" not in lines(view(it=held))
    assert "It is paused. To see what it waits for, type: withdrawer status" in lines(view(it=held))
    empty = replace(STORY, lines=[], acts=[], pending=[], stops=[])
    assert page_of(view(it=empty), BERLIN)


def test_whoever_was_forgotten_is_not_said_to_be_nobody() -> None:
    left = [msgspec.structs.replace(it, key=f"forgotten-{it.id}", name="", span=None) for it in STORY.lines[:3]]
    forgotten = lines(view(it=replace(STORY, lines=left)))
    assert "Not undone" not in forgotten
    assert "Who they were, and who was not undone, is forgotten. LinkedIn counted 41" in forgotten
    assert "When they were sent" not in forgotten


def test_an_old_act_without_the_time_of_its_check_is_still_checked() -> None:
    acts = [msgspec.structs.replace(act, checked_at=None) for act in STORY.acts]
    it = view(it=replace(STORY, acts=acts))
    assert it.proven == 112
    assert "checked on a fresh page</small>" in page_of(it, BERLIN)


def test_details_of_an_act_are_only_withdrawers_own_words() -> None:
    """What LinkedIn or a message says may name others: it stays in the journal."""
    acts = [msgspec.structs.replace(act, detail=f"{act.detail}: SECRET note") for act in STORY.acts]
    lines_with_reason: list[PlanLine] = [
        msgspec.structs.replace(line, reason="messaged: SECRET") if line.reason_code == "note" else line
        for line in STORY.lines
    ]
    it = view(it=replace(STORY, acts=acts, lines=lines_with_reason))
    assert "SECRET" not in page_of(it, BERLIN) + lines(it) + json.dumps(summary_data(it))
    assert it.ends[Outcome.REFUSED] == 2


def test_a_finished_job_leaves_its_page_private_and_a_full_disk_is_no_error(tmp_path: Path) -> None:
    file = tmp_path / "home" / "summaries" / "2026-11-26-job-1.html"
    (tmp_path / "home").mkdir(0o700)
    assert keep_page(STORY, file, BERLIN) == ""
    assert "<!doctype html>" in file.read_text("utf-8")
    if os.name == "posix":
        assert file.stat().st_mode & 0o777 == 0o600
        assert file.parent.stat().st_mode & 0o777 == 0o700
    assert "withdrawer summary" in keep_page(STORY, tmp_path / "home" / "summaries", BERLIN)
