"""Whom a line names, in the ways people write lists. Only text that is not a name is dropped.

Each person on a line is one unit, matched by name or by address. If it is uncertain whether a line names one person or
several, it is read both ways.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise

from withdrawer.errors import UsageError
from withdrawer.plan.keep.credentials import PRONOUNS, is_credential
from withdrawer.plan.person_rules import (
    PersonRule,
    Pointer,
    half_width,
    name_form,
    nameless,
    phone_rule,
    read_rule,
    refuse_halves,
    without_mark,
)
from withdrawer.plan.phones import HYPHENS, MASKS, is_number

COMMENT = re.compile(r"(?:^|\s)#+(?:\s|$)")
"""A # followed by a space; "#1 Ana Nueva" and "Ana Nueva #OpenToWork" are people."""
HARD = frozenset(";；؛|｜\n")
OUTSIDE = r"\s,;，；、،؛<>()\[\]\"“”|｜"
"""Characters that never belong to an address."""
SIGNS = r"[-–—−/&+*•·∙●▪▸▶→⇒>»~] | // | [-=]+> | \|\|"
WORDS = (
    r"and | und | et | sowie | (?-i: or | oder | ou | y | e | o | ed | og | och | eller | en | of | i | oraz | lub | ve"
    r" | veya | ja | tai | si | și | и | или | та | і | й | και | και | va | dan | và | و | أو )"
)
"""One- and two-letter words in lower case only: in capitals they are initials."""
TOKENS = re.compile(
    rf"""
      (?P<quoted> "[^"]{{1,200}}" | “[^”]{{1,200}}” | ”[^”]{{1,200}}” | „[^“”]{{1,200}}[“”] | «[^»]{{1,200}}»
        | »[^«]{{1,200}}« | ‹[^›]{{1,200}}› | 「[^」]{{1,200}}」 | 『[^』]{{1,200}}』 )
    | (?P<address>
          (?<![^:/@{OUTSIDE}]) (?:mailto:)? [^:/@{OUTSIDE}]++ @ [^:/@?{OUTSIDE}]++ (?:\?[^{OUTSIDE}]*)?
        | (?: (?<!\w) \w++:// | (?<![\w./:]) // (?=\w) | (?<![\w./-]) (?:[\w-]++\.)* linkedin\.com\b ) [^{OUTSIDE}]*
        | (?<![^{OUTSIDE}]) /?in/ [^{OUTSIDE}]+
      )
    | (?P<phone> (?<![\w.@/+-]) (?: \+ \s?[\d(] | \(\d | 0\d | \d(?=(?:[ ()./-]{{0,2}}\d){{6}}) )
        [\d{re.escape(MASKS)}\ ()\[\]./{HYPHENS}]{{3,25}} (?![\w@]) )
    | (?P<pronouns> {PRONOUNS} )
    | (?P<apart> [;；؛|｜\n,，、،\t] | \s:::\s | (?<=\s) (?: {SIGNS} | {WORDS} ) (?=\s)
        | (?<=[^\W\d_]{{2}}) / (?=[^\W\d_]{{2}}) | (?<=\s) \(?\d{{1,3}}[.)] \s+ (?=[^\W\d_]) )
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""Does not backtrack over runs of letters: a file may contain anything."""
ASIDES = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]|\{([^{}]*)\}")
ASIDE_MARKS = re.compile(r"[()\[\]{}]")
EDGES = " \t<>()[]{}\"“”„«»'‘’`:;,-–—−.…·*•/"
PAIR = 2
LONGEST_NAME = 120
ENDS, QUOTES = ".,:;!?'’‘\"”", "'‘’"
SLUG_LIKE = re.compile(r"(?=.*[-_\d])[^\W\dA-Z][^\WA-Z]*(?:-[^\WA-Z]+)*")
"""A word unlikely to be a name: lower case, with a hyphen or digits in it."""


