"""Replay sites in a thread of this process: one event loop serves all of them, each on a port of its own.

`LocalSite` stands in for `ReplaySite`, whose process takes half a second to start. The one browser that tests share
reaches them through the `door`: a port that leads to whichever site it was opened for last.
"""

import asyncio
import shlex
import socket
import ssl
import tempfile
import threading
from collections.abc import Coroutine, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any, ClassVar
from unittest import mock

import trustme
import uvicorn
from starlette.types import ASGIApp, Receive, Scope, Send

from withdrawer.browser_args import replay_rule
from withdrawer.replay.http.routes import build_app
from withdrawer.replay.http.serve import browser_args
from withdrawer.replay.process import ReplaySite
from withdrawer.replay.site_options import SiteOptions
from withdrawer.replay.world.site import build_site

HOST = "127.0.0.1"
START_SECONDS = 20
NOT_NEEDED = ("WebUIOmniboxPopup", "WebUIOmniboxAimPopup")
"""Pages that Chromium loads for the address bar of each new window: more than half of what a window costs."""
OFF_ALREADY = (
    "AvoidUnnecessaryBeforeUnloadCheckSync", "DestroyProfileOnBrowserClose", "HttpsUpgrades",
    "HttpsFirstBalancedModeAutoEnable", "LensOverlay", "MediaRouter", "PaintHolding", "ThirdPartyStoragePartitioning",
    "AvoidCorsURLLoaderRestartOnRedirect", "TcpPortRandomizationWin", "OptimizationHints",
    "NetworkTimeServiceQuerying", "AimEnabled", "PreconnectToSearch",
)  # fmt: skip
"""What Playwright turns off, said again: of two such lists Chromium heeds the last only."""
SPARING = f"--disable-features={','.join((*OFF_ALREADY, *NOT_NEEDED))}"
"""An argument for every browser that a test starts itself. No page can tell."""


@dataclass
class LocalSite(ReplaySite):
    """A running site; used as `ReplaySite` is."""

    running: ClassVar[dict[int, ASGIApp]] = {}
    """The sites of this process by their ports."""

    @classmethod
    def start(cls, options: SiteOptions) -> "LocalSite":
        """Start it. Raises UsageError where the options can't be met."""
        with ExitStack() as leftovers:
            folder = Path(leftovers.enter_context(tempfile.TemporaryDirectory(prefix="replay-")))
            options = replace(
                options, log=options.log or folder / "log.jsonl", truth=options.truth or folder / "truth.json"
            )
            app = build_app(build_site(options))
            port, end = listen(app, options.port)
            leftovers.callback(end)
            cls.running[port] = app
            leftovers.callback(cls.running.pop, port)
            args = f"{browser_args(port, certificate())} {SPARING}"
            return cls(options, port, args, None, leftovers.pop_all())  # type: ignore[arg-type]


@contextmanager
def sites_in_this_process() -> Iterator[None]:
    """While this is open, a command that starts a site gets a `LocalSite`."""
    with mock.patch.object(ReplaySite, "start", LocalSite.start):
        yield


@dataclass
class Door:
    """A port that leads to `app`."""

    port: int = 0
    app: ASGIApp | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        assert self.app is not None, "no site has been opened"
        await self.app(scope, receive, send)

    def lead_to(self, args: Sequence[str]) -> bool:
        """Lead to the site that these browser arguments name; False where it is none of this process's."""
        port = replay_rule(args) or 0
        site = LocalSite.running.get(port)
        if site is None or {*args} - {*shlex.split(browser_args(port, certificate())), SPARING, "--no-proxy-server"}:
            return False
        self.app = site
        return True

    def lead_to_site(self, site: LocalSite) -> None:
        self.app = LocalSite.running[site.port]


@cache
def door() -> Door:
    """The door of this process."""
    made = Door()
    made.port, _ = listen(made)
    return made


@cache
def certificate() -> trustme.LeafCert:
    """One for all sites: making one takes longer than starting a site."""
    return trustme.CA().issue_cert("www.linkedin.com", "*.linkedin.com")


def listen(app: ASGIApp, port: int = 0) -> tuple[int, Any]:
    """Serve an application; gives its port, and what ends it together with every connection."""
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind((HOST, port))
    config = uvicorn.Config(
        app, ssl_context_factory=lambda *_: _tls(), log_level="critical", http="h11", access_log=False,
        server_header=False, date_header=False, lifespan="off",
    )  # fmt: skip
    config.load()
    server = uvicorn.Server(config)
    server.lifespan = config.lifespan_class(config)
    _in_loop(server.startup([listener]))
    return listener.getsockname()[1], lambda: _in_loop(_end(server))


async def _end(server: uvicorn.Server) -> None:
    for listening in server.servers:
        listening.close()
    for connection in list(server.server_state.connections):
        connection.transport.abort()


@cache
def _tls() -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate().configure_cert(context)
    return context


@cache
def _loop() -> asyncio.AbstractEventLoop:
    loop = asyncio.new_event_loop()
    threading.Thread(target=loop.run_forever, name="replay sites", daemon=True).start()
    return loop


def _in_loop(work: Coroutine[Any, Any, None]) -> None:
    asyncio.run_coroutine_threadsafe(work, _loop()).result(START_SECONDS)


__all__ = ["LocalSite", "SiteOptions", "door", "sites_in_this_process"]
