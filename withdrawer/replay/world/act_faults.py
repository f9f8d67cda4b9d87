"""How the server answers an act, and which fault makes it answer so."""

from enum import StrEnum

from withdrawer.replay.world.faults import Fault, FaultSet


class Answer(StrEnum):
    """How the server answers an act: done, or named like the fault that strikes."""

    DONE = "done"
    REFUSED = "refused"
    REFUSED_SILENTLY = "refused-silently"
    REFUSED_INSIDE = "refused-inside"
    FLIGHT_ERROR = "flight-error"
    NOTHING_DONE = "nothing-done"
    HOLD = "hold"
    EMPTY_ANSWER = "empty-answer"
    ACT_ERROR = "act-error"
    ACT_ERROR_DONE = "act-error-done"
    ACT_DROPPED = "act-dropped"
    ACT_SLOW = "act-slow"
    VERIFICATION = "verification"
    CAPTCHA = "captcha"
    RESTRICTED = "restricted"
    THROTTLED = "throttled"
    BLOCKED = "blocked"
    SIGNED_OUT = "signed-out"
    SIGN_IN_PAGE = "sign-in-page"

    @property
    def is_done(self) -> bool:
        """Whether the act takes effect, whatever is said of it."""
        return self in (
            Answer.DONE,
            Answer.EMPTY_ANSWER,
            Answer.ACT_ERROR_DONE,
            Answer.ACT_DROPPED,
            Answer.ACT_SLOW,
        )

    @property
    def is_wall(self) -> bool:
        """Whether the person is wanted."""
        return self in LASTING or self in (Answer.THROTTLED, Answer.SIGNED_OUT)


LASTING = (Answer.VERIFICATION, Answer.CAPTCHA, Answer.RESTRICTED, Answer.BLOCKED, Answer.SIGN_IN_PAGE)
"""Those that stand before everything that comes after."""

_FIRST = (
    *(answer for answer in Answer if answer.is_wall),
    *(answer for answer in Answer if answer is not Answer.DONE and not answer.is_wall),
)


def answer_to(faults: FaultSet, number: int) -> Answer:
    """The answer to the act of that number, as far as faults have a say in it; walls before all others."""
    return next((answer for answer in _FIRST if faults.strikes(Fault(answer), number)), Answer.DONE)
