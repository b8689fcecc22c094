"""Where sentences and paragraphs end: the pattern ``_SENTENCE_END`` of :mod:`foisearch.snippet`."""

from __future__ import annotations

_STOPS = ".?!"
_CLOSING = "\"'\u2019\u201d)"
_OPENING = "\"'\u2018\u201c("
_BULLETS = "\u2022*-"


def ends(text: str, low: int, high: int) -> list[int]:
    """The places between ``low`` and ``high`` where a sentence or a paragraph ends, in order.

    Three things end there: a stop with what closes behind it, white space, and what begins a
    sentence; an empty line; a line before a bullet.
    """
    found: list[int] = []
    part = text[low:high]
    size = len(part)
    marks = sorted(place for mark in ".?!\n" for place in _places(part, mark))
    behind = 0
    for place in marks:
        if place < behind:
            continue
        end = _line_end(part, place, size) if part[place] == "\n" else _stop_end(part, place, size)
        if end:
            found.append(low + end)
            behind = end
    return found


def _places(part: str, mark: str) -> list[int]:
    found = []
    place = part.find(mark)
    while place >= 0:
        found.append(place)
        place = part.find(mark, place + 1)
    return found


def _stop_end(part: str, place: int, size: int) -> int:
    """Where a sentence ends that stops at ``place``; 0 where none does."""
    at = place + 1
    while at < size and part[at] in _CLOSING:
        at += 1
    end = _over_space(part, at, size)
    if end in (at, size):
        return 0
    following = part[end]
    if following in _OPENING:
        following = part[end + 1 : end + 2]
    return end if following.isascii() and (following.isupper() or following.isdigit()) else 0


def _line_end(part: str, place: int, size: int) -> int:
    """Where a paragraph ends whose line ends at ``place``; 0 where it goes on."""
    over = _over_space(part, place + 1, size)
    last = part.rfind("\n", place + 1, over)
    if last >= 0:
        return last + 1
    if over < size - 1 and part[over] in _BULLETS and part[over + 1].isspace():
        return place + 1
    return 0


def _over_space(part: str, at: int, size: int) -> int:
    while at < size and part[at].isspace():
        at += 1
    return at
