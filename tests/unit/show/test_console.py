import io

import pytest

from withdrawer.show.output import messages, results


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    stream = Terminal()
    for name in ("NO_COLOR", "FORCE_COLOR", "TTY_COMPATIBLE", "TTY_INTERACTIVE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setattr("sys.stderr", stream)
    return stream


def test_messages_go_to_stderr_and_results_to_stdout(capsys: pytest.CaptureFixture[str]) -> None:
    messages().print("told")
    results().print("asked for")
    said = capsys.readouterr()
    assert (said.out, said.err) == ("asked for\n", "told\n")


def test_a_terminal_has_colour_and_movement(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = on_a_terminal(monkeypatch)
    console = messages()
    assert console.is_terminal
    console.print("bold", style="bold")
    assert "\x1b[1m" in terminal.getvalue()


@pytest.mark.parametrize(("name", "value"), [("NO_COLOR", "1"), ("TERM", "dumb")])
def test_plain_text_where_it_is_asked_for(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    terminal = on_a_terminal(monkeypatch)
    monkeypatch.setenv(name, value)
    console = messages()
    assert not console.is_terminal
    console.print("bold", style="bold red")
    assert terminal.getvalue() == "bold\n"


def test_an_empty_no_color_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    on_a_terminal(monkeypatch)
    monkeypatch.setenv("NO_COLOR", "")
    assert messages().is_terminal


def test_without_a_terminal_no_line_is_wrapped_or_coloured(capsys: pytest.CaptureFixture[str]) -> None:
    results().print("word " * 100, style="bold")
    assert capsys.readouterr().out == "word " * 100 + "\n"


def test_neither_markup_nor_emoji_is_read_into_text(capsys: pytest.CaptureFixture[str]) -> None:
    results().print("[red]Eve[/red] :smile:")
    assert capsys.readouterr().out == "[red]Eve[/red] :smile:\n"


def test_quiet_messages_are_not_said(capsys: pytest.CaptureFixture[str]) -> None:
    messages(is_quiet=True).print("told")
    assert capsys.readouterr().err == ""
