"""The forms under which names are compared for keeping, whatever keyboard they were typed on.

In doubt two people count as one: someone matched by mistake is merely left alone. So nothing that selects people may
fold names like this.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from withdrawer.plan.keep.credentials import FULL_NAME, is_credential, without_credentials
from withdrawer.plan.person_rules import name_form

MADE_OF_OTHERS = str.maketrans(
    {"ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ə": "a", "ĸ": "k", "ŋ": "n", "ß": "ss", "ꞌ": None,
     "ی": "ي", "ى": "ي", "ې": "ي", "ے": "ي", "ک": "ك", "ڪ": "ك", "ة": "ه", "ہ": "ه", "ھ": "ه", "ە": "ه", "ۀ": "ه",
     "ۃ": "ه", "ٱ": "ا", "ں": "ن"}
)  # fmt: skip
"""Letters that Unicode does not decompose, with their replacements; also variants of Arabic letters.

The latter differ between keyboards.
"""
ALTERED = re.compile(r"LATIN SMALL LETTER ([A-Z]) WITH ")
"""The Unicode names of ø, ł, đ and the like: a letter with a stroke, a hook or a tail."""
SPELLED_OUT = re.compile(r"a[ae]+|[ou]e+|dj")
"""Spellings of ä, å, æ, ö, ø, ü and đ without diacritics: each becomes the base letter."""
ACCENTS = range(200, 256)
"""The combining classes of accents above and below; those of Indic scripts and kana distinguish letters."""
POINTS = range(10, 36)
"""The combining classes of Hebrew and Arabic points, which are usually omitted."""
SPACING_MARKS = range(0x2B0, 0x300)
"""Modifier letters that people use as apostrophes."""
JOINTS = re.compile("[-‐-―−.·'’‘ʼʻʹ`´ꞌ]")
PREFIX = re.compile(r"(?<=[a-z] )(mc|mac|de|del|della|di|du|la|van|von|der|den|ten|ter|el|st|fitz) (?=[a-z])")
"""Particles that some write as a word before a last name, and some as its beginning."""
LOOSE_SPACE = re.compile(r"(?<![a-z]) | (?![a-z])")
TATWEEL = "\u0640"


@lru_cache(maxsize=20_000)
def keep_forms(name: str) -> tuple[str, ...]:
    """Return the forms under which a name is compared for keeping; names sharing one count as the same person's.

    Case, width, accents, apostrophes, hyphens and common spellings of accented letters make no difference, nor do
    degrees at the end or the order "Last, First". Spaces count between Latin letters ("Li Na", "Lina").
    """
    bare = name_form(name)
    texts = [bare, without_credentials(bare), name_form(without_credentials(name))]
    parts = [part for part in name.split(",") if part.strip() and not is_credential(part, name.partition(",")[0])]
    if len(parts) == FULL_NAME:
        last, first = map(name_form, parts)
        texts += [f"{first} {last}", f"{last} {first}"]
    return tuple(dict.fromkeys(form or text for text in dict.fromkeys(texts) for form in _spellings(text)))


def _spellings(text: str) -> Iterator[str]:
    """Yield the folded text with its hyphens and apostrophes as spaces, or removed."""
    parted = folded(JOINTS.sub(" ", text))
    yield parted
    yield folded(JOINTS.sub("", text))
    yield PREFIX.sub(r"\1", parted)


def folded(text: str) -> str:
    """Return the letters and digits of a text in their plainest form, with spaces only between Latin ones."""
    text = unicodedata.normalize("NFKD", text.casefold()).casefold().translate(MADE_OF_OTHERS)
    if not text.isascii():
        text = "".join(_plainest(letter) for letter in text)
    letters = "".join(letter for letter in text if letter == " " or unicodedata.category(letter)[0] in "LNM")
    return LOOSE_SPACE.sub("", SPELLED_OUT.sub(lambda spelled: spelled[0][0], " ".join(letters.split())))


def _plainest(letter: str) -> str:
    if letter == TATWEEL or ord(letter) in SPACING_MARKS:
        return ""
    if (marks := unicodedata.combining(letter)) in ACCENTS or marks in POINTS:
        return ""
    altered = ALTERED.match(unicodedata.name(letter, ""))
    return altered[1].lower() if altered else letter
