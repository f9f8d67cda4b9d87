"""Whether the network is up: a machine that has just woken may take minutes to find it."""

import socket
from collections.abc import Callable
from datetime import timedelta

PATIENCE = timedelta(minutes=10)
EVERY_SECONDS = 15.0
HOST = "www.linkedin.com"


def is_reachable() -> bool:
    """Whether the site's name can be resolved. Sends nothing to the site itself."""
    try:
        socket.getaddrinfo(HOST, 443, type=socket.SOCK_STREAM)
    except OSError:
        return False
    return True


def wait_for_network(probe: Callable[[], bool], pause: Callable[[float], None]) -> bool:
    """Wait until the probe succeeds, ten minutes at most; returns whether it did.

    A failure is not conclusive: behind some proxies no name resolves, and the browser still gets through.
    """
    for _ in range(int(PATIENCE.total_seconds() / EVERY_SECONDS)):
        if probe():
            return True
        pause(EVERY_SECONDS)
    return probe()
