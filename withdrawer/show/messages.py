"""The wording of notices shown while a command is in progress."""

from collections.abc import Iterator, Sequence
from datetime import datetime, tzinfo

from withdrawer.app import user, user_questions
from withdrawer.app.resume import seen_words
from withdrawer.app.run_kind import options_words
from withdrawer.app.user import Notice, Said
from withdrawer.escape import safe
from withdrawer.findings import Finding
from withdrawer.journal.questions import Asked
from withdrawer.linkedin.browser.installer import Downloaded
from withdrawer.plan.bursts.second_bursts import SecondBurst
from withdrawer.plan.dates.straddle import Straddle
from withdrawer.plan.plan_file import PlanFile, lines_words
from withdrawer.schedule.backends.base import StillThere
from withdrawer.shell import quoted
from withdrawer.show import guide, tidy
from withdrawer.show.declined_words import declined_words
from withdrawer.show.doctor import finding_lines
from withdrawer.show.farewell import parting_lines
from withdrawer.show.import_ import archive_lines
from withdrawer.show.keep import removed_lines
from withdrawer.show.late_export_words import keep_words, remove_question
from withdrawer.show.pictures.bars import BLOCKS, Glyphs
from withdrawer.show.prompts import who_words
from withdrawer.show.report import report_lines, unread_lines, waiting_words
from withdrawer.show.second_burst_words import second_words
from withdrawer.show.words import people
from withdrawer.undo.list_survey import Reading

WORDS = {
    Said.NOBODY_SELECTED: "Nobody is selected, so there is nothing to undo. Nobody was touched.",
    Said.ONLY_UNCLEAR: (
        "Nobody is selected for certain, so there is nothing to undo: the dates of those who may be meant are unclear. "
        "Nobody was touched. To take them too, type the same with --unsure include."
    ),
    Said.NOTHING_TOUCHED: "Nothing was touched.",
    Said.JOB_STAYS_OPEN: "The job stays open. To continue with it: withdrawer run",
    Said.SELECTION_IS_FOR_A_NEW_JOB: (
        "The selection in your settings is for a new job; the open one continues as you confirmed it."
    ),
    Said.EXPORT_ZONE_UNSETTLED: (
        "Your data export does not say in which time zone its times are, and LinkedIn's pages don't show it. To be "
        "careful, withdrawer allows for every zone that is possible, so some dates stay unclear. If you know the "
        "zone: withdrawer import --zone local (or utc, or a name like Europe/Berlin)"
    ),
    Said.DOUBTED_ARE_KEPT: "They are left alone.",
    Said.DOUBTED_STAY: "They stay in the job, to be undone.",
    Said.BROWSER_OPENS_TO_SIGN_IN: """\
A separate, empty browser opens now. Sign in there once; withdrawer can’t see what you type.
  - Check that the address says https://www.linkedin.com before you type your password.
  - Tick “Keep me signed in”. Codes by app, SMS or mail are fine.
  - If Google, Apple, a passkey or your company's sign-in fails there, use a LinkedIn password.
  - You have no password? LinkedIn lets you set one: “Forgot password”.
  - LinkedIn may send you a mail about a new device: that is this one.
  - When your feed shows, close the browser (on a Mac: Cmd-Q), or press Enter here.""",
    Said.BROWSER_IS_HIDDEN: "On this invented account it stays hidden, and is signed in already: just press Enter.",
    Said.LOOKING_WHO_IS_SIGNED_IN: "Checking who is signed in …",
    Said.NOTHING_IS_PAUSED: "Nothing is paused. Next: withdrawer status",
    Said.STILL_PAUSED: "Still paused.",
    Said.GOES_ON_AGAIN: "It can continue now. Next: withdrawer run",
    Said.GO_TO_THE_PAGE: "Go to the page in the browser that has opened, then press Enter here.",
    Said.NOTHING_SAVED: "Nothing was saved.",
    Said.NOTHING_WRITTEN: "Nothing was written.",
    Said.NOTHING_DELETED: "Nothing was deleted.",
    Said.DOWNLOAD_BEGINS: "Downloading the browser …",
    Said.GUIDE_BEGINS: guide.BEGINS,
    Said.TYPE_ONE_OF_THESE: guide.TYPE_ONE_OF_THESE,
    Said.TYPE_A_NUMBER_OR_TIME: guide.TYPE_A_NUMBER_OR_TIME,
    Said.NOBODY_THERE_TO_UNDO: guide.NOBODY_THERE,
    Said.TIDY_STAYS: "The tidy wish stays. Nothing was changed.",
    Said.NOTHING_TO_TIDY: "Nothing to tidy: no invitation is old enough, or those that are old enough are kept.",
    Said.STEP_STAYS: guide.STEP_STAYS,
}


