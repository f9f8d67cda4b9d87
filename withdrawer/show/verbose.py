"""What `-v` tells: a line for each load of a page and each act, on stderr. No line that is logged holds a name."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from withdrawer.show.failure import print_to_stderr


class _ToPerson(logging.Handler):
    def emit(self, record: logging.LogRecord) -> None:
        """Write the line."""
        print_to_stderr(f"- {record.getMessage()}")


@contextmanager
def telling() -> Iterator[None]:
    """While this is open, what the parts of withdrawer log is told."""
    logger, handler = logging.getLogger("withdrawer"), _ToPerson()
    logger.setLevel(logging.INFO)
    logger.addHandler(handler)
    try:
        yield
    finally:
        logger.removeHandler(handler)
