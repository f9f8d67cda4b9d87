"""Links without people: keeps LinkedIn's own path segments, replaces people's, and maps other sites to one."""

from urllib.parse import unquote, urlsplit

from withdrawer.linkedin.redaction import allowlist
from withdrawer.linkedin.redaction.placeholders import Placeholders

OWN = "linkedin.com"
ELSEWHERE = "https://example.com/"


def redacted_address(address: str, placeholders: Placeholders) -> str:
    """The address with as many path segments, without its query and fragment."""
    try:
        parts = urlsplit(address.strip())
        host = (parts.hostname or "").lower()
    except ValueError:
        return "#"
    if parts.scheme == "mailto":
        return f"mailto:{placeholders.text(unquote(parts.path))}"
    if parts.scheme not in ("", "http", "https"):
        return "#"
    if host and host != OWN and not host.endswith(f".{OWN}"):
        return ELSEWHERE
    if not parts.path:
        return "https://www.linkedin.com" if host else "#" if address else ""
    start = "https://www.linkedin.com" if host else ""
    return start + redacted_path(parts.path, placeholders)


def redacted_path(path: str, placeholders: Placeholders) -> str:
    """A LinkedIn path with its own segments kept and all others replaced."""
    steps = path.split("/")
    return "/".join(_step(step, steps[at - 1] if at else "", placeholders) for at, step in enumerate(steps))


def _step(step: str, before: str, placeholders: Placeholders) -> str:
    """One segment. What follows `/in/` is always somebody's, except for `me`."""
    if not step or (step in allowlist.STEPS and before != "in") or (step == "me" and before == "in"):
        return step
    return placeholders.token(unquote(step))
