"""Quotes words for the shells of Linux, macOS and Windows."""

import os
import re
import shlex
import unicodedata

from withdrawer.escape import LINE_ENDS, is_hidden, safe

PLAIN = re.compile(r"[\w+=:./\\-][\w@+=:./\\-]*", re.ASCII)
"""Safe unquoted in any shell. PowerShell splits at commas, and interprets a leading @."""
SPECIAL = re.compile(r"[\"%$`!\u201c-\u201e]|\\\\|\\$")
"""What cmd.exe, PowerShell or sh interprets within double quotes."""
EXPANDED = re.compile(r"[\"%$`!^]")


def quoted(word: str) -> str:
    """Return a word quoted for the shell, whatever it contains: nothing in it is run or hidden.

    Uses double quotes, which cmd.exe, PowerShell and sh read alike, or else sh's quoting; invisible characters become
    escapes that bash and zsh read back ($'…'). No quoting works in all of Windows' shells: there, what one of them
    would expand becomes a question mark.
    """
    is_plain = PLAIN.fullmatch(word) is not None and (os.name == "nt" or "\\" not in word)
    if is_plain or (word and safe(word) == word and not SPECIAL.search(word)):
        return word if is_plain else f'"{word}"'
    if os.name == "nt":
        return f'"{EXPANDED.sub("?", safe(word))}"'
    if safe(word) == word:
        return shlex.quote(word)
    return "$'" + "".join(_escape(letter) for letter in word) + "'"


def _escape(letter: str) -> str:
    if letter in "'\\":
        return f"\\{letter}"
    if "\udc80" <= letter <= "\udcff":  # a byte of a file name that is not text, as Python represents it
        return f"\\x{ord(letter) - 0xDC00:02x}"
    is_told = is_hidden(letter) or letter in LINE_ENDS or unicodedata.category(letter)[0] == "M"
    return f"\\U{ord(letter):08x}" if is_told else letter
