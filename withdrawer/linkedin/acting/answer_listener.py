"""Listens, from before a click, for the request that it causes and the answer to that request."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from withdrawer.clock import stopwatch
from withdrawer.linkedin.acting.act_requests import ActRequest, Answered, AnswerKind, kind_of
from withdrawer.linkedin.browser.browser import Browser

if TYPE_CHECKING:
    from playwright.sync_api import Request, Response

REQUEST_SECONDS = 10.0
"""How long a click may take to cause a request of a known form."""
ANSWER_SECONDS = 60.0
"""How long the answer may take: while the request is in flight, its outcome is open."""
WITHOUT_BODY = (204, 205)


@dataclass
class AnswerListener:
    """Listens to one act on the person with that slug, empty if they have none."""

    browser: Browser
    slug: str
    asked: "Request | None" = field(init=False, default=None)
    response: "Response | None" = field(init=False, default=None)
    has_ended: bool = field(init=False, default=False)
    has_failed: bool = field(init=False, default=False)

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Listen while the context is open."""
        page = self.browser.page
        heard = {
            "request": self._begun,
            "response": self._answering,
            "requestfinished": self._ended,
            "requestfailed": self._failed,
        }
        for event, listener in heard.items():
            page.on(event, listener)  # type: ignore[call-overload]
        try:
            yield
        finally:
            for event, listener in heard.items():
                page.remove_listener(event, listener)

    def wait(self) -> tuple[AnswerKind, str]:
        """What the server's answer says. Raises Interrupted, SignedOut or Wall."""
        begin = stopwatch()
        while not self.has_ended and stopwatch() - begin < (ANSWER_SECONDS if self.asked else REQUEST_SECONDS):
            self.browser.wait_for_answer()
        self.browser.check()
        if self.asked is None:
            return AnswerKind.SILENT, "no request of a known form was seen"
        answered = self._answered()
        return (
            kind_of(_asked(self.asked), answered)
            if answered
            else (AnswerKind.UNCLEAR, "no answer of LinkedIn was seen")
        )

    def _begun(self, request: "Request") -> None:
        if self.asked is None and request.method != "GET":
            asked = _asked(request)
            if asked.is_act and not asked.is_for_another(self.slug):
                self.asked = request

    def _answering(self, response: "Response") -> None:
        if self.asked is not None and response.request == self.asked:
            self.response = response

    def _ended(self, request: "Request") -> None:
        self.has_ended = self.has_ended or request == self.asked

    def _failed(self, request: "Request") -> None:
        if request == self.asked:
            self.has_ended = self.has_failed = True

    def _answered(self) -> Answered | None:
        response = self.response
        if not self.has_ended or response is None:
            return None
        kind, length = (response.headers.get(name, "") for name in ("content-type", "content-length"))
        # The driver has no text for an empty answer, and reports it as broken off.
        is_empty = response.status in WITHOUT_BODY or length == "0"
        body = "" if is_empty else None if self.has_failed else _text_of(response)
        return Answered(response.status, body, kind)


def _text_of(response: "Response") -> str:
    """The body of an answer; empty if it arrived whole and the driver has no text for it."""
    from playwright.sync_api import Error

    try:
        return response.text()
    except Error:
        return ""


def _asked(request: "Request") -> ActRequest:
    body = request.post_data_buffer or b""
    return ActRequest(request.method, request.url, body.decode("utf-8", "replace"))
