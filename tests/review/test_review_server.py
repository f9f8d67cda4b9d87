"""The review's server: its file, its end, a killed process, and who else may open one."""

import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from queue import Queue
from unittest import mock

import msgspec
import pytest

from tests.review.test_review_attacks import asked, key_of
from tests.support.answers import Answering
from tests.support.command import command
from tests.support.review import ARGS, NOW, SELECTING, Listed, Served, context, desk_of, served
from withdrawer.app.context import CommandContext
from withdrawer.app.forget import forget
from withdrawer.app.look import Look, RunOptions
from withdrawer.app.review import Approval, review
from withdrawer.app.review_job import JobDesk
from withdrawer.app.user_questions import Forgettable
from withdrawer.errors import RunLocked, UsageError
from withdrawer.journal.journal import Journal
from withdrawer.journal.lock import review_lock
from withdrawer.plan.decisions import Verdict
from withdrawer.plan.half import Half
from withdrawer.processes import clean_environment
from withdrawer.show.review import server
from withdrawer.show.review.page_calls import FOLDER, OPEN_PATHS, Chosen
from withdrawer.show.review.page_data import PageData

PEOPLE = 400
SERVE = f"""
import sys
from pathlib import Path
from tests.support.review import Listed, served
with served(Path(sys.argv[1]), Listed(blast={PEOPLE})) as review:
    print(review.address, flush=True)
    sys.stdin.read()
"""


