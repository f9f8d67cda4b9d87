"""A crowd of people with hostile fields, read as every row of a page is read, and a plan about them."""

import io
from contextlib import redirect_stderr
from zoneinfo import ZoneInfo

from tests.security.hostile import Writer
from tests.unit.plan.making import NOW, WINDOW
from withdrawer.errors import UsageError
from withdrawer.linkedin.labels import ENGLISH
from withdrawer.linkedin.lists.rows import SeenRow, row_from
from withdrawer.plan.half import Half
from withdrawer.plan.keep.keep_rules import KeepRules
from withdrawer.plan.people import Person, person_from
from withdrawer.plan.person_rules import PersonRule, Pointer, read_rule
from withdrawer.plan.plan import Plan, make_plan
from withdrawer.plan.selection import Selection, Unsure
from withdrawer.show.output import print_to_stderr

ZONE = ZoneInfo("Europe/Berlin")
BATCH = 50
AGES = ("Sent 8 hours ago", "Sent 9 hours ago", "Sent yesterday", "Sent 3 weeks ago")


def people(writer: Writer, half: Half, count: int) -> list[Person]:
    """Rows as the page's script might report them, read as every row is read."""
    listed = []
    for place in range(count):
        name, headline, note = writer.field(), writer.field(), writer.field()
        age = writer.chance.choice(AGES) if half is Half.SENT else "Connected on November 21, 2026"
        slug = writer.chance.choice(["p", "%2e%2e%2f", "%00", "é", "%F0%9F%98%80", "%1b%5b2J"])
        link = f"https://www.linkedin.com/in/{slug}{place}/"
        before = (name, headline, age) if writer.chance.random() < 0.9 else (name, f"{age} {writer.field()}")
        seen = SeenRow(
            place,
            (f"Withdraw invitation sent to {name}",),
            (link,) if writer.chance.random() < 0.95 else (),
            (writer.field(),),
            before,
            (note,) if writer.chance.random() < 0.2 else (),
        )
        listed.append(person_from(row_from(seen, half, place, NOW, ENGLISH), ZONE))
    return listed


def plan_of(writer: Writer) -> tuple[Plan, list[Person]]:
    """A plan about a batch of people, with keep rules by their names."""
    sent, connections = people(writer, Half.SENT, BATCH - 10), people(writer, Half.CONNECTIONS, 10)
    rules = []
    for person in (*sent[:4], *connections[:1]):
        try:
            rules.append(read_rule(person.name[:200], "--keep"))
        except UsageError as error:
            with redirect_stderr(io.StringIO()):
                print_to_stderr(error.message)
    rules.append(PersonRule(Pointer.NAME, "nobody", writer.field().strip() or "nobody", "--keep-file friends\x1b.txt"))
    selection = Selection(
        window=WINDOW, keep=KeepRules(tuple(rules)), unsure=Unsure.INCLUDE, first=tuple(rules[:1]), with_note=False
    )
    return make_plan(sent, connections, (), selection, {}), [*sent, *connections]
