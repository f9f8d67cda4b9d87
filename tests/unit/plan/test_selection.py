import msgspec
import pytest

from withdrawer.errors import UsageError
from withdrawer.plan.dates.spans import FAR_AHEAD, FOREVER_AGO, Window
from withdrawer.plan.decisions import Origin, OriginChoice
from withdrawer.plan.half import Half
from withdrawer.plan.keep.keep_rules import KeepRules
from withdrawer.plan.person_rules import read_pattern, read_rule
from withdrawer.plan.selection import Selection, Unsure

from .making import WINDOW, pending


def test_a_selection_survives_the_journal() -> None:
    selection = Selection(
        window=Window(FOREVER_AGO, FAR_AHEAD),
        wordings=("yesterday",),
        halves=(Half.SENT,),
        keep=KeepRules((read_rule("Ana Nueva", "--keep"), read_rule("/in/josé", "family.txt"))),
        match=("sales|recruit",),
        with_note=True,
        unsure=Unsure.INCLUDE,
        origin=OriginChoice.ANY,
        also_accepted=True,
        first=(read_rule("b@example.org", "--first"),),
        limit=5,
    )
    assert selection.keep.reason(pending("ana-nueva"))
    assert msgspec.json.decode(msgspec.json.encode(selection), type=Selection) == selection
    assert msgspec.json.decode(msgspec.json.encode(Selection()), type=Selection) == Selection()


def test_nothing_said_selects_nothing() -> None:
    assert Selection(halves=(Half.SENT,), match=("x",), limit=3).is_empty
    assert not Selection(window=WINDOW).is_empty
    assert not Selection(wordings=("today",)).is_empty


def test_a_job_keeps_instants_for_wordings() -> None:
    assert Selection(wordings=("today",), limit=2).frozen(WINDOW) == Selection(window=WINDOW, limit=2)


def test_a_bad_pattern_is_refused() -> None:
    with pytest.raises(UsageError, match="not a regular expression"):
        read_pattern("(", "--match")
    assert read_pattern("SALES", "--match").search("Head of sales")


def test_only_the_known_are_admitted_unless_said() -> None:
    assert [origin for origin in Origin if OriginChoice.KNOWN.admits(origin)] == [Origin.KNOWN]
    assert [origin for origin in Origin if OriginChoice.LIKELY.admits(origin)] == [Origin.KNOWN, Origin.LIKELY]
    assert all(OriginChoice.ANY.admits(origin) for origin in Origin)
