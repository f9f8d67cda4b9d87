"""The bare `withdrawer`: at a terminal it goes the whole way, one step at a time; otherwise it says what is next."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from withdrawer.app.typed_input import Everywhere
from withdrawer.invocation import begin
from withdrawer.shell import quoted

if TYPE_CHECKING:
    from withdrawer.app.context import CommandContext
    from withdrawer.cli.use_case import Heard


def guide(run: Callable[[Sequence[str], "Heard"], int], everywhere: Everywhere) -> int:
    """Lead through the steps, each carried out by `run` as if its command had been typed.

    Without a terminal, or for a JSON document, it only reports the status and asks nothing.
    """
    from withdrawer.cli.use_case import Heard, carry_out
    from withdrawer.show.terminal import is_terminal

    if everywhere.json or not is_terminal():
        from withdrawer.app.status import status
        from withdrawer.show.status import status_shown

        return carry_out("", everywhere, status, status_shown, makes_home=False)

    import platformdirs

    from withdrawer.app.context import open_context
    from withdrawer.app.guide import Guide, Performed
    from withdrawer.app.interruption import Interruption
    from withdrawer.show.terminal import Terminal
    from withdrawer.zones import local_zone

    user = Terminal(local_zone(), Interruption().asking, everywhere=everywhere)
    typed = tuple(map(quoted, everywhere.words))
    begin("", typed)

    @contextmanager
    def stand() -> "Iterator[CommandContext]":
        with open_context(everywhere, Interruption(), lambda *_: user, makes_home=False) as at:
            yield at

    def perform(words: Sequence[str]) -> Performed:
        heard = Heard()
        code = run([*words, *shared_words(everywhere)], heard)
        begin("", typed)
        return Performed(code, heard.found[-1] if heard.found else None)

    way_back = " ".join(["withdrawer", *typed])
    return Guide(user, stand, perform, platformdirs.user_downloads_path, way_back).lead()


def shared_words(everywhere: Everywhere) -> list[str]:
    """Return the shared options as the guide passes them on to its commands."""
    words = everywhere.words
    if everywhere.headed is not None:
        words.append("--headed" if everywhere.headed else "--headless")
    words += ["--quiet"] if everywhere.quiet else []
    return [*words, *(["--verbose"] if everywhere.verbose else [])]
