"""How a person points at people: by profile address, slug, e-mail address or name."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import unquote

from withdrawer.errors import UsageError
from withdrawer.plan.people import Person
from withdrawer.plan.words import plain

PROFILE = re.compile(r"(?:(?:https?:)?//)?(?:[\w-]+\.)*linkedin\.com/in/([^/?#\s]+)", re.IGNORECASE)
SHORT_PROFILE = re.compile(r"/?in/([^/?#\s]+)(?:[/?#].*)?", re.IGNORECASE)
ANY_URL = re.compile(r"\w+://|(?:[\w-]+\.)*linkedin\.com\b", re.IGNORECASE)
ADDRESS = re.compile(r"(?:mailto:)?([^\s@]+@[^\s@]+)", re.IGNORECASE)
ASIDE = re.compile(r"\([^)]*\)|\[[^\]]*\]|\{[^}]*\}|\|.*")
TITLES = frozenset({"dr", "prof", "mr", "mrs", "ms", "mx", "sir", "dame", "ing", "dipl-ing"})
DEGREES = frozenset({"phd", "mba", "msc", "bsc", "llm", "mbbs", "cpa", "cfa", "pmp"})
"""Only those that are nobody's surname: "Ma" and "Ba" are."""


class Pointer(StrEnum):
    """What a rule points with. A NAME may be a bare slug as well: one word tells no difference."""

    SLUG = "slug"
    ADDRESS = "address"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class PersonRule:
    """One line that points at people, as written and as compared; `source` is the option or file that holds it."""

    pointer: Pointer
    value: str
    written: str
    source: str


def read_rule(text: str, source: str) -> PersonRule:
    """Read a name, profile URL, slug or e-mail address. Raises UsageError where it is empty or another kind of URL."""
    written = text.strip()
    profile = PROFILE.match(written) or SHORT_PROFILE.fullmatch(written)
    if profile:
        return PersonRule(Pointer.SLUG, key_form(unquote(profile[1])), written, source)
    if ANY_URL.match(written):
        raise UsageError(
            f"{source}: {written!r} is not the address of a person's profile.",
            "A profile's address looks like https://www.linkedin.com/in/ana-nueva/. A name or e-mail address will do.",
        )
    if address := ADDRESS.fullmatch(written):
        return PersonRule(Pointer.ADDRESS, key_form(address[1]), written, source)
    if not name_form(written):
        raise UsageError(f"{source}: no name in {text!r}.", "Give a name, a profile's address or an e-mail address.")
    return PersonRule(Pointer.NAME, name_form(written), written, source)


def read_rule_lines(text: str, source: str) -> tuple[PersonRule, ...]:
    """Read a file's text, one rule a line; "#" starts a comment. Raises UsageError as `read_rule` does."""
    lines = (re.split(r"(?:^|\s)#", line, maxsplit=1)[0].strip() for line in text.lstrip("\ufeff").splitlines())
    return tuple(read_rule(line, source) for line in lines if line)


def key_form(key: str) -> str:
    """A slug or an e-mail address as it is compared: decoded, any case."""
    return plain(key)


def name_form(name: str) -> str:
    """A name as it is compared: without emoji, pronouns, titles and degrees, unless nothing else is in it.

    It rather takes two people for one than miss somebody: whoever is named by mistake is only left alone.
    """
    head, _, tail = plain(without_symbols(ASIDE.sub(" ", name))).partition(",")
    words = head.split() if len(head.split()) > 1 else f"{head} {tail}".split()
    bare = [word.replace(".", "") for word in words]
    while len(bare) > 1 and bare[0] in TITLES:
        bare = bare[1:]
    while len(bare) > 1 and bare[-1] in DEGREES:
        bare = bare[:-1]
    return " ".join(word for word in bare if word) or plain(name)


def without_symbols(text: str) -> str:
    """The text with a space for every emoji, symbol and control character; invisible joiners stay for `plain`."""
    return "".join(
        " " if unicodedata.category(letter)[0] == "S" or unicodedata.category(letter) == "Cc" else letter
        for letter in text
    )


class RuleIndex:
    """Finds the rule that points at a person, in the same time however many rules there are."""

    def __init__(self, rules: Iterable[PersonRule]) -> None:
        self._rules: dict[tuple[Pointer, str], PersonRule] = {}
        self._slugs: dict[str, PersonRule] = {}
        for rule in rules:
            self._rules.setdefault((rule.pointer, rule.value), rule)
            if rule.pointer is Pointer.NAME:
                self._slugs.setdefault(key_form(rule.written), rule)

    def find(self, person: Person) -> PersonRule | None:
        """The first rule that points at this person; a name points at everybody who bears it."""
        return next(iter(self.all_for(person)), None)

    def all_for(self, person: Person) -> list[PersonRule]:
        """Every rule that points at this person."""
        if not self._rules:
            return []
        key = key_form(person.key)
        found = (
            self._rules.get((Pointer.ADDRESS if "@" in key else Pointer.SLUG, key)),
            self._rules.get((Pointer.NAME, name_form(person.name))),
            self._slugs.get(key),
        )
        return [rule for rule in found if rule]


def unmatched(rules: Iterable[PersonRule], people: Iterable[Person]) -> tuple[str, ...]:
    """What was written in the rules that point at none of these people, in the order written."""
    listed = list(rules)
    index = RuleIndex(listed)
    used = {(rule.pointer, rule.value) for person in people for rule in index.all_for(person)}
    return tuple(dict.fromkeys(rule.written for rule in listed if (rule.pointer, rule.value) not in used))
