"""Another server at LinkedIn's address: it signs a member in and gives any page in the place of the two lists."""

import ssl
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import trustme

from tests.support.site import SPARING
from withdrawer.replay.http.serve import browser_args

PROFILE = b'<!doctype html><html lang="en"><body><main><h1>Robin Ashgrove</h1></main></body></html>'
HTML = "text/html; charset=utf-8"


@dataclass(frozen=True)
class Page:
    """What is served as either list: pieces made anew for each request, with `seconds` before each but the first."""

    pieces: Callable[[], Iterable[bytes]]
    kind: str = HTML
    seconds: float = 0
    is_everywhere: bool = False
    """Also in the place of the member's own profile."""


@dataclass
class StandIn:
    """A running server. `asked` is the method and path of every request."""

    browser_args: str
    asked: list[str] = field(default_factory=list)


@contextmanager
def stand_in(page: Page) -> Iterator[StandIn]:
    """Serve until the context is left."""
    certificate = trustme.CA().issue_cert("www.linkedin.com")
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(f"GET {self.path}")
            if self.path.startswith("/in/me") and not page.is_everywhere:
                self.send_response(302)
                self.send_header("Location", "/in/robin-ashgrove/")
                self.end_headers()
            elif self.path.startswith("/in/") and not page.is_everywhere:
                self._give(HTML, [PROFILE])
            elif self.path.startswith(("/in/", "/mynetwork/")):
                self._give(page.kind, page.pieces())
            else:
                self.send_error(404)

        def do_POST(self) -> None:
            asked.append(f"POST {self.path}")
            self.send_error(404)

        def _give(self, kind: str, pieces: Iterable[bytes]) -> None:
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.end_headers()
            with suppress(OSError):
                for at, piece in enumerate(pieces):
                    time.sleep(page.seconds if at else 0)
                    self.wfile.write(piece)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate.configure_cert(context)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield StandIn(f"{browser_args(server.server_address[1], certificate)} {SPARING}", asked)
    finally:
        server.shutdown()
        server.server_close()
