"""A passage on one line, with what matched in it."""

from __future__ import annotations

from _bisect import bisect_right

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_FAR = 10_000


class Line:
    """A passage with every run of white space made one space.

    ``ranges`` are what matched in it, in order and not overlapping.  ``before`` and ``after`` say
    whether the text goes on beyond it.
    """

    def __init__(
        self, text: str, start: int, end: int, matches: Iterable[tuple[int, int, int]]
    ) -> None:
        piece = text[start:end]
        shown = piece.split()
        self.text = " ".join(shown)
        self.ranges: list[tuple[int, int]] = []
        if not shown:
            self.before = self.after = False
            return
        place = _Places(text, start, piece, shown, self.text)
        for first, last, _ in matches:
            if start <= first and last <= end:
                self._mark(place.of(first), place.of(last - 1) + 1)
        self.before = start >= _FAR or bool(text[:start].strip())
        self.after = len(text) - end >= _FAR or bool(text[end:].strip())

    def _mark(self, low: int, high: int) -> None:
        if self.ranges and low < self.ranges[-1][1]:
            low, behind = self.ranges.pop()
            high = max(high, behind)
        self.ranges.append((low, high))


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
