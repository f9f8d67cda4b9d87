"""The options of one replay site."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

import msgspec


@dataclass(frozen=True)
class SiteOptions:
    """The options of `withdrawer replay serve`.

    `scenario` is a name or a file. Port 0 picks a free port. `now` is the ISO instant at which the site's time starts.
    `people` is the number of pending invitations, including the blast. `seed` and `latency_ms` override the scenario's
    own. `log` receives the events as JSON Lines, `truth` who is who as JSON; `state` carries the site over restarts.
    """

    scenario: str = "default"
    port: int = 0
    log: Path | None = None
    truth: Path | None = None
    state: Path | None = None
    now: str = ""
    layout: str = "sdui-2026"
    arms: tuple[str, ...] = ()
    language: str = "en"
    people: int | None = None
    seed: int | None = None
    latency_ms: int | None = None
    faults: tuple[str, ...] = ()

    def line(self) -> str:
        """These options as one line of JSON, for the process that serves the site."""
        return json.dumps(asdict(self), default=str) + "\n"

    @classmethod
    def from_line(cls, line: str) -> "SiteOptions":
        """The options encoded by `line`."""
        return msgspec.json.decode(line, type=cls, dec_hook=lambda kind, value: kind(value))
