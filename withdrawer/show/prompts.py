"""The wording of each question: what it is about, in numbers, and what a yes does."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, tzinfo

from withdrawer.app import user_questions
from withdrawer.app.resume import seen_words
from withdrawer.app.user_questions import EndJob, Question, UndoList
from withdrawer.clock import day_words, moment_words
from withdrawer.escape import safe, shown
from withdrawer.journal.questions import Asked
from withdrawer.journal.records import PlanLine
from withdrawer.plan.decisions import Code, Decision
from withdrawer.plan.forecast import forecast
from withdrawer.plan.half import Half
from withdrawer.show.forget import warning_lines
from withdrawer.show.guide import UNTIL, choice_prompt, step_prompt
from withdrawer.show.keep import some_names
from withdrawer.show.late_export_words import keep_question, keep_words, remove_question
from withdrawer.show.list_preview import age_words
from withdrawer.show.reasons import NOT_TAKEN_BACK
from withdrawer.show.schedule import install_lines
from withdrawer.show.tidy import AGREE_TIDY, stop_lines, tidy_lines
from withdrawer.show.words import NOUN, people
from withdrawer.undo.watcher import TrialSeen

RISK = (
    "",
    "Before anybody is touched, please read this once.",
    "withdrawer is not a LinkedIn product. LinkedIn's User Agreement forbids automated tools, and LinkedIn can tell "
    "that this is one. It may ask you to prove who you are, restrict your account for a while or, at worst, close it.",
    "To be careful, withdrawer works in a browser window of its own as you would by hand, waits between people, does "
    "a limited number a day unless you choose otherwise, and stops at the first sign of trouble.",
    "The other ways: by hand, one person at a time (My Network, Manage, Sent), or leave it be: invitations expire "
    "after about six months.",
)
VERB = {Half.SENT: "Withdraw", Half.CONNECTIONS: "Remove"}
NOT_SURE = "The page could not show it for sure, so it is checked again later. "
LONGEST_NAME = 40
LONGEST_HEADLINE = 60


@dataclass(frozen=True, slots=True)
class Prompt:
    """What the terminal shows: `names` of everyone meant, lines, then the question.

    `word` is what must be typed in full to agree; empty if y or n is enough. `is_yes_by_default` if Enter alone means
    yes: only where a yes touches nobody.
    """

    question: str
    lines: Sequence[str] = ()
    names: Sequence[str] = ()
    word: str = ""
    is_yes_by_default: bool = False


def prompt_of(question: Question, zone: tzinfo) -> Prompt:  # noqa: C901 - one arm a question
    """Return the wording of a question, with instants in `zone`."""
    match question:
        case user_questions.TakeRisk():
            return Prompt("Do you want to continue? Type yes, or press Enter to stop", RISK, word="yes")
        case UndoList():
            return undo_prompt(question)
        case user_questions.ReplaceJob(job, left):
            when = moment_words(job.confirmed_at, zone)
            stay = "this person stays as they are" if left == 1 else "these people stay as they are"
            lines = [
                "",
                f"Your job of {when} is not finished: {people(left, 'person')} left. A new job takes its place: "
                f"{stay}, and that job can't be continued.",
            ]
            return Prompt("Drop the rest of that job, and start the new one?", lines)
        case user_questions.RemoveAccepted(accepted):
            return _remove_accepted(accepted)
        case EndJob():
            return _end(question)
        case TrialSeen(gone, tried, left, is_sure):
            worked = _worked(gone, tried)
            lines = ["", f"{worked} {'' if is_sure else NOT_SURE}{left:,} still to do."]
            return Prompt(f"Continue with the other {'one' if left == 1 else f'{left:,}'}?", lines)
        case user_questions.IncludeNoted(count):
            carries = "1 of the invitations carries" if count == 1 else f"{count:,} of the invitations carry"
            lines = ["", f"{carries} a personal note. withdrawer keeps those unless you include them."]
            return Prompt(f"Include the {count:,} with a personal note?", lines)
        case user_questions.AgreeTidy():
            return Prompt(AGREE_TIDY, tidy_lines(question), word="yes")
        case user_questions.StopTidy():
            return Prompt("Stop tidying?", stop_lines(question))
        case user_questions.SameMember(known, name, slug):
            lines = [
                f"Signed in now: {safe(name)} (linkedin.com/in/{safe(slug)}).",
                f"So far it was: {safe(known.name)} (linkedin.com/in/{safe(known.slug)}).",
                "If it is your account, and only its name or address is new, answer y. If it is another account, "
                "answer n: then nobody is touched.",
            ]
            return Prompt("Are both the same account?", lines)
        case user_questions.RightAccount():
            return Prompt("Is this the right account?", [who_words(question)], is_yes_by_default=True)
        case user_questions.SignInAnew(name):
            lines = [
                f"withdrawer's own browser is still signed in as {safe(name)}. Nothing else was kept of that account."
            ]
            again = "Delete that sign-in, and open the browser again for the right account?"
            return Prompt(again, lines, is_yes_by_default=True)
        case user_questions.OfferShortcut(file):
            lines = ["", f"A shortcut that opens withdrawer with a double click would be: {safe(str(file))}"]
            return Prompt("Make this shortcut?", lines)
        case user_questions.ExportZone(name):
            lines = [
                "In which zone are the times of the data export, such as that of your invitation to "
                f"{shown(name, 60)}?",
                "utc, local, a name like Europe/Berlin, or Enter if you don't know.",
            ]
            return Prompt("Zone", lines)
        case user_questions.ExportAsks(Asked.KEEP, doubted):
            return Prompt(keep_question(doubted), keep_words(doubted))
        case user_questions.ExportAsks(_, early):
            return Prompt(remove_question(len(early)))
        case user_questions.TakeBack(left_out):
            lines = [f"The open job leaves out {some_names(left_out)}, only because of your keep list."]
            those = _name(left_out[0].name) if len(left_out) == 1 else f"these {len(left_out):,}"
            return Prompt(f"Put {those} back into the job, to be undone?", lines)
        case user_questions.PauseSeenTo(stop, pause):
            return Prompt("Have you done that?", [seen_words(stop, zone), pause.first])
        case user_questions.ControlNames(words, control, language):
            from withdrawer.app.control_names import label_words

            lines = [label_words([control], language)] if control else []
            return Prompt(f"Is that right: {', '.join(map(safe, words))}?", lines)
        case user_questions.RemovalEntry(control, language):
            from withdrawer.app.control_names import label_words

            return Prompt("Which of them removes a connection?", [label_words([control], language)])
        case user_questions.InstallSchedule():
            return Prompt("Schedule this?", install_lines(question))
        case user_questions.DeleteForGood():
            return Prompt("Delete this for good?", warning_lines(question))
        case user_questions.SavePage(taken):
            from withdrawer.show.save_page import kept_lines

            return Prompt("Save this page?", [*kept_lines(taken)])
        case user_questions.WhichPage():
            return Prompt("Which page")
        case user_questions.DownloadBrowser(megabytes, folder):
            lines = [
                "No browser was found on this computer. withdrawer can download Chromium, the free browser that "
                f"Google Chrome is made from: about {megabytes} MB, a few minutes. It goes into {folder}, needs no "
                "administrator, and changes no other program. Press Ctrl-C to stop it.",
            ]
            return Prompt("Download it now?", lines)
        case user_questions.NextStep():
            lines, keys = step_prompt(question, zone)
            return Prompt(keys, lines)
        case user_questions.ChooseBlast():
            lines, keys = choice_prompt(question, zone)
            return Prompt(keys, lines)
        case user_questions.UntilWhen():
            return Prompt(UNTIL)


def who_words(found: user_questions.RightAccount) -> str:
    """Return who is signed in."""
    pending = "" if found.pending is None else f", {people(found.pending, 'invitation')} pending"
    return f"You are {safe(found.name)} (linkedin.com/in/{safe(found.slug)}){pending}."


def undo_prompt(question: UndoList, *, has_dates: bool = True) -> Prompt:
    """Return what undoing one list's part means, and by when it would be done."""
    half, planned = question.half, question.people
    count = people(len(planned), NOUN[half])
    will_happen = {
        Half.SENT: f"This withdraws {count}, newest first.",
        Half.CONNECTIONS: f"This removes {count}.",
    }
    lines = ["", will_happen[half], NOT_TAKEN_BACK[half]]
    if others := sum(it.origin is not None and it.origin != "known" for it in planned):
        lines.append(
            "Not known to come from these invitations, and included because you chose so (--origin): "
            f"{others:,} of them. Some may be people you know well."
        )
    if unclear := sum(it.reason_code is Code.UNSURE_INCLUDED for it in planned):
        lines.append(f"Of unclear date, and included because you chose so (--unsure include): {unclear:,} of them.")
    sent, removed = (len(planned), 0) if half is Half.SENT else (question.before, len(planned))
    if has_dates:
        lines += _dates(sent, removed, question.today, question.per_day, question.used_today)
    if question.per_day and question.per_day > 100:
        lines.append(f"{question.per_day} a day is more than other tools dare; LinkedIn may restrict the account.")
    names = ["", f"The {count} that would be removed:", *map(_connection, planned)]
    return Prompt(f"{VERB[half]} {count}?", lines, names if half is Half.CONNECTIONS else ())


