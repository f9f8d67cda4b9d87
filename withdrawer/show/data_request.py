"""How to get LinkedIn's data export: one way, told everywhere in the same words (data-export B.1)."""

PATH = "Settings & Privacy > Data privacy > Get a copy of your data"
CHOICE = "the larger archive"
MAILS = (
    "LinkedIn mails your primary address twice: a first part, often within minutes, and all of it within a day. Each "
    "link works for 72 hours."
)
FILES = "Import both files as they come, the second adds to the first:"
FIRST = "Ask before you withdraw: the copy has only what is still pending when it is made."
