"""What a plan says of a person, and why, in words that scripts may rely on."""

from enum import StrEnum


class Verdict(StrEnum):
    """What a plan says of a person."""

    PLANNED = "planned"
    KEPT = "kept"
    UNSURE = "unsure"
    OUTSIDE = "outside"


class Code(StrEnum):
    """Why, in a word that scripts may rely on: these are the keys of `kept` in the JSON."""

    # planned
    SELECTED = "selected"
    UNSURE_INCLUDED = "unsure_included"
    # kept
    NOT_A_PERSON = "not_a_person"
    NOT_SHOWN = "not_shown"
    NOTE = "note"
    NAMED = "named"
    LISTED_TWICE = "listed_twice"
    ACCEPTED_MEANWHILE = "accepted_meanwhile"
    UNKNOWN_ORIGIN = "unknown_origin"
    LIKELY_ORIGIN = "likely_origin"
    INCOMING = "incoming"
    MESSAGED = "messaged"
    BEYOND_LIMIT = "beyond_limit"
    # unsure
    NO_DATE = "no_date"
    DATE_UNCLEAR = "date_unclear"
    BLAST_UNCLEAR = "blast_unclear"
    # outside
    NOTHING_SELECTED = "nothing_selected"
    OTHER_HALF = "other_half"
    NOT_MATCHED = "not_matched"
    NOT_LISTED = "not_listed"
    OTHER_WORDING = "other_wording"
    BEFORE_WINDOW = "before_window"
    AFTER_WINDOW = "after_window"
    SENT_OUTSIDE = "sent_outside"
