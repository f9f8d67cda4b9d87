from datetime import UTC, datetime

import pytest

from withdrawer.errors import Exit, SignedOut, Wall
from withdrawer.linkedin.walls import TROUBLE, check_address, check_answer, day_named


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


@pytest.mark.parametrize(
    ("notice", "day"),
    [
        ("Your account is restricted. The restriction ends on November 29, 2026.", datetime(2026, 11, 30, tzinfo=UTC)),
        ("until 3 Dec 2026", datetime(2026, 12, 4, tzinfo=UTC)),
        ("since 2026-11-22, until 2026-12-01", datetime(2026, 12, 2, tzinfo=UTC)),
        ("for a week", None),
        ("until Smarch 44, 2026", None),
        ("© LinkedIn Corporation 2026", None),
    ],
)
def test_the_last_day_that_a_notice_names_is_over_the_day_after(notice: str, day: datetime | None) -> None:
    assert day_named(notice) == day


@pytest.mark.parametrize("status", [200, 204, 302, 403, 404, 500])
def test_other_answers_are_no_wall(status: int) -> None:
    check_answer(*answer(status))


@pytest.mark.parametrize("gate", ["/checkpoint/challenge/x", "/login"])
def test_an_answer_that_leads_to_a_gate_is_one(gate: str) -> None:
    for led in (answer(302, location=gate), answer(200, gate), answer(302, location=f"https://www.linkedin.com{gate}")):
        with pytest.raises((Wall, SignedOut)):
            check_answer(*led)


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
