"""The faults: each one thing that goes wrong, looked up by name in one place.

A name may carry a number, `NAME:N`. Acts (and for `dialog-late` dialogs) are counted from the start of the process.
"""

from enum import StrEnum

from withdrawer.errors import UsageError


class Fault(StrEnum):
    """What can go wrong on the site."""

    REFUSED_SILENTLY = "refused-silently"
    REFUSED = "refused"
    VERIFICATION = "verification"
    THROTTLED = "throttled"
    SIGNED_OUT = "signed-out"
    DIALOG_LATE = "dialog-late"


DESCRIPTIONS = {
    Fault.REFUSED_SILENTLY: "the server refuses (400) though row, count and toast say it is done; N: only the N-th act",
    Fault.REFUSED: "the server refuses (400), the failure toast comes and the row returns; N: only the N-th act",
    Fault.VERIFICATION: "a verification page stands before everything from the N-th act on (N is 4)",
    Fault.THROTTLED: "acts are answered with 429 from the N-th on (N is 4)",
    Fault.SIGNED_OUT: "the session ends at the N-th act (N is 4)",
    Fault.DIALOG_LATE: "the dialog comes after 3 seconds; N: only the N-th dialog",
}
_FROM_THEN_ON = {Fault.VERIFICATION, Fault.THROTTLED}
_ONCE = {Fault.SIGNED_OUT}
_DEFAULT_WALL_AT = 4


class Faults:
    """The faults of one site, and when each strikes."""

    def __init__(self, names: tuple[str, ...]) -> None:
        self._numbers = dict(parse_fault(name) for name in names)

    def strikes(self, fault: Fault, count: int) -> bool:
        """Whether the fault strikes at the count-th act (or dialog), counted from 1."""
        if fault not in self._numbers:
            return False
        number = self._numbers[fault]
        if fault in _FROM_THEN_ON:
            return count >= (number or _DEFAULT_WALL_AT)
        if fault in _ONCE:
            return count == (number or _DEFAULT_WALL_AT)
        return number is None or count == number

    def end(self, fault: Fault) -> None:
        """The fault is over: the person has solved it."""
        self._numbers.pop(fault, None)


def parse_fault(text: str) -> tuple[Fault, int | None]:
    """A fault and its number from `NAME` or `NAME:N`. Raises UsageError that lists the names."""
    name, _, number = text.partition(":")
    if name not in set(Fault) or (":" in text and not (number.isdecimal() and int(number) > 0)):
        known = "; ".join(f"{fault} ({description})" for fault, description in DESCRIPTIONS.items())
        raise UsageError(f"there is no fault {text!r}", f"Take NAME or NAME:N of: {known}.")
    return Fault(name), int(number) if number else None
