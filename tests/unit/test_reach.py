from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from withdrawer.browser_args import agreed_kind, refuse_shortcuts, replay_rule, with_no_proxy
from withdrawer.errors import UsageError

SEALED = "--host-resolver-rules=MAP * 127.0.0.1:8443"
CERTIFICATE = "--ignore-certificate-errors-spki-list=AAAA="


@given(st.integers(1, 65535))
def test_every_host_to_one_port_here_is_sealed(port: int) -> None:
    assert replay_rule((f"--host-resolver-rules=MAP * 127.0.0.1:{port}",)) == port


def test_harmless_arguments_leave_it_sealed() -> None:
    assert replay_rule((CERTIFICATE, "--no-sandbox", SEALED, "--lang=de", "--window-size=1,2")) == 8443


@pytest.mark.parametrize(
    "rule",
    [
        "MAP * 127.0.0.1",
        "MAP * 127.0.0.1:",
        "MAP * 127.0.0.1:0",
        "MAP * 127.0.0.1:08443",
        "MAP * 127.0.0.1:65536",
        "MAP * 127.0.0.1:99999",
        "MAP * 127.0.0.1:844300",
        "MAP * 127.0.0.1:٨٤٤٣",
        "MAP * 127.0.0.1:8443 ",
        "MAP * 127.0.0.1:8443\n",
        " MAP * 127.0.0.1:8443",
        "MAP  * 127.0.0.1:8443",
        "map * 127.0.0.1:8443",
        "MAP * 127.0.0.1:8443,EXCLUDE www.linkedin.com",
        "MAP * 127.0.0.1:8443, EXCLUDE www.linkedin.com",
        "EXCLUDE www.linkedin.com,MAP * 127.0.0.1:8443",
        "MAP www.linkedin.com 108.174.10.10,MAP * 127.0.0.1:8443",
        "MAP *.linkedin.com 127.0.0.1:8443",
        "MAP * 127.0.0.2:8443",
        "MAP * localhost:8443",
        "MAP * [::1]:8443",
        "MAP * 127.0.0.1.example.com:8443",
        "MAP * 127x0x0x1:8443",
        "MAP * ~NOTFOUND",
        '"MAP * 127.0.0.1:8443"',
        "",
    ],
)
def test_any_other_rule_is_not_sealed(rule: str) -> None:
    assert replay_rule((f"--host-resolver-rules={rule}",)) is None


@pytest.mark.parametrize(
    "beside",
    [
        SEALED,
        "--host-resolver-rules=EXCLUDE www.linkedin.com",
        "--host-resolver-rules",
        "--host-resolver-rules=",
        "-host-resolver-rules=MAP * 108.174.10.10",
        "/host-resolver-rules=MAP * 108.174.10.10",
        " --host-resolver-rules=MAP * 108.174.10.10",
        "--HOST-RESOLVER-RULES=MAP * 108.174.10.10",
        "--host-rules=MAP * 108.174.10.10",
        "--proxy-server=proxy.example:3128",
        "--proxy-pac-url=https://example.com/proxy.pac",
        "--proxy-auto-detect",
        "-proxy-server=proxy.example:3128",
        "--winhttp-proxy-resolver",
        "--load-extension=folder",
        "--user-data-dir=another",
        "--renderer-cmd-prefix=sh",
        "--zygote-cmd-prefix=sh",
        "--gpu-launcher=sh",
        "--profile-directory=../../real",
        "--temp-profile",
        "--enable-remote-extensions",
        "@flags.txt",
        "--lang=de\0",
        "\u3000--host-rules=MAP * 108.174.10.10",
        "--",
        " -- ",
    ],
)
def test_what_might_lead_elsewhere_unseals_it_before_and_after(beside: str) -> None:
    assert replay_rule((SEALED, beside)) is None
    assert replay_rule((beside, SEALED)) is None


def test_a_rule_in_two_arguments_or_under_another_start_is_none() -> None:
    assert replay_rule(("--host-resolver-rules", "MAP * 127.0.0.1:8443")) is None
    assert replay_rule(("-host-resolver-rules=MAP * 127.0.0.1:8443",)) is None
    assert replay_rule(("---host-resolver-rules=MAP * 127.0.0.1:8443",)) is None
    assert replay_rule(()) is None


@given(st.lists(st.text(max_size=60)))
def test_no_arguments_by_chance_are_sealed(arguments: list[str]) -> None:
    assert replay_rule(arguments) is None


