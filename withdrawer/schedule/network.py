"""Whether the network is there: a machine that has just been woken may need minutes to find it."""

import socket
from collections.abc import Callable
from datetime import timedelta

PATIENCE = timedelta(minutes=10)
EVERY_SECONDS = 15.0
HOST = "www.linkedin.com"


def is_reachable() -> bool:
    """Whether the site's name can be looked up. Nothing is sent to the site itself."""
    try:
        socket.getaddrinfo(HOST, 443, type=socket.SOCK_STREAM)
    except OSError:
        return False
    return True


def wait_for_network(probe: Callable[[], bool], pause: Callable[[float], None]) -> bool:
    """Wait until the probe says yes, ten minutes at most; gives whether it did.

    A no at the end settles nothing: behind some proxies no name can be looked up, and the browser gets there.
    """
    for _ in range(int(PATIENCE.total_seconds() / EVERY_SECONDS)):
        if probe():
            return True
        pause(EVERY_SECONDS)
    return probe()
