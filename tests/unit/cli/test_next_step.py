from typing import Any

import pytest

from withdrawer.app.result import Result
from withdrawer.cli.next_step import _following

ACCOUNT = {"slug": "max", "name": "Max"}
OPEN = {"state": "open"}


def data(account: object = ACCOUNT, job: object = None, stop: object = None, left: int | None = 40) -> dict[str, Any]:
    return {"account": account, "job": job, "stop": stop, "allowance": {"left": left}}


@pytest.mark.parametrize(
    ("found", "following"),
    [
        (data(account=None), "login"),
        (data(), "preview"),
        (data(job=OPEN), "run"),
        (data(job=OPEN, left=None), "run"),
        (data(job=OPEN, left=0), ""),
        (data(job={"state": "finished"}), ""),
        (data(job={"state": "replaced"}), ""),
        (data(job=OPEN, stop={"kind": "captcha", "next": "withdrawer resume"}), "resume"),
        (data(account=None, stop={"kind": "captcha", "next": "withdrawer resume"}), "resume"),
        (data(job=OPEN, stop={"kind": "signed-out", "next": "withdrawer login"}), "login"),
    ],
)
def test_the_next_step_follows_from_where_things_stand(found: dict[str, Any], following: str) -> None:
    assert _following(Result(found)) == following
