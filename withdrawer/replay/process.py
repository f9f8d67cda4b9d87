"""A replay site in a process of its own, ended with its parent: its log survives a killed tool and judges it."""

import json
import os
import subprocess
import tempfile
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from withdrawer.errors import UsageError, WithdrawerError
from withdrawer.processes import clean_environment, own_command
from withdrawer.replay.site_options import SiteOptions
from withdrawer.replay.world.site import read_scenario

_SECONDS_TO_END = 5


@dataclass
class ReplaySite:
    """A running site. Leave its context, or `close` it, to end it. `options` names its log and truth files."""

    options: SiteOptions
    port: int
    browser_args: str
    _process: subprocess.Popen[str]
    _leftovers: ExitStack = field(repr=False)

    @classmethod
    def start(cls, options: SiteOptions) -> "ReplaySite":
        """Start a site and wait until it is ready. Files that `options` does not name are temporary.

        Raises UsageError if the options can't be met, WithdrawerError if the site does not start.
        """
        read_scenario(options)
        with ExitStack() as leftovers:
            folder = Path(leftovers.enter_context(tempfile.TemporaryDirectory(prefix="replay-")))
            options = replace(
                options, log=options.log or folder / "log.jsonl", truth=options.truth or folder / "truth.json"
            )
            complaints = leftovers.enter_context((folder / "stderr.txt").open("w+", encoding="utf-8"))
            process = subprocess.Popen(
                own_command("replay", "serve", "--for-parent"),
                env=clean_environment(os.environ),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=complaints,
                text=True,
                start_new_session=os.name == "posix",
            )
            leftovers.callback(_end, process)
            assert process.stdin is not None
            assert process.stdout is not None
            with suppress(BrokenPipeError):  # it has already ended: its stderr says why
                process.stdin.write(options.line())
                process.stdin.flush()
            line = process.stdout.readline()
            if not line:
                code = process.wait()
                complaints.seek(0)
                kind = UsageError if code == UsageError.exit_code else WithdrawerError
                raise kind(f"the replay site did not start: {complaints.read().strip()}")
            ready = json.loads(line)
            return cls(options, ready["port"], ready["browser_args"], process, leftovers.pop_all())

    def events(self) -> list[dict[str, Any]]:
        """The events so far, in order."""
        assert self.options.log is not None
        lines = self.options.log.read_text("utf-8").splitlines() if self.options.log.exists() else []
        return [json.loads(line) for line in lines]

    def truth(self) -> dict[str, Any]:
        """The contents of the truth file: who is who."""
        assert self.options.truth is not None
        truth: dict[str, Any] = json.loads(self.options.truth.read_text("utf-8"))
        return truth

    def close(self) -> None:
        """End the site and remove its temporary files."""
        self._leftovers.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()


def _end(process: subprocess.Popen[str]) -> None:
    process.terminate()
    try:
        process.wait(_SECONDS_TO_END)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            pipe.close()


__all__ = ["ReplaySite", "SiteOptions"]
