"""The wording of acts' details in the journal, and of the news that a run reports while in progress."""

from collections.abc import Mapping

from withdrawer.journal.records import ActDetail, Outcome
from withdrawer.show.reasons import stored_words
from withdrawer.show.words import UNCHECKED
from withdrawer.undo.watcher import ANSWERED, News

DETAILS: dict[str, str] = {
    ActDetail.STILL_LISTED: "LinkedIn did not say no, but a fresh page still shows this person",
    ActDetail.NOTHING_DONE: "a fresh page still shows this person: nothing was done",
    ActDetail.NO_LONGER_LISTED: "a fresh page no longer shows this person",
    ActDetail.ACCEPTED: "accepted meanwhile: now among the connections",
    ActDetail.NOT_PENDING: "no longer pending, and not among the connections",
    ActDetail.NOT_CONNECTED: "no longer among the connections",
    ActDetail.RELISTED: "listed again though LinkedIn had said that it was withdrawn, and had not listed it then",
    ActDetail.STILL_THERE: "tried, but a fresh page still shows this person",
    ActDetail.IN_QUESTION: "a data export put this person in question",
    ActDetail.NOTHING_LEFT: "nothing was left of the allowance or of --limit",
}
NEWS = {
    News.LOOKING_UP: "Not known or not checked yet, from an earlier run: {people:,}. Looking them up first.",
    News.RELISTED: "Listed again though LinkedIn had withdrawn them: {people:,}. They count as refused now.",
    News.SLOWER: "Several attempts in a row had no effect: continuing more slowly.",
    News.NO_EFFECT: "None of the first attempts took effect, so the run ends here. Nobody else was touched.",
    News.UNREACHED: (
        "Not reached: {people:,} of the plan. LinkedIn's list gave no more rows, also when it was opened afresh. "
        "The next run tries again."
    ),
}
LOOKED_UP: dict[str, str] = {
    ANSWERED: UNCHECKED,
    Outcome.WITHDRAWN: "had taken effect",
    Outcome.REMOVED: "had taken effect",
    Outcome.NOT_DONE: "had not and will be tried again",
    Outcome.REFUSED: "had not and will be tried again",
    Outcome.ACCEPTED: "accepted meanwhile",
    Outcome.GONE: "no longer there",
    Outcome.UNRESOLVED: "still not known",
}


def detail_words(detail: str) -> str:
    """Return the wording of an act's detail: why it was kept, or its outcome. Text that is not a code is unchanged."""
    code, _, key = detail.partition(": ")
    if code == ActDetail.NAMESAKE_LISTED:
        return f"no longer listed, but somebody of that name is, as {key}: not touched on the name alone"
    return DETAILS.get(detail) or stored_words(detail)


def news_words(news: News, people: int) -> str:
    """Return the wording of news that the user should see at once."""
    return NEWS[news].format(people=people)


def looked_up_words(found: Mapping[str, int]) -> str:
    """Return the wording of what became of earlier runs' unresolved acts."""
    counts: dict[str, int] = {}
    for outcome, count in found.items():
        counts[LOOKED_UP[outcome]] = counts.get(LOOKED_UP[outcome], 0) + count
    return f"Looked up: {', '.join(f'{count} {words}' for words, count in sorted(counts.items()))}."
