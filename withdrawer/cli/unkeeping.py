"""Taking people off the lasting keep list, and back into the open job where the person wants that."""

from collections.abc import Sequence

from withdrawer.app.context import CommandContext
from withdrawer.app.interruption import Interruption
from withdrawer.app.result import Result
from withdrawer.app.user import PlainQuestion
from withdrawer.errors import UsageError
from withdrawer.plan.person_rules import PersonRule, Pointer
from withdrawer.plan.text_forms import plain
from withdrawer.shell import quoted
from withdrawer.show.kept import released_lines, removed_lines, take_back_words, taken_back_line
from withdrawer.show.output import print_lines
from withdrawer.show.terminal import Terminal
from withdrawer.undo.keep_changes import Released, released


class ListIndex:
    """Finds rules on the list as they are written or by what they mean, in the same time however many there are."""

    def __init__(self, listed: Sequence[PersonRule]) -> None:
        self._written: dict[tuple[str, bool], list[PersonRule]] = {}
        self._values: dict[tuple[Pointer, str], list[PersonRule]] = {}
        for rule in listed:
            self._written.setdefault(_as_written(rule), []).append(rule)
            self._values.setdefault((rule.pointer, rule.value), []).append(rule)

    def meant_by(self, unit: Sequence[PersonRule]) -> list[PersonRule]:
        """The rules on the list that were written like this, or else that mean the same."""
        values = dict.fromkeys((rule.pointer, rule.value) for rule in unit)
        return self._written.get(_as_written(unit[0])) or [it for at in values for it in self._values.get(at, ())]


def _as_written(rule: PersonRule) -> tuple[str, bool]:
    return plain(rule.written), rule.pointer is Pointer.PATTERN


def unkeep(at: CommandContext, interruption: Interruption, rules: Sequence[PersonRule], *, takes_back: bool) -> Result:
    """Take what these rules were written for off the list. Raises UsageError where it does not stand there.

    With `takes_back` it may have been taken off before: then whom the open job left out is planned anew.
    """
    listed = at.journal.kept.rules()
    units: dict[str, list[PersonRule]] = {}
    for rule in rules:
        units.setdefault(rule.written, []).append(rule)
    index = ListIndex(listed)
    found = {written: index.meant_by(unit) for written, unit in units.items()}
    gone = [rule for written, unit in units.items() for rule in found[written] or unit]
    unknown = [written for written, on_list in found.items() if not on_list]
    if unknown and not (takes_back and _left_out(at, gone)):
        raise UsageError(
            f"Not on your keep list: {', '.join(unknown)}. Nothing was taken off.",
            "See who is on it: withdrawer keep list",
        )
    removed = list(dict.fromkeys(rule for unit in found.values() for rule in unit))
    at.journal.kept.remove(removed)
    names = dict.fromkeys(rule.written for rule in removed)
    if not at.everywhere.json:
        print_lines(removed_lines(list(names), [it for it in at.journal.kept.rules() if it.written in names]))
    return Result({"removed": list(names), **_release(at, interruption, gone, takes_back=takes_back)})


def _left_out(at: CommandContext, rules: Sequence[PersonRule]) -> bool:
    account = at.journal.accounts.current()
    people = released(at.journal, account, rules) if account else None
    return bool(people and people.left_out)


def _release(
    at: CommandContext, interruption: Interruption, rules: Sequence[PersonRule], *, takes_back: bool
) -> dict[str, list[str]]:
    """Say what it means for the open job, and take back whom the person wants back."""
    account = at.journal.accounts.current()
    people = released(at.journal, account, rules) if account else None
    if people is None:
        return {}
    is_back = _is_wanted(at, interruption, people, takes_back=takes_back)
    is_back = is_back and at.journal.jobs.take_back(people.job, people.left_out)
    left_out = [] if is_back else people.left_out
    if not at.everywhere.json:
        again = map(_typed, rules)
        words = " ".join(map(quoted, ["--take-back", *dict.fromkeys(again)]))
        if is_back:
            print_lines([taken_back_line(people.left_out)])
        told = Released(people.job, left_out, people.coming, people.never_planned)
        print_lines(released_lines(told, f"withdrawer keep remove {words}"))
    return {
        "left_out": [it.key for it in left_out],
        "taken_back": [it.key for it in people.left_out] if is_back else [],
    }


def _typed(rule: PersonRule) -> str:
    """A rule as it is typed for `keep`."""
    return f"--match={rule.written}" if rule.pointer is Pointer.PATTERN else rule.written


def _is_wanted(at: CommandContext, interruption: Interruption, people: Released, *, takes_back: bool) -> bool:
    if not people.left_out or takes_back:
        return bool(people.left_out)
    user = Terminal(at.zone, interruption.asking)
    if at.everywhere.json or not user.can_answer:
        return False
    told, question = take_back_words(people.left_out)
    return user.ask(PlainQuestion(question, [told]))
