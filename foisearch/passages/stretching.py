"""From matches to a passage: whole sentences where they fit, else a sentence cut at its clauses."""

from __future__ import annotations

from foisearch.passages.formulas import stands_in
from foisearch.passages.sentences import (
    BULLETS,
    borders,
    clauses,
    label_end,
    over_space,
    part_before,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

_LONGEST_WORD = 960  # a longer run without any space is cut like a text
_LEAST = 2 / 3
"""Such a share of the width a passage has that is cut, or that is but a heading."""
_STOPS = (".", "?", "!", "\u201d", '"')


class Stretch:
    """``text[start:end]``.

    ``cut_before`` and ``cut_after`` say whether it begins and ends within a sentence.
    """

    def __init__(
        self, start: int, end: int, cut_before: bool = False, cut_after: bool = False
    ) -> None:
        self.start = start
        self.end = end
        self.cut_before = cut_before
        self.cut_after = cut_after


def stretch(
    text: str, first: int, last: int, width: int, barred: Sequence[tuple[int, int]] = ()
) -> Stretch:
    """A passage that holds ``first`` to ``last``, and about as much as fits in ``width``.

    It goes on behind what matched, where answers stand; before it only for a question that is
    answered there.

    Args:
        text: the whole text.
        first: where what matched begins.
        last: where it ends.
        width: about how many characters the passage may have.
        barred: formulas, into which it is not drawn out.
    """
    last = max(last, first + 1)
    low, high = max(first - width, 0), min(last + width, len(text))
    inner = borders(text, low, high)
    if low == 0:
        inner.insert(0, over_space(text, 0))
    if high == len(text):
        inner.append(high)
    begin = max((place for place in inner if place <= first), default=-1)
    stop = min((place for place in inner if place >= last), default=-1)
    if begin >= 0 and stop >= 0 and _length(text, begin, stop) <= width:
        return _whole(text, inner, begin, stop, width, barred)
    return _cut(text, inner, (first, last), begin, width)


def _length(text: str, begin: int, stop: int) -> int:
    """How long a stretch is without the white space at its end."""
    while stop > begin and text[stop - 1].isspace():
        stop -= 1
    return stop - begin


def _whole(
    text: str,
    inner: Sequence[int],
    begin: int,
    stop: int,
    width: int,
    barred: Sequence[tuple[int, int]],
) -> Stretch:
    earlier = [place for place in inner if place < begin]
    asked = bool(earlier) and text[earlier[-1] : begin].rstrip()[-1:] == "?"
    if asked and _length(text, earlier[-1], stop) <= width:
        begin = earlier[-1]
    end = stop
    for place in inner:
        if place > end:
            if _length(text, begin, place) > width or stands_in(end, barred):
                break
            if _is_said(text, end, place):
                stop = place
            end = place
    if _breaks_off(text, begin, stop, width) and not stands_in(stop, barred):
        return _ended(text, begin, stop, width, cut_before=False)
    return Stretch(begin, stop)


def _breaks_off(text: str, begin: int, stop: int, width: int) -> bool:
    """Whether a passage is no more than a heading, or the first words of a list."""
    said = text[begin:stop].rstrip()
    return stop < len(text) and len(said) < width * _LEAST and said[-1:] not in _STOPS


def _is_said(text: str, start: int, end: int) -> bool:
    """Whether a passage may end with what stands there: not with the heading of what follows."""
    if end == len(text) or text[start] in BULLETS or label_end(text, start):
        return True
    said = text[start:end].rstrip()
    return said[-1:] in '.?!)"\u2019\u201d' or "|" in said


def _cut(text: str, inner: Sequence[int], held: tuple[int, int], begin: int, width: int) -> Stretch:
    """A sentence that is longer than a passage may be, or several, cut."""
    first, last = held
    start = begin
    if begin < 0 or last - begin > width:
        least = max(first - max(width - (last - first), 0) // 3, begin, 0)
        start = next(iter(clauses(text, least, first)), -1)
        if start < 0:
            start = _word_start(text, least, first)
    ends = [place for place in inner if place >= last and _length(text, start, place) <= width]
    if ends:
        return Stretch(start, ends[-1], start != begin)
    return _ended(text, start, last, width, cut_before=start not in (begin, 0))


def _ended(text: str, start: int, last: int, width: int, *, cut_before: bool) -> Stretch:
    """A passage that ends within a sentence: between clauses, if it is long enough there."""
    most = min(start + width, len(text))
    found = clauses(text, max(last, start + round(width * _LEAST)), most)
    stop = found[-1] if found else _word_end(text, max(most, last), last)
    return Stretch(start, stop, cut_before, stop < len(text))


def _word_start(text: str, place: int, first: int) -> int:
    """The first beginning of a word from ``place`` on, not beyond ``first``."""
    while 0 < place < first and not text[place - 1].isspace():
        place += 1
    limit = max(place - _LONGEST_WORD, 0)
    while place > limit and not text[place - 1].isspace():
        place -= 1
    return place


def _word_end(text: str, place: int, last: int) -> int:
    """The last end of a word up to ``place``, or the next after ``last``."""
    while last < place < len(text) and not text[place].isspace():
        place -= 1
    limit = min(place + _LONGEST_WORD, len(text))
    while place < limit and not text[place].isspace():
        place += 1
    return place


def part_of(text: str, made: Stretch) -> str:
    """The number of the part that a passage stands in, where it begins after it; else empty.

    A passage that begins with a letter (``(b)``) stands in the number before it.
    """
    own = text[made.start : label_end(text, made.start)]
    return "" if any(map(str.isdigit, own)) else part_before(text, made.start, bool(own))
