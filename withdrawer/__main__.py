"""The entry point: `withdrawer` and `python -m withdrawer`."""

import sys

if __name__ == "__main__" and __spec__ is not None and not sys.flags.safe_path:
    del sys.path[0]  # `-m` alone puts the current folder there: whatever lies in it would be imported first


def main() -> None:
    """Run the command line and exit with its code."""
    from withdrawer.cli.main import run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
