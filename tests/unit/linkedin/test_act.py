"""What an act's evidence amounts to, apart from any page."""

from types import SimpleNamespace
from typing import cast

import pytest
from playwright.sync_api import Request, Response

from withdrawer.linkedin.act import ACT_REQUEST, Actor, Seen, _acts
from withdrawer.linkedin.labels import ENGLISH
from withdrawer.linkedin.lists import ListPage, number

ACTOR = Actor(cast("ListPage", SimpleNamespace(labels=ENGLISH)), lambda: "")


def answer(status: int = 200, body: str = "{}") -> Response:
    return cast("Response", SimpleNamespace(status=status, text=lambda: body))


def judged(response: Response | None, said: str = "", *, has_gone: bool = True) -> Seen:
    return ACTOR._judge(response, said, has_gone=has_gone).seen


def test_two_signs_make_an_act_done() -> None:
    assert judged(answer()) is Seen.DONE
    assert judged(answer(), "Invitation to Ana Nueva withdrawn") is Seen.DONE
    assert judged(answer(204, "")) is Seen.DONE


def test_one_sign_alone_is_unclear() -> None:
    assert judged(None) is Seen.UNCLEAR
    assert judged(None, "Invitation to Ana Nueva withdrawn") is Seen.UNCLEAR
    assert judged(answer(), has_gone=False) is Seen.UNCLEAR
    assert judged(answer(), "Invitation to Ana Nueva withdrawn", has_gone=False) is Seen.UNCLEAR


@pytest.mark.parametrize("status", [400, 403, 404, 500, 503])
def test_a_bad_answer_is_a_refusal_though_the_row_has_gone(status: int) -> None:
    assert judged(answer(status)) is Seen.REFUSED
    assert judged(answer(status), "Invitation to Ana Nueva withdrawn") is Seen.REFUSED


@pytest.mark.parametrize(
    "body",
    [
        '{"value":{"statusCodeMap":{"urn:li:fs_relInvitation:1":500}}}',
        '{"statusCodeMap" : {"a":200,"b":404}}',
        '0:{"toast":"Unable to withdraw invitation"}',
    ],
)
def test_a_good_status_with_a_bad_content_is_a_refusal(body: str) -> None:
    assert judged(answer(200, body)) is Seen.REFUSED


def test_a_map_of_good_statuses_is_good() -> None:
    assert judged(answer(200, '{"value":{"statusCodeMap":{"urn:li:fs_relInvitation:1":200}}}')) is Seen.DONE


def test_a_page_that_says_it_failed_is_believed() -> None:
    assert judged(answer(), "Something went wrong. Please try again.") is Seen.REFUSED


@pytest.mark.parametrize(
    ("path", "is_an_act"),
    [
        ("/flagship-web/rsc-action/actions/server-request?sduiid=a.b.mynetwork.addaWithdrawInvitation", True),
        ("/voyager/api/relationships/invitations?action=closeInvitations", True),
        ("/voyager/api/relationships/dash/memberRelationships?action=removeFromMyConnections", True),
        ("/voyager/api/identity/profiles/x/profileActions?action=disconnect", True),
        ("/mynetwork/invitation-manager/sent/", False),
        ("/li/track", False),
    ],
)  # fmt: skip
def test_requests_that_act_are_known(path: str, is_an_act: bool) -> None:
    assert bool(ACT_REQUEST.search(f"https://www.linkedin.com{path}")) == is_an_act


@pytest.mark.parametrize(
    ("path", "acts"), [("/x/server-request?y", True), ("/api?action=x", True), ("/li/track", False)]
)
def test_what_is_only_told_of_a_person_is_no_act(path: str, acts: bool) -> None:
    assert _acts(cast("Request", SimpleNamespace(url=f"https://www.linkedin.com{path}"))) == acts


@pytest.mark.parametrize(
    ("text", "count"), [("1,412", 1412), ("1.412", 1412), ("1\u202f412", 1412), ("0", 0), ("", 0), ("٣", 3)]
)
def test_counts_are_read_whatever_parts_their_thousands(text: str, count: int) -> None:
    assert number(text) == count
