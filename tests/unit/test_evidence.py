"""What comments and docstrings cite of LinkedIn's pages and rules stands in docs/evidence.md."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
EVIDENCE = (ROOT / "docs" / "evidence.md").read_text("utf-8")
SUFFIXES = {".py", ".js", ".toml", ".sql", ".html"}
LINE_BREAK = re.compile(r"\s*\n\s*(?:#|//|\*)?\s*")
NUMBER = r"(?:[A-D]\.)?\d+(?:[a-c]\b)?(?:\.\d+)*"
CITATION = re.compile(
    r"\b(newer[- ]evidence|sent-invitations|connections(?= [A-D]\.)|data-export|limits-and-rules|signing-in|decision)s?"
    rf",?:? \(?(?:section )?({NUMBER}\b(?:(?: \([^()]*\))?(?:,? and|,| to) {NUMBER}\b)*)"
)
WHOLE = re.compile(r"\bsigning-in\b|\blanguages(?= and sent-invitations)")
"""Citations of a source without a number."""


def cited_in(text: str) -> Iterator[str]:
    """All entries that a text cites, as docs/evidence.md names them."""
    text = LINE_BREAK.sub(" ", text)
    yield from WHOLE.findall(text)
    for source, listed in CITATION.findall(text):
        listed = re.sub(r" \([^()]*\)", "", listed)
        numbers = re.findall(NUMBER, listed)
        for first, last in re.findall(rf"({NUMBER}) to ({NUMBER})", listed):
            stem = first.rpartition(".")[0]
            ends = [int(it.rpartition(".")[2]) for it in (first, last)]
            numbers += [f"{stem}.{it}" if stem else str(it) for it in range(ends[0], ends[1] + 1)]
        for number in numbers:
            yield f"{source.replace(' ', '-')} {number}"


def citing_files() -> Iterator[Path]:
    for folder in ("withdrawer", "tests"):
        for file in sorted((ROOT / folder).rglob("*")):
            if file.suffix in SUFFIXES and file != Path(__file__):
                yield file


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ("as known (sent-invitations 3b.5: for a moment)", {"sent-invitations 3b.5"}),
        ("Sources: sent-invitations 2 (both forms) and 3b.7 (sdui), connections A.4.1 (sdui) and A.5.",
         {"sent-invitations 2", "sent-invitations 3b.7", "connections A.4.1", "connections A.5"}),
        ("connections A.2 (relative), A.3, and A.4 (absolute)",
         {"connections A.2", "connections A.3", "connections A.4"}),
        ("data-export B.2 to B.4", {"data-export B.2", "data-export B.3", "data-export B.4"}),
        ("sent-invitations (section 5)", {"sent-invitations 5"}),
        ("# signing-in and sent-invitations\n# section 6", {"signing-in", "sent-invitations 6"}),
        ("newer evidence 3 and 4; decisions 6 and 11",
         {"newer-evidence 3", "newer-evidence 4", "decision 6", "decision 11"}),
        ("the list of connections, 3 of them", set()),
    ],
)  # fmt: skip
def test_a_citation_is_found_in_every_form(text: str, cited: set[str]) -> None:
    assert set(cited_in(text)) == cited


def test_every_citation_has_its_entry() -> None:
    entries = {it.partition(":")[0] for it in re.findall(r"^###? (.+)$", EVIDENCE, re.MULTILINE)}
    missing = {
        f"{file.relative_to(ROOT).as_posix()}: {cited}"
        for file in citing_files()
        for cited in cited_in(file.read_text("utf-8"))
        if cited not in entries
    }
    assert not missing, sorted(missing)


def test_every_file_that_an_entry_names_exists() -> None:
    named = {name for line in re.findall(r"\*Used by:\* (.+)", EVIDENCE) for name in re.findall(r"`([^`]+)`", line)}
    assert named
    gone = {it for it in named if not (ROOT / ("" if it.startswith("tests/") else "withdrawer") / it).is_file()}
    assert not gone, sorted(gone)
