"""A count with its noun, as it is said everywhere."""


def people(count: int, noun: str) -> str:
    """A count with its noun."""
    plural = "people" if noun == "person" else f"{noun}s"
    return f"{count:,} {noun if count == 1 else plural}"
