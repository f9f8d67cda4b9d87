"""The guide's words: what each step is about, what Enter does, and the command that does the same."""

from datetime import datetime, tzinfo

from withdrawer.app.guide_steps import GuideSituation, GuideStep
from withdrawer.app.user import FewerPending, GuideLeft
from withdrawer.app.user_questions import BlastChoice, ChooseBlast, NextStep
from withdrawer.clock import moment_words
from withdrawer.escape import shown
from withdrawer.linkedin.addresses import DATA_EXPORT
from withdrawer.shell import quoted
from withdrawer.show import data_request
from withdrawer.show.burst_lines import told_burst
from withdrawer.show.list_preview import as_written
from withdrawer.show.words import people

LONGEST_NAME = 40
MOST_NAMES = 6
BEGINS = (
    "withdrawer goes the whole way with you, one step at a time. Nobody is touched before you have seen who, and said "
    "yes. What was done is remembered, so you can leave at any step and come back."
)
STEP_STAYS = "Nothing was done by that, so this step is still open. Type q to leave."
TYPE_ONE_OF_THESE = "Press Enter alone, or type one of the letters."
TYPE_A_NUMBER_OR_TIME = 'Type a number from the list, or when it began, such as "yesterday 14:00".'
NOBODY_THERE = "Nobody would be undone by that choice. Choose another."
UNTIL = 'When did it stop (such as "yesterday 15:00")? Press Enter alone if it has not'

TITLES = {
    GuideStep.WAIT: "Paused",
    GuideStep.SIGN_IN_AGAIN: "Sign in again",
    GuideStep.SEE_TO_IT: "LinkedIn is asking you for something",
    GuideStep.RESUME: "Continue after the pause",
    GuideStep.SIGN_IN: "Sign in",
    GuideStep.ASK_FOR_EXPORT: "Ask LinkedIn for your data (optional)",
    GuideStep.IMPORT: "Your LinkedIn data has arrived",
    GuideStep.LOOK: "Look",
    GuideStep.REVIEW: "Review",
    GuideStep.BY_HAND: "First contact, step 2 of 3: withdraw one by hand",
    GuideStep.TRY_ONE: "First contact, step 3 of 3: let withdrawer undo one",
    GuideStep.START: "Start",
    GuideStep.GO_ON: "Continue",
    GuideStep.SCHEDULE: "Let it continue by itself",
    GuideStep.REST: "Done for today",
    GuideStep.NOTHING_PENDING: "No invitation is pending",
    GuideStep.FINISHED: "Finished",
}
ENTER = {
    GuideStep.SIGN_IN_AGAIN: "to open the browser",
    GuideStep.SEE_TO_IT: "to open the browser",
    GuideStep.RESUME: "to continue",
    GuideStep.SIGN_IN: "to open the browser",
    GuideStep.ASK_FOR_EXPORT: "when you have asked",
    GuideStep.IMPORT: "to import it",
    GuideStep.LOOK: "to look",
    GuideStep.REVIEW: "to see who",
    GuideStep.BY_HAND: "when you have withdrawn one",
    GuideStep.TRY_ONE: "to undo one",
    GuideStep.START: "to start (you are asked once more)",
    GuideStep.GO_ON: "to continue",
    GuideStep.SCHEDULE: "to set it up (you are asked once more)",
}
LETTERS = {
    "l": "l for a list of everybody",
    "p": "p for a page on which you can take people off",
    "s": "s to skip this",
    "b": "b if these are the wrong ones",
    "q": "q to leave",
}
ANOTHER = "If invitations went out by accident at another time too: withdrawer preview"
INVENTED = "This was an invented account. To delete it: withdrawer forget --all"


def step_lines(step: GuideStep, at: GuideSituation, zone: tzinfo) -> list[str]:  # noqa: C901 - one arm a step
    """Return what a step is about, in one or two sentences."""
    match step:
        case GuideStep.WAIT:
            until = f" It can continue from {_at(at.opens_at, zone)}." if at.opens_at else ""
            return [f"{at.pause_words}{until} Nothing is opened or clicked until then."]
        case GuideStep.SIGN_IN_AGAIN:
            return ["LinkedIn has signed withdrawer's browser out. Sign in again there, and it continues as before."]
        case GuideStep.SEE_TO_IT:
            return [at.pause_words, "Do that in withdrawer's own browser. If you have done it elsewhere, skip this."]
        case GuideStep.RESUME:
            return ["withdrawer says what it saw, and asks whether that is done. Then the job can continue."]
        case GuideStep.SIGN_IN:
            return ["A separate, empty browser opens, in which you sign in to LinkedIn yourself. Nobody is touched."]
        case GuideStep.ASK_FOR_EXPORT:
            return _export_lines(is_replay=at.is_replay)
        case GuideStep.IMPORT if at.export_file:
            name = shown(at.export_file.name, 80)
            return [f"In your Downloads is {name}. With it, dates become exact to the minute. It stays where it is."]
        case GuideStep.LOOK:
            first = "First contact, step 1 of 3: only look. " if at.is_first_contact else ""
            return [f"{first}withdrawer reads your pending invitations and your connections, and changes nothing."]
        case GuideStep.REVIEW:
            return ["See who would be undone, and who would be left alone. Nothing is changed by that."]
        case GuideStep.BY_HAND:
            return [
                "withdrawer has never acted on this account, so make sure that it sees what you see. On LinkedIn, in "
                "any browser: My Network, Manage, Sent. Withdraw one person of the blast there.",
                "withdrawer then looks again, and should say: 1 person fewer, with that name.",
            ]
        case GuideStep.TRY_ONE:
            return ["Now withdrawer undoes one single person, and checks it. You see who, and are asked first."]
        case GuideStep.START:
            pace = "" if at.is_replay else " It does about 40 a day, to keep the account safe."
            return [f"It shows who would be undone once more, and asks before it touches anybody.{pace}"]
        case GuideStep.GO_ON:
            return [
                f"A job is open: {people(at.done, 'person')} done, {at.left:,} left. It continues where it stopped."
            ]
        case GuideStep.SCHEDULE:
            days = f", about {people(at.days_left, 'more day')}" if at.days_left else ""
            return [f"{people(at.left, 'person')} left{days}. A schedule can continue every day without you typing."]
        case GuideStep.REST:
            return _rest_lines(at, zone)
        case GuideStep.NOTHING_PENDING:
            return [
                "LinkedIn lists no pending invitation, so there is nothing to withdraw. For connections that come from "
                'invitations: withdrawer preview --only connections --since "yesterday 14:00"'
            ]
        case GuideStep.FINISHED:
            return _finished_lines(at)
        case _:
            return []