@pytest.mark.parametrize(
    ("arguments", "pace", "environ", "named"),
    [
        ((CERTIFICATE,), "steady", {}, "--ignore-certificate-errors-spki-list is refused"),
        (("-ignore-certificate-errors",), "steady", {}, "-ignore-certificate-errors is refused"),
        (("--no-sandbox", " --Ignore-Certificate-Errors"), "steady", {}, "--Ignore-Certificate-Errors is refused"),
        ((), "none", {}, "--pace none is refused"),
        ((), "steady", {"WITHDRAWER_NOW": "2026-11-21T15:20:00Z"}, "WITHDRAWER_NOW is refused"),
        ((SEALED, "--proxy-server=x"), "none", {}, "--pace none is refused"),
    ],
)
def test_shortcuts_are_refused_where_the_real_site_can_be_reached(
    arguments: tuple[str, ...], pace: str, environ: dict[str, str], named: str
) -> None:
    with pytest.raises(UsageError, match=named):
        refuse_shortcuts(arguments, pace, environ)


def test_shortcuts_are_fine_where_it_cannot_be_reached() -> None:
    refuse_shortcuts((SEALED, CERTIFICATE), "none", {"WITHDRAWER_NOW": "2026-11-21T15:20:00Z"})


def test_the_ordinary_is_never_refused() -> None:
    refuse_shortcuts(("--no-sandbox",), "steady", {"WITHDRAWER_NOW": ""})
    refuse_shortcuts((), "gentle", {})


SPELLINGS = st.sampled_from(["{}", "-{}", "--{}", "---{}", "/{}", " --{} ", "\u2003--{}", "\t-{}\n"])
SWITCHES = st.sampled_from(
    ["host-rules", "host-resolver-rules", "proxy-server", "proxy-pac-url", "proxy-auto-detect", "load-extension",
     "user-data-dir", "utility-cmd-prefix", "winhttp-proxy-resolver", "host-resolver-retry-attempts"]
)  # fmt: skip
CASES = st.sampled_from([str.lower, str.upper, str.title])


@given(
    SPELLINGS, SWITCHES, CASES, st.text(max_size=20), st.lists(st.sampled_from(["--lang=de", CERTIFICATE])), st.data()
)
def test_no_spelling_of_a_way_round_leaves_it_sealed(
    spelling: str, switch: str, case: Callable[[str], str], value: str, beside: list[str], data: st.DataObject
) -> None:
    hostile = spelling.format(case(switch)) + data.draw(st.sampled_from(["", "=", f"={value}"]))
    arguments = data.draw(st.permutations([SEALED, hostile, *beside]))
    assert replay_rule(arguments) is None
    with pytest.raises(UsageError):
        refuse_shortcuts(arguments, "none", {})


@given(st.text(max_size=30), st.integers(0, len(SEALED)))
def test_nothing_put_into_the_rule_leaves_it_sealed_but_another_port(put: str, place: int) -> None:
    changed = SEALED[:place] + put + SEALED[place:]
    port = replay_rule((changed,))
    assert port is None or changed == f"--host-resolver-rules=MAP * 127.0.0.1:{port}"


@pytest.mark.parametrize(
    "argument",
    [
        "--remote-debugging-port=9222",
        "-Remote-Debugging-Address=0.0.0.0",
        "--remote-debugging-pipe",
        "--load-extension=/tmp/evil",
        " --user-data-dir=/tmp/other",
        "--log-net-log=/tmp/net.json",
        "--ssl-key-log-file=/tmp/keys",
        "--disable-web-security",
        "--renderer-cmd-prefix=sh -c id",
    ],
)
def test_what_would_give_the_session_away_is_refused_on_the_real_site(argument: str) -> None:
    with pytest.raises(UsageError, match="is refused: it would let others at your session") as raised:
        refuse_shortcuts(("--lang=de", argument), "steady", {})
    assert raised.value.hint


def test_a_person_may_look_into_the_browser_of_a_replay() -> None:
    refuse_shortcuts((SEALED, "--remote-debugging-port=0"), "none", {})


def test_two_config_files_can_not_disagree_about_where_it_leads() -> None:
    agreed_kind((SEALED,), (SEALED, "--lang=de"), {"WITHDRAWER_NOW": "2026-11-21T15:20:00Z"})
    agreed_kind((), ("--lang=de",), {})
    for first, then in (((SEALED,), ()), ((), (SEALED,)), ((SEALED,), (SEALED, "--proxy-server=x"))):
        with pytest.raises(UsageError, match="two config files disagree"):
            agreed_kind(first, then, {})
    with pytest.raises(UsageError, match="is refused"):
        agreed_kind((), ("--remote-debugging-port=1",), {})


def test_a_proxy_of_the_environment_is_passed_over_on_a_replay_only() -> None:
    assert with_no_proxy((SEALED,)) == (SEALED, "--no-proxy-server")
    assert with_no_proxy(("--lang=de",)) == ("--lang=de",)
