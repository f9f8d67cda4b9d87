"""The requests of acts, in every generation of LinkedIn's pages, and what their answers say. Pure.

Sources: sent-invitations 2 (both voyager forms) and 3b.7 (sdui), connections A.4.1 (sdui) and A.5 (voyager). Any other
form is no evidence: then a fresh reading tells.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from urllib.parse import unquote

ACTS = re.compile(
    r"/server-request\?(?:.*&)?sduiid=[^&]*(?:WithdrawInvitation|RemoveConnection)"
    r"|[?&]action=(?:withdraw|closeInvitations|removeFromMyConnections|removeConnection|disconnect)\b",
    re.IGNORECASE,
)
DELETES = re.compile(r"/(?:relationships|dash)/(?:[^?]*/)?connections/[^/?]+|/memberConnections\b", re.IGNORECASE)
"""Addresses that remove a connection when the method is DELETE."""
NAMES = ("inviteeVanityName", "disconnectVanityName", "vanityName", "publicIdentifier", "publicId")
PROFILE = re.compile(r"/profiles/([^/?]+)/profileActions", re.IGNORECASE)
WORDS_OF_FAILURE = re.compile(r"\b(?:failed|unable) to (?:withdraw|remove)\b", re.IGNORECASE)
"""In LinkedIn's own answers, whatever the page's language (sent-invitations 3b.6: "Failed to withdraw invitation")."""
WORDS_OF_SUCCESS = re.compile(r"\b(?:withdrawn|removed)\b", re.IGNORECASE)
FLAGS_OF_FAILURE = re.compile(
    r'\\*"(?:failed|isError|hasError)\\*"\s*:\s*true'
    r'|\\*"(?:status|statusCode)\\*"\s*:\s*[45]\d\d\b'
    r'|\\*"errors\\*"\s*:\s*\[\s*[^\s\]]'
    r"|\bServerError\b",
)
"""Quotes may be escaped: an answer may embed another as text.

`responses.error.ServerError` is a failure on pages since 2025, as is a non-empty list of errors (newer evidence 2).
"""
FLIGHT_ROW = re.compile(rb"([0-9a-f]+):([A-Z]?)")
FLIGHT_ERROR = "E"
FLIGHT_TEXT = "T"
UNREAD_ERROR = re.compile(r"^[0-9a-f]+:E\{", re.MULTILINE)
"""An error row in a stream that can't be parsed."""


class AnswerKind(StrEnum):
    """What an answer says about its act."""

    YES = "yes"
    NO = "no"
    SILENT = "silent"
    """The request succeeded, but nothing in the answer is about the act: no evidence either way."""
    UNCLEAR = "unclear"
    """Something went wrong on the way; the act may or may not have been done."""


@dataclass(frozen=True)
class ActRequest:
    """A request as the page sent it."""

    method: str
    url: str
    body: str = ""

    @property
    def is_act(self) -> bool:
        """Whether it is a known form of withdrawing or removing."""
        if self.method == "DELETE":
            return DELETES.search(self.url) is not None
        return self.method in ("POST", "PUT") and ACTS.search(self.url) is not None

    def is_for_another(self, slug: str) -> bool:
        """Whether it names profile slugs, and this person's is not among them. Older forms name none."""
        named = {unquote(name).casefold() for name in self._names() if name}
        return bool(slug and named) and slug.casefold() not in named

    def urns(self) -> set[str]:
        """The URNs of its invitations or connections, as in the voyager forms."""
        named = set(re.findall(r"urn:li:[A-Za-z_]+:[\w-]+", unquote(self.url)))
        texts = (value for _, value in _pairs(_json(self.body)) if isinstance(value, str))
        return named | {text for text in texts if text.startswith("urn:li:")}

    def _names(self) -> Iterator[str]:
        if match := PROFILE.search(self.url):
            yield match[1]
        yield from (str(value) for key, value in _pairs(_json(self.body)) if key in NAMES and isinstance(value, str))


@dataclass(frozen=True)
class Answered:
    """The answer to a request. `body` is None if it broke off, or could not be read."""

    status: int
    body: str | None
    content_type: str = ""


