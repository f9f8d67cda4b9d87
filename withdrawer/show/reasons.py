"""Why people are kept, in a few words after their number."""

from withdrawer.plan.decisions import Code
from withdrawer.plan.half import Half

KEPT_BECAUSE = {
    Code.NOTE: "invited with a personal note (--with-note would include them)",
    Code.NAMED: "named by your keep rules",
    Code.NOT_A_PERSON: "not a person: a page or an event",
    Code.NOT_SHOWN: "members whose profile is not shown",
    Code.LISTED_TWICE: "listed twice, counted once",
    Code.ACCEPTED_MEANWHILE: "accepted while we looked: see connections",
    Code.UNKNOWN_ORIGIN: "connected since then, but perhaps not from these invitations",
    Code.LIKELY_ORIGIN: "likely from these invitations, by address book or by name (--origin likely)",
    Code.INCOMING: "they invited you, says your data export (--origin any would include them)",
    Code.MESSAGED: "you exchanged messages with them since then (--with-messages would include them)",
    Code.BEYOND_LIMIT: "beyond --limit",
}

NOT_TAKEN_BACK = {
    Half.SENT: (
        "Withdrawing can't be taken back: you can't invite these people again for up to three weeks, and e-mails that "
        "LinkedIn has already delivered stay in their mailboxes. Nobody is notified."
    ),
    Half.CONNECTIONS: (
        "Removing can't be taken back, except by a new invitation that they accept: messages to and from them end, and "
        "endorsements and recommendations between you go. Nobody is notified, but people can notice."
    ),
}
"""What an act costs and can't undo: limits-and-rules 5.1 and 5.2."""