def _remove_accepted(accepted: Sequence[PlanLine]) -> Prompt:
    count = people(len(accepted), "connection")
    names = ["", f"The {count} that would be removed:", *(f"  {_name(it.name or it.key)}" for it in accepted)]
    lines = ["", f"These {count} come from invitations that were accepted after you had confirmed."]
    if len(accepted) == 1:
        lines = ["", "This connection comes from an invitation that was accepted after you had confirmed."]
    return Prompt(f"Remove {count}?", [*lines, NOT_TAKEN_BACK[Half.CONNECTIONS]], names)


def _end(question: EndJob) -> Prompt:
    stays = [
        f"{people(count, NOUN[half])} {'stays' if count == 1 else 'stay'}{' pending' if half is Half.SENT else ''}"
        for half, count in question.left.items()
        if count
    ]
    lines = ["", f"{' and '.join(stays)}." if stays else "Nobody of this job is left."]
    lines.append("What was done stays done, and stays in the journal. A job that was ended can't be continued.")
    lines += ["The schedule is removed as well."] if question.is_scheduled else []
    if question.older_than:
        lines.append(
            f"Your tidy wish stays: it finds invitations older than {safe(question.older_than)} again. To end it: "
            "withdrawer tidy off"
        )
    lines.append("Only to pause, answer n: nothing is done until you type withdrawer run.")
    return Prompt("End the job for good?", lines)


