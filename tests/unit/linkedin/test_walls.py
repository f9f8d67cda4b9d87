import subprocess
import sys
from contextlib import nullcontext
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest

from withdrawer.errors import Exit, SignedOut, Wall
from withdrawer.linkedin.addresses import is_list_address
from withdrawer.linkedin.notices import TROUBLE
from withdrawer.linkedin.walls import (
    PROFILES,
    as_told,
    check_address,
    check_answer,
    check_page,
    check_session,
    is_unknown_address,
)


def answer(status: int, path: str = "/flagship-web/x", location: str = "") -> tuple[int, str, dict[str, str]]:
    return status, f"https://www.linkedin.com{path}", {"location": location} if location else {}


@pytest.mark.parametrize(
    "address",
    [
        "https://www.linkedin.com/login",
        "https://www.linkedin.com/login?session_redirect=%2Ffeed%2F",
        "https://www.linkedin.com/uas/login?x=1",
        "https://www.linkedin.com/authwall?trk=x",
        "https://www.linkedin.com/signup/cold-join",
        "/login",
    ],
)
def test_a_sign_in_page_is_told_by_its_address(address: str) -> None:
    with pytest.raises(SignedOut) as error:
        check_address(address)
    assert "withdrawer login" in error.value.hint


@pytest.mark.parametrize(
    "address",
    [
        "https://www.linkedin.com/checkpoint/challenge/AgF",
        "https://www.linkedin.com/checkpoint/lg/login-submit",
        "https://www.linkedin.com/challenge",
    ],
)
def test_a_verification_is_told_by_its_address(address: str) -> None:
    with pytest.raises(Wall) as error:
        check_address(address)
    assert (error.value.kind, error.value.exit_code) == ("verification", Exit.WALL)
    assert "withdrawer resume" in error.value.hint


@pytest.mark.parametrize(
    "address",
    [
        "https://www.linkedin.com/feed/",
        "https://www.linkedin.com/in/login/",
        "https://www.linkedin.com/in/checkpoint/",
        "https://www.linkedin.com/mynetwork/invitation-manager/sent/?next=/login",
        "https://www.linkedin.com/feed/#/checkpoint/",
        "",
        "about:blank",
    ],
)
def test_other_addresses_are_no_gate(address: str) -> None:
    check_address(address)


@pytest.mark.parametrize(("status", "kind"), [(429, "throttled"), (999, "blocked")])
def test_too_many_requests_and_denials_are_walls(status: int, kind: str) -> None:
    with pytest.raises(Wall, match=str(status)) as error:
        check_answer(*answer(status))
    assert error.value.kind == kind


@pytest.mark.parametrize("status", [200, 204, 302, 403, 404, 500])
def test_other_answers_are_no_wall(status: int) -> None:
    check_answer(*answer(status))


@pytest.mark.parametrize("gate", ["/checkpoint/challenge/x", "/login"])
def test_an_answer_that_leads_to_a_gate_is_one(gate: str) -> None:
    for led in (answer(302, location=gate), answer(200, gate), answer(302, location=f"https://www.linkedin.com{gate}")):
        with pytest.raises((Wall, SignedOut)):
            check_answer(*led)


@pytest.mark.parametrize(
    ("name", "value", "is_end"),
    [
        ("set-cookie", "li_at=delete me; Path=/; Max-Age=0", True),
        ("set-cookie", 'lang=v=2; Path=/\nli_at="delete me"; Domain=.www.linkedin.com', True),
        ("set-cookie", "li_at=; Max-Age=0; Path=/", True),
        ("set-cookie", "li_at=AQEDATk; Path=/\nlidc=delete me", False),
        ("clear-site-data", '"cache", "cookies", "storage"', True),
        ("clear-site-data", '"*"', True),
        ("clear-site-data", '"cache"', False),
    ],
)
def test_an_answer_that_takes_the_session_away_signs_out(name: str, value: str, is_end: bool) -> None:
    with pytest.raises(SignedOut) if is_end else nullcontext():
        check_session({name: value})


