r"""Determines whether a browser started with given arguments can reach the real site.

It can't if one argument maps every host to one port on this machine: `--host-resolver-rules=MAP * 127.0.0.1:PORT`. The
rule is parsed strictly, because what it permits (another clock, no waits, our own certificate) would be dangerous on
the real site: if any other argument might lead elsewhere, the real site counts as reachable.
"""

import re
from collections.abc import Mapping, Sequence

from withdrawer.errors import UsageError

RULE = "host-resolver-rules"
SEALED = re.compile(rf"--{RULE}=MAP \* 127\.0\.0\.1:([1-9][0-9]{{0,4}})")
ELSEWHERE = (
    "host-r",  # host-rules, host-resolver-…
    "proxy-",
    "winhttp-proxy",
    "load-",  # load-extension and the like: an extension may set a proxy
    "disable-extensions-except",
    "enable-remote-extensions",
    "user-data-dir",  # another profile may do so too
    "profile-directory",
    "temp-profile",  # Debian's wrapper then uses a profile of its own
    "browser-subprocess-path",
    "@",
)
"""Prefixes of switches that may lead a browser, or the program that starts it, past the rule."""
STARTS_PROGRAMS = ("-cmd-prefix", "-launcher")
EXPOSING = (
    "remote-debugging",  # anyone who connects there has the session
    "remote-allow",
    "load-",
    "disable-extensions-except",
    "enable-remote-extensions",
    "user-data-dir",
    "profile-directory",
    "temp-profile",
    "disable-web-security",
    "log-net-log",  # a file containing every cookie
    "net-log",
    "ssl-key-log-file",
)
"""Prefixes of switches that expose the session or use another one: refused if the real site can be reached."""
CERTIFICATE_SWITCH = "ignore-certificate-errors"


def replay_rule(browser_args: Sequence[str]) -> int | None:
    """Return the port that every host is mapped to, or None if the real site can be reached."""
    if any(_ends_switches(argument) or "\0" in argument for argument in browser_args):
        return None
    ways = [argument for argument in browser_args if _leads_elsewhere(argument)]
    if len(ways) != 1:
        return None
    sealed = SEALED.fullmatch(ways[0])
    return int(sealed[1]) if sealed and int(sealed[1]) <= 65535 else None


def refuse_shortcuts(browser_args: Sequence[str], pace: str, environ: Mapping[str, str]) -> None:
    """Raise UsageError for what is allowed only in a browser that can't reach the real site, or exposes the session."""
    if replay_rule(browser_args) is not None:
        return
    exposing = [argument.strip() for argument in browser_args if _exposes(argument)]
    if exposing:
        raise UsageError(
            f"{exposing[0].partition('=')[0]} is refused: it would let others at your session, or take another one",
            "Remove it from [browser] args in config.toml, or from WITHDRAWER_BROWSER_ARGS.",
        )
    asked = [argument.strip() for argument in browser_args if _name(argument).startswith(CERTIFICATE_SWITCH)]
    if environ.get("WITHDRAWER_NOW"):
        asked.append("WITHDRAWER_NOW")
    if pace == "none":
        asked.append("--pace none")
    if asked:
        raise UsageError(
            f"{asked[0].partition('=')[0]} is refused where the real site can be reached",
            "It is for the replay site: see withdrawer replay serve, or withdrawer demo.",
        )


def agreed_kind(first: Sequence[str], then: Sequence[str], environ: Mapping[str, str]) -> None:
    """Raise UsageError if the arguments used to choose a home and those in its config disagree about the target."""
    if (replay_rule(first) is None) != (replay_rule(then) is None):
        raise UsageError(
            "two config files disagree whether the real site can be reached, so nothing is opened",
            "Give [browser] args in one of them only: that of the home named by --home or WITHDRAWER_HOME.",
        )
    refuse_shortcuts(then, "", environ)


def with_no_proxy(browser_args: Sequence[str]) -> tuple[str, ...]:
    """Return the arguments; for a replay, add one that bypasses any proxy named in the environment."""
    return (*browser_args, "--no-proxy-server") if replay_rule(browser_args) is not None else tuple(browser_args)


def _leads_elsewhere(argument: str) -> bool:
    return _name(argument).startswith(ELSEWHERE) or _name(argument).endswith(STARTS_PROGRAMS)


def _exposes(argument: str) -> bool:
    return _name(argument).startswith(EXPOSING) or _name(argument).endswith(STARTS_PROGRAMS)


def _name(argument: str) -> str:
    """Return the switch's name as Chromium parses it: trimmed, after any -, -- or (on Windows) /."""
    return argument.strip().lstrip("-/").partition("=")[0].strip().lower()


def _ends_switches(argument: str) -> bool:
    """Return whether this is a lone `--`, after which Chromium reads no switches, so that a rule has no effect."""
    return argument.strip() == "--"
