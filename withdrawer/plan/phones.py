"""Phone numbers as LinkedIn may show them in the place of a name: whole, or in part hidden by masks."""

import re
import unicodedata

LEAST_SIGNS, MOST_SIGNS, LEAST_DIGITS = 5, 20, 3
LONG = 7
MASKS = "•·∙●*x"
"""What may stand for a digit; an x never as the first, since names begin with it."""
HYPHENS = "\u2010-\u2013-"
SHAPE = re.compile(rf"[+(\[]*[\d{re.escape(MASKS[:-1])}][\d{re.escape(MASKS)} ()\[\]./{HYPHENS}]*", re.IGNORECASE)
NO_NUMBER = re.compile(
    r"[1-9]\d{0,2}(?:[ .]\d{3})+"  # a count, its thousands parted
    rf"|\d{{4}} ?[/{HYPHENS}] ?\d{{4}}"  # from year to year
    r"|\d{1,4}([./-]) ?\d{1,2}\1 ?\d{1,4}"  # a date
    r"|\d{1,2}/\d{4}|\d{4}/\d{2}"  # a month, a season
)
COUNT_OR_SLUG = re.compile(r"[\w-]+")
PARTS = re.compile(r":::|[;,|]| / ")


def is_phone(text: str) -> bool:
    """Whether the text is surely nothing but a phone number: what may be a count, a date or a slug is none."""
    text = folded(text)
    if not SHAPE.fullmatch(text) or NO_NUMBER.fullmatch(text) or COUNT_OR_SLUG.fullmatch(text):
        return False
    signs = phone_form(text)
    return LEAST_SIGNS <= len(signs) <= MOST_SIGNS and is_in_part_shown(text)


def is_number(text: str, *, is_expected: bool) -> bool:
    """Whether it is a phone number; one that `is_expected`, behind a name, may be of digits and hyphens alone."""
    text = folded(text)
    is_long = len(phone_form(text)) >= LONG and bool(SHAPE.fullmatch(text)) and not NO_NUMBER.fullmatch(text)
    return is_phone(text) or (is_expected and is_long)


def numbers_in(text: str) -> list[str]:
    """The phone numbers in what is there for them: in any form, whatever else may stand beside them."""
    found = (SHAPE.search(part) for part in PARTS.split(folded(text)))
    numbers = [number[0].strip() for number in found if number]
    return [it for it in numbers if LEAST_SIGNS <= len(phone_form(it)) <= MOST_SIGNS and is_in_part_shown(it)]


def is_in_part_shown(text: str) -> bool:
    """Whether enough of its digits are shown to know one number from others."""
    return len(phone_form(text).replace("*", "")) >= LEAST_DIGITS


def is_masked(text: str) -> bool:
    """Whether it is a phone number that is hidden in part, so that another may look the same."""
    return is_phone(text) and "*" in phone_form(text)


def phone_form(text: str) -> str:
    """A phone number as it is compared: its digits, and one sign for each that is hidden."""
    signs = (it for it in text.casefold() if it.isdecimal() or it in MASKS)
    return "".join(str(unicodedata.decimal(it)) if it.isdecimal() else "*" for it in signs)


def folded(text: str) -> str:
    """The text with single spaces, and without the marks that are not shown in which numbers are wrapped."""
    if text.isascii():
        return " ".join(text.split())
    return " ".join("".join(it for it in text if unicodedata.category(it) != "Cf").split())
