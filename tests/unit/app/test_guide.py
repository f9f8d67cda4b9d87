"""The guide's loop: what is offered after what, on a home whose commands are stood in for."""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import pytest

from tests.support.answers import Answering
from tests.unit.journal.samples import TERMS, planned
from tests.unit.plan.making import BEFORE, HOUR, INSIDE, pending
from withdrawer.app.context import CommandContext, open_context
from withdrawer.app.guide import Guide, Performed, choices_of, names_of_missing, newest_export
from withdrawer.app.guide_record import GuideRecord, read_record, write_record
from withdrawer.app.guide_steps import GuideStep
from withdrawer.app.interruption import Interruption
from withdrawer.app.preview import Planned
from withdrawer.app.typed_input import Everywhere
from withdrawer.app.user import Everybody, Notice, Said
from withdrawer.app.user_questions import ChooseBlast, NextStep, Question, UntilWhen
from withdrawer.errors import Exit, Interrupted
from withdrawer.journal.records import SIGNED_OUT, Account, Job, Outcome, Proof
from withdrawer.plan.bursts.blasts import Blast, Sureness
from withdrawer.plan.dates.spans import Window
from withdrawer.plan.evidence.export import Archive
from withdrawer.plan.keep.keep_rules import KeepRules
from withdrawer.plan.people import Person
from withdrawer.plan.plan import make_plan
from withdrawer.plan.selection import Selection
from withdrawer.show.prompts import prompt_of
from withdrawer.undo.allowance import Allowance

NOW = datetime(2026, 11, 21, 14, 20, tzinfo=UTC)
BLAST = [pending(f"person-{number}", INSIDE) for number in range(30)]
OTHERS = [pending("friend", BEFORE, "1 day ago")]


@dataclass
class Typing(Answering):
    """Types these lines, one a question, and then what `rest` is."""

    lines: list[str] = field(default_factory=list)
    rest: str = "q"
    shown: "list[Question | Notice]" = field(default_factory=list)
    at_step: dict[GuideStep | None, Callable[[], str]] = field(default_factory=dict)

    def ask_text(self, question: Question) -> str:
        self.shown.append(question)
        step = question.step if isinstance(question, NextStep) else None
        if step in self.at_step:
            return self.at_step.pop(step)()
        typed = self.lines.pop(0) if self.lines else self.rest
        if typed == "^C":
            raise Interrupted("Stopped.")
        return typed

    def tell(self, notice: Notice) -> None:
        self.shown.append(notice)
        super().tell(notice)

    @property
    def steps(self) -> list[object]:
        return [it.step if isinstance(it, NextStep) else type(it) for it in self.shown
                if isinstance(it, NextStep | ChooseBlast | UntilWhen)]  # fmt: skip


