"""`save-page` as it is typed: what is saved names nobody, is theirs alone, and is a case that the tests can read."""

import json
import re
import sys
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from tests.support.command import command
from tests.support.stage import Stage
from withdrawer.errors import Exit
from withdrawer.replay.pages.recordings import Meta

pytestmark = pytest.mark.browser


def secrets_of(here: Stage) -> set[str]:
    people = here.site.truth()["people"]
    return {it["slug"] for it in people} | {it["name"] for it in people} | {"robin-ashgrove", "Robin Ashgrove"}


def test_a_recording_names_nobody_and_is_read_as_the_page_was(stage: Callable[..., Stage], tmp_path: Path) -> None:
    here = stage(people=14)
    told = here.run("save-page", "sent", "--yes", "--json", "--to", str(tmp_path / "to"))
    assert told.code == Exit.DONE, told.err
    assert told.data["agrees"], told.data["differences"]
    assert told.data["replayed"]["numbers"]["rows"] == told.data["original"]["numbers"]["rows"] == 14
    folder = Path(told.data["folder"])
    assert folder.parent == tmp_path / "to"
    assert folder.stat().st_mode & 0o777 == 0o700
    texts = {file.name: file.read_text("utf-8") for file in folder.iterdir()}
    assert set(texts) == {"page.html", "meta.json", "expected.json"}
    assert all((folder / name).stat().st_mode & 0o777 == 0o600 for name in texts)
    assert not [
        secret for secret in secrets_of(here) for text in (*texts.values(), told.err, told.out) if secret in text
    ]
    meta = msgspec.json.decode(texts["meta.json"].encode(), type=Meta)
    assert (meta.page, meta.language, meta.layout, meta.origin) == ("sent", "en", "sdui-2026", "captured")
    assert meta.url == "https://www.linkedin.com/mynetwork/invitation-manager/sent/"
    assert texts["page.html"].startswith("<!DOCTYPE html>")
    assert len(json.loads(texts["expected.json"])["rows"]) == 14
    assert "14 × Withdraw invitation sent to …" in told.err
    assert here.happened()["act"] == 0


@pytest.mark.parametrize("page", ["sent", "connections"])
def test_a_dialog_is_recorded_open_and_cancelled(stage: Callable[..., Stage], page: str) -> None:
    here = stage(people=6)
    told = here.run("save-page", page, "--dialog", "--yes", "--json")
    assert told.code == Exit.DONE, told.err
    assert told.data["agrees"], told.data["differences"]
    html = (Path(told.data["folder"]) / "page.html").read_text("utf-8")
    assert re.search(r'<dialog [^>]*open=""', html)
    assert not [secret for secret in secrets_of(here) if secret in html]
    assert here.happened()["act"] == 0


def test_without_a_terminal_it_asks_for_the_page_and_a_yes(stage: Callable[..., Stage]) -> None:
    here = stage(people=3)
    for arguments in (("sent",), ("here", "--yes")):
        assert here.run("save-page", *arguments).code == Exit.USAGE
    assert here.happened()["page"] == 0


def test_signed_out_there_is_nothing_to_record(stage: Callable[..., Stage]) -> None:
    here = stage(scenario="signed-out", people=3)
    assert here.run("save-page", "sent", "--yes").code == Exit.SIGNED_OUT
    assert not list(here.home.glob("recordings/*"))


@pytest.mark.usefixtures("headless_shell")
@pytest.mark.skipif(sys.platform == "win32", reason="needs a terminal of POSIX")
def test_the_page_that_the_person_is_on_is_recorded_after_a_yes(stage: Callable[..., Stage]) -> None:
    import pexpect

    here = stage(people=3)
    [program, *arguments] = command("save-page", "here")
    terminal = pexpect.spawn(program, arguments, env=here.environment, encoding="utf-8", timeout=60)
    terminal.expect("press Enter here")
    terminal.sendline("")
    terminal.expect("Save this page")
    assert not list(here.home.glob("recordings/*"))
    terminal.sendline("y")
    terminal.expect(pexpect.EOF)
    terminal.close()
    assert terminal.exitstatus == Exit.DONE
    [folder] = here.home.glob("recordings/*")
    assert json.loads((folder / "meta.json").read_text("utf-8"))["url"] == "https://www.linkedin.com/feed/"
    assert "Ashgrove" not in (folder / "page.html").read_text("utf-8")
