"""Phone numbers as LinkedIn may show them in place of a name: whole, or partly masked."""

import re
import unicodedata

LEAST_SIGNS, MOST_SIGNS, LEAST_DIGITS = 5, 20, 3
LONG = 7
MASKS = "•·∙●*x"
"""What may mask a digit; an x never in first position, since names begin with it."""
HYPHENS = "\u2010-\u2013-"
SHAPE = re.compile(rf"[+(\[]*[\d{re.escape(MASKS[:-1])}][\d{re.escape(MASKS)} ()\[\]./{HYPHENS}]*", re.IGNORECASE)
NO_NUMBER = re.compile(
    r"[1-9]\d{0,2}(?:[ .]\d{3})+"  # a count with thousands separators
    rf"|\d{{4}} ?[/{HYPHENS}] ?\d{{4}}"  # a range of years
    r"|\d{1,4}([./-]) ?\d{1,2}\1 ?\d{1,4}"  # a date
    r"|\d{1,2}/\d{4}|\d{4}/\d{2}"  # a month or a season
)
COUNT_OR_SLUG = re.compile(r"[\w-]+")
PARTS = re.compile(r":::|[;,|]| / ")


def is_phone(text: str) -> bool:
    """Return whether the text is certainly just a phone number: what may be a count, a date or a slug is not."""
    text = folded(text)
    if not SHAPE.fullmatch(text) or NO_NUMBER.fullmatch(text) or COUNT_OR_SLUG.fullmatch(text):
        return False
    signs = phone_form(text)
    return LEAST_SIGNS <= len(signs) <= MOST_SIGNS and is_in_part_shown(text)


def is_number(text: str, *, is_expected: bool) -> bool:
    """Return whether it is a phone number; if `is_expected`, after a name, it may be only digits and hyphens."""
    text = folded(text)
    is_long = len(phone_form(text)) >= LONG and bool(SHAPE.fullmatch(text)) and not NO_NUMBER.fullmatch(text)
    return is_phone(text) or (is_expected and is_long)


def numbers_in(text: str) -> list[str]:
    """Return the phone numbers in a field meant for them, in any form and with any other text."""
    found = (SHAPE.search(part) for part in PARTS.split(folded(text)))
    numbers = [number[0].strip() for number in found if number]
    return [it for it in numbers if LEAST_SIGNS <= len(phone_form(it)) <= MOST_SIGNS and is_in_part_shown(it)]


def is_in_part_shown(text: str) -> bool:
    """Return whether enough digits are shown to distinguish the number from others."""
    return len(phone_form(text).replace("*", "")) >= LEAST_DIGITS


def is_masked(text: str) -> bool:
    """Return whether it is a partly hidden phone number, which another may look identical to."""
    return is_phone(text) and "*" in phone_form(text)


def phone_form(text: str) -> str:
    """Return a phone number as compared: its digits, and one sign for each hidden digit."""
    signs = (it for it in text.casefold() if it.isdecimal() or it in MASKS)
    return "".join(str(unicodedata.decimal(it)) if it.isdecimal() else "*" for it in signs)


def folded(text: str) -> str:
    """Return the text with single spaces and without invisible formatting characters around numbers."""
    if text.isascii():
        return " ".join(text.split())
    return " ".join("".join(it for it in text if unicodedata.category(it) != "Cf").split())
