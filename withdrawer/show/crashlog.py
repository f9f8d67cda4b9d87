"""Saves the details of an unforeseen error for debugging, without personal data."""

import os
import re
import tempfile
import traceback
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from withdrawer.errors import Unforeseen
from withdrawer.home import KEPT_CRASH, private_file, private_folder, thin_out

LONGEST_MESSAGE = 500
MOST_REPORTS = 10
ADDRESS = re.compile(r"[^\s@<>()'\"=:;,]+@[^\s@<>()'\"=;,]+")
PROFILE = re.compile(r"(?<=/in/)[^/?#\s'\"]+", re.IGNORECASE)
COOKIE = re.compile(
    r"\b(li_at|li_rm|jsessionid|bcookie|bscookie|csrf-token|cookie|set-cookie|authorization)\b(['\"]?\s*[=:]\s*)[^\r\n]*",
    re.IGNORECASE,
)
QUERY = re.compile(r"\?[^\s'\"]+")
TOKEN = re.compile(r"(?=[\w+=~-]*\d)[\w+=~-]{20,}")
"""A run of letters and digits this long is not a word but a session, a token or an id."""


def unforeseen(error: Exception, folder: Path | None = None) -> Unforeseen:
    """Return the error to report for an unforeseen one; its details are saved in `folder` if possible."""
    hint = "Run the same command again; what was done is in the journal."
    for place in dict.fromkeys((folder, None)):
        with suppress(OSError):
            kept = keep_traceback(error, place)
            hint = f"What was done is in the journal; run the same command again. The details are in {kept}"
            break
    return Unforeseen(f"Something unexpected happened: {told(error)}", hint)


def keep_traceback(error: BaseException, folder: Path | None = None) -> Path:
    """Write an error's traceback to a private file (0600), and return its path. Raises OSError.

    The newest ten files in `folder`, a home's, are kept; without a folder, the file goes to the system's temporary one.
    """
    text = "".join("".join(traceback.format_tb(one.__traceback__)) + f"{told(one)}\n\n" for one in _chain(error))
    if folder is None:
        number, name = tempfile.mkstemp(".log", "withdrawer-")
        os.close(number)
        Path(name).write_text(text, encoding="utf-8")
        return Path(name)
    file = private_file(private_folder(folder) / f"{datetime.now(UTC):%Y%m%dT%H%M%S%f}.log")
    file.write_text(text, encoding="utf-8")
    thin_out(folder, KEPT_CRASH, MOST_REPORTS)
    return file


def told(error: BaseException) -> str:
    """Return an error's type and message on one line, without sessions, tokens, addresses or profiles."""
    lines = str(error).strip().splitlines()
    return f"{type(error).__name__}: {scrubbed(lines[0][:LONGEST_MESSAGE]) if lines else 'no details'}"


def scrubbed(text: str) -> str:
    """Return the text without cookies, tokens, e-mail addresses and profiles. All text after a cookie's name goes."""
    text = COOKIE.sub(r"\1\2…", text)
    for secret in (ADDRESS, PROFILE, QUERY, TOKEN):
        text = secret.sub("…", text)
    return text


def _chain(error: BaseException | None) -> list[BaseException]:
    """Return the error and its causes, the original cause first."""
    chain: list[BaseException] = []
    while error is not None and error not in chain:
        chain.insert(0, error)
        error = error.__cause__ or error.__context__
    return chain
