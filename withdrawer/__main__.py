"""The entry point: `withdrawer` and `python -m withdrawer`."""

import sys

if __name__ == "__main__" and __spec__ is not None and not sys.flags.safe_path:
    del sys.path[0]  # `-m` alone puts the current folder there: whatever lies in it would be imported first


def main() -> None:
    """Run the command line and exit with its code. Ctrl-C is a clean end from here on, also while it is loading."""
    try:
        import signal

        from withdrawer.streams import prepare_streams

        prepare_streams()
        from withdrawer.cli.main import run

        code = run(sys.argv[1:])
    except KeyboardInterrupt:
        import signal

        signal.signal(signal.SIGINT, signal.SIG_IGN)  # once is enough
        from withdrawer.cli.main import stopped

        code = stopped(sys.argv[1:])
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # no traceback of Python's own end either
    sys.exit(code)


if __name__ == "__main__":
    main()
