"""What is shared of an examination: only what is known beforehand, whatever the findings say."""

import platform
import re
import sys
from datetime import date
from pathlib import Path

import pytest

from withdrawer.app.doctor import Examined
from withdrawer.app.share import OF_LINKEDIN, SharedLine, share_of
from withdrawer.errors import PageNotUnderstood
from withdrawer.findings import Finding, broken, fine, look
from withdrawer.linkedin.doctor import PRODUCT, PageFacts
from withdrawer.plan.half import Half
from withdrawer.show.doctor import share_data, share_line

PAGE = Path(__file__).parents[3] / "docs" / "seen-on-linkedin.md"
CANARY = "kestrelwood"
TODAY = date(2026, 11, 26)
PAGES = {Half.SENT: PageFacts("sdui-2026", "de", 10), Half.CONNECTIONS: PageFacts("sdui-2026", "de", 1_040)}
WELL = [fine("session", f"Signed in as {CANARY}."), fine("sent invitations", "Understood."), fine("connections", "")]


def shared(findings: list[Finding], pages: dict[Half, PageFacts] = PAGES) -> SharedLine:
    return share_of(TODAY, "Chrome 141", pages, findings)


def test_the_line_fits_the_table(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(platform, "release", lambda: "11")
    python = f"{sys.version_info.major}.{sys.version_info.minor}"
    assert share_line(shared(WELL)) == (
        f"| 2026-11-26 | sdui-2026 | de | withdrawer 0.1.0, Windows 11, Python {python}, Chrome 141 "
        "| invitations 10, connections 1,040 | looked only; both pages understood |"
    )


def test_two_kinds_of_page_are_both_told() -> None:
    pages = {Half.SENT: PageFacts("sdui-2026", "en", 3), Half.CONNECTIONS: PageFacts("artdeco", "en", 4)}
    assert "| sdui-2026 / artdeco | en |" in share_line(shared(WELL, pages))


def test_what_is_not_in_order_is_named_by_its_subject_alone() -> None:
    error = PageNotUnderstood(f"The page of {CANARY} is not understood.", f"See /home/{CANARY}")
    line = share_line(shared([*WELL[:1], broken("sent invitations", error), look("connections", CANARY, CANARY)]))
    assert line.endswith("| looked only; sent invitations: broken; connections: to look at |")


def test_labels_that_are_not_known_leave_the_pages_understood() -> None:
    line = share_line(shared([*WELL, look("labels, connections", "", "")]))
    assert line.endswith("| looked only; both pages understood; labels of connections: to look at |")


def test_where_the_pages_were_not_reached_the_line_says_why() -> None:
    findings = [broken("session", PageNotUnderstood(CANARY)), look("pages", "They were not looked at.", "")]
    line = share_line(share_of(TODAY, "", {}, findings))
    assert "| – | – |" in line
    assert "no browser" in line
    assert line.endswith("| – | pages not looked at; session: broken; pages: to look at |")


def test_nothing_that_anybody_wrote_is_shared(monkeypatch: pytest.MonkeyPatch) -> None:
    for subject in ("release", "version", "node", "platform", "machine"):
        monkeypatch.setattr(platform, subject, lambda: f"11-{CANARY}")
    monkeypatch.setattr(platform, "mac_ver", lambda: (CANARY, ("", "", ""), ""))
    findings = [look(about, CANARY, CANARY) for about in (*OF_LINKEDIN, "home", "profile", CANARY)]
    for system in ("linux", "darwin", "win32", CANARY):
        monkeypatch.setattr(sys, "platform", system)
        share = shared(findings)
        assert CANARY not in str(share_data(share))
        assert not {"home", "profile"} & set(share.marks)


def test_without_the_option_nothing_is_shared() -> None:
    assert Examined(WELL, None).share is None


@pytest.mark.parametrize(
    ("product", "name"),
    [
        ("HeadlessChrome/141.0.7390.37", "Chrome 141"),
        ("Chrome/141.0.0.0", "Chrome 141"),
        ("Edg/140.0.3485.54", "Edg 140"),
    ],
)
def test_of_the_browser_its_name_and_main_version_are_told(product: str, name: str) -> None:
    found = PRODUCT.fullmatch(product)
    assert found is not None
    assert f"{found[1]} {found[2]}" == name


@pytest.mark.parametrize("product", ["", CANARY, f"Chrome/141 {CANARY}", f"{CANARY}/141.0", "Chrome/x"])
def test_a_browser_of_another_form_is_not_named(product: str) -> None:
    assert PRODUCT.fullmatch(product) is None


def test_the_docs_show_a_line_of_the_same_form(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    rows = [line for line in PAGE.read_text("utf-8").splitlines() if line.startswith("| ")]
    heading, *others = ([cell.strip() for cell in row.strip("|").split("|")] for row in rows)
    assert heading == ["date", "layout", "language", "system", "people", "outcome"]
    assert {len(cells) for cells in others} == {6}
    form = re.compile(r"\d+")
    [example] = [row for row in rows if row.startswith("| 20")]
    python = f"{sys.version_info.major}.{sys.version_info.minor}"
    line = share_line(shared(WELL)).replace(f"Python {python}", "Python 3.13").replace("1,040", "10")
    line = line.replace("Linux", "Windows 11").replace("Chrome 141", "Edge 141")
    assert form.sub("0", line) == form.sub("0", example)
