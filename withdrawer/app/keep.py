"""`keep`: adds people to the lasting keep list or removes them, and reports the consequences."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from withdrawer.app.context import CommandContext
from withdrawer.app.typed_selection import read_rules
from withdrawer.app.user import RulesRemoved
from withdrawer.app.user_questions import TakeBack
from withdrawer.errors import UsageError
from withdrawer.plan.keep.keep_rules import RuleIndex
from withdrawer.plan.keep.written_lists import read_people
from withdrawer.plan.people import is_address
from withdrawer.plan.person_rules import KEEP_LIST, PersonRule, Pointer, key_form, read_pattern_rule
from withdrawer.plan.text_forms import plain
from withdrawer.undo.keep_changes import Released, Undone, already_undone, released


def rules_typed(people: Sequence[str], files: Sequence[Path], patterns: Sequence[str]) -> list[PersonRule]:
    """Parse what was typed, before anything is opened. Raises UsageError if it is empty or names no one."""
    rules = [rule for text in people for rule in read_people(text, "keep")]
    rules += [rule for file in files for rule in read_rules(file, "--keep-file")]
    rules += [read_pattern_rule(text, "--keep-match") for text in patterns]
    if not rules:
        raise UsageError("Nobody is named.", 'Name them: withdrawer keep add "Ana Nueva"')
    return rules


@dataclass(frozen=True)
class KeptRules:
    """Rules that were added to the list, and who is already undone, by the rule as written.

    `met` holds the rules that match someone ever seen; None if no one has been seen yet.
    """

    rules: Sequence[PersonRule]
    undone: dict[str, list[Undone]]
    met: set[str] | None


def keep(at: CommandContext, rules: Sequence[PersonRule]) -> KeptRules:
    """Add rules to the keep list."""
    at.journal.kept.add(rules, at.now)
    # Looked up after writing the list, so that anyone a run reached in between is reported as undone, never missed.
    undone = already_undone(at.journal, at.account, rules) if at.account else {}
    return KeptRules(rules, undone, at.journal.kept.met(RuleIndex(rules)))


@dataclass(frozen=True)
class Unkept:
    """What was removed from the list, and the effect on the open job; `people` is None if there is no open job.

    `rules` no longer apply; `is_taken_back` is True if people the job had left out are planned again.
    """

    removed: Sequence[str]
    rules: Sequence[PersonRule]
    people: Released | None
    is_taken_back: bool = False


def unkeep(at: CommandContext, rules: Sequence[PersonRule], *, takes_back: bool) -> Unkept:
    """Remove the list's entries that match these rules. Raises UsageError if one is not on the list.

    With `takes_back` it may have been removed earlier; people whom the open job left out are then planned again.
    """
    units: dict[str, list[PersonRule]] = {}
    for rule in rules:
        units.setdefault(rule.written, []).append(rule)
    index = ListIndex(at.journal.kept.rules())
    found = {written: index.meant_by(unit) for written, unit in units.items()}
    gone = [rule for written, unit in units.items() for rule in found[written] or unit]
    unknown = [written for written, on_list in found.items() if not on_list]
    if unknown and not (takes_back and (people := _released(at, gone)) and people.left_out):
        raise UsageError(
            f"Not on your keep list: {', '.join(unknown)}. Nothing was taken off.",
            "See who is on it: withdrawer keep list",
        )
    removed = list(dict.fromkeys(rule for unit in found.values() for rule in unit))
    at.journal.kept.remove(removed)
    names = dict.fromkeys(rule.written for rule in removed)
    at.user.tell(RulesRemoved([*names], [it for it in at.journal.kept.rules() if it.written in names]))
    people = _released(at, gone)
    is_wanted = people is not None and _wants_back(at, people, takes_back=takes_back)
    is_back = people is not None and is_wanted and at.journal.jobs.take_back(people.job, people.left_out)
    return Unkept([*names], gone, people, is_back)


def keep_exactly(at: CommandContext, keys: Sequence[str], *, is_kept: bool) -> None:
    """Put exactly these people on the keep list, or take them off it, by their profile or mail addresses.

    People whom the open job left out only because of it are planned again. Raises UsageError if somebody to be taken
    off is not on the list by their address: another rule, such as a name or a pattern, may mean others too.
    """
    wanted = [rule_for(key) for key in keys]
    if is_kept:
        at.journal.kept.add(wanted, at.now)
        return
    listed: dict[tuple[Pointer, str], list[PersonRule]] = {}
    for rule in at.journal.kept.rules():
        listed.setdefault((rule.pointer, rule.value), []).append(rule)
    found = [rule for it in wanted for rule in listed.get((it.pointer, it.value), ())]
    if not found:
        raise UsageError("They are kept by a rule that may mean others too.", "See it with: withdrawer keep list")
    at.journal.kept.remove(found)
    if (people := _released(at, found)) and people.left_out:
        at.journal.jobs.take_back(people.job, people.left_out)


def rule_for(key: str) -> PersonRule:
    """Return the rule that means exactly the person with this key."""
    if is_address(key):
        return PersonRule(Pointer.ADDRESS, key_form(key), key, KEEP_LIST)
    return PersonRule(Pointer.SLUG, key_form(key), f"linkedin.com/in/{key}", KEEP_LIST)


def _released(at: CommandContext, rules: Sequence[PersonRule]) -> Released | None:
    return released(at.journal, at.account, rules) if at.account else None


def _wants_back(at: CommandContext, people: Released, *, takes_back: bool) -> bool:
    if not people.left_out or takes_back:
        return bool(people.left_out)
    return not at.everywhere.json and at.user.can_answer and at.user.ask(TakeBack(people.left_out))


class ListIndex:
    """Finds rules on the list by their wording or meaning, in constant time."""

    def __init__(self, listed: Sequence[PersonRule]) -> None:
        self._written: dict[tuple[str, bool], list[PersonRule]] = {}
        self._values: dict[tuple[Pointer, str], list[PersonRule]] = {}
        for rule in listed:
            self._written.setdefault(_as_written(rule), []).append(rule)
            self._values.setdefault((rule.pointer, rule.value), []).append(rule)

    def meant_by(self, unit: Sequence[PersonRule]) -> list[PersonRule]:
        """Return the rules on the list with the same wording, or else with the same meaning."""
        values = dict.fromkeys((rule.pointer, rule.value) for rule in unit)
        return self._written.get(_as_written(unit[0])) or [it for at in values for it in self._values.get(at, ())]


def _as_written(rule: PersonRule) -> tuple[str, bool]:
    return plain(rule.written), rule.pointer is Pointer.PATTERN