def kind_of(asked: ActRequest, answered: Answered) -> tuple[AnswerKind, str]:
    """What the answer says, and a sentence for the journal if it is not a plain yes."""
    if 400 <= answered.status < 500:
        return AnswerKind.NO, f"LinkedIn answered {answered.status}"
    if not 200 <= answered.status < 300:
        # A server error may come before or after the act was done.
        return AnswerKind.UNCLEAR, f"LinkedIn answered {answered.status}"
    if answered.body is None:
        return AnswerKind.UNCLEAR, "LinkedIn's answer broke off"
    if "text/html" in answered.content_type or re.match(r"\s*<!doctype|\s*<html", answered.body, re.IGNORECASE):
        return AnswerKind.UNCLEAR, "LinkedIn answered with a page instead of an answer"
    return _word_inside(asked, answered.body)


def _word_inside(asked: ActRequest, body: str) -> tuple[AnswerKind, str]:
    statuses = _status_map(_json(body))
    if statuses is not None:
        mine = {urn: status for urn, status in statuses.items() if urn in asked.urns()} or statuses
        bad = [status for status in mine.values() if not 200 <= status < 300]
        if bad:
            return AnswerKind.NO, f"LinkedIn's answer says {bad[0]} for this person"
        return (AnswerKind.YES, "") if mine else (AnswerKind.SILENT, "LinkedIn's answer says nothing of this person")
    rows = flight_rows(body)
    if any(tag == FLIGHT_ERROR for tag, _ in rows) or (not rows and UNREAD_ERROR.search(body)):
        return AnswerKind.NO, "LinkedIn's answer holds an error"
    if FLAGS_OF_FAILURE.search(body):
        return AnswerKind.NO, "LinkedIn's answer says that it could not be done"
    if WORDS_OF_FAILURE.search(body):
        # An answer may contain the texts of both outcomes.
        word = AnswerKind.UNCLEAR if WORDS_OF_SUCCESS.search(body) else AnswerKind.NO
        return word, "LinkedIn's answer speaks of a failure"
    contents = [_json(text) for tag, text in rows if not tag] or [_json(body)]
    if any(content and isinstance(content, dict | list) for content in contents):
        return AnswerKind.YES, ""
    return AnswerKind.SILENT, "LinkedIn's answer is empty, or of a form that is not known"


def flight_rows(body: str) -> list[tuple[str, str]]:
    """The rows of a flight answer, each with its tag (empty for JSON); none if the body is no such answer.

    A row is `<hex>:<tag><content>` and ends with its line, except for text (`T`), which states its length in bytes and
    may contain anything (newer evidence 2).
    """
    data, at, rows = body.encode("utf-8", "replace"), 0, []
    while at < len(data):
        begun = FLIGHT_ROW.match(data, at)
        if begun is None:
            return []
        tag, start = begun[2].decode(), begun.end()
        end = data.find(b"\n", start)
        end = len(data) if end < 0 else end
        if tag == FLIGHT_TEXT:
            length, comma, _ = data[start:end].partition(b",")
            if not comma or not re.fullmatch(rb"[0-9a-f]+", length):
                return []
            start += len(length) + 1
            end = start + int(length, 16)
        rows.append((tag, data[start:end].decode("utf-8", "replace")))
        at = end if tag == FLIGHT_TEXT else end + 1
    return rows


def _status_map(content: Any) -> dict[str, int] | None:
    for key, value in _pairs(content):
        if key == "statusCodeMap" and isinstance(value, dict):
            return {urn: status for urn, status in value.items() if isinstance(status, int)}
    return None


def _json(text: str) -> Any:
    """The text parsed as JSON, all of it or the first row of a stream ("0:…"); None if that fails."""
    for candidate in (text, re.sub(r"^[0-9a-f]+:", "", text.split("\n", 1)[0])):
        try:
            return json.loads(candidate)
        except (ValueError, RecursionError):
            continue
    return None


def _pairs(content: Any) -> Iterator[tuple[str, Any]]:
    """Yield every value at any depth with its key; the key of a list's element is empty."""
    todo = [("", content)]
    while todo:
        key, value = todo.pop()
        yield key, value
        if isinstance(value, dict):
            todo += value.items()
        elif isinstance(value, list):
            todo += (("", one) for one in value)
