"""What a person is shown, before it is known where: lines of styled spans, and tables.

A span names a *role* (``ref``, ``match``, ``dim``), never a colour; :mod:`foisearch.render.styled`
turns roles into colours and :mod:`foisearch.render.plain` ignores them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from foisearch.render.widths import cell_width, cut
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


@dataclass(frozen=True, slots=True)
class Fitted(Line):
    """A line of pieces behind a label; made by :func:`fitted`.

    Where a line has no end, on a pipe, it holds the first few pieces, and how many more there are.
    """

    pieces: tuple[tuple[Span, ...], ...] = ()

    def within(self, width: int) -> Line:
        """The line with as many of its pieces as there is room for; one is there in any case."""
        label, pieces = self.spans[0], self.pieces
        if _width(_first(label, pieces, min(len(pieces), ENOUGH))) > width:
            pieces = tuple(
                (Span(cut(piece[0].text, SHORT) + " ", piece[0].role), *piece[1:])
                for piece in pieces
            )
        shown = min(len(pieces), MOST_PIECES)
        while shown > 1 and _width(_first(label, pieces, shown)) > width:
            shown -= 1
        return Line(_first(label, pieces, shown), self.indent, self.hang)


MOST_PIECES = 8
ENOUGH = 2
"""Pieces that are worth cutting names for."""
SHORT = 24
"""Columns of a name where there is little room."""


def fitted(label: Span, pieces: tuple[tuple[Span, ...], ...]) -> Fitted:
    """A line of these pieces, as many as there is room for."""
    spans = _first(label, pieces, min(len(pieces), MOST_PIECES))
    return Fitted(spans, 0, len(label.text), pieces)


def _first(label: Span, pieces: tuple[tuple[Span, ...], ...], shown: int) -> tuple[Span, ...]:
    """So many pieces behind their label, and the number of the others."""
    spans = [label]
    for place, piece in enumerate(pieces[:shown]):
        spans += [Span(" · ", "dim"), *piece] if place else piece
    if more := len(pieces) - shown:
        spans += [Span(" · ", "dim"), Span(f"{more:,} more", "dim")]
    return tuple(spans)


def _width(spans: tuple[Span, ...]) -> int:
    return sum(cell_width(span.text) for span in spans)


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
