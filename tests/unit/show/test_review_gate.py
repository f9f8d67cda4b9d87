"""Who may talk to the review page's server."""

import pytest
from starlette.datastructures import Headers

from withdrawer.show.review.gate import GOOD_FOR_SECONDS, KEY_HEADER, KEY_PATH, LONGEST_BODY, Gate, Keys
from withdrawer.show.review.page_calls import OPEN_PATHS

PORT = 41873
GOOD = {
    "host": f"127.0.0.1:{PORT}",
    "origin": f"http://127.0.0.1:{PORT}",
    "sec-fetch-site": "same-origin",
    "content-type": "application/json",
    "content-length": "2",
}


async def nothing(*_: object) -> None:
    raise AssertionError("the gate let it pass")


@pytest.fixture
def keys() -> Keys:
    return Keys()


@pytest.fixture
def gate(keys: Keys) -> Gate:
    return Gate(nothing, PORT, keys, OPEN_PATHS)


def refusal(
    gate: Gate, method: str = "POST", path: str = "/approve", key: str | None = None, **changed: str | None
) -> int:
    """How a request like the page's own is answered, with these headers changed, or left out where None."""
    mine = gate.keys.trade(gate.keys.new_token()) if key is None else key
    headers = {**GOOD, KEY_HEADER: mine or "", **{name.replace("_", "-"): value for name, value in changed.items()}}
    return gate.refusal(method, path, Headers({name: value for name, value in headers.items() if value is not None}))


def test_the_page_itself_may_pass(gate: Gate) -> None:
    assert refusal(gate) == 0
    assert refusal(gate, "GET", "/plan") == 0
    assert refusal(gate, "POST", KEY_PATH, key="") == 0


@pytest.mark.parametrize(
    "host", ["evil.example", f"evil.example:{PORT}", "127.0.0.1", f"localhost:{PORT}", None, "127.0.0.1:1"]
)
def test_a_rebound_name_is_refused_before_anything_else(gate: Gate, host: str | None) -> None:
    assert refusal(gate, host=host) == 421
    assert refusal(gate, "GET", "/", host=host) == 421


@pytest.mark.parametrize(
    ("changed", "status"),
    [
        ({"origin": "http://evil.example"}, 403),
        ({"origin": "http://127.0.0.1:8000"}, 403),
        ({"origin": "null"}, 403),
        ({"origin": None}, 403),
        ({"sec_fetch_site": "cross-site"}, 403),
        ({"sec_fetch_site": "same-site"}, 403),
        ({"sec_fetch_site": "none"}, 403),
        ({"content_type": "text/plain"}, 415),
        ({"content_type": "application/x-www-form-urlencoded"}, 415),
        ({"content_type": None}, 415),
        ({"content_length": str(LONGEST_BODY + 1)}, 413),
        ({"content_length": None}, 413),
        ({"content_length": "-1"}, 413),
    ],
)
def test_what_the_page_would_not_send_is_refused(gate: Gate, changed: dict[str, str | None], status: int) -> None:
    assert refusal(gate, "POST", "/approve", None, **changed) == status


@pytest.mark.parametrize("method", ["PUT", "DELETE", "OPTIONS", "HEAD", "TRACE"])
def test_other_methods_are_refused(gate: Gate, method: str) -> None:
    assert refusal(gate, method) == 405


def test_without_the_key_only_the_shell_is_served(gate: Gate) -> None:
    for key in ("", "wrong", "é"):
        assert refusal(gate, key=key) == 401
        assert refusal(gate, "GET", "/plan", key=key) == 401
        assert refusal(gate, "GET", "/elsewhere", key=key) == 401
    for path in OPEN_PATHS:
        assert refusal(gate, "GET", path, key="", sec_fetch_site="none") == 0
        assert refusal(gate, "POST", path) == 405


def test_an_older_browser_that_names_no_site_still_needs_the_key(gate: Gate) -> None:
    assert refusal(gate, sec_fetch_site=None) == 0
    assert refusal(gate, sec_fetch_site=None, key="") == 401


def test_a_token_is_good_once_and_a_second_trade_ends_all_keys(keys: Keys) -> None:
    token, other = keys.new_token(), keys.new_token()
    key = keys.trade(token)
    assert key
    assert keys.is_good(key)
    assert keys.trade("made up") is None
    assert not keys.is_betrayed
    assert keys.trade(token) is None
    assert keys.is_betrayed
    assert not keys.is_good(key)
    assert keys.trade(other) is None


def test_a_token_is_good_for_ten_minutes() -> None:
    now = [0.0]
    keys = Keys(clock=lambda: now[0])
    early, late = keys.new_token(), keys.new_token()
    now[0] = GOOD_FOR_SECONDS
    assert keys.trade(early) is not None
    now[0] += 1
    assert keys.trade(late) is None
    assert not keys.is_betrayed


def test_no_two_reviews_have_a_key_or_a_token_in_common() -> None:
    made = [Keys() for _ in range(50)]
    tokens = [it.new_token() for it in made]
    assert len({*tokens, *(it.trade(token) for it, token in zip(made, tokens, strict=True))}) == 100
