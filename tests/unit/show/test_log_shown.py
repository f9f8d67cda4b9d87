"""What the parts of withdrawer log is told where that is wanted, and escaped as all is."""

import logging

import pytest

from withdrawer.show.output import log_shown

LOG = logging.getLogger("withdrawer.linkedin.browser.browser")


def test_it_is_told_on_stderr_only_while_it_is_wanted(capsys: pytest.CaptureFixture[str]) -> None:
    with log_shown(is_wanted=True):
        LOG.info("Loaded %s.", "/mynetwork/\x1b[2J")
    with log_shown(is_wanted=False):
        LOG.info("Loaded again.")
    LOG.info("Loaded a third time.")
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.startswith("- Loaded /mynetwork/")
    assert "\x1b" not in told.err
    assert "again" not in told.err
    assert "third" not in told.err
