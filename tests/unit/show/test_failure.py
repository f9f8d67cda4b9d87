import contextlib
import io
import json

import pytest
from hypothesis import given

from withdrawer.errors import Exit
from withdrawer.show.envelope import show_failure
from withdrawer.show.output import print_lines, print_to_stderr

from .making import hostile, is_harmless


def test_a_failure_says_what_is_wrong_and_what_to_do(capsys: pytest.CaptureFixture[str]) -> None:
    show_failure("No journal.", "Name a home.", Exit.USAGE, is_json=False, command="run")
    said = capsys.readouterr()
    assert (said.out, said.err) == ("", "withdrawer: No journal.\n  Name a home.\n")


def test_a_failure_without_a_hint_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    show_failure("Stopped.", "", Exit.INTERRUPTED, is_json=False, command="run")
    assert capsys.readouterr().err == "withdrawer: Stopped.\n"


def test_with_json_the_document_alone_is_on_stdout(capsys: pytest.CaptureFixture[str]) -> None:
    show_failure("No journal.", "Name a home.", Exit.USAGE, is_json=True, command="run")
    said = capsys.readouterr()
    document = json.loads(said.out)
    assert (document["command"], document["status"], document["exit_code"]) == ("run", "error", 2)
    assert document["errors"] == [{"message": "No journal.", "hint": "Name a home."}]
    assert said.err.startswith("withdrawer: No journal.")


@given(hostile, hostile)
def test_hostile_text_leaves_nothing_that_a_terminal_obeys(message: str, hint: str) -> None:
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        show_failure(message, hint, Exit.USAGE, is_json=True, command="run")
        print_lines([message, hint])
    assert is_harmless(err.getvalue())
    assert is_harmless(out.getvalue())


def test_a_closed_terminal_is_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    class Closed(io.StringIO):
        def write(self, text: str) -> int:
            raise OSError(5, "Input/output error")

    monkeypatch.setattr("sys.stderr", Closed())
    print_to_stderr("anything")


def test_lines_for_people_are_one_line_each(capsys: pytest.CaptureFixture[str]) -> None:
    print_lines(["Ana\nNueva\x1b[2J", "Bob"])
    assert capsys.readouterr().out == "Ana Nueva�[2J\nBob\n"
