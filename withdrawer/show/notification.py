"""A few words on the desktop. They never hold a name, and where there is no desktop nothing happens."""

import asyncio
import logging
import threading
from collections.abc import Callable

PATIENCE_SECONDS = 5.0
"""A notification service that hangs must not hold up a run."""


def notify(text: str) -> bool:
    """Show it to the person; gives whether a desktop took it."""
    taken = threading.Event()
    sending = threading.Thread(target=_send, args=(text, taken.set), daemon=True)
    sending.start()
    sending.join(PATIENCE_SECONDS + 1)
    return taken.is_set()


def _send(text: str, taken: Callable[[], None]) -> None:
    logging.getLogger("desktop_notifier").setLevel(logging.CRITICAL)  # it would print a traceback for want of a desktop
    try:
        asyncio.run(asyncio.wait_for(_show(text, taken), PATIENCE_SECONDS))
    except Exception:  # noqa: BLE001 - whatever a desktop does, the work goes on without it
        return


async def _show(text: str, taken: Callable[[], None]) -> None:
    # Not the library's synchronous half: it never closes its event loop, and one that is left to the garbage
    # collector may be taken apart in an order that prints a traceback.
    from desktop_notifier import DesktopNotifier

    await DesktopNotifier(app_name="withdrawer", app_icon=None).send(
        title="withdrawer", message=text, on_dispatched=taken
    )
