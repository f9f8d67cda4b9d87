"""The scripts and styles of pages: a page's scripts come in one answer, and a browser keeps them."""

import re
import zlib
from collections.abc import Sequence
from functools import cache

from withdrawer.replay.fixtures import fixtures_folder, layouts

ADDRESS = "/replay"
_SCRIPTS = re.compile(r'(?:<script src="/replay/[^"]+" defer></script>\s*)+')
_SCRIPT = re.compile(r'(?<=src="/replay/)[^"]+')
_STYLE = re.compile(r'(?<=href=")/replay/([^"]+)')


def with_kept_files(html: str) -> str:
    """A recorded page whose deferred scripts are one, and whose files have addresses that name their content."""
    html = _SCRIPTS.sub(lambda tags: f'<script src="{address(_SCRIPT.findall(tags[0]))}" defer></script>\n', html)
    return _STYLE.sub(lambda name: address([name[1]]), html)


def address(names: Sequence[str]) -> str:
    """The address of these files as one. It changes with what is in them, so that a browser may keep them for ever."""
    joined = "+".join(names)
    return f"{ADDRESS}/{zlib.crc32((content(joined) or '').encode()):08x}/{joined}"


def content(names: str) -> str | None:
    """The files of an address, such as `shared/page.js+shared/list.js`, joined; None if it names anything else."""
    texts = [_texts().get(name) for name in names.split("+")]
    return None if None in texts else "\n".join(text for text in texts if text)


@cache
def _texts() -> dict[str, str]:
    """Every script and style by its name."""
    return {
        f"{folder}/{file.name}": file.read_text("utf-8")
        for folder in (*layouts(), "shared")
        for file in (fixtures_folder() / folder).iterdir()
        if file.suffix in (".js", ".css")
    }
