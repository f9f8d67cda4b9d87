"""The requests that act, in the form of every generation, and what their answers say."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from withdrawer.linkedin.acting.act_requests import ActRequest, Answered, AnswerKind, flight_rows, kind_of

SITE = "https://www.linkedin.com"
SDUI = f"{SITE}/flagship-web/rsc-action/actions/server-request?sduiid=com.linkedin.sdui"
SENT = f"{SDUI}.requests.mynetwork.addaWithdrawInvitation"
REMOVED = f"{SDUI}.mynetwork.RemoveConnectionVanityName&parentSpanId=x"
CLOSE = f"{SITE}/voyager/api/relationships/invitations?action=closeInvitations"
URN = "urn:li:fs_relInvitation:7134000000000000001"


def sdui(**payload: object) -> str:
    return json.dumps({"serverRequest": {"requestedArguments": {"payload": payload}}})


def closing(*urns: str) -> str:
    data = [{"entityUrn": urn, "genericInvitation": False} for urn in urns]
    return json.dumps({"inviteActionType": "ACTOR_WITHDRAW", "inviteActionData": data})


@pytest.mark.parametrize(
    ("method", "url"),
    [
        ("POST", SENT),
        ("POST", f"{SENT}&parentSpanId=abc"),
        ("POST", REMOVED.replace("sduiid=", "parentSpanId=abc&sduiid=")),
        ("POST", REMOVED),
        ("POST", CLOSE),
        ("POST", f"{SITE}/voyager/api/voyagerRelationshipsDashInvitations/urn:li:fsd_invitation:7134?action=withdraw"),
        ("POST", f"{SITE}/voyager/api/relationships/dash/connections?action=removeFromMyConnections"),
        ("POST", f"{SITE}/voyager/api/relationships/dash/memberRelationships?x=y&action=removeFromMyConnections"),
        ("POST", f"{SITE}/voyager/api/identity/profiles/ana-nueva-1/profileActions?action=disconnect"),
        ("DELETE", f"{SITE}/voyager/api/relationships/connections/12345"),
        ("DELETE", f"{SITE}/voyager/api/relationships/dash/connections/urn:li:fsd_connection:ACoAAx"),
    ],
)  # fmt: skip
def test_every_form_of_withdrawing_and_removing_is_known(method: str, url: str) -> None:
    assert ActRequest(method, url).is_act


@pytest.mark.parametrize(
    ("method", "url"),
    [
        ("GET", SENT),
        ("GET", f"{SITE}/mynetwork/invitation-manager/sent/"),
        ("POST", f"{SITE}/li/track"),
        ("POST", f"{SDUI}.requests.mynetwork.addaAddConnection"),
        ("POST", f"{SDUI}.requests.mynetwork.addaInvitationAction"),
        ("POST", f"{SITE}/flagship-web/rsc-action/actions/navigate?sduiid=a.WithdrawConfirmationDialog"),
        ("POST", f"{SITE}/flagship-web/rsc-action/actions/pagination?sduiid=a.invitationsList"),
        ("POST", f"{SITE}/voyager/api/relationships/dash/memberRelationships?action=verifyQuotaAndCreateV2"),
        ("DELETE", f"{SITE}/voyager/api/feed/updates/1"),
    ],
)
def test_what_does_something_else_is_no_act(method: str, url: str) -> None:
    assert not ActRequest(method, url).is_act


def test_a_request_that_names_somebody_else_is_not_this_act() -> None:
    mine = ActRequest("POST", SENT, sdui(inviteeVanityName="%CE%BA%CE%B1%CE%BB%CE%BB-1", firstName="X"))
    assert not mine.is_for_another("καλλ-1")
    assert mine.is_for_another("ana-nueva-1")
    assert ActRequest("POST", REMOVED, sdui(disconnectVanityName="tom-old-2")).is_for_another("ana-nueva-1")
    profile = f"{SITE}/voyager/api/identity/profiles/tom-old-2/profileActions?action=disconnect"
    assert ActRequest("POST", profile).is_for_another("ana-nueva-1")


def test_older_forms_name_nobody_and_are_taken_for_this_act() -> None:
    assert not ActRequest("POST", CLOSE, closing(URN)).is_for_another("ana-nueva-1")
    by_id = ActRequest(
        "POST", f"{SITE}/x?action=removeFromMyConnections", '{"connectedMember":"urn:li:fsd_profile:ACo1"}'
    )
    assert not by_id.is_for_another("ana-nueva-1")
    assert not ActRequest("POST", SENT, sdui(inviteeVanityName="")).is_for_another("")
    assert not ActRequest("POST", SENT, "\udce9 not json").is_for_another("ana-nueva-1")


def word(url: str, body: str | None, status: int = 200, kind: str = "application/json", asked: str = "") -> AnswerKind:
    return kind_of(ActRequest("POST", url, asked), Answered(status, body, kind))[0]


@pytest.mark.parametrize(
    "body",
    [
        '0:{"failed":false}',
        '{"data":{"value":{}}}',
        '1:"$L34"\n2:["$","div"]',
        '1:I["a",[],"b"]\n0:["$","$L1",null,{}]\n',
    ],
)
def test_a_good_status_without_a_word_against_it_is_a_yes(body: str) -> None:
    assert word(SENT, body) is AnswerKind.YES


@pytest.mark.parametrize("body", ["", "{}", "[]", "null", "true", "ok", "0:[]", "0:null", '0:"$L1"', "2:T3,abc"])
def test_an_answer_that_is_empty_or_of_an_unknown_form_is_no_sign(body: str) -> None:
    assert word(SENT, body) is AnswerKind.SILENT
    assert word(SENT, body, status=204) is AnswerKind.SILENT


@pytest.mark.parametrize("text", ['\n3:E{"digest":"x"}', "a\nb", "é\n"])
def test_text_within_a_stream_is_no_row_of_it(text: str) -> None:
    length = f"{len(text.encode()):x}"
    body = f'2:T{length},{text}3:{{"a":1}}\n'
    assert flight_rows(body) == [("T", text), ("", '{"a":1}')]
    assert word(SENT, body) is AnswerKind.YES


@given(st.text(max_size=200))
def test_no_answer_is_too_strange_to_be_read(body: str) -> None:
    assert word(SENT, body) in AnswerKind
    assert all(len(row) == 2 for row in flight_rows(body))


@pytest.mark.parametrize("status", [400, 403, 404, 406])
def test_a_status_of_refusal_is_a_no_whatever_the_body_says(status: int) -> None:
    assert word(SENT, '{"failed":false}', status) is AnswerKind.NO


@pytest.mark.parametrize("status", [500, 502, 503, 302])
def test_an_error_of_the_server_says_neither(status: int) -> None:
    assert word(SENT, "", status) is AnswerKind.UNCLEAR


def test_an_answer_that_breaks_off_or_is_a_page_says_nothing() -> None:
    assert word(SENT, None) is AnswerKind.UNCLEAR
    assert word(SENT, "<!DOCTYPE html><title>Sign in</title>", kind="application/octet-stream") is AnswerKind.UNCLEAR
    assert word(SENT, "", kind="text/html; charset=utf-8") is AnswerKind.UNCLEAR


def statuses(**by_urn: int) -> str:
    return json.dumps(
        {"data": {"value": {"statusCodeMap": {URN.replace("0001", key): it for key, it in by_urn.items()}}}}
    )


def test_a_map_of_statuses_is_read_for_the_person_of_this_act() -> None:
    mine = closing(URN.replace("0001", "a"))
    assert word(CLOSE, statuses(a=200, b=500), asked=mine) is AnswerKind.YES
    assert word(CLOSE, statuses(a=406, b=200), asked=mine) is AnswerKind.NO
    assert word(CLOSE, statuses(a=204), asked=mine) is AnswerKind.YES
    assert word(CLOSE, statuses(b=500), asked=mine) is AnswerKind.NO, (
        "a name in another form is no reason to believe it"
    )
    assert word(CLOSE, statuses(), asked=mine) is AnswerKind.SILENT


@pytest.mark.parametrize(
    "body",
    [
        '0:{"children":["Failed to withdraw invitation"]}',
        '{"toast":"Unable to remove connection"}',
        '0:{"failed":true}',
        '{"errors":[{"message":"no"}]}',
        '{"errors":["no"]}',
        '0:"{\\"errors\\":[{\\"message\\":\\"no\\"}]}"',
        '{"responses":{"error":{"ServerError":{"message":"no"}}}}',
        '3:E{"digest":"x"}',
        'no stream at all\n3:E{"digest":"x"}',
        '0:["$","div",null,{}]\n3:E{"digest":"x","message":"no"}\n',
        '2:T3,a\nb3:E{"digest":"x"}',
        '{"status":400,"code":"CANT_DO"}',
    ],
)
def test_a_refusal_inside_a_good_answer_is_a_no(body: str) -> None:
    assert word(SENT, body) is AnswerKind.NO


def test_an_answer_that_brings_the_words_for_both_ends_says_neither() -> None:
    assert word(SENT, '0:["Invitation withdrawn","Failed to withdraw invitation"]') is AnswerKind.UNCLEAR
