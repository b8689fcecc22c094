"""The passages of a record that are shown: those that :mod:`foisearch.snippet` chooses."""

from __future__ import annotations

from _bisect import bisect_left, bisect_right
from math import log

from foisearch.cold.finding import find
from foisearch.cold.sentences import ends

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from foisearch.cold.finding import Match, Spellings

WIDTH = 240
LIMIT = 3
_LONGEST_WORD = 4 * WIDTH
_FAR = 10_000
_MOST_INSIDE = 40


class Snippet:
    """A passage of one field: as :class:`foisearch.snippet.Snippet`."""

    def __init__(self, field: str, text: str) -> None:
        self.field = field
        self.text = text
        self.highlights: list[tuple[int, int]] = []
        self.before = False
        self.after = False


class _Passage:
    """A stretch of a text around matches, and how much it says."""

    def __init__(self, start: int, end: int, worth: float) -> None:
        self.start = start
        self.end = end
        self.worth = worth


def snippets(fields: Mapping[str, Sequence[str]], spellings: Spellings) -> list[Snippet]:
    """The passages that show best why a record was found, in the order of the record.

    Args:
        fields: the record's texts.
        spellings: for each stem looked for the words that have it.

    Raises:
        NotSimple: a text has to be read more closely.
    """
    found: list[tuple[float, int, str, str, _Passage, list[Match]]] = []
    for name, pieces in fields.items():
        for text in pieces:
            matches = find(text, spellings)
            for passage in _best(text, matches, 1 if name == "topic" else 2):
                found.append((-passage.worth, len(found), name, text, passage, matches))
    if not found:
        return _beginning(fields)
    found.sort()
    chosen = sorted(found[:LIMIT], key=lambda each: each[1])
    return [cut(name, text, p.start, p.end, matches) for _, _, name, text, p, matches in chosen]


def _beginning(fields: Mapping[str, Sequence[str]]) -> list[Snippet]:
    for name in ("request", "response", "body", "topic"):
        for text in fields[name]:
            if text.strip():
                return [cut(name, text, *_stretch(text, 0, 0), [])]
    return []


def _best(text: str, matches: list[Match], most: int) -> list[_Passage]:
    """The passages with the most different and the rarest things wanted, best first."""
    counts: dict[int, int] = {}
    for _, _, which in matches:
        counts[which] = counts.get(which, 0) + 1
    weights = {which: 1 / (1 + log(count)) for which, count in counts.items()}
    chosen: list[_Passage] = []
    left = matches
    while left and len(chosen) < most:
        first, last, worth = _densest(left, weights)
        start, end = _stretch(text, first[0], max(first[1], last[1]))
        if all(end <= other.start or start >= other.end for other in chosen):
            chosen.append(_Passage(start, end, worth / (1 + len(chosen))))
        low, high = min(start, first[0]), max(end, last[1])
        left = [match for match in left if match[1] <= low or match[0] >= high]
    return chosen


def _densest(matches: list[Match], weights: Mapping[int, float]) -> tuple[Match, Match, float]:
    """The first and the last match of the window that is worth most, and its worth."""
    starts = [match[0] for match in matches]
    best = (matches[0], matches[0], -1.0)
    all_of_them = sum(weights.values())
    for index, first in enumerate(matches):
        end = first[0] + WIDTH
        until = min(bisect_left(starts, end, index), index + _MOST_INSIDE)
        if all_of_them + 0.01 * (until - index) < best[2]:
            continue
        inside = [match for match in matches[index:until] if match[1] <= end]
        inside = inside or [first]
        different = {match[2] for match in inside}
        worth = sum(weights[which] for which in different) + 0.01 * min(len(inside), 20)
        if worth > best[2] + 1e-9:
            best = (first, inside[-1], worth)
    return best


def _stretch(text: str, start: int, end: int) -> tuple[int, int]:
    """A passage that holds ``start`` to ``end``: whole sentences if they fit, else whole words."""
    room = max(WIDTH - (end - start), 0)
    low, high = max(start - room, 0), min(end + room, len(text))
    places = ends(text, low, high)
    before = [place for place in places if place <= start]
    begin = before[-1] if before else (0 if low == 0 else -1)
    after = [place for place in places if place >= end]
    stop = after[0] if after else (len(text) if high == len(text) else -1)
    if begin < 0 or (stop >= 0 and stop - begin > WIDTH):
        begin = _word_start(text, max(start - room // 3, 0), start) if start else 0
    if stop < 0 or stop - begin > WIDTH:
        stop = _word_end(text, min(max(begin + WIDTH, end), len(text)), end)
    for place in after:
        if place - begin <= WIDTH:
            stop = max(stop, place)
    if len(text) - begin <= WIDTH:
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


def cut(name: str, text: str, start: int, end: int, matches: Sequence[Match]) -> Snippet:
    """``text[start:end]`` on one line, with what matched in it as ranges of what is shown."""
    piece = text[start:end]
    shown = piece.split()
    snippet = Snippet(name, " ".join(shown))
    if not shown:
        return snippet
    place = _Places(text, start, piece, shown, snippet.text)
    ranges = snippet.highlights
    for first, last, _ in matches:
        if first < start or last > end:
            continue
        low, high = place.of(first), place.of(last - 1) + 1
        if ranges and low < ranges[-1][1]:
            ranges[-1] = (ranges[-1][0], max(high, ranges[-1][1]))
        else:
            ranges.append((low, high))
    snippet.before = bool(text[:start].strip()) if start < _FAR else True
    snippet.after = bool(text[end:].strip()) if len(text) - end < _FAR else True
    return snippet


class _Places:
    """Places in a text as places in a piece of it that is shown on one line."""

    def __init__(self, text: str, start: int, piece: str, shown: Sequence[str], line: str) -> None:
        self._froms: list[int] = []
        self._tos: list[int] = []
        if piece.strip() == line:  # the usual case, worth a short way
            shown = shown[:1]
        place, length = start, 0
        for run in shown:
            place = text.find(run, place)
            self._froms.append(place)
            self._tos.append(length)
            place += len(run)
            length += len(run) + 1

    def of(self, place: int) -> int:
        """Where the character is shown that stands at ``place`` in the text."""
        run = bisect_right(self._froms, place) - 1
        return self._tos[run] + place - self._froms[run]
