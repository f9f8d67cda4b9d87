import re
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

import pytest

from withdrawer.linkedin.labels import TABLES
from withdrawer.linkedin.redaction.linkedin_texts import known_texts

WIDE = {op.ANY, op.NOT_LITERAL}
SPACE = (op.CATEGORY, op.CATEGORY_SPACE)


def wide_parts(tree: Any) -> list[Any]:
    """What of a pattern matches more than its own letters, outside its groups."""
    found = []
    for kind, value in tree:
        if kind in WIDE or (
            kind is op.IN and any(it[0] in {op.RANGE, op.NEGATE, op.CATEGORY} and it != SPACE for it in value)
        ):
            found.append((kind, value))
        elif kind is op.SUBPATTERN and value[0] is None:
            found += wide_parts(value[3])
        elif kind in {op.MAX_REPEAT, op.MIN_REPEAT}:
            found += wide_parts(value[2])
        elif kind is op.BRANCH:
            found += [part for branch in value[1] for part in wide_parts(branch)]
    return found


@pytest.mark.parametrize("language", sorted(TABLES))
def test_a_label_matches_nobodys_words_outside_its_groups(language: str) -> None:
    """What a label matches is kept in recordings that leave the machine, but for its groups."""
    for label in known_texts(language).labels:
        assert wide_parts(parser.parse(label.pattern, re.IGNORECASE)) == [], label.pattern


def test_wide_parts_are_found() -> None:
    assert wide_parts(parser.parse("^sent (?:by [a-z]+|.* to) (.+)$"))
    assert not wide_parts(parser.parse(r"^(?:with|by)\s+([a-z]+)\b['’] sent?$"))
