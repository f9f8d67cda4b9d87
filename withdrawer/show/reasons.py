"""Why people are kept, in a few words after their number."""

from withdrawer.plan.decisions import Code

KEPT_BECAUSE = {
    Code.NOTE: "invited with a personal note (--with-note would include them)",
    Code.NAMED: "named by your keep rules",
    Code.NOT_A_PERSON: "not a person: a page or an event",
    Code.ALREADY: "done already by this job",
    Code.LISTED_TWICE: "listed twice, counted once",
    Code.ACCEPTED_MEANWHILE: "accepted while we looked: see connections",
    Code.UNKNOWN_ORIGIN: "connected since then, but perhaps not from these invitations",
    Code.LIKELY_ORIGIN: "from your address book, but never seen pending (--origin likely)",
    Code.BEYOND_LIMIT: "beyond --limit",
}
