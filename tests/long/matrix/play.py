"""Playing one combination through the real entry point, and judging what is claimed by the site's own log."""

import shlex
from typing import Any

from tests.long.matrix.combinations import NUMBERS, Combination
from tests.support.command import environment_of, in_process
from withdrawer.errors import Exit

DONE = {"sent": "withdrawn", "connections": "removed"}


def play(combination: Combination, people: int) -> list[str]:
    """In what the demo went otherwise than it must; nothing where all of the blast, and nobody else, was undone.

    Where the language has no names for its controls, the words are said as the tool asks for them.
    """
    words = [*combination.words, "--people", str(people)]
    code, document = _demo(words)
    hint = document["errors"][0]["hint"] if document["errors"] else ""
    if code == 2 and "--label" in hint:
        typed = shlex.split(hint.partition("type: ")[2])
        labels = [word for at, word in enumerate(typed) if typed[at - 1] == "--label"]
        if any(document["data"]["site"].values()):
            return ["somebody was touched before the words were confirmed"]
        code, document = _demo([*words, *(part for word in labels for part in ("--label", word))])
    data = document["data"]
    looks_again = code == Exit.PARTIAL and _takes_a_second_look(data)
    if looks_again or (code == Exit.PARTIAL and _only_counts_too_many(combination, data)):
        code = Exit.DONE
    return [f"exit {code}: {document['errors']}"] if code else differences(data, is_checked=not looks_again)


def _only_counts_too_many(combination: Combination, data: dict[str, Any]) -> bool:
    """Whether all that is left is that the page counts more than it lists: a list read to its end says so."""
    too_many = int(NUMBERS["overstated"].lstrip(":"))
    return (
        "overstated" in combination.arms
        and {data[half]["unread"] for half in DONE} == {0, too_many}
        and data["job"]["left"] == 0
    )


def _takes_a_second_look(data: dict[str, Any]) -> bool:
    """Whether all that is left is to look once more, later: the list whose words are not known proves nothing alone."""
    open_ends = sum(data[half][end] for half in DONE for end in ("refused", "unresolved"))
    return not data["job"]["left"] and not open_ends and data["allowance"]["next_at"] is not None


def differences(data: dict[str, Any], *, is_checked: bool = True) -> list[str]:
    """In what the document, the site's log and the scenario differ; whether each act was checked, too."""
    site, truth = data["site"], data["truth"]
    blast, accepted = set(truth["blast"]), set(truth["accepted"])
    found = []
    for what, expected, seen in (
        ("withdrawn", blast - accepted, set(site["withdrawn"])),
        ("removed", accepted, set(site["removed"])),
    ):
        if expected != seen:
            found.append(f"{what}: {len(expected - seen)} too few, {len(seen - expected)} too many")
    return found + [
        f"{half} {claim}: {data[half][claim]} claimed, {len(site[done])} in the site's log"
        for half, done in DONE.items()
        for claim in (done, *(["proven"] if is_checked else []))
        if data[half][claim] != len(site[done])
    ]


def _demo(words: list[str]) -> tuple[int, dict[str, Any]]:
    told = in_process("demo", "--yes", "--json", *words, environment=environment_of())
    return told.code, told.document
