"""What a person is shown, before it is known where: lines of styled spans, and tables.

A span names a *role* (``ref``, ``match``, ``dim``), never a colour; :mod:`foisearch.render.styled`
turns roles into colours and :mod:`foisearch.render.plain` ignores them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import zip_longest

from foisearch.render.widths import cell_width, cut, cut_at
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


SIDE_BY_SIDE = 80
"""Columns that a terminal has at least where two texts stand side by side."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two texts that belong together: side by side where there is room, else one by one."""

    left: tuple[Line, ...]
    right: tuple[Line, ...]

    def within(self, width: int) -> list[Line]:
        """The lines of both, in columns where there are enough."""
        if width < SIDE_BY_SIDE:
            return list(self.one_by_one())
        room = (width - len(_RULE)) // 2
        left = [row for each in self.left for row in wrapped(each, room)]
        right = [row for each in self.right for row in wrapped(each, width - len(_RULE) - room)]
        rows = []
        for one, other in zip_longest(left, right, fillvalue=()):
            blanks = Span(" " * (room - _width(one)))
            rows.append(Line((*one, blanks, Span(_RULE, "dim"), *other)))
        return rows

    def one_by_one(self) -> Iterator[Line]:
        """The left text, then the right one."""
        yield from self.left
        yield from self.right


_RULE = " │ "


def wrapped(block: Line, width: int) -> Iterator[tuple[Span, ...]]:
    """The line as rows of at most ``width`` columns, those behind the first under its hang."""
    row: list[Span] = [Span(" " * block.indent)] if block.indent else []
    used, empty = block.indent, True
    for word in _words(block.spans):
        size = cell_width(word.text)
        if used + cell_width(word.text.rstrip()) > width and not empty:
            yield _ended(row)
            row, used, empty = [Span(" " * block.hang)], block.hang, True
            if not word.text.strip():
                continue
        while used + cell_width(word.text.rstrip()) > width:
            head = cut_at(word.text, width - used)
            yield (*row, Span(head, word.role))
            word = Span(word.text[len(head) :], word.role)
            row, used = [Span(" " * block.hang)], block.hang
            size = cell_width(word.text)
        row.append(word)
        used, empty = used + size, False
    yield _ended(row)


def _ended(row: list[Span]) -> tuple[Span, ...]:
    """A row without the blanks at its end."""
    *others, last = row or [Span("")]
    return (*others, Span(last.text.rstrip(), last.role))


def _words(spans: Iterable[Span]) -> Iterator[Span]:
    """Words with the blanks behind them, each in its role."""
    for span in spans:
        for piece in _WORD.findall(strip_controls(span.text)):
            yield Span(piece, span.role)


_WORD = re.compile(r"\S+\s*|\s+")

Block = Line | Table | Pair
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
