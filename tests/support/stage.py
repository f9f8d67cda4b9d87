"""A home and a replay site, on which commands are typed and judged by what the site's own log says."""

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from tests.support.command import Told, environment_of, in_process, own_process
from withdrawer.replay.process import ReplaySite


@dataclass
class Stage:
    """A home and a site. `given` are environment variables beside those of the two."""

    home: Path
    site: ReplaySite
    given: dict[str, str] = field(default_factory=dict)

    @property
    def environment(self) -> dict[str, str]:
        return {**environment_of(self.home, self.site.browser_args), **self.given}

    def run(self, *arguments: str) -> Told:
        """In this process: see `in_process`."""
        return in_process(*arguments, environment=self.environment)

    def run_apart(self, *arguments: str, text: str | None = None) -> Told:
        """In a process of its own, where that is the matter; `text` is typed into it."""
        return own_process(*arguments, environment=self.environment, text=text)

    def happened(self) -> Counter[str]:
        return Counter(event["event"] for event in self.site.events())

    def keys(self, event: str) -> list[str]:
        return [it["slug"] for it in self.site.events() if it["event"] == event]

    def blast(self) -> set[str]:
        return {person["slug"] for person in self.site.truth()["people"] if person["blast"]}
