"""Words as the shells of Linux, macOS and Windows take them."""

import os
import re
import shlex
import unicodedata

from withdrawer.escape import LINE_ENDS, is_hidden, safe

PLAIN = re.compile(r"[\w+=:./\\-][\w@+=:./\\-]*", re.ASCII)
"""What no shell reads as anything else, unquoted. PowerShell takes commas apart, and an @ at the start."""
SPECIAL = re.compile(r"[\"%$`!\u201c-\u201e]|\\\\|\\$")
"""What cmd.exe, PowerShell or sh reads as something else within double quotes."""
EXPANDED = re.compile(r"[\"%$`!^]")


def quoted(word: str) -> str:
    """A word as a shell takes it, whatever stands in it: nothing of it is run, and nothing of it is hidden.

    In double quotes, which cmd.exe, PowerShell and sh read alike. Where one of them would not, it is as sh takes it;
    what can't be seen is written as an escape that bash and zsh read back ($'…'). Windows' shells have no quoting that
    holds in all of them: there, what one of them would expand becomes a question mark.
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
    if "\udc80" <= letter <= "\udcff":  # a byte of a file's name that is no text, as Python holds it
        return f"\\x{ord(letter) - 0xDC00:02x}"
    is_told = is_hidden(letter) or letter in LINE_ENDS or unicodedata.category(letter)[0] == "M"
    return f"\\U{ord(letter):08x}" if is_told else letter
