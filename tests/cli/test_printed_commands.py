"""What the README and its pages print is typed as it stands, in the order of the pages, on a replay site."""

import re
import shlex
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.documents import ROOT, examples
from tests.support.stage import Stage
from withdrawer.errors import Exit

pytestmark = pytest.mark.browser
PAGES = ("README", "docs/choosing", "docs/schedule", "docs/safety")
LOOKS = re.compile(
    r"withdrawer (preview( --sent| --since|$)|status|history|keep (add|list|remove)|schedule show|journal check|config"
    r"|run --dry-run)"
)
"""What looks, or keeps. The rest needs an answer, a file of the person's or another machine."""
MOST_PREVIEWS = 3
"""Each opens a browser; the others differ in their options only, which `test_examples.py` parses."""
NOW = "2026-11-20T14:20:00Z"
"""An afternoon: the site's blast is 26 hours old, which soon after midnight is not yesterday."""
ANSWERS = ("--yes", "--pace", "none", "--only", "sent", "--limit", "2")


def typed() -> list[str]:
    """The printed commands that look, each once; the previews first, which fill the journal."""
    printed = [it.line for page in PAGES for it in examples(ROOT / f"{page}.md") if it.is_whole]
    lines = [*dict.fromkeys(line for line in printed if LOOKS.match(line))]
    previews = [it for it in lines if it.startswith("withdrawer preview")]
    return [*previews[:MOST_PREVIEWS], *(it for it in lines if it not in previews)]


def test_what_is_printed_works_as_it_is_printed(
    stage: Callable[..., Stage], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = stage(scenario="day-wordings", people=16, now=NOW)
    here.given["WITHDRAWER_NOW"] = NOW
    monkeypatch.chdir(tmp_path)
    lines = typed()
    assert {"withdrawer preview", 'withdrawer preview --sent "yesterday"', "withdrawer status"} <= set(lines)
    for line in lines:
        told = here.run(*shlex.split(line)[1:])
        is_without_job = told.code == Exit.USAGE and "run --dry-run" in line and "no job" in told.err
        assert told.code == Exit.DONE or is_without_job, (line, told.err)
    assert here.happened()["act"] == 0
    # The README's run, with its answers: what it selects is there, and is undone.
    run = next(it.line for it in examples(ROOT / "README.md") if it.line.startswith("withdrawer run --sent"))
    told = here.run(*shlex.split(run)[1:], *ANSWERS)
    assert told.code == Exit.DONE, told.err
    assert here.happened()["withdrawn"] == 2
