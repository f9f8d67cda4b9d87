"""Rules that name people: by profile URL, slug, e-mail address, phone number, name or pattern."""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from urllib.parse import unquote

from withdrawer.errors import UsageError
from withdrawer.plan.keep.credentials import PRONOUNS, is_credential
from withdrawer.plan.phones import is_phone, phone_form
from withdrawer.plan.text_forms import plain

PROFILE = re.compile(r"(?:(?:https?:)?//)?(?:[\w-]+\.)*linkedin\.com/in/([^/?#\s]+)", re.IGNORECASE)
SHORT_PROFILE = re.compile(r"/?in/([^/?#\s]+)(?:[/?#].*)?", re.IGNORECASE)
ANY_URL = re.compile(r"\w+://|(?:[\w-]+\.)*linkedin\.com\b", re.IGNORECASE)
EMAIL = re.compile(r"(?:mailto:)?([^\s@]+@[^\s@]+)", re.IGNORECASE)
MARK = re.compile(
    r"(?:(?:[-*+•‣◦▪●–—·>✓✔☐☑]|\[[ xX]?\])\s+"
    r"|\(?\d{1,5}(?:\.\)|[.):]|\s+[-–—])(?:\s+(?=\D)|(?=[^\W\d_a-z])(?!\S*@))"
    r"|\d{1,5}\t\s*|#\d{1,5}[.):]?\s+(?=\D)|#(?=[^\W\d_]))+"
)
"""A list marker: a dash, a dot, a number, a box."""
WIDE = str.maketrans({sign + 0xFEE0: sign for sign in range(0x21, 0x7F) if not chr(sign).isalnum()})
BRACKETS = str.maketrans("【】〔〕〈〉《》", "()()()()")
ASIDE = re.compile(rf"\([^()]*\)|\[[^\[\]]*\]|\{{[^{{}}]*\}}|\|.*|\s//\s.*|(?<=\s)#\w+|(?xi:{PRONOUNS})")
QUOTED = re.compile(
    r"\"[^\"]+\"|“[^”]+”|”[^”]+”|„[^“”]+[“”]|«[^»]+»|»[^«]+«|‹[^›]+›|「[^」]+」|『[^』]+』"
    r"|(?<!\w)['‘`][^'’`]+['’`](?!\w)"
)
"""A nickname, removed if a name remains without it."""
QUOTES = "\"“”„«»‹›「」『』'’‘`"
TITLES = frozenset({"dr", "prof", "mr", "mrs", "ms", "mx", "sir", "dame", "ing", "dipl-ing"})
DEGREES = frozenset({"phd", "mba", "msc", "bsc", "llm", "mbbs", "cpa", "cfa", "pmp"})
"""Only those that are not surnames, unlike "Ma" and "Ba"."""
KEEP_LIST = "your keep list"
"""The source of rules that apply to every job."""


class Pointer(StrEnum):
    """What a rule matches by. A NAME may also be a bare slug: a single word could be either.

    An ADDRESS is an e-mail address or a phone number. A PATTERN is a regular expression, searched for in a name, a
    headline or a company.
    """

    SLUG = "slug"
    ADDRESS = "address"
    NAME = "name"
    PATTERN = "pattern"


@dataclass(frozen=True, slots=True)
class PersonRule:
    """A rule matching a person, as written and as compared; `source` is the option or file that contains it.

    Rules from one source written as a unit, a name with its address, count as one: either match suffices. `whole` is
    the line that they are part of, if it names several people. `is_guess` if the text may be a title instead, so that
    it may well match no one.
    """

    pointer: Pointer
    value: str
    written: str
    source: str
    whole: str = ""
    is_guess: bool = False


def read_rule(text: str, source: str) -> PersonRule:
    """Read one name, profile URL, slug, e-mail address or phone number.

    `keep.written_lists.read_people` reads lines that may name several. Raises UsageError if it is empty, names several
    people, or is another kind of URL.
    """
    written = text.strip()
    refuse_halves(text, source)
    profile = PROFILE.match(written) or SHORT_PROFILE.fullmatch(written)
    if profile:
        return PersonRule(Pointer.SLUG, key_form(unquote(profile[1])), written, source)
    if ANY_URL.match(written):
        raise UsageError(
            f"{source}: {written!r} is not the address of a person's profile.",
            "A profile's address looks like https://www.linkedin.com/in/ana-nueva/. A name or e-mail address will do.",
        )
    if email := EMAIL.fullmatch(written):
        return PersonRule(Pointer.ADDRESS, key_form(email[1]), written, source)
    if is_phone(written):
        return PersonRule(Pointer.ADDRESS, key_form(written), written, source)
    if not name_form(written):
        raise nameless(text, source)
    first, *others = written.split(",")
    if len(first.split()) > 1 and any(other.strip() and not is_credential(other, first) for other in others):
        raise UsageError(f"{source}: {text!r} names more than one person.", "Name each by themselves.")
    return PersonRule(Pointer.NAME, name_form(written), written, source)


