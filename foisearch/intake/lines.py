"""Lines with their places: what readers work on, so that every record knows where it stood."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from foisearch.containers.source import Grid

_ODD_SPACE = re.compile(r"[^\S\n\t ]")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text and the number, from 1, that it has in the source."""

    number: int
    text: str

    @property
    def blank(self) -> bool:
        """Whether there is nothing to read on it: empty cells leave tabs and spaces."""
        return not self.text or self.text.isspace()


@dataclass(frozen=True, slots=True)
class Document:
    """A source document made ready for a layout reader: cleaned lines, and links found on the way.

    ``had_markup`` tells that HTML or Markdown remnants were taken out; ``furniture`` counts the
    lines of site furniture that were dropped.  ``hidden_links`` are addresses that stood behind
    words, with the numbers of their lines.  ``url``, ``title`` and ``grids`` are those of the
    source.
    """

    name: str
    sha256: str
    lines: tuple[Line, ...]
    had_markup: bool = False
    furniture: int = 0
    warnings: tuple[str, ...] = ()
    hidden_links: tuple[tuple[int, str], ...] = ()
    url: str = ""
    title: str = ""
    grids: tuple[Grid, ...] = ()

    @property
    def text(self) -> str:
        """The cleaned text."""
        return join(self.lines)


def join(lines: Sequence[Line]) -> str:
    """The lines' text, blank lines at either end left out."""
    return "\n".join(line.text for line in lines).strip("\n")


def span(lines: Sequence[Line]) -> tuple[int, int]:
    """First and last source line; ``(0, 0)`` for none."""
    return (lines[0].number, lines[-1].number) if lines else (0, 0)


def trim(lines: Sequence[Line]) -> list[Line]:
    """The lines without blank ones at either end."""
    start, end = 0, len(lines)
    while start < end and lines[start].blank:
        start += 1
    while end > start and lines[end - 1].blank:
        end -= 1
    return list(lines[start:end])


def numbered(text: str) -> list[Line]:
    """``text`` as lines; white space at line ends goes, unusual spaces become plain ones."""
    return [
        Line(number, _ODD_SPACE.sub(" ", line).rstrip())
        for number, line in enumerate(text.split("\n"), 1)
    ]
