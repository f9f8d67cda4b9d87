"""What the review page and the summary's page can say to a person: strings of their scripts and templates."""

import re
from collections.abc import Iterator
from pathlib import Path

from tests.support.strings import PACKAGE, Said

PAGES = (("show/review/page", "*.js"), ("show/review/page", "*.html"), ("show/templates", "*.jinja"))
COMMENT = re.compile(r"<!--.*?-->|\{#.*?#\}", re.S)
SILENT_ELEMENT = re.compile(r"<(script|style|svg)\b.*?</\1>", re.S)
FILLED_IN = re.compile(r"\{\{.*?\}\}", re.S)
STATEMENT = re.compile(r"\{%.*?%\}", re.S)
SPOKEN_ATTRIBUTE = re.compile(r"""\b(?:aria-label|title|placeholder|alt|label|content)\s*=\s*(["'])(.*?)\1""", re.S)
QUOTED_IN_STATEMENT = re.compile(r""""([^"]*)"|'([^']*)'""")
TAG = re.compile(r"<[^<>]*>")
INLINE = re.compile(r"</?(?:a|b|em|strong|span|kbd|code|small|i)\b[^<>]*>")
CODE = re.compile(r"^[\w.#:-]+$|^https?://\S+$|^[#.\[]|[{}]\s*$|;\s*$|=>|^\s*[(\w-]+:\s*[\w-]+\)?$")


def said_by_the_pages() -> Iterator[Said]:
    """All strings of at least two words that a page may show, file by file."""
    for folder, pattern in PAGES:
        for file in sorted((PACKAGE / folder).glob(pattern)):
            yield from said_in(file)


def said_in(file: Path) -> Iterator[Said]:
    """The strings of one script or template."""
    source = file.read_text("utf-8")
    name = file.relative_to(PACKAGE).as_posix()
    parts = _in_script(source) if file.suffix == ".js" else ((0, text) for text in _in_markup(source))
    for place, part in parts:
        text = " ".join(part.split())
        if len(re.findall(r"[^\W\d_]{2,}", re.sub(r"\{[^}]*\}", "", text))) >= 2 and not CODE.search(text):
            yield Said(name, source.count("\n", 0, place) + 1, text, "text")


def _in_markup(source: str) -> Iterator[str]:
    """Texts between tags, attributes that are read out, and strings in jinja's statements."""
    source = SILENT_ELEMENT.sub(" ", COMMENT.sub(" ", source))
    for statement in (*STATEMENT.findall(source), *FILLED_IN.findall(source)):
        yield from (one or other for one, other in QUOTED_IN_STATEMENT.findall(statement))
    shown = FILLED_IN.sub("{}", STATEMENT.sub(" ", source))
    yield from (found[1] for found in SPOKEN_ATTRIBUTE.findall(shown))
    yield from TAG.split(INLINE.sub("", shown))


def _in_script(source: str) -> Iterator[tuple[int, str]]:
    """Quoted strings and template literals, with their places; those within `${…}` by themselves."""
    at = 0
    while at < len(source):
        if source.startswith("//", at):
            at = _after(source, "\n", at)
        elif source.startswith("/*", at):
            at = _after(source, "*/", at)
        elif source[at] in "\"'":
            end = _end_of_string(source, at)
            yield at, source[at + 1 : end]
            at = end + 1
        elif source[at] == "`":
            end, text, inner = _template(source, at)
            pieces = _in_markup(text) if "<" in text else [text]
            yield from ((at, piece) for piece in pieces)
            for place, code in inner:
                yield from ((place + offset, text) for offset, text in _in_script(code))
            at = end + 1
        else:
            at += 1


def _after(source: str, mark: str, at: int) -> int:
    found = source.find(mark, at)
    return len(source) if found < 0 else found + len(mark)


def _end_of_string(source: str, at: int) -> int:
    end = at + 1
    while end < len(source) and source[end] not in (source[at], "\n"):
        end += 2 if source[end] == "\\" else 1
    return end


def _template(source: str, at: int) -> tuple[int, str, list[tuple[int, str]]]:
    """The end of a template literal, its text with `{}` for what is filled in, and the code of that, with places."""
    text: list[str] = []
    inner: list[tuple[int, str]] = []
    at += 1
    while at < len(source) and source[at] != "`":
        if source.startswith("${", at):
            end = _end_of_code(source, at + 2)
            inner.append((at + 2, source[at + 2 : end]))
            text.append("{}")
            at = end + 1
        else:
            text.append(source[at])
            at += 1
    return at, "".join(text), inner


def _end_of_code(source: str, at: int) -> int:
    depth = 0
    while at < len(source):
        letter = source[at]
        if letter == "}" and not depth:
            return at
        depth += {"{": 1, "}": -1}.get(letter, 0)
        if letter in "\"'":
            at = _end_of_string(source, at)
        elif letter == "`":
            at = _template(source, at)[0]
        at += 1
    return at
