"""`withdrawer keep`, as it is typed, without a browser."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.support.answers import Answering
from tests.support.growth import LINEAR, growth
from tests.unit.journal.samples import NOW, TERMS, planned
from withdrawer.cli.commands.keep import keep
from withdrawer.errors import UsageError
from withdrawer.home import open_home
from withdrawer.journal.journal import Journal
from withdrawer.journal.records import Outcome
from withdrawer.undo.job_progress import still_to_do

Type = Callable[..., Result]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def typed(folder: Path) -> Type:
    def run(*words: str) -> Result:
        line = [*words, "--home", str(folder)]
        return CliRunner().invoke(keep, line, standalone_mode=False, catch_exceptions=False)

    return run


def names(typed: Type) -> list[str]:
    return [line.rsplit("  (", 1)[0] for line in typed("list").stdout.splitlines()]


def test_everybody_of_a_comma_list_is_on_it(typed: Type) -> None:
    typed("add", "Ana Nueva, Ben Okafor, Cleo Sand")
    assert names(typed) == ["Ana Nueva", "Ben Okafor", "Cleo Sand"]
    typed("remove", "Ben Okafor")
    assert names(typed) == ["Ana Nueva", "Cleo Sand"]


def test_the_list_is_shown_whatever_the_time_zone_is(typed: Type, monkeypatch: pytest.MonkeyPatch) -> None:
    typed("add", "Ana Nueva")
    monkeypatch.setenv("TZ", "Foo/Bar")
    assert names(typed) == ["Ana Nueva"]
    with pytest.raises(UsageError, match="time zone can't be read"):
        typed("add", "Ben Okafor")


def test_what_was_written_together_is_listed_and_goes_together(typed: Type) -> None:
    typed("add", "Ana Nueva <ana@example.com>", "Okafor, Ben")
    assert typed("list").stdout.splitlines() == [
        "Ana Nueva <ana@example.com>  (name, address)", "Okafor, Ben  (name)",
    ]  # fmt: skip
    typed("remove", "Ana Nueva <ana@example.com>", "Okafor, Ben")
    assert names(typed) == ["Nobody is on the keep list."]


def test_what_stays_after_one_address_is_gone_is_told(typed: Type) -> None:
    typed("add", "Ana Nueva <ana@example.com>")
    told = typed("remove", "ana@example.com").stdout
    assert "Ana Nueva <ana@example.com>  (name) is still on the list" in told


def test_somebody_who_is_not_on_the_list_cannot_be_taken_off(typed: Type) -> None:
    typed("add", "Ana Nueva")
    with pytest.raises(UsageError, match="Not on your keep list: Ben Okafor"):
        typed("remove", "Ben Okafor")
    assert names(typed) == ["Ana Nueva"]


@pytest.mark.parametrize("text", ["", "# nobody yet\n", "Name;Profile\n"])
def test_a_list_without_people_is_refused_with_its_name(typed: Type, tmp_path: Path, text: str) -> None:
    file = tmp_path / "friends.csv"
    file.write_text(text, "utf-8")
    with pytest.raises(UsageError, match=r"friends\.csv names nobody"):
        typed("add", "--keep-file", str(file))


def left_out_of_a_job(folder: Path) -> None:
    """Ada is on the list, and the open job left her out."""
    with Journal.open(open_home(folder, "", "real", {}).journal) as journal:
        account = journal.accounts.remember("max-example", "Max Example", NOW)
        job = journal.jobs.begin(account, TERMS, [planned("ada"), planned("ben", 1)], NOW)
        line = journal.jobs.lines(job)[0]
        journal.acts.settle_line(line, Outcome.KEPT, None, NOW, "named by your keep list 'Name of ada'")


def to_do(folder: Path) -> list[str]:
    with Journal.open(open_home(folder, "", "real", {}).journal) as journal:
        account = journal.accounts.current()
        job = journal.jobs.open_job(account) if account else None
        return [line.key for line in still_to_do(journal, job)] if job else []


def test_without_a_terminal_it_is_told_how_somebody_comes_back(typed: Type, folder: Path) -> None:
    typed("add", "Name of ada")
    left_out_of_a_job(folder)
    told = " ".join(typed("remove", "Name of ada").stdout.split())
    assert "left out of the open job" in told
    assert f'withdrawer keep remove --home {folder} --take-back "Name of ada"' in told
    assert to_do(folder) == ["ben"]
    assert "taken back" in typed("remove", "--take-back", "Name of ada").stdout
    assert to_do(folder) == ["ada", "ben"]
    with pytest.raises(UsageError, match="Not on your keep list"):
        typed("remove", "--take-back", "Name of ada")


@pytest.mark.parametrize(("answer", "left"), [(True, ["ada", "ben"]), (False, ["ben"])])
def test_on_a_terminal_it_asks(
    typed: Type, folder: Path, monkeypatch: pytest.MonkeyPatch, answer: bool, left: list[str]
) -> None:
    typed("add", "Name of ada")
    left_out_of_a_job(folder)
    user = Answering(answer)
    monkeypatch.setattr("withdrawer.cli.use_case.Terminal", lambda *_: user)
    typed("remove", "Name of ada")
    assert user.questions == ["Put Name of ada back into the job, to be undone?"]
    assert "Name of ada" in user.told[0]
    assert to_do(folder) == left


def test_a_script_is_told_whom_the_job_left_out(typed: Type, folder: Path) -> None:
    typed("add", "Name of ada")
    left_out_of_a_job(folder)
    data = json.loads(typed("remove", "Name of ada", "--json").stdout)["data"]
    assert data == {"removed": ["Name of ada"], "left_out": ["ada"], "taken_back": []}


def test_the_time_grows_with_the_names_that_are_taken_off_not_faster(typed: Type, tmp_path: Path) -> None:
    def adding_and_removing(count: int) -> Callable[[], object]:
        file = tmp_path / f"{count} friends.txt"
        file.write_text("".join(f"Person{at} Nueva\n" for at in range(count)), "utf-8")
        return lambda: [typed(word, "--keep-file", str(file)) for word in ("add", "remove")]

    assert growth(adding_and_removing, 250) < LINEAR
    assert names(typed) == ["Nobody is on the keep list."]
