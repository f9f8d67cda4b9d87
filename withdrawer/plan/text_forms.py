"""Forms for comparing text from people or LinkedIn."""

import unicodedata


def plain(text: str) -> str:
    """Return the text for comparing, never for showing: NFKC, no case, no invisible marks, single spaces.

    LinkedIn puts no-break spaces and writing-direction marks between a number and its unit.
    """
    if text.isascii():  # the common case, and lists are long
        return " ".join(text.casefold().split())
    visible = "".join(letter for letter in unicodedata.normalize("NFKC", text) if unicodedata.category(letter) != "Cf")
    return " ".join(visible.casefold().split())


def letters_of(text: str) -> str:
    """Return only the letters and digits of a text: "E-mail" and "email" are equal."""
    return "".join(letter for letter in text if letter.isalnum())