@dataclass
class Segment:
    """One person on a line: names and addresses, any of which may match.

    `is_loose` means that another precedes it, `is_closed` that an address ended it, so no first name can follow.
    """

    names: list[str] = field(default_factory=list)
    addresses: list[str] = field(default_factory=list)
    asides: list[str] = field(default_factory=list)
    is_loose: bool = False
    is_closed: bool = False

    @property
    def written(self) -> str:
        """The part of the line that names this person."""
        return " ".join([*self.names[:1], *(f"<{address}>" for address in self.addresses)])

    @property
    def is_word(self) -> bool:
        """Whether this is one word, which may be a last name followed by its first name."""
        return len(self.names) == 1 and len(name_form(self.names[0]).split()) == 1


def read_people(text: str, source: str, *, is_strict: bool = False) -> tuple[PersonRule, ...]:
    """Return the rules of a line, typed or in a file. Raises UsageError naming `source` if it names no one.

    A line that may be one name is also read as one, whatever separators it has: it may be copied from LinkedIn. With
    `is_strict`, anyone with an address is matched by that alone.
    """
    refuse_halves(text, source)
    bare = without_mark(text)
    line = half_width(bare)
    groups = [_as_one(_parted(group)) for group in _groups(_with_nicknames(_tokens(line)))]
    count = sum(map(len, groups))
    if not count:
        raise nameless(text, source)
    whole = line if count > 1 else ""
    rules: list[PersonRule] = []
    for group in groups:
        for unit in group:
            written = unit.written if whole else bare
            rules += _unit_rules(unit, written, whole, source, is_strict=is_strict)
        for last, first in pairwise(group):
            if _may_be_one(last, first, is_all=len(group) == PAIR):
                rules += _pair_rules(last, first, whole, source)
    units = [unit for group in groups for unit in group]
    if len(line) <= LONGEST_NAME and not any(unit.addresses for unit in units):
        name = name_form(text)
        if name not in {rule.value for rule in rules}:
            writtens = [unit.written if whole else bare for unit in units]
            rules += [PersonRule(Pointer.NAME, name, written, source, whole) for written in writtens]
    return tuple(dict.fromkeys(rules))


def read_rule_lines(text: str, source: str, *, is_strict: bool = False) -> tuple[PersonRule, ...]:
    """Read a file's text, each line as `read_people` does; "#" starts a comment. Raises UsageError with the line."""
    rules: list[PersonRule] = []
    for number, line in enumerate(text.lstrip("\ufeff").splitlines(), start=1):
        if (bare := COMMENT.split(line, maxsplit=1)[0]).strip(EDGES + "_=~+"):
            read = read_people(bare, f"{source}, line {number}", is_strict=is_strict)
            rules += [replace(rule, source=source) for rule in read]
    if not rules:
        raise of_nobody(source)
    return tuple(rules)


def of_nobody(source: str) -> UsageError:
    """Return the error for a list without people: it must never count as a list that keeps no one."""
    return UsageError(f"{source} names nobody.", "Check that it is the right file. Nothing was opened.")


def _tokens(line: str) -> Iterator[tuple[str, str]]:
    """Yield the line in pieces, each with its kind: one of `TOKENS`, or "text" for everything between them."""
    at = 0
    for found in TOKENS.finditer(line):
        yield "text", line[at : found.start()]
        yield str(found.lastgroup), found[0]
        at = found.end()
    yield "text", line[at:]


def _groups(tokens: Iterator[tuple[str, str]]) -> Iterator[list[tuple[str, str]]]:
    """Yield what is between hard separators, such as semicolons and vertical bars, which no name crosses."""
    group: list[tuple[str, str]] = []
    for kind, text in tokens:
        if kind == "apart" and text in HARD:
            yield group
            group = []
        else:
            group.append((kind, text))
    yield group


def _parted(tokens: list[tuple[str, str]]) -> list[Segment]:
    """Return the people in one group, each a name with everything up to the next name."""
    units: list[Segment] = []
    is_apart = False
    for kind, text in tokens:
        if kind == "apart":
            is_apart = is_apart or text.strip() != ":::"
        elif kind == "address" or (kind == "phone" and is_number(text, is_expected=bool(units))):
            if not units or (is_apart and units[-1].addresses):
                units.append(Segment())
            units[-1].addresses.append(_address_in(text))
            units[-1].is_closed = bool(units[-1].names)
            is_apart = False
        elif kind == "quoted":
            for inner in _as_one(_parted(list(_tokens(text[1:-1])))):
                _join(units, inner, is_apart=is_apart or inner.is_loose)
            is_apart = False
        elif kind in ("text", "phone") and (name := _name_in(text)):
            asides = [aside for found in ASIDES.finditer(text) for aside in _asides(found)]
            _join(units, Segment([name], asides=asides), is_apart=is_apart)
            is_apart = False
    return units