def headers_of(port: int, address: str) -> dict[str, str]:
    return {
        "origin": f"http://127.0.0.1:{port}",
        "content-type": "application/json",
        "x-review-key": key_of(port, address),
    }


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL there")
@pytest.mark.parametrize("seconds", [0.0, 0.1, 0.2, 0.3, None])
def test_a_server_killed_between_approve_and_job_leaves_none_or_a_whole_one(
    tmp_path: Path, seconds: float | None
) -> None:
    """Killed after so many seconds; None: once the approval was answered, so that there is a job."""
    child = subprocess.Popen(
        [sys.executable, "-c", SERVE, tmp_path / "home"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    try:
        assert child.stdout
        review = Served(child.stdout.readline().strip())
        ticks = {"number": 1, "undone": {"sent": [0, 1, *range(10, PEOPLE, 50)]}, "word": "yes"}
        headers = headers_of(review.port, review.address)
        connection = http.client.HTTPConnection("127.0.0.1", review.port, timeout=10)
        connection.request("POST", "/approve", json.dumps(ticks), headers)
        if seconds is None:
            assert connection.getresponse().status == 200
        else:
            time.sleep(seconds)
    finally:
        child.send_signal(signal.SIGKILL)
        child.communicate()
    with Journal.open(tmp_path / "home" / "journal.sqlite3") as journal:
        account = journal.accounts.current()
        assert account is not None
        jobs = journal.jobs.all(account)
        assert len(jobs) in ((0, 1) if seconds is not None else (1,))
        for job in jobs:
            lines = journal.jobs.lines(job)
            assert len(lines) == PEOPLE + 4 + 3
            assert sum(it.verdict is Verdict.PLANNED for it in lines) == len(journal.jobs.remaining(job)) == 10


def test_ctrl_c_ends_it_within_two_seconds_and_nobody_listens_any_more(tmp_path: Path) -> None:
    with served(tmp_path / "home", Listed()) as review:
        asked(review.port, "GET", "/", {})
        stuck = socket.create_connection(("127.0.0.1", review.port))
        stuck.sendall(b"POST /approve HTTP/1.1\r\n")
        began = time.monotonic()
    assert time.monotonic() - began < 2
    stuck.close()
    with socket.socket() as again:
        assert again.connect_ex(("127.0.0.1", review.port)) != 0, "somebody still listens there"


def test_the_file_that_leads_to_the_page_is_private_and_goes_with_it(tmp_path: Path) -> None:
    opened: Queue[str] = Queue()
    file = tmp_path / "home" / "review.html"
    with (
        mock.patch.object(server, "open_page", opened.put),
        served(tmp_path / "home", Listed(), opens_browser=True) as review,
    ):
        assert opened.get(timeout=10) == file.as_uri(), "the address itself would stand on a command line"
        assert os.name != "posix" or file.stat().st_mode & 0o777 == 0o600
        assert review.address in file.read_text(encoding="utf-8")
    assert not file.exists()


def test_a_browser_that_does_not_return_keeps_nobody_waiting(tmp_path: Path) -> None:
    with (
        mock.patch.object(server, "open_page", side_effect=lambda _: time.sleep(30)),
        served(tmp_path / "home", Listed(), opens_browser=True) as review,
    ):
        assert asked(review.port, "GET", "/plan", headers_of(review.port, review.address))[0] == 200


def test_where_nobody_ever_comes_it_ends_by_itself(tmp_path: Path) -> None:
    with mock.patch.object(server, "IDLE_SECONDS", 0.3), served(tmp_path / "home", Listed()) as review:
        review.ended.wait(5)
        assert review.ended.is_set()
    assert review.error is None
    assert review.job is None


def test_a_page_that_was_closed_ends_it_and_one_that_comes_back_does_not(tmp_path: Path) -> None:
    with mock.patch.object(server, "LEFT_SECONDS", 0.6), served(tmp_path / "home", Listed()) as review:
        headers = headers_of(review.port, review.address)
        asked(review.port, "POST", "/left", headers, "{}")
        asked(review.port, "POST", "/here", headers, "{}")
        assert not review.ended.wait(1.2)
        asked(review.port, "POST", "/left", headers, "{}")
        assert review.ended.wait(5)


@pytest.mark.parametrize("has_job", [True, False])
def test_a_second_review_of_the_same_home_names_the_first(tmp_path: Path, has_job: bool) -> None:
    with context(tmp_path / "home") as at:
        if has_job:
            approve_all(at)
        with review_lock(at.home.review_lock), pytest.raises(RunLocked, match="already open in another terminal"):
            review(Look(at, desk_of(at, Listed()).look.options), lambda _: "", lambda _: None)


def approve_all(at: CommandContext) -> None:
    desk = desk_of(at, Listed())
    desk.approve(Approval(1, {Half.SENT: [0, 1]}, word="yes"))


def test_an_end_of_the_window_that_was_left_as_it_is_stays_exact(tmp_path: Path) -> None:
    """The page's fields know minutes; the plan may begin at a second, and the lists may have been read no farther."""
    from dataclasses import replace

    typed = replace(SELECTING, since="2026-11-22 12:58:42", until="2026-11-22 14:00:17")
    with context(tmp_path / "home") as at:
        desk = desk_of(at, Listed(), typed)
        window = desk.reviewed.plan.window
        assert window is not None
        left = desk.choose(Chosen(since="2026-11-22 12:58", until="2026-11-22 14:00").selecting(typed, window, at.zone))
        assert left.plan.window == window
        moved = desk.choose(
            Chosen(since="2026-11-22 12:58", until="2026-11-22 13:30").selecting(typed, window, at.zone)
        )
        assert moved.plan.window is not None
        assert moved.plan.window.since == window.since
        assert moved.plan.window.until == NOW.replace(hour=13, minute=30)
        opened = desk.choose(Chosen(since="all").selecting(typed, None, at.zone))
        assert opened.plan.window is not None


def test_a_real_ctrl_c_ends_the_command_within_two_seconds(tmp_path: Path) -> None:
    with context(tmp_path / "home") as at:
        approve_all(at)
    given = {"WITHDRAWER_HOME": str(tmp_path / "home"), "WITHDRAWER_BROWSER_ARGS": ARGS, "WITHDRAWER_NOW": str(NOW)}
    child = subprocess.Popen(
        command("review", "--no-browser"), env={**clean_environment(os.environ), **given}, stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert child.stderr
    address = next(line.strip() for line in child.stderr if line.strip().startswith("http://127."))
    port = Served(address).port
    assert asked(port, "GET", "/plan", headers_of(port, address))[0] == 200
    began = time.monotonic()
    child.send_signal(signal.SIGINT)
    _, told = child.communicate(timeout=20)
    assert time.monotonic() - began < 2
    assert child.returncode == 130
    assert "Traceback" not in told
    with socket.socket() as again:
        assert again.connect_ex(("127.0.0.1", port)) != 0, "somebody still listens there"
    assert not (tmp_path / "home" / "review.html").exists()


def test_forget_waits_for_the_end_of_an_open_review(tmp_path: Path) -> None:
    """Else it would delete the journal that the page works on."""
    with context(tmp_path / "home") as at:
        home = at.home
        approve_all(at)
        with review_lock(home.review_lock):
            for what in Forgettable:
                with pytest.raises(RunLocked, match="review is already open"):
                    forget(home, what, Answering(), NOW, says_yes=True)
        assert at.open_job is not None
    forgotten = forget(home, Forgettable.ALL, Answering(), NOW, says_yes=True)
    assert forgotten is not None
    assert forgotten.left == []


def test_a_place_made_up_keeps_nobody_of_an_open_job(tmp_path: Path) -> None:
    with context(tmp_path / "home") as at:
        approve_all(at)
        assert at.account
        assert at.open_job
        desk = JobDesk(Look(at, RunOptions()), at.account, at.open_job)
        lines = desk.reviewed.lines
        sent = sum(it.half is Half.SENT for it in lines)
        for places in ({Half.SENT: [-1]}, {Half.SENT: [0, sent]}, {Half.CONNECTIONS: [-1]}, {Half.CONNECTIONS: [3]}):
            with pytest.raises(UsageError, match="no such person in this job"):
                desk.keep(places, is_kept=True)
        assert at.journal.kept.rules() == ()
        desk.keep({Half.SENT: [1], Half.CONNECTIONS: [2]}, is_kept=True)
        assert [it.value for it in at.journal.kept.rules()] == [lines[1].key, lines[sent + 2].key]


@pytest.mark.parametrize("is_exact", [True, False])
def test_the_data_of_ten_thousand_stay_light(tmp_path: Path, is_exact: bool) -> None:
    """Limits: 130 bytes a person, also where only LinkedIn's wordings are known, and nothing that no page reads."""
    people = 10_000
    with context(tmp_path / "home") as at:
        listed = Listed(blast=people, accepted=0, older=0, is_exact=is_exact)
        told = PageData(at.zone).of(desk_of(at, listed).reviewed, at.now)
    assert len(msgspec.json.encode(told)) / people <= 130
    script = "".join(file.read_text("utf-8") for file in sorted((FOLDER).glob("*.js")))
    for name in {*told, *told["people"], *(told["burst"] or {}), *told["selecting"], *told["people"]["reasons"][0]}:
        assert re.search(rf"\b{name}\b", script), f"nothing reads {name}"


def test_the_page_and_its_data_stay_light(tmp_path: Path) -> None:
    """Limits: 120 KB in 16 requests, the data aside; 130 bytes a person."""
    people = 3_000
    with served(tmp_path / "home", Listed(blast=people, accepted=0, older=0)) as review:
        headers = headers_of(review.port, review.address)
        files = [path for path in sorted(OPEN_PATHS) if "LICENSE" not in path]
        weights = [len(asked(review.port, "GET", path, {})[1].encode()) for path in files]
        status, data = asked(review.port, "GET", "/plan", headers)
    assert status == 200
    assert len(files) + 2 <= 16, "the data and the picture are asked for too"
    assert sum(weights) <= 120_000
    assert len(data.encode()) / people <= 130
