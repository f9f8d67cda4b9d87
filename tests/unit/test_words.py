"""What a person reads is English that people use: docs/words.md says how, and these phrases never come back."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.support.documents import FOR_DEVELOPERS, PAGES, prose_of
from tests.support.page_strings import said_by_the_pages, said_in
from tests.support.strings import PACKAGE, said_by_the_code

FORBIDDEN = {
    r"gone on with": "continued",
    r"somewhen": "sometime",
    r"want(s|ed) you": "LinkedIn is asking you for something",
    r"can ?(not|'t|no longer) be told": "can't be linked to; nobody can tell",
    r"unheard": "missed",
    r"(is|are) heard": "counts, applies",
    r"(add|shows|say) whom": "say who; shows who",
    r"look(s|ing)? (whether|who)": "check whether; checking who",
    r"(takes?|taken|took) (itself|themselves) off": "removes itself",
    r"made up for": "caught up",
    r"by chance": "a random time of up to …",
    r"Mind:": "Note:",
    r"(?<!there )is no (home|command|text|table|whole)\b": "is not a …",
    r"stands in no": "is in no",
    r"take[ns]? (it )?over\b": "import (of a data export)",
    r"it has not been seen": "withdrawer has not seen",
    r"nowhere are": "no time stands out",
    r"act\(s\)": "the number and its noun",
    r"put in order by": "set right by",
    r"signs that nobody": "invisible characters",
    r"no longer lies|lies in (it|there)": "is in it",
    r"so much later": "up to N minutes later",
    r"how far it came": "how far it got",
    r"as suits": "that suits",
    r"is told (above|by)": "says; goes by",
    r"that of linkedin": "belongs to",
    r"came of (an |these |your )?invitations?": "come from invitations",
    r"is no (text|linkedin|whole)\b": "is not …",
    r"(stand|stands) in your": "are in your",
    r"not there any more": "gone",
    r"starts next": "the next start",
    r"usual for you are": "your usual pace",
}
"""Never to be read by a person, in any string or page; beside each, what to say."""
JARGON = {
    r"hal(f|ves)\b": "invitations, connections",
    r"acts?\b(?! as\b)": "a person, a withdrawal, a removal",
    r"walls?\b": "paused; LinkedIn is asking you for something",
    r"origins?\b": "where it comes from",
    r"unsure\b": "date unclear",
    r"scans?\b": "a look",
    r"slugs?\b": "profile address",
    r"whoever\b": "people who, anybody who",
    r"of whom\b": "of them",
    r"to go on\b|go(es|ing)? on (with|by itself|again|from|more|where)\b": "to continue, continues",
    r"take[ns]? (it )?out\b": "removed, deleted",
}
"""The code's own words: a person reads others. Developers' pages may have them."""


def spoken(text: str) -> str:
    """Without what is typed, and what is filled in."""
    return re.sub(r"`[^`]*`|\{[^}]*\}|--[\w-]+( (include|skip|known|likely|any))?", "", text)


def found(patterns: Mapping[str, str], text: str) -> dict[str, str]:
    """Which of them a text has, each with what to say."""
    return {it: better for it, better in patterns.items() if re.search(rf"(?<![\w-]){it}", spoken(text), re.I)}


def test_no_string_that_a_person_can_see_has_such_a_phrase() -> None:
    found_in = ((it, found(FORBIDDEN | JARGON, it.text)) for it in said_by_the_code())
    assert [f"{it.at}: {it.text!r}: {'; '.join(better.values())}" for it, better in found_in if better] == []


def test_no_string_of_a_page_has_such_a_phrase() -> None:
    found_in = ((it, found(FORBIDDEN | JARGON, it.text)) for it in said_by_the_pages())
    assert [f"{it.at}: {it.text!r}: {'; '.join(better.values())}" for it, better in found_in if better] == []


def test_strings_of_every_kind_of_page_are_looked_at() -> None:
    said = {it.text for it in said_by_the_pages()}
    for words in (
        "Opening somebody’s profile can tell them that you looked.",  # between tags of a script's template
        "Take back the last change",  # a button's name
        "What became of it",  # a heading of the summary
        "Skip to the people",  # the page itself
    ):
        assert words in said
    assert not any("querySelector" in text or "class=" in text for text in said)
    script = PACKAGE / "show" / "review" / "page" / "main.js"
    assert len([*said_in(script)]) > 5
    assert sum("in the terminal" in text for text in said) > 1, "strings within what is filled in"


@pytest.mark.parametrize("page", [it for it in PAGES if it.stem not in ("words", "reference")], ids=lambda it: it.name)
def test_no_page_has_such_a_phrase(page: Path) -> None:
    """reference.md is made from the code's strings, and words.md quotes them."""
    assert found(FORBIDDEN if page.stem in FOR_DEVELOPERS else FORBIDDEN | JARGON, prose_of(page)) == {}


@pytest.mark.parametrize(
    "text",
    [
        "it can't be gone on with",
        "Go on after LinkedIn wanted you.",
        "somewhen from Monday",
        "they can not be told apart",
    ],
)
def test_a_forbidden_phrase_is_found_wherever_it_stands(text: str) -> None:
    assert found(FORBIDDEN, text)


def test_what_is_typed_is_no_phrase() -> None:
    assert found(JARGON, "add --unsure include, or --origin any; see `act`") == {}


def test_strings_of_every_kind_are_looked_at() -> None:
    said = said_by_the_code()
    assert {it.kind for it in said} == {"text", "error", "help"}
    for file in ("show/prompts.py", "cli/options.py", "cli/commands/run.py", "app/run_kind.py", "linkedin/walls.py"):
        assert any(it.file == file for it in said), file
    assert any("Withdrawing can't be taken back" in it.text for it in said)
    assert not any("SELECT acts" in it.text for it in said)