@pytest.mark.parametrize(
    ("path", "is_list", "is_unknown"),
    [
        ("/mynetwork/invitation-manager/sent/CONNECTION/", True, False),
        ("/mynetwork/invite-connect/invitations/sent/", True, False),
        ("/mynetwork/invite-connect/connections/", True, False),
        ("/mynetwork/grow/", False, False),
        ("/feed/", False, False),
        ("/in/me/", False, False),
        ("/notice-of-some-kind/", False, True),
        ("/help/linkedin/answer/a551012", False, True),
    ],
)
def test_an_address_is_a_list_or_one_where_people_go_or_unknown(path: str, is_list: bool, is_unknown: bool) -> None:
    address = f"https://www.linkedin.com{path}"
    assert (is_list_address(address), is_unknown_address(address)) == (is_list, is_unknown)


@pytest.mark.parametrize("address", ["https://portal.example/sign-up", "chrome-error://chromewebdata/", "about:blank"])
def test_what_is_not_linkedins_is_none_of_its_gates(address: str) -> None:
    assert not is_unknown_address(address)


def page_of(path: str, text: str, profiles: int = 0) -> Any:
    """A page as far as a wall is looked for on it."""
    counts = {"main": 1, PROFILES: profiles}

    def locator(selector: str) -> Any:
        first = SimpleNamespace(inner_text=lambda timeout: text)
        return SimpleNamespace(count=lambda: counts.get(selector, 0), first=first)

    return SimpleNamespace(
        url=f"https://www.linkedin.com{path}", locator=locator, query_selector_all=lambda _selector: []
    )


@pytest.mark.parametrize("text", ["Wir haben etwas bemerkt", "アカウントを確認してください", ""])
def test_an_unknown_page_in_place_of_the_list_is_a_stop_in_every_language(text: str) -> None:
    with pytest.raises(Wall, match="does not know") as error:
        check_page(page_of("/some/interstitial/", text))
    assert error.value.kind == "verification"


@pytest.mark.parametrize(
    "page",
    [
        page_of("/mynetwork/invitation-manager/sent/", "Etwas Neues"),
        page_of("/mynetwork/invite-connect/connections/", ""),
        page_of("/feed/", "Beiträge"),
        page_of("/some/interstitial/", "Leute", profiles=12),
    ],
)
def test_a_list_that_cannot_be_read_is_no_wall(page: Any) -> None:
    check_page(page)


NOW = datetime(2026, 1, 30, 12, tzinfo=UTC)
NOTICE = "Access to your account has been temporarily restricted until February 05, 2026 5:25 PM PST."


def test_a_restriction_at_a_checkpoint_is_one_with_its_end() -> None:
    page = page_of("/checkpoint/challenge/AgF", NOTICE)
    with pytest.raises(Wall) as error:
        check_address(page.url)
    told = as_told(error.value, page, NOW)
    assert (told.kind, told.opens_at) == ("restricted", datetime(2026, 2, 6, 1, 25, tzinfo=UTC))
    assert "It holds until" in told.message
    for words in ("Nothing is lost", "withdrawer resume", "where it stopped"):
        assert words in told.hint


def test_a_restriction_met_on_the_way_names_its_end_too() -> None:
    page = page_of("/mynetwork/invitation-manager/sent/", NOTICE)
    with pytest.raises(Wall) as error:
        check_page(page)
    assert as_told(error.value, page, NOW).opens_at == datetime(2026, 2, 6, 1, 25, tzinfo=UTC)


@pytest.mark.parametrize("text", ["Let's do a quick security check", "Bitte bestätigen", ""])
def test_anything_else_at_a_checkpoint_stays_a_verification(text: str) -> None:
    gate = Wall("verification", "LinkedIn asks for a verification.")
    assert as_told(gate, page_of("/checkpoint/challenge/AgF", text), NOW) is gate


def test_words_on_a_list_make_no_restriction_of_a_gate_that_was_heard() -> None:
    gate = Wall("verification", "LinkedIn asks for a verification.")
    assert as_told(gate, page_of("/mynetwork/invitation-manager/sent/", NOTICE, profiles=10), NOW) is gate


def test_a_wall_is_told_without_loading_the_driver() -> None:
    code = "import sys, withdrawer.linkedin.walls; sys.exit('playwright' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize(
    ("words", "is_trouble"),
    [
        ("Let's do a quick security check", True),
        ("Your account is restricted", True),
        ("Your account has been restricted", True),
        ("temporarily restricted", True),
        ("We noticed some unusual activity", True),
        ("Security engineer, verification and validation", False),
        ("Restricted stock units", False),
    ],
)
def test_notices_are_told_from_what_people_write(words: str, is_trouble: bool) -> None:
    assert bool(TROUBLE.search(words)) == is_trouble