def phone_rule(number: str, source: str) -> PersonRule:
    """Return the rule for text known to be a phone number, though it might otherwise pass for a count or a slug."""
    return PersonRule(Pointer.ADDRESS, phone_form(number), number.strip(), source)


def read_pattern_rule(text: str, source: str) -> PersonRule:
    """Read a regular expression for names, headlines and companies. Raises UsageError if it is invalid."""
    if not text.strip():
        raise UsageError(f"{source}: an empty pattern would keep everybody.", "Write a word: --keep-match recruit")
    refuse_halves(text, source)
    read_pattern(text, source)
    return PersonRule(Pointer.PATTERN, text, text, source)


def read_pattern(text: str, source: str) -> re.Pattern[str]:
    """Return a case-insensitive regular expression. Raises UsageError if it is invalid."""
    try:
        return re.compile(text, re.IGNORECASE)
    except re.error as error:
        raise UsageError(
            f"{source} {text!r} is not a regular expression: {error}.",
            f"Write a word or several with | between them, like {source} 'recruit|sales'.",
        ) from error


def refuse_halves(text: str, source: str) -> None:
    """Raise UsageError if the text has lone surrogates."""
    if not is_whole(text):
        raise UsageError(f"{source}: {text!r} is not text in UTF-8.", "Write it in a terminal that uses UTF-8.")


def is_whole(text: str) -> bool:
    """Return whether the text has no lone surrogates, which come from input in another encoding."""
    return not any("\ud800" <= letter <= "\udfff" for letter in text)


def nameless(text: str, source: str) -> UsageError:
    """Return the error for a text that names no one."""
    return UsageError(f"{source}: no name in {text!r}.", "Give a name, a profile's address or an e-mail address.")


@lru_cache(maxsize=2**17)  # every source is asked about the same people, again and again
def key_form(key: str) -> str:
    """Return a key as compared: a slug or e-mail address folded by `plain`; a phone number by its digits and masks.

    Every lookup by key uses this form.
    """
    return phone_form(key) if is_phone(key) else plain(key)


def name_form(name: str) -> str:
    """Return a name as compared: without emoji, pronouns, titles and degrees, unless nothing else is left.

    In doubt two people count as one: someone named by mistake is merely left alone.
    """
    while (form := _bare_form(name)) != name:  # the result may again contain something to strip
        name = form
    return form


def _bare_form(name: str) -> str:
    text = ASIDE.sub(" ", without_mark(half_width(name)))
    without_nickname = QUOTED.sub(" ", text)
    if sum(map(has_letter, without_nickname.partition(",")[0].split())) > 1:
        text = without_nickname
    head, _, tail = plain(without_symbols(text)).partition(",")
    words = head.split() if len(head.split()) > 1 else f"{head} {tail}".split()
    bare = [word.replace(".", "").strip(QUOTES) for word in words if has_letter(word)]
    while len(bare) > 1 and bare[0] in TITLES:
        bare = bare[1:]
    while len(bare) > 1 and bare[-1] in DEGREES:
        bare = bare[:-1]
    return " ".join(bare) or plain(name)


def without_mark(line: str) -> str:
    """Return the line without its list marker."""
    bare = line.strip()
    mark = MARK.match(bare)
    return bare[mark.end() :].strip() if mark else bare


def half_width(text: str) -> str:
    """Return the text with East Asian full-width brackets and punctuation as their half-width equivalents."""
    return text if text.isascii() else text.translate(WIDE).translate(BRACKETS)


def has_letter(text: str) -> bool:
    """Return whether the text contains a letter or a digit."""
    return any(map(str.isalnum, text))


def without_symbols(text: str) -> str:
    """Return the text with a space for every emoji, symbol and control character; `plain` removes joiners."""
    return "".join(
        " " if unicodedata.category(letter)[0] == "S" or unicodedata.category(letter) == "Cc" else letter
        for letter in text
    )
