"""`withdrawer` alone: looks at where things stand, and says the next step or, asked, does it."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from withdrawer.app.typed_input import Everywhere
from withdrawer.errors import Exit

if TYPE_CHECKING:
    from withdrawer.app.result import Result


def next_step(run: Callable[[Sequence[str]], int]) -> int:
    """Say where things stand; on a terminal, offer to do what comes next, which is `run` with its arguments."""
    from withdrawer.app.context import CommandContext
    from withdrawer.app.interruption import asking
    from withdrawer.app.result import Result
    from withdrawer.app.user import PlainQuestion
    from withdrawer.cli.carrying import carry_out
    from withdrawer.cli.standing import tell_standing
    from withdrawer.show.terminal import Terminal

    everywhere = Everywhere()
    following: list[str] = []

    def work(at: CommandContext) -> Result:
        result = tell_standing(at)
        following.append(_following(result))
        return result

    code = carry_out("", everywhere, lambda at, _: work(at), makes_home=False)
    user = Terminal(asking=asking)
    if code != Exit.DONE or not following or not following[0] or not user.can_answer:
        return code
    if not user.ask(PlainQuestion(f"Do it now: withdrawer {following[0]}?")):
        return code
    return run(following[0].split())


def _following(result: "Result") -> str:
    if stop := result.data.get("stop"):
        return str(stop["next"]).removeprefix("withdrawer ")
    if result.data.get("account") is None:
        return "login"
    job = result.data.get("job")
    if job is None:
        return "preview"
    return "run" if job["state"] == "open" and result.data["allowance"]["left"] != 0 else ""
