"""Ways to compare text that people or LinkedIn wrote."""

import unicodedata


def plain(text: str) -> str:
    """The text for comparing, never for showing: one form per letter, no case, no invisible marks, single spaces.

    LinkedIn puts no-break spaces and writing-direction marks between a number and its unit.
    """
    if text.isascii():  # most are, and lists are long
        return " ".join(text.casefold().split())
    visible = "".join(letter for letter in unicodedata.normalize("NFKC", text) if unicodedata.category(letter) != "Cf")
    return " ".join(visible.casefold().split())


def letters_of(text: str) -> str:
    """The letters and digits of a text, without what stands between them: "E-mail" and "email" are one."""
    return "".join(letter for letter in text if letter.isalnum())
