"""How wide texts are on a terminal, and as much of them as fits."""

from __future__ import annotations

from unicodedata import combining, east_asian_width


def cell_width(text: str) -> int:
    """How many columns a text takes on a terminal."""
    if text.isascii():
        return len(text)
    return sum(2 if east_asian_width(c) in "WF" else 0 if combining(c) else 1 for c in text)


def cut(text: str, width: int) -> str:
    """The text, or as much of it as fits with a mark that there is more."""
    if cell_width(text) <= width:
        return text
    room = max(width - 1, 0)
    kept = ""
    for c in text:
        room -= cell_width(c)
        if room < 0:
            break
        kept += c
    return f"{kept.rstrip(' …')}…"


def cut_at(text: str, width: int) -> str:
    """As many characters as fit into so many columns; one in any case."""
    room = width
    for place, c in enumerate(text):
        room -= cell_width(c)
        if room < 0:
            return text[: max(place, 1)]
    return text
