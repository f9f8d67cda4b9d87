"""What a second burst is, for the journal and for telling it; `newcomers` finds it."""

from dataclasses import dataclass
from datetime import datetime

from withdrawer.plan.spans import Span


@dataclass(frozen=True, slots=True)
class SecondBurst:
    """How many new invitations make it, when they can have been sent, and when the reading before began (UTC)."""

    count: int
    span: Span
    since: datetime