def _export_lines(*, is_replay: bool) -> list[str]:
    lines = [
        "LinkedIn's copy of your data has the minute of each invitation, which makes dates exact. Everything works "
        f"without it, too. {data_request.FIRST}",
        f"  Open {DATA_EXPORT} and choose {data_request.CHOICE}.",
        f"  {data_request.MAILS} Save both files in Downloads: you are asked here whether to import them.",
    ]
    return [*lines, "This is an invented account, so there is nothing to ask for here."] if is_replay else lines


def _finished_lines(at: GuideSituation) -> list[str]:
    over = "This job is over, and nothing of it is left to do."
    if at.declined:
        over = "This job is over. You said no to some, and they stay: the report above says how to undo them after all."
    return [over, *([INVENTED] if at.is_replay else []), ANOTHER]


def _rest_lines(at: GuideSituation, zone: tzinfo) -> list[str]:
    done = f"{people(at.done, 'person')} done, {at.left:,} left."
    if at.is_scheduled:
        return [f"{done} The schedule continues by itself. To look: withdrawer status"]
    when = f"From {_at(at.next_at, zone)} on" if at.next_at else "Tomorrow"
    return [f"{done} {when}, type the same again, or: withdrawer run"]


def step_prompt(question: NextStep, zone: tzinfo) -> tuple[list[str], str]:
    """Return a step's lines, and the question with the keys that it takes."""
    lines = ending_lines(question, zone)
    if question.command:
        lines.append("  Same as: " + " ".join(["withdrawer", *map(quoted, question.command)]))
    keys = [f"Enter {ENTER[question.step]}", *(LETTERS[it] for it in question.answers if it)]
    return lines, f"Press {', '.join(keys[:-1])}, or {keys[-1]}"


def ending_lines(found: NextStep, zone: tzinfo) -> list[str]:
    """Return a step's title and what it is about."""
    return ["", f"── {TITLES[found.step]} ──", *step_lines(found.step, found.at, zone)]


def choice_prompt(question: ChooseBlast, zone: tzinfo) -> tuple[list[str], str]:
    """Return the numbered list of bursts and groups, and the question."""
    lines = ["", "── Choose ──", "Which of these is the blast?"]
    lines += [f"  {number}. {_choice(it, zone)}" for number, it in enumerate(question.choices, start=1)]
    first = "Enter for 1, " if any(it.blast for it in question.choices) else ""
    number = "another number, " if first else "A number, "
    return lines, f'{first}{number}when it began (such as "yesterday 14:00"), or q to leave'


def _choice(choice: BlastChoice, zone: tzinfo) -> str:
    if choice.blast is not None:
        return f"{people(choice.blast.count, 'invitation')} at once: {told_burst(choice.blast, zone)}"
    assert choice.group is not None
    wording = as_written(choice.group.wording, choice.group.language)
    return f"{people(choice.group.count, 'invitation')}: Sent {shown(wording, LONGEST_NAME)}"


def fewer_lines(found: FewerPending) -> list[str]:
    """Return who is no longer pending."""
    count = len(found.names)
    if not count:
        return ["Nobody is missing since the last look. If you have withdrawn one, wait a moment and look once more."]
    names = ", ".join(shown(name, LONGEST_NAME) for name in found.names[:MOST_NAMES])
    more = f" and {count - MOST_NAMES:,} more" if count > MOST_NAMES else ""
    return [f"{people(count, 'person')} fewer: {names}{more}."]


def left_lines(found: GuideLeft) -> list[str]:
    """Return how to come back."""
    return ["", f"To come back to where you are now, type: {found.way_back}"]


def _at(instant: datetime | None, zone: tzinfo) -> str:
    return moment_words(instant, zone) if instant else ""
