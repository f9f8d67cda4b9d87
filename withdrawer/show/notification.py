"""A few words on the desktop. They never hold a name, and where there is no desktop nothing happens."""

import logging
import threading

PATIENCE_SECONDS = 5.0
"""A notification service that hangs must not hold up a run."""


def notify(text: str) -> bool:
    """Show it to the person; gives whether a desktop took it."""
    taken = threading.Event()
    sending = threading.Thread(target=_send, args=(text, taken), daemon=True)
    sending.start()
    sending.join(PATIENCE_SECONDS)
    return taken.is_set()


def _send(text: str, taken: threading.Event) -> None:
    logging.getLogger("desktop_notifier").setLevel(logging.CRITICAL)  # it would print a traceback for want of a desktop
    try:
        from desktop_notifier.sync import DesktopNotifierSync

        DesktopNotifierSync(app_name="withdrawer", app_icon=None).send(
            title="withdrawer", message=text, on_dispatched=taken.set
        )
    except Exception:  # noqa: BLE001 - whatever a desktop does, the work goes on without it
        return
