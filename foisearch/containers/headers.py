"""Headers and footers: what of them belongs to the letter, and what only says where one is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from foisearch.containers.writing import Writer

_TELLS = re.compile(
    r"\b(?:ref(?:erence)?|foi|foia|eir|request|case|enquiry)\b.{0,40}\d{2}|@[\w-]|https?://|\bwww\.",
    re.I,
)
"""A line of a running header that says more than where one is."""


@dataclass(frozen=True, slots=True)
class Header:
    """The lines of a header or footer; ``alone`` where it is that of the first page and no other.

    What stands on the first page alone is a letterhead.
    """

    lines: Sequence[str]
    alone: bool = False


def write_headers(headers: Iterable[Header], text: str, writer: Writer) -> int:
    """Write what belongs to the letter and does not stand in its ``text``.

    That is a letterhead, and of a header that runs on every page a line that says a reference or
    an address.  Returns how many words were not written.
    """
    dropped = 0
    for header in headers:
        for line in filter(None, header.lines):
            if line in text or line in writer.lines:
                continue
            if header.alone or _TELLS.search(line):
                writer.say(line)
                writer.line()
            else:
                dropped += len(line.split())
    return dropped


def left_out(headers: int, contents: int = 0) -> tuple[str, ...]:
    """What is said of the words of headers and footers, and of a table of contents, left out."""
    said = []
    if headers:
        said.append(f"{headers} words of headers and footers left out")
    if contents:
        said.append(f"a table of contents of {contents} words left out")
    return tuple(said)
