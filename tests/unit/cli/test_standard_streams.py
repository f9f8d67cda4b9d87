"""`-` is standard input or output where a file is named: for one of them, and never while a question waits there."""

import io
from pathlib import Path

import pytest

from tests.support.command import Told, environment_of, in_process
from tests.unit.linkedin.making import INVITATIONS, zipped
from withdrawer.cli.main import run
from withdrawer.errors import Exit
from withdrawer.journal.journal import Journal


def typed(home: Path, *words: str, text: str = "Ana Nueva\n") -> Told:
    return in_process(*words, environment=environment_of(home), text=text)


def test_a_keep_list_can_be_piped_in(tmp_path: Path) -> None:
    home = tmp_path / "home"
    assert typed(home, "keep", "add", "--keep-file", "-", text="Ana Nueva\nBen Okafor\n").code == Exit.DONE
    assert [it["written"] for it in typed(home, "keep", "list", "--json").data["kept"]] == ["Ana Nueva", "Ben Okafor"]


@pytest.mark.parametrize(
    "words",
    [
        ("preview", "--plan", "-", "--keep-file", "-"),
        ("run", "--yes", "--keep-file", "-", "--keep-file", "-"),
        ("keep", "add", "--keep-file", "-", "--keep-file", "-"),
    ],
)
def test_standard_input_is_read_for_one_file_only(tmp_path: Path, words: tuple[str, ...]) -> None:
    told = typed(tmp_path / "home", *words)
    assert told.code == Exit.USAGE
    assert "can be read only once" in told.err
    assert not (tmp_path / "home").exists()


def test_a_setting_counts_as_a_reader_too(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    (home / "config.toml").write_text("[run]\nkeep_file = '-'")
    assert "can be read only once" in typed(home, "run", "--yes", "--plan", "-").err


def test_no_question_is_asked_while_standard_input_is_the_list(tmp_path: Path) -> None:
    told = typed(tmp_path / "home", "run", "--plan", "-")
    assert told.code == Exit.USAGE
    assert "--plan reads standard input" in told.err
    assert "--yes" in told.err
    for more in ("--yes", "--dry-run"):
        assert "reads standard input" not in typed(tmp_path / "home", "run", "--plan", "-", more, text="").err


def test_an_export_can_be_piped_in_and_no_copy_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    zip_file = zipped(tmp_path, {"Invitations.csv": INVITATIONS})
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(zip_file.read_bytes())))
    monkeypatch.setenv("WITHDRAWER_HOME", str(tmp_path / "home"))
    assert run(["import", "-"]) == Exit.DONE
    with Journal.open(tmp_path / "home" / "journal.sqlite3") as journal:
        assert journal.exports.all() is not None
    assert [*(tmp_path / "home" / "snapshots").iterdir()] == []


def test_what_is_piped_in_and_is_no_export_is_refused(tmp_path: Path) -> None:
    told = typed(tmp_path / "home", "import", "-", text="hello")
    assert told.code == Exit.USAGE
    assert "Nothing was imported" in told.err


def test_the_journal_is_exported_to_standard_output(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    home = tmp_path / "home"
    typed(home, "keep", "add", "Ana Nueva")
    assert typed(home, "journal", "export", "-").out == typed(home, "journal", "export").out
    assert not (tmp_path / "-").exists()