def _as_one(units: list[Segment]) -> list[Segment]:
    """Return the people in a group, with two words separated by a comma as one person: "Okafor, Ben"."""
    if len(units) != PAIR or not all(unit.is_word for unit in units):
        return units
    last, first = units
    words = last.names[0], first.names[0]
    if last.is_closed or not first.is_loose or all(map(SLUG_LIKE.fullmatch, words)):
        return units
    names = [", ".join(words), " ".join(reversed(words)), *words]
    one = replace(first, names=names, addresses=last.addresses + first.addresses, asides=last.asides + first.asides)
    return [replace(one, is_loose=last.is_loose)]


def _join(units: list[Segment], new: Segment, *, is_apart: bool) -> None:
    """Attach a name to the preceding address if that has none yet; otherwise it begins a new person."""
    last = units[-1] if units else None
    if last and new.names and last.names and is_apart and is_credential(new.names[0], last.names[0]):
        last.addresses += new.addresses
    elif last and new.names and not last.names:
        last.names, last.asides = new.names, new.asides
        last.addresses += new.addresses
        last.is_closed = new.is_closed
    else:
        new.is_loose = bool(last)
        units.append(new)


def _address_in(text: str) -> str:
    """Return the address in a token, without sentence punctuation and a mailto query."""
    bare = text.strip().rstrip(ENDS).lstrip(QUOTES)
    mail, _, _ = bare.partition("?")
    return mail if "@" in mail and "/" not in mail else bare


def _name_in(text: str) -> str:
    """Return the name in a piece of text, without surrounding punctuation; empty if there is none."""
    name = ASIDES.sub(" ", text).strip(EDGES) or text.strip(EDGES)
    return " ".join(name.split())


def _asides(found: re.Match[str]) -> Iterator[str]:
    """Yield what is in brackets beside a name; it may also be a name."""
    inner = next(part for part in found.groups() if part is not None)
    for part in re.split("[,;]", inner):
        text = part.strip(EDGES)
        if text and not is_credential(text, "first last"):
            yield text


def _with_nicknames(tokens: Iterator[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield the same tokens, with quotes within a name turned into brackets: they may be nicknames, not separators."""
    before = ""
    for kind, text in tokens:
        if kind == "text":
            before += text
        elif (
            kind == "quoted"
            and _name_in(before)
            and all(inner in ("text", "apart") for inner, _ in _tokens(text[1:-1]))
        ):
            before += f" ({ASIDE_MARKS.sub(' ', text[1:-1])}) "
        else:
            yield "text", before
            before = ""
            yield kind, text
    yield "text", before


def _unit_rules(unit: Segment, written: str, whole: str, source: str, *, is_strict: bool) -> Iterator[PersonRule]:
    rules = [(phone_rule if is_number(text, is_expected=True) else read_rule)(text, source) for text in unit.addresses]
    if not (is_strict and any(rule.pointer is Pointer.SLUG for rule in rules)):
        rules = [PersonRule(Pointer.NAME, name_form(text), text, source) for text in unit.names] + rules
        rules += [read_rule(text, source) for text in unit.asides]
    return (replace(rule, written=written, whole=whole) for rule in rules)


def _may_be_one(last: Segment, first: Segment, *, is_all: bool) -> bool:
    """Return whether two people with a comma between them may be one, written "Last, First"."""
    is_loose = first.is_loose and not last.is_closed and bool(last.names and first.names)
    return is_loose and (is_all or last.is_word or first.is_word)


def _pair_rules(last: Segment, first: Segment, whole: str, source: str) -> Iterator[PersonRule]:
    """Yield the rules that read "Last, First" as one name: a match counts for both parts."""
    names = name_form(last.names[0]), name_form(first.names[0])
    for value in (" ".join(reversed(names)), " ".join(names)):
        for part in (last, first):
            yield PersonRule(Pointer.NAME, value, part.written, source, whole)
