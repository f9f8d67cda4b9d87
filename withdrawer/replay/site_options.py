"""What one replay site is started with."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class SiteOptions:
    """The options of `withdrawer replay serve`.

    `scenario` is a name or a file. Port 0 picks a free one. `now` is an ISO instant from which the site's time goes on.
    `people` is all pending invitations, the blast included. `seed` and `latency_ms` replace the scenario's own.
    `log` gets what happens as JSON Lines, `truth` who is who as JSON, `state` carries the site over restarts.
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

    def arguments(self) -> list[str]:
        """These options as `replay serve` takes them."""
        valued = {
            "--scenario": self.scenario,
            "--port": self.port,
            "--log": self.log,
            "--truth": self.truth,
            "--state": self.state,
            "--now": self.now or None,
            "--layout": self.layout,
            "--lang": self.language,
            "--people": self.people,
            "--seed": self.seed,
            "--latency-ms": self.latency_ms,
        }
        arguments = [part for name, value in valued.items() if value is not None for part in (name, str(value))]
        arguments += [part for arm in self.arms for part in ("--arm", arm)]
        return arguments + [part for fault in self.faults for part in ("--fault", fault)]
