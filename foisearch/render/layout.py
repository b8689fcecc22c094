"""What a person is shown, before it is known where: lines of styled spans, and tables.

A span names a *role* (``ref``, ``match``, ``dim``), never a colour; :mod:`foisearch.render.styled`
turns roles into colours and :mod:`foisearch.render.plain` ignores them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from foisearch.text import strip_controls


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of text in one role."""

    text: str
    role: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One line; where it is too long for the terminal it goes on under ``hang`` columns."""

    spans: tuple[Span, ...] = ()
    indent: int = 0
    hang: int = 0

    def text(self) -> str:
        """The line as plain text, with its indent."""
        body = "".join(strip_controls(span.text) for span in self.spans)
        return (" " * self.indent + body).rstrip()


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table; numbers stand right."""

    title: str
    right: bool = False
    role: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under column titles."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]


Block = Line | Table
BLANK = Line()


def line(*pieces: str | Span, indent: int = 0, hang: int | None = None) -> Line:
    """A line of these pieces; a bare string has no role."""
    spans = tuple(Span(p) if isinstance(p, str) else p for p in pieces)
    return Line(spans, indent, indent if hang is None else hang)


def joined(pieces: Iterable[str | Span], separator: str = " · ") -> list[Span]:
    """The pieces that hold text, with a separator between them."""
    spans: list[Span] = []
    for piece in pieces:
        span = Span(piece) if isinstance(piece, str) else piece
        if not span.text:
            continue
        if spans:
            spans.append(Span(separator, "dim"))
        spans.append(span)
    return spans
