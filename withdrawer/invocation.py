"""How this command was invoked: its name, and the options that every command it suggests must repeat."""

import re
from dataclasses import dataclass

from withdrawer.command_list import account_commands

COMMAND = re.compile(rf"\bwithdrawer (?:{'|'.join(account_commands())})(?![\w-])")
"""A command that works on an account. `withdrawer demo` and similar ones do not."""


@dataclass
class Invocation:
    """One command line: `words` are its account and home, quoted for a shell."""

    command: str = ""
    words: tuple[str, ...] = ()
    is_json: bool = False

    @property
    def is_demo(self) -> bool:
        """Whether its account is an invented one that is gone when it ends: a command would be for the real one."""
        return self.command == "demo"

    def complete(self, text: str) -> str:
        """Return the text with this command's account and home added to each command that it suggests."""
        if not self.words:
            return text
        return "\n".join(map(self._completed, text.split("\n")))

    def _completed(self, line: str) -> str:
        found: list[str] = []
        end = len(line)
        for match in reversed([*COMMAND.finditer(line)]):
            rest = line[match.end() : end]
            missing = [word for pair in self._pairs() if pair[0] not in rest for word in pair]
            found.append("".join(f" {word}" for word in missing) + rest)
            found.append(match[0])
            end = match.start()
        return line[:end] + "".join(reversed(found))

    def _pairs(self) -> list[tuple[str, str]]:
        return list(zip(self.words[::2], self.words[1::2], strict=True))


CURRENT = Invocation()
"""The current process's invocation, set as soon as its options are parsed."""


def begin(command: str = "", words: tuple[str, ...] = (), *, is_json: bool = False) -> None:
    """Remember how this process was invoked."""
    CURRENT.command, CURRENT.words, CURRENT.is_json = command, words, is_json
