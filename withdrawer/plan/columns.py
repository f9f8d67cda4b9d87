"""What the columns of a table of people hold, by what they are called."""

import re
from enum import Enum, auto


class Column(Enum):
    """What a column holds."""

    PROFILE = auto()
    ADDRESS = auto()
    NAME = auto()
    FIRST = auto()
    MIDDLE = auto()
    LAST = auto()
    DAY = auto()
    """The day of a connection in LinkedIn's own list."""
    OTHER = auto()
    BEYOND = auto()
    """What stands behind the last column: the row is cut where it should not be."""

    @property
    def tells_who(self) -> bool:
        """Whether one such column is enough to know a person."""
        return self in (Column.PROFILE, Column.ADDRESS, Column.NAME, Column.FIRST)


LINKEDIN = "(?:(?:person|contact|member|public)?linkedin(?:public)?|public|member)"
SORT = "(?:primary|secondary|work|home|personal|business|private|other)"
CALLED = {
    Column.PROFILE: rf"{LINKEDIN}?profile(?:url|link|page)?|{LINKEDIN}?url|(?:person|contact)?linkedin(?:link|page)?"
    "|slug|publicidentifier|vanityname",
    Column.ADDRESS: rf"{SORT}?e?mails?\d*(?:address(?:es)?|{SORT})?\d*(?:value)?",
    Column.NAME: "name|fullname|displayname|person|contact",
    Column.FIRST: "firstname|givenname|forename",
    Column.MIDDLE: "(?:middle|additional)names?",
    Column.LAST: "lastname|familyname|surname",
    Column.DAY: "connectedon",
}
"""Google's addresses are "E-mail 2 - Value", Outlook's "E-mail 2 Address"; its "E-mail Type" and "E-mail Display Name"
are none."""
KINDS = {kind: re.compile(called) for kind, called in CALLED.items()}


def column_of(name: str) -> Column:
    """What a column of this name holds: "E-mail Address" and "emailAddress" are one."""
    form = "".join(letter for letter in name.casefold() if letter.isalnum())
    return next((kind for kind, called in KINDS.items() if called.fullmatch(form)), Column.OTHER)
