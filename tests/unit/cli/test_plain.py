"""--plain is heard by every command that works on an account, typed or set."""

from pathlib import Path

import pytest

from tests.support.command import environment_of, in_process
from withdrawer.app.typed_input import Everywhere
from withdrawer.plan.half import Half
from withdrawer.show.terminal import Terminal
from withdrawer.undo.watcher import ANSWERED, Step


def test_plain_is_an_option_a_variable_and_a_setting(tmp_path: Path) -> None:
    for typed, given in ((("--plain",), {}), ((), {"WITHDRAWER_PLAIN": "1"})):
        told = in_process("status", *typed, environment=environment_of(tmp_path / "home", **given))
        assert told.code == 0, told.err
    (tmp_path / "home").mkdir(mode=0o700)
    (tmp_path / "home" / "config.toml").write_text("[output]\nplain = true\n")
    assert in_process("status", environment=environment_of(tmp_path / "home")).code == 0
    (tmp_path / "home" / "config.toml").write_text('[output]\nplain = "perhaps"\n')
    told = in_process("status", environment=environment_of(tmp_path / "home"))
    assert told.code == 2
    assert "plain" in told.err


def test_plain_progress_is_still_lines_even_on_a_terminal(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    monkeypatch.setenv("TERM", "xterm-256color")
    user = Terminal(everywhere=Everywhere(plain=True))
    user.watcher.reading(Half.SENT, 10, 10)
    user.watcher.acted(Step(Half.SENT, "Ana Nueva", ANSWERED, 1, 1))
    user.stop()
    told = capsys.readouterr().err
    assert "Reading Sent invitations: 10 of 10" in told
    assert "\x1b" not in told
    assert "█" not in told
