"""Snippets: a piece of a text and the ranges in it that matched; no markup in the value."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import log

from foisearch.analysis import Analyzer
from foisearch.disclosure import Disclosure
from foisearch.occurrences import Match, find
from foisearch.query.wanted import Wanted

WIDTH = 240
"""About how many characters a snippet has."""
_LONGEST_WORD = 4 * WIDTH  # a longer run without any space is cut like a text

_SENTENCE_END = re.compile(r"[.?!][\"'’”)]*\s+(?=[\"'‘“(]?[A-Z0-9])|\n\s*\n|\n(?=\s*[•*-]\s)")
_RUN = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Snippet:
    """A passage of one field.

    ``highlights`` are half-open character ranges ``(start, end)`` into ``text``, in order and not
    overlapping.  ``before`` and ``after`` say whether the field goes on beyond the passage.
    """

    field: str
    text: str
    highlights: tuple[tuple[int, int], ...]
    before: bool = False
    after: bool = False


@dataclass(frozen=True, slots=True)
class _Passage:
    """A stretch of a text around matches, and how much it says."""

    start: int
    end: int
    worth: float


def snippets(
    disclosure: Disclosure,
    wanted: Sequence[Wanted],
    analyzer: Analyzer,
    *,
    limit: int = 3,
    width: int = WIDTH,
) -> tuple[Snippet, ...]:
    """The passages of a record that show best why it was found, in the order of the record.

    At most one of the topic and two of every other field.  Where nothing matched, as in a search
    by filters only, the beginning of the text.

    Args:
        disclosure: the record.
        wanted: what was looked for.
        analyzer: the one that the index was asked with.
        limit: the most snippets to give, 1 or more.
        width: about how many characters each has.
    """
    from foisearch.engine.documents import texts

    fields = texts(disclosure)
    found: list[tuple[float, int, Snippet]] = []
    for name, pieces in fields.items():
        sought = [w for w in wanted if w.field in ("", name)]
        for text in pieces if sought else ():
            matches = find(text, sought, analyzer)
            most = 1 if name == "topic" else 2
            for passage in _best(text, matches, most, width):
                snippet = cut(name, text, passage.start, passage.end, matches)
                found.append((passage.worth, len(found), snippet))
    if not found:
        return _beginning(fields, width)
    chosen = sorted(found, key=lambda each: (-each[0], each[1]))[: max(limit, 1)]
    return tuple(snippet for _, _, snippet in sorted(chosen, key=lambda each: each[1]))


def opening(name: str, text: str, width: int = WIDTH) -> Snippet:
    """The beginning of a text of a field; nothing in it matched."""
    return cut(name, text, *_stretch(text, 0, 0, width), [])


def _beginning(fields: dict[str, tuple[str, ...]], width: int) -> tuple[Snippet, ...]:
    for name in ("request", "response", "body", "topic"):
        for text in fields[name]:
            if text.strip():
                return (opening(name, text, width),)
    return ()


# Choosing passages.


def _best(text: str, matches: list[Match], most: int, width: int) -> list[_Passage]:
    """The passages with the most different and the rarest things wanted, best first."""
    counts: dict[int, int] = {}
    for match in matches:
        counts[match.which] = counts.get(match.which, 0) + 1
    weights = {which: 1 / (1 + log(count)) for which, count in counts.items()}
    chosen: list[_Passage] = []
    left = matches
    while left and len(chosen) < most:
        first, last, worth = _densest(left, weights, width)
        start, end = _stretch(text, first.start, max(m.end for m in (first, last)), width)
        if all(end <= other.start or start >= other.end for other in chosen):
            chosen.append(_Passage(start, end, worth / (1 + len(chosen))))
        left = [
            m for m in left if m.end <= min(start, first.start) or m.start >= max(end, last.end)
        ]
    return chosen


def _densest(
    matches: list[Match], weights: dict[int, float], width: int
) -> tuple[Match, Match, float]:
    """The first and the last match of the window that is worth most, and its worth."""
    starts = [m.start for m in matches]
    best = (matches[0], matches[0], -1.0)
    for index, first in enumerate(matches):
        until = bisect_left(starts, first.start + width)
        inside = [
            m for m in matches[index : min(until, index + 40)] if m.end <= first.start + width
        ]
        inside = inside or [first]
        different = {m.which for m in inside}
        worth = sum(weights[which] for which in different) + 0.01 * min(len(inside), 20)
        if worth > best[2] + 1e-9:
            best = (first, inside[-1], worth)
    return best


def _stretch(text: str, start: int, end: int, width: int) -> tuple[int, int]:
    """A passage that holds ``start`` to ``end``: whole sentences if they fit, else whole words."""
    room = max(width - (end - start), 0)
    low, high = max(start - room, 0), min(end + room, len(text))
    ends = [m.end() for m in _SENTENCE_END.finditer(text, low, high)]
    before = [place for place in ends if place <= start]
    begin = before[-1] if before else (0 if low == 0 else -1)
    after = [place for place in ends if place >= end]
    stop = after[0] if after else (len(text) if high == len(text) else -1)
    if begin < 0 or (stop >= 0 and stop - begin > width):
        begin = _word_start(text, max(start - room // 3, 0), start) if start else 0
    if stop < 0 or stop - begin > width:
        stop = _word_end(text, min(max(begin + width, end), len(text)), end)
    for place in after:
        if place - begin <= width:
            stop = max(stop, place)
    if len(text) - begin <= width:
        stop = len(text)
    return begin, stop


def _word_start(text: str, place: int, start: int) -> int:
    """The first beginning of a word from ``place`` on, not beyond ``start``."""
    while 0 < place < start and not text[place - 1].isspace():
        place += 1
    limit = max(place - _LONGEST_WORD, 0)
    while place > limit and not text[place - 1].isspace():
        place -= 1
    return place


def _word_end(text: str, place: int, end: int) -> int:
    """The last end of a word up to ``place``, or the next after ``end``."""
    while end < place < len(text) and not text[place].isspace():
        place -= 1
    limit = min(place + _LONGEST_WORD, len(text))
    while place < limit and not text[place].isspace():
        place += 1
    return place


def cut(name: str, text: str, start: int, end: int, matches: Iterable[Match]) -> Snippet:
    """``text[start:end]`` on one line, with what matched in it as ranges of what is shown."""
    shown: list[str] = []
    froms: list[int] = []
    tos: list[int] = []
    length = 0
    for run in _RUN.finditer(text, start, end):
        froms.append(run.start())
        tos.append(length + bool(shown))
        shown.append(run.group())
        length = tos[-1] + len(run.group())
    if not shown:
        return Snippet(name, "", ())
    ranges: list[tuple[int, int]] = []
    for match in matches:
        if match.start < start or match.end > end:
            continue
        first = bisect_right(froms, match.start) - 1
        last = bisect_right(froms, match.end - 1) - 1
        low = tos[first] + match.start - froms[first]
        high = tos[last] + match.end - froms[last]
        if ranges and low < ranges[-1][1]:
            ranges[-1] = (ranges[-1][0], max(high, ranges[-1][1]))
        else:
            ranges.append((low, high))
    before = bool(text[:start].strip()) if start < 10_000 else True
    after = bool(text[end:].strip()) if len(text) - end < 10_000 else True
    return Snippet(name, " ".join(shown), tuple(ranges), before, after)