def _worked(gone: int, tried: int) -> str:
    """Return how a job's first attempts went."""
    if gone == tried:
        first = "the first person is" if tried == 1 else f"the first {tried} are"
        return f"It worked: {first} gone from LinkedIn's list."
    rest = "the other is" if tried - gone == 1 else "the others are"
    return f"{gone} of the first {tried} {'is' if gone == 1 else 'are'} gone from LinkedIn's list; {rest} tried again."


def _dates(sent: int, removed: int, today: date, per_day: int | None, used_today: int) -> list[str]:
    if per_day is None:
        return ["Without waits and without a daily limit, in one go."]
    lines = []
    for number in sorted({40, 80, per_day}):
        end = forecast(sent, removed, number, today, used_today=used_today)
        chosen = "  (this job)" if number == per_day else ""
        days = people(end.days, "day")
        lines.append(f"  at {number:>3} a day: finished on {day_words(end.finishes_on)}, {days}{chosen}")
    return lines


def _connection(decision: Decision) -> str:
    """Return a person by name and headline, since two may share a name."""
    person = decision.person
    headline = f", {shown(person.headline, LONGEST_HEADLINE)}" if person.headline else ""
    when = f" (connected {shown(age_words(person), LONGEST_NAME)})" if person.wording else ""
    return f"  {_name(person.name or person.key)}{headline}{when}"


def _name(text: str) -> str:
    return shown(text or "no name", LONGEST_NAME)
