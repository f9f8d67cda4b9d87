"""What the parts of withdrawer log is told where that is wanted, and escaped as all is."""

import logging

import pytest

from withdrawer.show.verbose import telling

LOG = logging.getLogger("withdrawer.linkedin.browser")


def test_it_is_told_on_stderr_only_while_it_is_wanted(capsys: pytest.CaptureFixture[str]) -> None:
    with telling():
        LOG.info("Loaded %s.", "/mynetwork/\x1b[2J")
    LOG.info("Loaded again.")
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.startswith("- Loaded /mynetwork/")
    assert "\x1b" not in told.err
    assert "again" not in told.err
