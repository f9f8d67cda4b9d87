"""Who is kept, asked just before each act."""

from datetime import UTC, datetime
from pathlib import Path

from tests.unit.plan.making import WINDOW, pending
from withdrawer.app.kept_now import KeptNow
from withdrawer.journal.journal import Journal
from withdrawer.plan.evidence.export import Archive, ArchivedConnection
from withdrawer.plan.keep.keep_rules import KeepRules
from withdrawer.plan.person_rules import read_pattern_rule, read_rule
from withdrawer.plan.selection import Selection

AT = datetime(2026, 11, 21, tzinfo=UTC)


def test_the_list_is_heard_at_once_from_another_process(tmp_path: Path) -> None:
    file = tmp_path / "journal.sqlite3"
    archive = Archive(connections=(ArchivedConnection("bert", "Bert Otro", None, "Acme"),))
    with Journal.open(file) as running, Journal.open(file) as typed:
        kept_now = KeptNow(Selection(window=WINDOW), KeepRules((read_rule("carla", "--keep"),)), running, archive)
        ana, bert = pending("ana"), pending("bert")
        assert kept_now(pending("carla")) == "named: --keep 'carla'"
        assert kept_now(ana) is None
        typed.kept.add([read_rule("Ana", "keep")], AT)
        assert kept_now(ana) == "named: your keep list 'Ana'"
        assert kept_now(bert) is None
        typed.kept.add([read_pattern_rule("acme", "keep")], AT)
        assert kept_now(bert) == "named: your keep list 'acme'"
        typed.kept.remove([read_rule("ana", "keep")])
        assert kept_now(ana) is None
