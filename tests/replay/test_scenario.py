from datetime import timedelta
from pathlib import Path

import pytest

from withdrawer.errors import UsageError
from withdrawer.replay.fixtures import scenarios
from withdrawer.replay.world.scenario import Duration, load_scenario


@pytest.mark.parametrize("name", scenarios())
def test_every_scenario_that_comes_with_withdrawer_can_be_read(name: str) -> None:
    assert load_scenario(name).member.name


def test_the_default_scenario_has_a_fresh_blast_on_the_machines_clock() -> None:
    scenario = load_scenario("default")
    assert scenario.now == ""
    assert scenario.blast is not None
    assert scenario.blast.ago == timedelta(minutes=75)
    assert scenario.blast.accepted_before == 0
    assert scenario.before is not None
    assert scenario.before.newest >= timedelta(days=5)


def test_an_unknown_scenario_is_named_together_with_those_there_are() -> None:
    with pytest.raises(UsageError, match="nowhere") as raised:
        load_scenario("nowhere")
    assert "default" in raised.value.hint


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ("sede = 3", "sede"),
        ('zone = "Atlantis/Center"', "Atlantis"),
        ('now = "tomorrow"', "now"),
        ('recent_wording = "weeks"', "recent_wording"),
        ('[blast]\nago = "soon"\nspread = "2 minutes"\npeople = 3', "blast.ago"),
        ('[blast]\nago = "1 hour"\nspread = "2 minutes"\npeople = 3\nemails = 4', "emails"),
        ('[before]\npeople = -1\nfrom = "1 day"\nto = "2 days"', "before.people"),
        ("seed = seven", "line"),
    ],
)
def test_a_mistake_in_a_scenario_file_is_told_with_the_file_and_the_key(tmp_path: Path, line: str, key: str) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(f'seed = 1\nmember = {{ name = "A B", slug = "a-b" }}\n{line}\n', encoding="utf-8")
    with pytest.raises(UsageError) as raised:
        load_scenario(str(file))
    assert str(file) in raised.value.message
    assert key in raised.value.message


def test_a_scenario_may_be_a_file(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text('seed = 1\nmember = { name = "A B", slug = "a-b" }\n', encoding="utf-8")
    assert load_scenario(str(file)).member.slug == "a-b"


def test_durations_are_read_as_people_write_them() -> None:
    assert Duration.parse("75 minutes") == timedelta(minutes=75)
    assert Duration.parse("1 month") == timedelta(days=30)
    with pytest.raises(ValueError, match="fortnight"):
        Duration.parse("1 fortnight")


def test_a_scenario_may_hold_faults(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    text = 'seed = 1\nfaults = ["refused:2"]\n[member]\nname = "Kim Otherwise"\nslug = "kim-1"\n'
    file.write_text(text, encoding="utf-8")
    assert load_scenario(str(file)).faults == ("refused:2",)
    file.write_text(text.replace("refused:2", "gremlins"), encoding="utf-8")
    with pytest.raises(UsageError, match="gremlins"):
        load_scenario(str(file))
