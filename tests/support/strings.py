"""What the code can say to a person: strings of its source, with the place of each."""

import ast
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "withdrawer"
ROOMS_THAT_SPEAK = ("show", "cli")
"""Here every string with two words may be read by a person."""
SILENT = (
    "app/user.py",
    "replay/http",
    "replay/pages",
    "replay/world",
    "linkedin/labels",
    "linkedin/redaction",
    "plan/dates",
)
"""Names of notices, LinkedIn's words, the replay site's: of these only the errors are ours."""
CODE = re.compile(
    r"\b(SELECT|UPDATE|INSERT|DELETE|FROM|WHERE|ORDER BY|JOIN|PRAGMA)\b.*[a-z_=?(]|=>|function \(|\[[\w-]+[*^$~|]?="
    r"|[#.\w]\|\w|\w \| \w|\(\?[:Pi=!<]|\\[dwsb]|^[\W\d_]*$|charset=|^https?://\S+$|^--?[\w-]+$",
    re.S,
)
"""SQL, JavaScript, selectors, regular expressions, types, addresses, names of options."""
OURS = re.compile(r"(Error|Spent|Lost|Unforeseen|Damaged|NoScreen|Out|Member|Locked|Understood|Left|Wall|Interrupted)$")
"""How the classes of errors.py end, their children too; `fail` and `BadParameter` are click's."""


@dataclass(frozen=True)
class Said:
    """A string; what is filled in at run time stands in braces."""

    file: str
    line: int
    text: str
    kind: str

    @property
    def at(self) -> str:
        return f"{self.file}:{self.line}"


@cache
def said_by_the_code() -> Sequence[Said]:
    """All strings of the package that a person may see, file by file."""
    said: list[Said] = []
    for file in sorted(PACKAGE.rglob("*.py")):
        name = file.relative_to(PACKAGE).as_posix()
        said += _Reader(name, ast.parse(file.read_text("utf-8"))).said()
    return tuple(said)


class _Reader:
    def __init__(self, name: str, tree: ast.Module) -> None:
        self.name, self.nodes = name, list(ast.walk(tree))
        self.speaks = name.startswith(tuple(f"{room}/" for room in ROOMS_THAT_SPEAK))
        self.is_silent = name.startswith(SILENT)
        joined = [node for node in self.nodes if isinstance(node, ast.JoinedStr)]
        self.parts = {inner for node in joined for inner in ast.walk(node)} - {*joined}
        self.docs = {id(doc) for node in self.nodes if (doc := _docstring(node)) is not None}
        self.help = {id(_docstring(node)) for node in self.nodes if _is_command(node)}
        self.errors = {
            id(inner)
            for node in self.nodes
            if isinstance(node, ast.Call) and _is_error(node.func)
            for argument in (*node.args, *(keyword.value for keyword in node.keywords))
            for inner in ast.walk(argument)
        }

    def said(self) -> Iterator[Said]:
        for node in self.nodes:
            text = None if node in self.parts else _text(node)
            if text is None or not isinstance(node, ast.expr):
                continue
            if kind := self._kind(node, text):
                yield Said(self.name, node.lineno, text, kind)

    def _kind(self, node: ast.AST, text: str) -> str:
        """Which sort of message it is; empty where it is none."""
        if id(node) in self.help:
            return "help"
        if id(node) in self.docs or CODE.search(text):
            return ""
        words = re.findall(r"[^\W\d_]{2,}", re.sub(r"\{[^}]*\}", "", text))
        if id(node) in self.errors:
            return "error" if words else ""
        if self.speaks:
            return "text" if len(words) >= 2 else ""
        return "text" if len(words) >= 4 and not self.is_silent else ""


def _docstring(node: ast.AST) -> ast.Constant | None:
    """The string that documents a module, a class, a function or, below it, a name."""
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
        return node.value
    body = getattr(node, "body", None)
    first = body[0] if isinstance(body, list) and body else None
    return _docstring(first) if isinstance(first, ast.Expr) else None


def _is_command(node: ast.AST) -> bool:
    if not isinstance(node, ast.FunctionDef):
        return False
    calls = [it.func if isinstance(it, ast.Call) else it for it in node.decorator_list]
    return any(isinstance(it, ast.Attribute) and it.attr in ("command", "group") for it in calls)


def _is_error(function: ast.expr) -> bool:
    name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
    return bool(OURS.search(name)) or name in ("fail", "BadParameter")


def _text(node: ast.AST) -> str | None:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(
            str(it.value) if isinstance(it, ast.Constant) else f"{{{ast.unparse(getattr(it, 'value', it))}}}"
            for it in node.values
        )
    return None
