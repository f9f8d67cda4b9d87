"""The entry point: `withdrawer` and `python -m withdrawer`."""

import sys

if __name__ == "__main__" and __spec__ is not None and not sys.flags.safe_path:
    del sys.path[0]  # `-m` alone puts the current folder here, and its files would be imported first


def main() -> None:
    """Run the command line and exit with its code.

    Ctrl-C during loading is deferred until loading is complete: a module whose import was interrupted can't be imported
    again completely, and then no message could be shown.
    """
    presses: list[int] = []
    try:
        is_heard = _defer(presses)
    except KeyboardInterrupt:
        presses.append(0)
        is_heard = _defer(presses)
    import signal

    from withdrawer.cli.main import run, stopped
    from withdrawer.streams import prepare_streams

    prepare_streams()
    try:
        if is_heard:
            signal.signal(signal.SIGINT, signal.default_int_handler)
        code = stopped(sys.argv[1:]) if presses else run(sys.argv[1:])
    except KeyboardInterrupt:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # once is enough
        code = stopped(sys.argv[1:])
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # no traceback while Python exits either
    sys.exit(code)


def _defer(presses: list[int]) -> bool:
    """Collect Ctrl-C in `presses` from now on; return False if it is ignored here, as a shell may have it."""
    import signal

    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        return False
    signal.signal(signal.SIGINT, lambda number, _: presses.append(number))
    return True


if __name__ == "__main__":
    main()