@dataclass
class World:
    """A home, a LinkedIn account in memory, and commands that change both."""

    home: Path
    user: Typing
    people: list[Person] = field(default_factory=lambda: [*BLAST, *OTHERS])
    now: datetime = NOW
    typed: list[str] = field(default_factory=list)
    codes: dict[str, int] = field(default_factory=dict)
    downloads: Path = Path("/nonexistent")
    declines: bool = False

    @contextmanager
    def stand(self) -> Iterator[CommandContext]:
        everywhere = Everywhere(home=self.home)
        with open_context(everywhere, Interruption(), lambda *_: self.user, makes_home=False) as at:
            yield replace(at, clock=lambda: self.now)

    @contextmanager
    def made(self) -> Iterator[CommandContext]:
        with open_context(Everywhere(home=self.home), Interruption(), lambda *_: self.user) as at:
            yield at

    def perform(self, words: Sequence[str]) -> Performed:
        self.typed.append(" ".join(words))
        code = self.codes.get(words[0], Exit.DONE)
        if code != Exit.DONE:
            return Performed(code)
        found = getattr(self, f"_{words[0]}")(words)
        return Performed(Exit.DONE, found)

    def lead(self, *lines: str, rest: str = "q") -> int:
        self.user.lines, self.user.rest, self.user.shown = [*lines], rest, []
        return Guide(self.user, self.stand, self.perform, lambda: self.downloads, "withdrawer").lead()

    def sign_in(self) -> Account:
        with self.made() as at:
            return at.journal.accounts.remember("robin", "Robin", self.now)

    def job(self, count: int, *, limit: int | None = None, done: int = 0) -> Job:
        account = self.sign_in()
        with self.made() as at:
            terms = msgspec.structs.replace(TERMS, selection={"limit": limit})
            job = at.journal.jobs.begin(account, terms, [planned(f"p{it}", it) for it in range(count)], self.now)
            for line in at.journal.jobs.lines(job)[:done]:
                act = at.journal.acts.intend(line, self.now)
                at.journal.acts.settle(act, Outcome.WITHDRAWN, Proof.READING, self.now)
            if done == count:
                job = at.journal.jobs.finish(job, self.now)
        return job

    def _login(self, _: Sequence[str]) -> None:
        self.sign_in()

    def _preview(self, words: Sequence[str]) -> Planned:
        selection = Selection(wordings=tuple(words[2:3]) if "--sent" in words else (), keep=KeepRules(()))
        plan = make_plan(self.people, (), (), selection, {})
        return Planned(self.sign_in(), plan, Allowance(40, [], [], self.now), None, 0, None, 0, False)

    def _review(self, _: Sequence[str]) -> None:
        pass

    def _run(self, words: Sequence[str]) -> None:
        if self.declines:
            return
        limit = 1 if "--limit" in words else None
        self.job(limit or 30, limit=limit, done=limit or 30)

    def _schedule(self, _: Sequence[str]) -> None:
        pass


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> World:
    for name in [it for it in os.environ if it.startswith("WITHDRAWER_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("TZ", "UTC")
    return World(tmp_path / "home", Typing())


TO_CHOICE = ["", "", "", "1"]
"""Sign in, the export, look, choose."""


def test_first_contact_on_the_real_site_is_three_steps(world: World) -> None:
    assert world.lead(*TO_CHOICE, "") == Exit.DONE
    assert world.user.steps == [
        GuideStep.SIGN_IN, GuideStep.ASK_FOR_EXPORT, GuideStep.LOOK, ChooseBlast, GuideStep.REVIEW, GuideStep.BY_HAND,
    ]  # fmt: skip
    assert world.typed == ["login", "preview", "preview --sent 8 hours ago"]
    assert "First contact, step 1 of 3" in prompt_text(world, GuideStep.LOOK)
    world.typed.clear()
    assert world.lead("", "", rest="q") == Exit.DONE
    assert world.user.steps == [GuideStep.REVIEW, GuideStep.BY_HAND, GuideStep.BY_HAND]
    assert "Nobody is missing" in "".join(world.user.told)
    gone = world.people[3]

    def withdraw_by_hand() -> str:
        world.people.remove(gone)
        return ""

    world.user.at_step = {GuideStep.BY_HAND: withdraw_by_hand}
    world.typed.clear()
    assert world.lead(rest="") == Exit.DONE
    assert f"1 person fewer: {gone.name}." in world.user.told
    assert world.typed[-2:] == ["run --sent 8 hours ago --limit 1", "run --sent 8 hours ago"]
    assert world.user.steps[-1] is GuideStep.FINISHED


def test_what_is_skipped_is_not_offered_in_the_next_session(world: World) -> None:
    world.lead("", "s", "", "1", "s", "s", "s")
    assert world.user.steps[-1] is GuideStep.START
    world.lead()
    assert world.user.steps == [GuideStep.START], "it comes back to where the person was"
    world.lead("b", "2")
    assert world.user.steps == [GuideStep.START, ChooseBlast, GuideStep.REVIEW], "another choice is reviewed anew"
    assert GuideStep.ASK_FOR_EXPORT in read_record(world.home).settled
    assert not read_record(world.home).looks_for_export


@pytest.mark.parametrize("typed", ["q", "^C"])
def test_left_at_the_choice_it_comes_back_to_it_and_reads_nothing_again(world: World, typed: str) -> None:
    world.lead("", "", "", typed)
    world.typed.clear()
    world.now += timedelta(minutes=50)
    world.lead("2")
    assert world.user.steps == [ChooseBlast, GuideStep.REVIEW]
    assert world.typed == []
    assert read_record(world.home).choice == ("--sent", "1 day ago")


def test_what_a_look_found_is_not_chosen_from_when_linkedin_says_other_words_by_now(world: World) -> None:
    world.lead("", "", "")
    world.now += timedelta(minutes=61)
    world.lead()
    assert world.user.steps == [GuideStep.LOOK]


def test_before_the_start_everybody_is_listed_from_what_was_read_or_shown_on_a_page(world: World) -> None:
    world.lead(*TO_CHOICE, "l", "s", "l", "p")
    assert world.user.steps[-5:] == [GuideStep.REVIEW, GuideStep.BY_HAND, *[GuideStep.TRY_ONE] * 3]
    assert world.typed[-2:] == ["preview --sent 8 hours ago --list", "review --sent 8 hours ago"]
    [everybody] = [it for it in world.user.shown if isinstance(it, Everybody)]
    assert len(everybody.plan.planned) == len(BLAST)
    world.typed.clear()
    world.lead("l", "l")
    assert world.user.steps == [GuideStep.TRY_ONE] * 3
    assert world.typed == ["preview --sent 8 hours ago --list"], "read once, for the first of both"


def test_a_page_that_was_closed_leaves_the_step_as_it_was(world: World) -> None:
    world.lead(*TO_CHOICE, "s", "s", "s", "p")
    assert world.user.steps[-2:] == [GuideStep.START, GuideStep.START]
    assert Said.STEP_STAYS in world.user.shown


def test_a_start_that_was_declined_stays_and_says_so(world: World) -> None:
    world.lead(*TO_CHOICE, "s", "s", "s")
    world.declines = True
    assert world.lead("", "", "q") == Exit.DONE
    assert world.user.steps == [GuideStep.START] * 3
    assert world.user.shown.count(Said.STEP_STAYS) == 2
    assert "Type q to leave" in "".join(world.user.told)


def test_a_choice_holds_on_its_day_only(world: World) -> None:
    world.lead(*TO_CHOICE)
    world.now += timedelta(days=1)
    world.lead()
    assert world.user.steps == [GuideStep.LOOK]


def test_another_blast_can_be_chosen_before_the_start(world: World) -> None:
    world.lead(*TO_CHOICE, "", "s", "s", "b", "2", "")
    assert world.user.steps[-3:] == [ChooseBlast, GuideStep.REVIEW, GuideStep.TRY_ONE]
    assert world.typed[-1] == "preview --sent 1 day ago"


def test_a_typed_time_becomes_an_instant(world: World) -> None:
    world.lead("", "", "", "yesterday 14:00", "yesterday 15:00")
    assert world.user.steps[-3:] == [ChooseBlast, UntilWhen, GuideStep.REVIEW]
    choice = read_record(world.home).choice
    assert choice == ("--since", "2026-11-20T14:00:00+00:00", "--until", "2026-11-20T15:00:00+00:00")


def test_what_is_no_time_is_said_and_asked_again(world: World) -> None:
    world.lead("", "", "", "gestern vielleicht", "99", "yesterday 14:00", "the end of time", "1")
    assert read_record(world.home).choice == ("--sent", "8 hours ago")
    assert world.user.steps.count(ChooseBlast) == 4
    assert "gestern vielleicht" in "".join(world.user.told)
    assert "Type a number from the list" in "".join(world.user.told)


def test_a_choice_that_would_undo_nobody_leads_back(world: World) -> None:
    world.lead("", "", "", "all", "yesterday 12:00", "")
    assert world.user.steps[-1] is ChooseBlast
    assert "Nobody would be undone" in "".join(world.user.told)


def test_where_nothing_is_pending_it_says_so(world: World) -> None:
    world.people.clear()
    assert world.lead("", "", "") == Exit.DONE
    assert world.user.steps[-1] is GuideStep.NOTHING_PENDING


def test_enter_alone_takes_no_group_that_is_no_burst(world: World) -> None:
    world.people[:] = OTHERS
    world.lead("", "", "", "", rest="q")
    assert world.user.steps[-2:] == [ChooseBlast, ChooseBlast]


def test_with_an_open_job_enter_goes_on(world: World) -> None:
    world.job(5, done=2)
    world.codes["run"] = Exit.PARTIAL
    assert world.lead("") == Exit.PARTIAL
    assert world.typed == ["run"]
    assert "2 people done, 3 left" in prompt_text(world, GuideStep.GO_ON)
    assert Said.STEP_STAYS in world.user.shown


def test_when_the_day_is_done_a_schedule_is_offered_once(world: World) -> None:
    world.job(60, done=40)
    assert world.lead("") == Exit.DONE
    assert world.user.steps == [GuideStep.SCHEDULE, GuideStep.REST]
    assert world.typed == ["schedule install"]
    assert "withdrawer run" in world.user.told[-1]
    world.lead()
    assert world.user.steps == [GuideStep.REST]


def test_a_schedule_that_cannot_be_set_up_ends_nothing(world: World) -> None:
    world.job(60, done=40)
    world.codes["schedule"] = Exit.USAGE
    assert world.lead("") == Exit.DONE
    assert world.user.steps == [GuideStep.SCHEDULE, GuideStep.REST]


def test_all_done_is_said_with_the_report_and_how_to_leave(world: World) -> None:
    world.job(3, done=3)
    write_record(world.home, GuideRecord((GuideStep.SCHEDULE,), choice=("--blast",), shortcut="/x"))
    assert world.lead() == Exit.DONE
    told = "\n".join(world.user.told)
    assert told.count("withdrawer forget --all") == 1
    assert told.index("leave it for a few weeks") < told.index("withdrawer forget --all")
    assert "3 invitations withdrawn and checked" in told
    assert "withdrawer forget --all" in told
    assert "Where you're signed in" in told
    assert read_record(world.home) == GuideRecord(shortcut="/x"), "the next blast begins anew"


def test_after_one_for_trial_the_rest_is_offered(world: World) -> None:
    world.job(1, limit=1, done=1)
    world.lead("", "", "1", "", "")
    assert world.user.steps[-2:] == [GuideStep.START, GuideStep.FINISHED]


def test_signed_out_in_the_middle_it_opens_the_sign_in(world: World) -> None:
    world.job(5, done=2)
    with world.made() as at:
        at.journal.stops.record(at.account, SIGNED_OUT, world.now, "LinkedIn asks to sign in.")
    assert world.lead("") == Exit.DONE
    assert world.typed == ["login"]
    assert world.user.steps[0] is GuideStep.SIGN_IN_AGAIN


def test_stopped_by_a_notice_it_says_what_to_do_and_then_offers_resume(world: World) -> None:
    world.job(5, done=2)
    with world.made() as at:
        at.journal.stops.record(at.account, "captcha", world.now, "LinkedIn shows a captcha.")
    world.now += HOUR
    world.codes["resume"] = Exit.USAGE
    assert world.lead("", "") == Exit.USAGE
    assert world.user.steps == [GuideStep.SEE_TO_IT, GuideStep.RESUME]
    assert world.typed == ["login", "resume"]
    assert "do what LinkedIn asks" in prompt_text(world, GuideStep.SEE_TO_IT)


def test_while_it_has_to_wait_nothing_is_offered(world: World) -> None:
    world.job(5, done=2)
    with world.made() as at:
        at.journal.stops.record(at.account, "throttled", world.now, "Too many requests.")
    assert world.lead() == Exit.DONE
    assert world.user.steps == [GuideStep.WAIT]
    assert "Sat 21 Nov 2026, 20:20" in world.user.told[-1]


@pytest.mark.parametrize("code", [Exit.LOCKED, Exit.NOT_UNDERSTOOD, Exit.UNEXPECTED, Exit.INTERRUPTED])
def test_a_command_that_fails_ends_it_with_the_way_back(world: World, code: Exit) -> None:
    world.codes["login"] = code
    assert world.lead("") == code
    assert "type: withdrawer" in world.user.told[-1]


@pytest.mark.parametrize(("typed", "code"), [("q", Exit.DONE), ("Q", Exit.DONE), ("^C", Exit.INTERRUPTED)])
@pytest.mark.parametrize("before", [[], [""], ["", ""], ["", "", ""], TO_CHOICE, [*TO_CHOICE, ""]])
def test_it_can_be_left_at_any_step(world: World, before: list[str], typed: str, code: Exit) -> None:
    assert world.lead(*before, typed) == code
    assert "To come back to where you are now, type: withdrawer" in world.user.told[-1]


def test_other_letters_are_refused(world: World) -> None:
    world.lead("s", "x", "b")
    assert world.user.steps == [GuideStep.SIGN_IN] * 4, "signing in can't be skipped"
    assert world.typed == []


def test_an_export_in_downloads_is_offered_where_one_was_asked_for(world: World, tmp_path: Path) -> None:
    world.downloads = tmp_path
    file = tmp_path / "Basic_LinkedInDataExport_11-21-2026.zip"
    file.touch()
    world.codes["import"] = Exit.USAGE
    world.lead("", "s")
    assert world.user.steps[-1] is GuideStep.LOOK, "nobody has asked for it, so Downloads is not looked into"
    write_record(world.home, GuideRecord((GuideStep.ASK_FOR_EXPORT,), looks_for_export=True))
    world.lead("")
    assert world.user.steps == [GuideStep.IMPORT, GuideStep.LOOK], "one that can't be imported ends nothing"
    assert world.typed[-1] == f"import {file}"
    world.lead()
    assert world.user.steps == [GuideStep.LOOK]


def test_the_second_part_of_an_export_is_offered_when_it_comes(world: World, tmp_path: Path) -> None:
    world.downloads = tmp_path / "downloads"
    world.downloads.mkdir()
    world.lead("", "")
    world.codes["import"] = Exit.USAGE
    for name in ("Basic_LinkedInDataExport_11-21-2026.zip", "Complete_LinkedInDataExport_11-21-2026.zip"):
        (world.downloads / name).touch()
        world.lead("s")
        assert world.user.steps == [GuideStep.IMPORT, GuideStep.LOOK]
        os.utime(world.downloads / name, (1, 1))
    with world.made() as at:
        at.journal.exports.add(Archive(), "", datetime.now(UTC))
    (world.downloads / "Complete_LinkedInDataExport_11-22-2026.zip").touch()
    os.utime(world.downloads / "Complete_LinkedInDataExport_11-22-2026.zip", (2, 2))
    world.lead()
    assert world.user.steps == [GuideStep.LOOK], "what came before the last import is in it"


def test_on_an_invented_account_downloads_is_not_looked_into(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WITHDRAWER_BROWSER_ARGS", '--host-resolver-rules="MAP * 127.0.0.1:9"')
    world.downloads = tmp_path
    (tmp_path / "Basic_LinkedInDataExport_11-21-2026.zip").touch()
    world.lead("", "")
    assert world.user.steps[-1:] == [GuideStep.LOOK]
    assert read_record(world.home).looks_for_export
    world.lead("", "1", "")
    assert world.user.steps[-1:] == [GuideStep.START], "no first contact either"


def test_it_explains_itself_once(world: World) -> None:
    world.lead(*TO_CHOICE)
    assert world.user.shown.count(Said.GUIDE_BEGINS) == 1


def test_a_burst_is_chosen_by_what_takes_all_of_it() -> None:
    window, other = Window(NOW - 3 * HOUR, NOW - 2 * HOUR), Window(NOW - 30 * HOUR, NOW - 29 * HOUR)
    sure = Blast(window, ("2 hours ago",), 90, 1.0, Sureness.SURE, core=window)
    second = replace(sure, window=other, core=other, count=40)
    coarse = replace(sure, core=None, wordings=("1 week ago", "8 days ago"))
    plan = make_plan(BLAST, (), (), Selection(keep=KeepRules(())), {})
    found = choices_of(replace(plan, blasts=(sure, second, coarse)), UTC)
    assert [it.words for it in found] == [
        ("--blast",),
        ("--since", "2026-11-20T08:20:00+00:00", "--until", "2026-11-20T09:20:00+00:00"),
        ("--sent", "1 week ago", "--sent", "8 days ago"),
        ("--sent", "8 hours ago"),
    ]


@pytest.mark.parametrize(
    "name",
    [
        "Basic_LinkedInDataExport_11-21-2026.zip",
        "Complete_LinkedInDataExport_11-21-2026.zip",
        "Basic_LinkedInDataExport_11-21-2026 (1).zip",
        "Basic_LinkedInDataExport_11-21-2026.zip.zip",
    ],
)
def test_an_export_is_known_by_its_name(tmp_path: Path, name: str) -> None:
    for other in ("holiday.zip", "Basic_LinkedInDataExport_11-21-2026.zip.part", "my_LinkedInDataExport.zip"):
        (tmp_path / other).touch()
    assert newest_export(tmp_path) is None
    (tmp_path / name).touch()
    assert newest_export(tmp_path) == tmp_path / name
    newer = tmp_path / "Basic_LinkedInDataExport_12-01-2026.zip"
    newer.touch()
    os.utime(tmp_path / name, (1, 1))
    assert newest_export(tmp_path) == newer
    assert newest_export(tmp_path / "nowhere") is None


def test_a_damaged_record_only_offers_a_step_again(world: World) -> None:
    world.lead("", "s")
    (world.home / "guide.json").write_text("{torn")
    world.lead()
    assert world.user.steps == [GuideStep.ASK_FOR_EXPORT]


def test_who_may_be_on_a_skipped_page_is_not_called_missing() -> None:
    people = [pending(key) for key in ("new", "ann", "ben", "cem", "dan")]
    before = make_plan(people, (), (), Selection(), {})
    now = make_plan([people[2], people[4]], (), (), Selection(), {})
    assert names_of_missing(before, now) == ["New", "Ann", "Cem"]
    assert names_of_missing(before, replace(now, sent=replace(now.sent, skipped=100))) == ["Cem"]


def prompt_text(world: World, step: GuideStep) -> str:
    [question, *_] = [it for it in world.user.shown if isinstance(it, NextStep) and it.step is step]
    return "\n".join(prompt_of(question, UTC).lines)
