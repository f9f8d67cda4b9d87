"""The script that reads and watches a list's page, made of the files in `page/`, and what it is told."""

from functools import cache
from importlib.resources import files

from withdrawer.linkedin.labels import UNKNOWN, Labels
from withdrawer.plan.half import Half

SCRIPTS = (
    "tree.js", "text.js", "rows.js", "signs.js", "buttons.js", "loading.js", "list.js", "dialog.js", "mouse.js",
    "acting.js",
)  # fmt: skip
READER = """\
const [list, dialogs] = [listReader(hints), dialogReader()];
return { ...list, ...dialogs, ...actReader(list, dialogs) };"""


@cache
def page_script() -> str:
    """The one function that reads and watches a page, made of the files in `page/`; it runs under a strict CSP."""
    folder = files("withdrawer.linkedin") / "page"
    parts = "\n".join((folder / name).read_text("utf-8") for name in SCRIPTS)
    return f"(hints) => {{\n{parts}\n{READER}\n}}"


def hints_of(half: Half, labels: Labels) -> dict[str, str]:
    """What the page's reader is told of one language: patterns, nothing of any layout.

    What is in no table is left empty: the reader then goes by shape, or does without.
    """
    is_sent = half is Half.SENT
    hints = {
        "control": labels.withdraw if is_sent else labels.menu,
        "acts": _within(labels.withdraw) if is_sent else _within(labels.remove_item, labels.remove_confirm),
        "age": labels.sent_age if is_sent else labels.connected_age,
        "count": labels.sent_count if is_sent else labels.connection_count,
        "empty": labels.sent_empty,
        "sorted": labels.newest_first,
        "more": labels.load_more,
        "next": labels.next_page,
        "sort": "" if is_sent else labels.sort,
    }
    needed = ("control", "acts", "age")
    return {name: "" if hint == UNKNOWN and name not in needed else hint for name, hint in hints.items()}


def _within(*labels: str) -> str:
    """The pattern of a text that holds one of these labels, as in "Withdraw all"."""
    return "|".join(label.removeprefix("^").removesuffix("$") for label in labels)
