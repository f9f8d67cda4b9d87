"""The replay site as an HTTPS server on this machine, for a browser that resolves every host to it."""

import asyncio
import base64
import hashlib
import os
import signal
import socket
import ssl
import sys
import threading
from collections.abc import Callable
from types import FrameType

import trustme
import uvicorn
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from uvicorn.protocols.http import h11_impl

from withdrawer.errors import UsageError
from withdrawer.replay.http.routes import build_app
from withdrawer.replay.site_options import SiteOptions
from withdrawer.replay.world.site import build_site

OnReady = Callable[[int, str], None]
"""Called with the port and the browser's arguments, quoted for a shell."""

_HOST = "127.0.0.1"

# LinkedIn's own status: it is in no standard, and uvicorn has no phrase for it.
h11_impl.STATUS_PHRASES.setdefault(999, b"Request denied")


def serve(options: SiteOptions, on_ready: OnReady, *, ends_with_stdin: bool = False) -> None:
    """Serve until SIGTERM or SIGINT, which end the process at once with code 0. Raises UsageError.

    With `ends_with_stdin` it also ends at the end of standard input: then the parent is gone.
    """
    _end_on_signal()
    if ends_with_stdin:
        threading.Thread(target=_end_with_stdin, daemon=True).start()
    listener = _listen(options.port)
    site = build_site(options)
    certificate = trustme.CA().issue_cert("www.linkedin.com", "*.linkedin.com")
    config = uvicorn.Config(
        build_app(site),
        ssl_context_factory=lambda *_: _context(certificate),
        log_level="critical",
        http="h11",
        access_log=False,
        server_header=False,
        date_header=False,
        lifespan="off",
    )
    port = listener.getsockname()[1]
    asyncio.run(_serve(_Server(config), listener, lambda: on_ready(port, browser_args(port, certificate))))


def browser_args(port: int, certificate: trustme.LeafCert) -> str:
    """Chromium's arguments to resolve every host to this port and trust this certificate."""
    leaf = x509.load_pem_x509_certificate(certificate.cert_chain_pems[0].bytes())
    key = leaf.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    key_hash = base64.b64encode(hashlib.sha256(key).digest()).decode()
    return f'--host-resolver-rules="MAP * {_HOST}:{port}" --ignore-certificate-errors-spki-list={key_hash}'


class _Server(uvicorn.Server):
    def handle_exit(self, sig: int, frame: FrameType | None) -> None:  # noqa: ARG002  (uvicorn's own signature)
        """End at once: events and state are already on disk, and a waiting browser must not delay the end."""
        os._exit(0)


async def _serve(server: uvicorn.Server, listener: socket.socket, on_ready: Callable[[], None]) -> None:
    serving = asyncio.create_task(server.serve([listener]))
    while not server.started and not serving.done():
        await asyncio.sleep(0.005)
    on_ready()
    await serving


def _context(certificate: trustme.LeafCert) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate.configure_cert(context)
    return context


def _listen(port: int) -> socket.socket:
    # Without IPPROTO_TCP asyncio leaves Nagle's algorithm on, which delays the end of each answer by 40 ms.
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    if os.name == "posix":
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((_HOST, port))
    except (OSError, OverflowError) as error:
        raise UsageError(f"port {port} can't be used: {error}", "Choose another, or 0 for any free one.") from error
    return listener


def _end_on_signal() -> None:
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: os._exit(0))


def _end_with_stdin() -> None:
    while os.read(sys.stdin.fileno(), 4096):
        pass
    os._exit(0)
