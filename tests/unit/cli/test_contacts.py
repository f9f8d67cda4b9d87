"""`withdrawer contacts`: what it says as far as one has got, and which pages it opens in the person's own browser."""

import os
from pathlib import Path

import pytest

from tests.support.command import Told, environment_of, in_process
from tests.unit.journal.samples import NOW
from withdrawer.errors import Exit
from withdrawer.home import Kind, open_home
from withdrawer.journal.journal import Journal
from withdrawer.linkedin.addresses import DATA_EXPORT, IMPORTED_CONTACTS, SYNCED_SOURCES
from withdrawer.plan.evidence.export import Archive
from withdrawer.plan.half import Half

FULL = Archive(imported_names=frozenset({"ana nueva"}))
POSIX = pytest.mark.skipif(os.name == "nt", reason="the browser is a script for a shell of POSIX")


def filled(home: Path, archive: Archive | None = None, language: str = "", kind: Kind = "real") -> Path:
    """A home whose member has had both lists read once, and perhaps an export."""
    with Journal.open(open_home(home, "", kind, {}).journal) as journal:
        account = journal.accounts.remember("max-example", "Max Example", NOW)
        for half, spoken in ((Half.SENT, language), (Half.CONNECTIONS, "")):
            scan = journal.scans.begin(account, half, NOW)
            journal.scans.end(scan, NOW, 1, 0, complete=True, language=spoken)
        if archive:
            journal.exports.add(archive, "", NOW)
    return home


def contacts(home: Path, *words: str, **environment: str) -> Told:
    return in_process("contacts", *words, environment=environment_of(home, **environment))


def step(told: Told, name: str) -> str:
    [found] = [it for it in told.data["steps"] if it["id"] == name]
    return "\n".join(found["lines"])


def test_without_a_home_it_tells_all_of_it_and_makes_none(tmp_path: Path) -> None:
    told = contacts(tmp_path / "home")
    assert told.code == Exit.DONE
    places = [told.out.index(it) for it in ("1. Switch", SYNCED_SOURCES, "2. Ask", DATA_EXPORT, "3. Only then")]
    assert places == sorted(places), "the contacts are deleted after the export was asked for"
    for needed in (
        "iPhone",
        "Android",
        "primary address",
        "Not yet",
        "None has been imported",
        "at the time of writing",
    ):
        assert needed in told.out, needed
    assert "Sorry, my phone invited" in told.out
    assert not (tmp_path / "home").exists()


def test_once_the_address_book_is_in_an_export_the_contacts_may_go(tmp_path: Path) -> None:
    told = contacts(filled(tmp_path / "home", FULL), "--json")
    assert told.data["export"] == {"added_at": "2026-11-21T14:20:00Z", "has_contacts": True}
    assert "Done: you imported one on Sat 21 Nov 2026" in step(told, "export")
    assert step(told, "delete").startswith("You can do that now")


def test_an_export_without_the_address_book_is_not_enough(tmp_path: Path) -> None:
    told = contacts(filled(tmp_path / "home", Archive(owner="max-example")), "--json")
    assert told.data["export"]["has_contacts"] is False
    assert "without your contacts" in step(told, "export")
    assert step(told, "delete").startswith("Not yet")


def test_an_export_that_cannot_be_read_is_not_enough_either(tmp_path: Path) -> None:
    home = filled(tmp_path / "home", FULL)
    with Journal.open(home / "journal.sqlite3") as journal, journal.database.writing():
        journal.database.write("UPDATE exports SET content = '{}'")
    told = contacts(home, "--json")
    assert told.code == Exit.DONE, told.err
    assert step(told, "delete").startswith("Not yet")


@pytest.mark.parametrize(
    ("spoken", "words", "language", "sentence"),
    [
        ("de", (), "de", "Entschuldigung"),
        ("ja", (), "en", "Sorry"),
        ("", (), "en", "Sorry"),
        ("de", ("--lang", "pt-BR"), "pt", "Desculpe"),
    ],
)
def test_the_sentences_are_in_the_accounts_language_unless_another_is_typed(
    tmp_path: Path, spoken: str, words: tuple[str, ...], language: str, sentence: str
) -> None:
    home = filled(tmp_path / "home", language=spoken)
    assert sentence in contacts(home, *words).out
    assert contacts(home, *words, "--json").data["language"] == language


def test_a_language_without_sentences_is_refused_with_those_there_are(tmp_path: Path) -> None:
    for unknown in ("ja", "xx", "../en"):
        told = contacts(tmp_path / "home", "--lang", unknown)
        assert told.code == Exit.USAGE
        assert "da, de, en" in told.err


@pytest.fixture
def browser(tmp_path: Path) -> Path:
    """A browser that writes down what it opens, and talks too much."""
    program = tmp_path / "browser"
    program.write_text(f'#!/bin/sh\necho "$@" >>"{tmp_path}/opened"\necho noise\necho noise >&2\n')
    program.chmod(0o700)
    return program


def opened(tmp_path: Path) -> list[str]:
    file = tmp_path / "opened"
    return file.read_text().split() if file.exists() else []


@POSIX
def test_open_opens_what_is_to_be_done_now_and_leaves_the_document_alone(
    tmp_path: Path, browser: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    told = contacts(filled(tmp_path / "home"), "--open", "--json", BROWSER=f"{browser} %s")
    assert opened(tmp_path) == [SYNCED_SOURCES, DATA_EXPORT], "not the page where the evidence is deleted"
    assert told.data["opened"] == [SYNCED_SOURCES, DATA_EXPORT]
    assert capfd.readouterr() == ("", ""), "what a browser says is not the command's"


@POSIX
def test_open_shows_the_imported_contacts_once_they_may_go(tmp_path: Path, browser: Path) -> None:
    told = contacts(filled(tmp_path / "home", FULL), "--open", BROWSER=f"{browser} %s")
    assert opened(tmp_path) == [SYNCED_SOURCES, IMPORTED_CONTACTS]
    assert f"Opened in your own browser: {IMPORTED_CONTACTS}" in told.out


@POSIX
def test_where_no_browser_can_be_started_the_addresses_are_told(tmp_path: Path) -> None:
    told = contacts(tmp_path / "home", "--open", BROWSER="/bin/false", PATH="", DISPLAY="", WAYLAND_DISPLAY="")
    assert told.code == Exit.DONE
    assert f"open it yourself: {DATA_EXPORT}" in told.out


@POSIX
def test_a_browser_that_draws_in_the_terminal_is_not_taken(tmp_path: Path, browser: Path) -> None:
    browser.rename(tmp_path / "w3m")
    told = contacts(tmp_path / "home", "--open", PATH=str(tmp_path), DISPLAY="", WAYLAND_DISPLAY="", BROWSER="")
    assert opened(tmp_path) == []
    assert "open it yourself" in told.out


@POSIX
def test_on_a_replay_nothing_of_the_real_site_is_opened(tmp_path: Path, browser: Path) -> None:
    sealed = {"WITHDRAWER_BROWSER_ARGS": '--host-resolver-rules="MAP * 127.0.0.1:9"', "BROWSER": f"{browser} %s"}
    for home in (filled(tmp_path / "home", FULL, kind="replay"), tmp_path / "none"):
        told = contacts(home, "--open", **sealed)
        assert told.code == Exit.DONE, told.err
        assert "nothing of the real LinkedIn was opened" in told.out
        assert contacts(home, "--open", "--json", **sealed).data["opened"] == []
    assert opened(tmp_path) == []
