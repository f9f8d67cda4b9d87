"""Serves the review page: a thread answers the browser, and this thread does what the page asks for."""

import contextlib
import queue
import socket
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import uvicorn

from withdrawer.app.review import Desk, StalePlan
from withdrawer.app.review_job import JobDesk
from withdrawer.errors import WithdrawerError
from withdrawer.home import private_file
from withdrawer.processes import open_page
from withdrawer.show.output import print_to_stderr
from withdrawer.show.review.gate import Gate, Keys
from withdrawer.show.review.page_calls import OPEN_PATHS, PageCalls

HOST = "127.0.0.1"
STEP_SECONDS = 0.2
LEFT_SECONDS = 120.0
"""How long after the page was closed the review ends; a reload closes it too."""
IDLE_SECONDS = 1800.0
"""How long without a sign of the page the review ends."""
END_SECONDS = 1.0
FORWARD = """<!doctype html>
<meta charset="utf-8">
<meta http-equiv="refresh" content="0;url=ADDRESS">
<title>withdrawer</title>
"""


@dataclass
class Waiting:
    """What the page has asked for and waits to be done, and when it was last heard of."""

    calls: "queue.Queue[tuple[Callable[[], Any], Future[Any]]]" = field(default_factory=queue.Queue)
    ends_at: float = field(default_factory=lambda: time.monotonic() + IDLE_SECONDS)

    is_over: bool = False

    def put(self, call: Callable[[], Any]) -> "Future[Any]":
        """Have a call made by the thread that owns the desk, and return its future result."""
        future: Future[Any] = Future()
        if self.is_over:
            future.set_exception(StalePlan("The review is over.", "Look at the terminal; this page may be closed."))
        else:
            self.calls.put((call, future))
        return future

    def do_next(self, seconds: float) -> bool:
        """Do what the page has asked for next; False if it asks for nothing within `seconds`."""
        try:
            call, future = self.calls.get(timeout=seconds)
        except queue.Empty:
            return False
        try:
            future.set_result(call())
        except WithdrawerError as error:
            future.set_exception(error)
        except BaseException:
            future.set_exception(WithdrawerError("The review ended by an error; the terminal says more."))
            raise
        return True

    def heard(self, *, is_leaving: bool = False) -> None:
        """Note that the page was heard of; `is_leaving` if it said that it is being closed."""
        self.ends_at = time.monotonic() + (LEFT_SECONDS if is_leaving else IDLE_SECONDS)


def show_review(desk: Desk | JobDesk, *, opens_browser: bool = True) -> None:
    """Serve a desk to the user's own browser until it is settled, they leave, or nobody has come for a while.

    Raises Interrupted on Ctrl-C, and WithdrawerError if the page's address has been used by somebody else.
    """
    at = desk.look.at
    waiting, keys = Waiting(), Keys()
    file = at.home.folder / "review.html"
    is_job = isinstance(desk, JobDesk)
    calls = PageCalls(desk, waiting.put, waiting.heard, keys)
    calls.shown()  # made before the page asks for it
    at.user.stop()
    with _served(calls, keys) as port, _removed(file):

        def invite() -> None:
            address = f"http://{HOST}:{port}/#{keys.new_token()}"
            print_to_stderr(
                f"{_where(opens_browser)}\n"
                f"  {address}\n"
                "It works once, within ten minutes; for a new one press Enter here. "
                + ("People you keep are kept at once." if is_job else "Nothing is done before you approve on the page.")
                + " To end it, press Ctrl-C here."
            )
            if opens_browser:
                _open(file, address)

        invite()
        while not desk.is_settled and not keys.is_betrayed and time.monotonic() < waiting.ends_at:
            at.interruption.check()
            if at.user.has_pressed_enter():
                invite()
            waiting.do_next(STEP_SECONDS)
        waiting.is_over = True
        while waiting.do_next(0):  # a second press of the same button gets its answer too
            pass
    if keys.is_betrayed:
        raise WithdrawerError(
            "The review's address works only once and was opened twice, so the page was closed. Nobody was touched.",
            "Most likely you opened it again; then start anew: withdrawer review. If you did not, another program on "
            "this computer may have opened it.",
        )


@contextlib.contextmanager
def _served(calls: PageCalls, keys: Keys) -> Iterator[int]:
    """Serve on a free port of this machine, which is returned, in a thread of its own."""
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.bind((HOST, 0))
    listener.listen()  # so that a browser which is faster than the thread waits for it
    port = int(listener.getsockname()[1])
    config = uvicorn.Config(
        Gate(calls.app, port, keys, OPEN_PATHS),
        log_config=None,
        http="h11",
        ws="none",
        lifespan="off",
        access_log=False,
        server_header=False,
        date_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=1,
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    try:
        yield port
    finally:
        server.should_exit = True
        thread.join(END_SECONDS)
        listener.close()


def _where(opens_browser: bool) -> str:
    if opens_browser:
        return "The review opens in your browser. If it does not, open this address there:"
    return "Open this address in your browser, on this machine:"


def _open(file: Path, address: str) -> None:
    """Open the address by way of a private file, so that it stands on no command line for other users to read.

    In a thread of its own: a browser may not return, and the page and Ctrl-C must not wait for it.
    """
    private_file(file).write_text(FORWARD.replace("ADDRESS", address), encoding="utf-8")
    threading.Thread(target=open_page, args=(file.as_uri(),), daemon=True).start()


@contextlib.contextmanager
def _removed(file: Path) -> Iterator[None]:
    try:
        yield
    finally:
        with contextlib.suppress(OSError):
            file.unlink(missing_ok=True)
