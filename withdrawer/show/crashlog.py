"""The details of an error that nobody foresaw, kept for whoever looks into it, with nothing of anybody in them."""

import re
import tempfile
import traceback
from pathlib import Path

LONGEST_MESSAGE = 500
ADDRESS = re.compile(r"[^\s@<>()'\"=:;,]+@[^\s@<>()'\"=;,]+")
PROFILE = re.compile(r"(?<=/in/)[^/?#\s'\"]+", re.IGNORECASE)
COOKIE = re.compile(
    r"\b(li_at|li_rm|jsessionid|bcookie|bscookie|csrf-token|cookie|set-cookie|authorization)\b(['\"]?\s*[=:]\s*)[^\r\n]*",
    re.IGNORECASE,
)
QUERY = re.compile(r"\?[^\s'\"]+")
TOKEN = re.compile(r"(?=[\w+=~-]*\d)[\w+=~-]{20,}")
"""So long a run of letters and digits is no word: a session, a token, an id."""


def keep_traceback(error: BaseException) -> Path:
    """Write where an error came from into a private file (0600), and give its path. Raises OSError."""
    with tempfile.NamedTemporaryFile("w", prefix="withdrawer-", suffix=".log", delete=False, encoding="utf-8") as log:
        for one in _chain(error):
            log.writelines(traceback.format_tb(one.__traceback__))
            log.write(f"{told(one)}\n\n")
    return Path(log.name)


def told(error: BaseException) -> str:
    """What an error is and says, in one line without names of sessions, tokens, addresses or profiles."""
    lines = str(error).strip().splitlines()
    return f"{type(error).__name__}: {scrubbed(lines[0][:LONGEST_MESSAGE]) if lines else 'no details'}"


def scrubbed(text: str) -> str:
    """The text without cookies, tokens, e-mail addresses and profiles. What follows a cookie's name goes with it."""
    text = COOKIE.sub(r"\1\2…", text)
    for secret in (ADDRESS, PROFILE, QUERY, TOKEN):
        text = secret.sub("…", text)
    return text


def _chain(error: BaseException | None) -> list[BaseException]:
    """The error and those that led to it, the first one first."""
    chain: list[BaseException] = []
    while error is not None and error not in chain:
        chain.insert(0, error)
        error = error.__cause__ or error.__context__
    return chain
