import io

import pytest

from withdrawer import invocation
from withdrawer.show.output import Verbatim, messages, print_lines, print_to_stderr, results


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


PROSE = "Nothing is clicked before you have seen who is meant and said yes to it. " * 4
COMMANDS = [
    'withdrawer run --sent "3 weeks ago" --only connections --per-day 80',
    "withdrawer schedule install --dry-run",
    'withdrawer keep remove --take-back "Ana de la Cruz"',
    "withdrawer import /home/robin/Downloads/Basic_LinkedInDataExport_11-21-2026.zip",
    "uv tool uninstall withdrawer",
]


def narrow(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """Both streams on one terminal of 60 columns."""
    terminal = on_a_terminal(monkeypatch)
    monkeypatch.setattr("sys.stdout", terminal)
    monkeypatch.setenv("COLUMNS", "60")
    return terminal


def test_on_a_terminal_lines_end_between_words(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = narrow(monkeypatch)
    print_lines([PROSE, f"  2. {PROSE}"])
    print_to_stderr(PROSE)
    lines = screen.getvalue().splitlines()
    assert max(map(len, lines)) < 60
    assert " ".join(" ".join(lines).split()) == " ".join(f"{PROSE}2. {PROSE}{PROSE}".split())
    assert sum(line.startswith("     ") for line in lines) > 2, "below its number's words"


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("before", ["", "Next: ", f"{PROSE[:50]}: ", f"  - {PROSE}Or type: "])
@pytest.mark.parametrize("after", ["", f". {PROSE}", f" ({PROSE})"])
def test_a_command_is_never_broken(monkeypatch: pytest.MonkeyPatch, command: str, before: str, after: str) -> None:
    screen = narrow(monkeypatch)
    print_lines([f"{before}{command}{after}"])
    [line] = [line for line in screen.getvalue().splitlines() if command in line]
    assert all(len(other) < 60 for other in screen.getvalue().splitlines() if other != line)


def test_a_command_stays_whole_with_the_account_that_is_added(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    screen = narrow(monkeypatch)
    monkeypatch.setattr(invocation.CURRENT, "words", ("--account", '"my work"'))
    print_lines(["Everybody has been done; the last few still have: withdrawer run --pace steady"])
    assert 'withdrawer run --account "my work" --pace steady' in screen.getvalue().splitlines()


def test_what_is_written_into_a_file_is_shown_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = narrow(monkeypatch)
    print_lines([Verbatim(f"ExecStart={PROSE}")])
    assert screen.getvalue() == f"ExecStart={PROSE}\n"


def test_a_pipe_gets_whole_lines(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    print_lines([PROSE])
    assert capsys.readouterr().out == f"{PROSE}\n"
