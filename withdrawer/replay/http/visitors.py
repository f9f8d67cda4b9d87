"""Cookies: who sends a request, and whether they are signed in.

`bcookie` marks a browser as known. A fresh browser gets a session at once, unless the scenario says otherwise; a known
one without `li_at` is signed out.
"""

import secrets
from dataclasses import dataclass, field

from starlette.requests import Request
from starlette.responses import Response

from withdrawer.replay.world.scenario import Scenario

_YEAR = 31_536_000
_ATTRIBUTES = f"Path=/; Max-Age={_YEAR}; Secure; SameSite=None"


@dataclass
class Visitor:
    """The browser behind one request; `cookies` collects what the answer must set."""

    is_signed_in: bool
    csrf_token: str
    cookies: list[str] = field(default_factory=list)

    def sign_in(self) -> None:
        """Begin a session that lasts a year."""
        self.is_signed_in = True
        self.cookies.append(f"li_at=AQED{secrets.token_urlsafe(48)}; Domain=.www.linkedin.com; HttpOnly; {_ATTRIBUTES}")

    def sign_out(self) -> None:
        """End the session."""
        self.is_signed_in = False
        self.cookies.append("li_at=; Domain=.www.linkedin.com; HttpOnly; Path=/; Max-Age=0; Secure; SameSite=None")

    def mark(self, response: Response) -> Response:
        """The response, with its cookies set."""
        for cookie in self.cookies:
            response.headers.append("set-cookie", cookie)
        return response


def visitor_of(request: Request, scenario: Scenario) -> Visitor:
    """The visitor who sent this request."""
    is_fresh = "bcookie" not in request.cookies
    visitor = Visitor(bool(request.cookies.get("li_at")), request.cookies.get("JSESSIONID", "").strip('"'))
    if is_fresh:
        visitor.cookies.append(f'bcookie="v=2&{secrets.token_hex(16)}"; Domain=.linkedin.com; {_ATTRIBUTES}')
    if not visitor.csrf_token:
        visitor.csrf_token = f"ajax:{secrets.randbelow(10**19):019}"
        token = f'JSESSIONID="{visitor.csrf_token}"; Domain=.www.linkedin.com; {_ATTRIBUTES}'
        visitor.cookies.append(token)
    if is_fresh and scenario.signed_in and not visitor.is_signed_in:
        visitor.sign_in()
    return visitor
