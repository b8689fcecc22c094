"""Lines of styled text, cut to the columns of a pane or broken into lines that fit it.

A line is a list of ``(style, text)``; styles are the roles of :mod:`foisearch.render.layout`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from prompt_toolkit.utils import get_cwidth

from foisearch.render.layout import Line, Span
from foisearch.text import strip_controls

Text = list[tuple[str, str]]
"""One line: pieces, each with its role."""

_PART = re.compile(r"[^ ]+ *| +")
_BLANKS = str.maketrans("\n\t", "  ")


def columns(text: str) -> int:
    """How many columns a text takes on the screen, as prompt_toolkit counts them."""
    return len(text) if text.isascii() else sum(map(get_cwidth, text))


def fitting(text: str, width: int) -> int:
    """How many letters of a text fit into so many columns."""
    if text.isascii():
        return max(min(width, len(text)), 0)
    room = width
    for place, letter in enumerate(text):
        room -= get_cwidth(letter)
        if room < 0:
            return place
    return len(text)


def cut(text: Iterable[tuple[str, str]], width: int) -> Text:
    """A line cut to so many columns; the last is an ellipsis where something was cut."""
    shown: Text = []
    room = width
    for style, raw in text:
        piece = strip_controls(raw).translate(_BLANKS)
        if fitting(piece, room) == len(piece):
            shown.append((style, piece))
            room -= columns(piece)
            continue
        return [*shown, (style, f"{piece[: fitting(piece, room - 1)]}…" if room else "")]
    return shown


def wrapped(block: Line, width: int) -> Iterator[Text]:
    """A line broken at blanks into lines of so many columns, those behind the first hanging."""
    hang = min(block.hang, width // 3)
    start = min(block.indent, width // 3)
    row, at = [("", " " * start)], start
    for word in _words(block.spans):
        for piece in _fitting(word, width - max(hang, start)):
            if at > start and at + _columns(piece) > width:
                yield row
                row, at, start = [("", " " * hang)], hang, hang
            row += piece
            at += sum(columns(text) for _, text in piece)
    yield row


def _words(spans: Iterable[Span]) -> Iterator[Text]:
    """Words with the blanks behind them; what matches may be a part of one."""
    word: Text = []
    for span in spans:
        for part in _PART.findall(strip_controls(span.text).translate(_BLANKS)):
            word.append((span.role, part))
            if part.endswith(" "):
                yield word
                word = []
    if word:
        yield word


def _columns(word: Text) -> int:
    """Columns of a word without the blanks behind it."""
    return columns("".join(text for _, text in word).rstrip())


def _fitting(word: Text, width: int) -> Iterator[Text]:
    """A word in pieces that are no wider than a line."""
    if _columns(word) <= width:
        yield word
        return
    for style, text in word:
        while columns(text.rstrip()) > width > 1:
            size = fitting(text, width)
            yield [(style, text[:size])]
            text = text[size:]
        yield [(style, text)]
