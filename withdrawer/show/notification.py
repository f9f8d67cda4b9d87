"""Desktop notifications. They never contain a name, and without a desktop nothing happens."""

import asyncio
import logging
import threading
from collections.abc import Callable

PATIENCE_SECONDS = 5.0
"""Seconds; a notification service that hangs must not hold up a run."""


def notify(text: str) -> bool:
    """Show a notification; returns whether a desktop accepted it."""
    taken = threading.Event()
    sending = threading.Thread(target=_send, args=(text, taken.set), daemon=True)
    sending.start()
    sending.join(PATIENCE_SECONDS + 1)
    return taken.is_set()


def _send(text: str, taken: Callable[[], None]) -> None:
    logging.getLogger("desktop_notifier").setLevel(logging.CRITICAL)  # else it prints a traceback without a desktop
    try:
        asyncio.run(asyncio.wait_for(_show(text, taken), PATIENCE_SECONDS))
    except Exception:  # noqa: BLE001 - whatever a desktop does, the work goes on without it
        return


async def _show(text: str, taken: Callable[[], None]) -> None:
    # Not the library's synchronous API: it never closes its event loop, and garbage-collecting an unclosed loop may
    # print a traceback.
    from desktop_notifier import DesktopNotifier

    await DesktopNotifier(app_name="withdrawer", app_icon=None).send(
        title="withdrawer", message=text, on_dispatched=taken
    )
