"""The wording of every reason and of the evidence for every origin."""

import re

from withdrawer.plan.decisions import Code, Detail, Reason, Sign
from withdrawer.plan.half import Half
from withdrawer.undo.job_progress import NOT_CONFIRMED

WORDS = {
    Code.SELECTED: "selected",
    Code.UNSURE_INCLUDED: "{detail}",
    Code.NOT_A_PERSON: "the row is that of a page or an event, not of a person",
    Code.NOT_SHOWN: "the row has no profile and no address: a member whose profile is not shown",
    Code.NOTE: "invited with a personal note (--with-note would include them)",
    Code.NAMED: "named by {detail}",
    Code.LISTED_TWICE: "the same person stands higher up in the list",
    Code.ACCEPTED_MEANWHILE: "accepted while we looked: now a connection",
    Code.UNKNOWN_ORIGIN: "connected since then, but nothing shows that it comes from these invitations",
    Code.LIKELY_ORIGIN: "connected since then and in your address book, but never seen pending",
    Code.INCOMING: "they invited you, says your data export (--origin any would include them)",
    Code.MESSAGED: "you exchanged messages at a time that could not be read (--with-messages would include them)",
    Code.BEYOND_LIMIT: "beyond --limit",
    Code.UNTICKED: "not ticked on the review page",
    Code.EXPORTED_NOTE: "your data export has a personal note to them",
    Code.EXPORTED_INCOMING: "they invited you, says your data export",
    Code.EXPORTED_OUTSIDE: "invited outside of the window, says your data export",
    Code.EXPORTED_APART: "invited at another time than the burst, says your data export",
    Code.NO_DATE: "LinkedIn's date could not be read",
    Code.DATE_UNCLEAR: "LinkedIn's date is too coarse: it may mean inside or outside the window",
    Code.BLAST_UNCLEAR: "{detail}",
    Code.NOTHING_SELECTED: "nothing selected",
    Code.OTHER_HALF: "only {detail} asked for",
    Code.NOT_MATCHED: "neither name nor headline matches --match",
    Code.NOT_LISTED: "not marked undo in the list",
    Code.OTHER_WORDING: "sent {detail}, another group",
    Code.BEFORE_WINDOW: "sent before the window",
    Code.AFTER_WINDOW: "sent after the window",
    Code.SENT_OUTSIDE: "the invitation was seen pending, and was sent outside the window",
}
"""The reason for one person's verdict; `DETAILS` and `SPECIAL_CASES` have the wording of details."""

DETAILS: dict[str, str] = {
    Detail.SAME_WORDING: (
        "sent at the time of the burst, but LinkedIn's times don't tell whether you invited this person by hand then"
    ),
    Detail.AT_THE_EDGE: "at the very edge of the blast: perhaps invited by hand, just before or after",
    Detail.NOT_IMPORTED: "invited in these minutes, but not in your address book as the others are",
    Code.NO_DATE: WORDS[Code.NO_DATE],
    Code.DATE_UNCLEAR: WORDS[Code.DATE_UNCLEAR],
}

SIGNS: dict[str, str] = {
    Sign.SEEN_PENDING: "it was seen pending earlier",
    Sign.STILL_PENDING: "it was on both lists when they were read",
    Sign.EXPORTED: "your data export has the invitation",
    Sign.EXPORTED_NAME: "your data export has the invitation, matched by its name",
    Sign.IMPORTED: "in the address book that you gave LinkedIn",
    Sign.INCOMING: "they invited you, says your data export",
    Sign.ENDED: "they connected after that invitation was withdrawn or gone",
    Sign.NOTHING: "nothing shows that it comes from these invitations",
}
"""The evidence for a connection's origin."""

SPECIAL_CASES: dict[tuple[Code, str], str] = {
    (Code.LISTED_TWICE, Detail.SHARED_NUMBER): (
        "another row shows the same number, hidden in part: it may be somebody else's"
    ),
    (Code.BEFORE_WINDOW, Detail.CONNECTED): "connected before the window",
    (Code.UNKNOWN_ORIGIN, Sign.ENDED): "connected later, after that invitation was withdrawn or gone",
    (Code.LIKELY_ORIGIN, Sign.EXPORTED_NAME): "your data export has an invitation to this name, and no profile with it",
}

KEPT_BECAUSE = {
    **WORDS,
    Code.NAMED: "named by your keep rules",
    Code.NOT_A_PERSON: "not a person: a page or an event",
    Code.NOT_SHOWN: "members whose profile is not shown",
    Code.LISTED_TWICE: "listed twice, counted once",
    Code.ACCEPTED_MEANWHILE: "accepted while we looked: see connections",
    Code.UNKNOWN_ORIGIN: "connected since then, but perhaps not from these invitations",
    Code.LIKELY_ORIGIN: "likely from these invitations, by address book or by name (--origin likely)",
    Code.MESSAGED: "you exchanged messages with them since then (--with-messages would include them)",
}
"""The reason for several people's verdict, shown after their number."""
OPTION = re.compile(r" \(--[^)]*\)")


def reason_words(reason: Reason) -> str:
    """Return the reason for one person's verdict in words."""
    if words := SPECIAL_CASES.get((reason.code, reason.detail)):
        return words
    if reason.code is Code.SELECTED and reason.detail:
        return f"selected: {SIGNS.get(reason.detail, reason.detail)}"
    if reason.code is Code.MESSAGED and reason.detail:
        return f"you exchanged messages since then, last on {reason.detail} (--with-messages would include them)"
    return WORDS[reason.code].replace("{detail}", DETAILS.get(reason.detail, reason.detail))


def stored_words(text: str) -> str:
    """Return the wording of a reason from the journal; other text, such as an older journal's, is unchanged."""
    code, _, detail = text.partition(": ")
    return reason_words(Reason(Code(code), detail)) if code in WORDS else text


NOT_TAKEN_BACK = {
    Half.SENT: (
        "Withdrawing can't be taken back: you can't invite these people again for up to three weeks, and e-mails that "
        "LinkedIn has already delivered stay in their mailboxes. Nobody is notified."
    ),
    Half.CONNECTIONS: (
        "Removing can't be taken back, except by a new invitation that they accept. Endorsements and recommendations "
        "between you are lost. Nobody is notified, but people can notice."
    ),
}
"""What an act costs and can't undo. Source: limits-and-rules 5.1 and 5.2."""


def kept_words(code: str) -> str:
    """Return why several people of a job were kept, by the code of their reason; empty for an unknown code."""
    if code == NOT_CONFIRMED:
        return "you said no to this list"
    if code == Code.BLAST_UNCLEAR:
        return "not sure that it belongs to the burst"
    return without_option(KEPT_BECAUSE.get(Code(code), "")) if code in set(Code) else ""


def without_option(words: str) -> str:
    """Return a reason without what an option would have done instead: said in a preview, of no use elsewhere."""
    return OPTION.sub("", words)