def lines_of(  # noqa: C901 - one arm a notice
    notice: Notice, now: datetime, zone: tzinfo, glyphs: Glyphs | None = BLOCKS
) -> Sequence[str]:
    """Return the wording of a notice, with instants in `zone`; empty if there is nothing to say.

    `glyphs` are the letters of its bars, None for words.
    """
    match notice:
        case Said():
            return [WORDS[notice]]
        case user.Replaces(left):
            return [f"A job is open, with {people(left, 'person')} left. This would take its place, and drop them."]
        case user.TidyWaits(left):
            return [tidy.waits_words(left)]
        case user_questions.IncludeNoted(count):
            return [tidy.noted_words(count)]
        case user.Unheard(options):
            return [f"The job is over, so there is nothing to change by {options_words(options)}."]
        case user.NobodyMeant(rules):
            named = ", ".join(safe(str(it)) for it in rules)
            words = f"Nobody on the pages that were read is meant by: {named}."
            return [f"{words} Is it misspelled? `run --yes` would refuse it."]
        case user.TakenFrom(straddle, wording):
            return [*straddle_lines(straddle, wording)]
        case PlanFile():
            return [*remark_lines(notice)]
        case user.OtherBrowser(used, named):
            return [
                f"You signed in with {used}, so that is used and not {named}. To sign in with another browser: "
                "withdrawer login"
            ]
        case user.FileWritten(file, kept):
            before = f" What was in it before is kept as {kept}." if kept else ""
            return [f"Written: {file}.{before}"]
        case StillThere():
            return [f"Note: an earlier entry is left. {notice.message} {notice.hint}"]
        case user_questions.ExportAsks(Asked.KEEP, doubted):
            return [*keep_words(doubted), waiting_words(len(doubted))]
        case user_questions.ExportAsks(_, early):
            return [f"{remove_question(len(early))} Nothing is done about them: withdrawer run asks."]
        case user_questions.PauseSeenTo(stop, pause):
            return [seen_words(stop, zone), pause.first]
        case SecondBurst():
            return [second_words(notice, now, zone)]
        case Reading():
            return unread_lines(notice)
        case user.JobStands(standing, _, run_options, is_replay):
            go_on = " ".join(["withdrawer run", *map(quoted, run_options)])
            report = report_lines(standing, zone, go_on, glyphs)
            return ["", *report, *parting_lines(standing, is_replay=is_replay)]
        case Downloaded(percent, size):
            return [f"  {percent}% of {size}"]
        case Finding():
            return finding_lines(notice, now, zone)
        case user.ExportTaken(taken, is_new):
            return archive_lines(taken, is_new=is_new)
        case user_questions.RightAccount():
            return [who_words(notice)]
        case user.ShortcutMade(file, problem):
            made = f"The shortcut could not be made: {safe(problem)}." if problem else "The shortcut is made:"
            return [f"{made} {safe(str(file))}"]
        case user_questions.NextStep():
            return guide.ending_lines(notice, zone)
        case user.ListDeclined(half, count, selection):
            return [declined_words(half, count, selection, zone)]
        case user.CountFell(before, counted):
            gone = before - counted
            others = "The other one was" if gone == 1 else f"The other {gone:,} were"
            return [
                f"LinkedIn counts {people(counted, 'pending invitation')} now, and {before:,} when withdrawer last "
                f"looked. {others} probably accepted since, or you withdrew {'it' if gone == 1 else 'them'} yourself."
            ]
        case user.FewerPending():
            return guide.fewer_lines(notice)
        case user.Refused(message, hint):
            return [message, hint]
        case user.GuideLeft():
            return guide.left_lines(notice)
        case user.RulesRemoved(written, still):
            return removed_lines(written, still)
        case user.JobOver(story, file) if story.is_replaced:
            return [f"The summary of the job that this one replaces: {file}"]
        case user.JobOver(_, file):
            return [f"The whole story with pictures, to keep or print: {file}"]
        case user.Previewed() | user.Everybody():  # needs a console or a pager: `Terminal` shows it
            return []


def straddle_lines(straddle: Straddle, wording: str) -> Iterator[str]:
    """Yield from when on people are taken whose age LinkedIn words too coarsely, and the age that takes all of them."""
    said = f"“{safe(wording)}”"
    yield (
        f"LinkedIn shows only {said} from day {straddle.first_day} to day {straddle.last_day}. So most people are "
        f"taken from day {straddle.sure_from} on; earlier where withdrawer has seen them before or the data export has "
        "the day."
    )
    if straddle.whole:
        yield f'To take everybody of {said}, type: --older-than "{straddle.whole} days"'


def remark_lines(file: PlanFile) -> Iterator[str]:
    """Yield the remarks on rows of a plan file that are not followed as written."""
    source = f"--plan {file.file}"
    if file.unknown:
        yield f"{source}: it says neither undo nor keep in the action of {lines_words(file.unknown)}: not undone."
    if file.unlisted:
        yield f"{source}: the list is neither sent nor connections in {lines_words(file.unlisted)}: kept on both."
    if file.contradicted:
        yield f"{source}: whom {lines_words(file.contradicted)} would undo, another row keeps: kept."
