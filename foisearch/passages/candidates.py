"""Passages of one field, best first, each made when it is asked for."""

from __future__ import annotations

from foisearch.passages.densest import densest
from foisearch.passages.formulas import appended, formulas, stands_in
from foisearch.passages.stretching import Stretch, stretch

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from foisearch.passages.densest import Match, Window

_TRIED = 4
"""So many passages of one text are made at most."""
_LOOKED_AT = 4
"""So many windows are stretched to sentences to see which fits best."""

# What a passage is worth beside the number of different things wanted in it; less than 1 in all, so
# that none of it outweighs one thing more.
_RAREST = 0.4
_CLOSE = 0.15
_WHOLE = 0.1
_NEAR = 0.15
_HALF_AS_NEAR = 4_000  # characters
_NOT_APPENDED = 0.15


class Passage:
    """A stretch of one text of a field, and what it shows.

    ``place`` counts the texts of the field; ``which`` are the things wanted in the passage,
    ``worth`` is how many they are and what else speaks for it; ``formula`` says that nothing but
    what every letter says matched in the text.
    """

    def __init__(
        self, field: str, text: str, place: int, made: Stretch, matches: Sequence[Match]
    ) -> None:
        self.field = field
        self.text = text
        self.place = place
        self.made = made
        self.matches = matches
        self.which = frozenset(
            which for start, end, which in matches if made.start <= start and end <= made.end
        )
        self.worth = 0.0
        self.formula = False
        self._said: frozenset[str] | None = None

    def overlaps(self, other: Passage) -> bool:
        """Whether it shares some of its text with another of its field."""
        if self.place != other.place:
            return False
        return self.made.start < other.made.end and other.made.start < self.made.end

    def says(self) -> frozenset[str]:
        """Its words."""
        if self._said is None:
            self._said = frozenset(self.text[self.made.start : self.made.end].lower().split())
        return self._said


class Field:
    """The passages of one field.

    Args:
        name: of the field.
        texts: in order, each with what matches in it, in order.
        worth: what each thing wanted is worth.
        width: about how many characters a passage has.
    """

    def __init__(
        self,
        name: str,
        texts: Sequence[tuple[str, Sequence[Match]]],
        worth: Mapping[int, float],
        width: int,
    ) -> None:
        self.name = name
        self._streams = [
            _passages(name, text, place, matches, worth, width)
            for place, (text, matches) in enumerate(texts)
            if matches
        ]
        self._heads: list[Passage | None] = [None] * len(self._streams)
        self._empty = list(range(len(self._streams)))
        self._made: list[Passage] = []

    def __iter__(self) -> Iterator[Passage]:
        """The passages, best first; in one text those that follow show what is new in it first."""
        at = 0
        while at < len(self._made) or self._make():
            yield self._made[at]
            at += 1

    def _make(self) -> bool:
        """Make one passage more, if there is one."""
        for place in self._empty:
            self._heads[place] = next(self._streams[place], None)
        best = max(
            (each for each in self._heads if each),
            key=lambda each: (not each.formula, each.worth),
            default=None,
        )
        if best is None:
            return False
        self._made.append(best)
        self._empty = [self._heads.index(best)]
        return True


def _passages(
    name: str,
    text: str,
    place: int,
    matches: Sequence[Match],
    worth: Mapping[int, float],
    width: int,
) -> Iterator[Passage]:
    """Passages of one text that do not overlap: the best, then those that show something new."""
    barred = formulas(text, [match[0] for match in matches])
    far = appended(text)
    said = [match for match in matches if not stands_in(match[0], barred)]
    left = said or matches
    made: list[Passage] = []
    shown: frozenset[int] = frozenset()
    while left and len(made) < _TRIED:
        windows = densest([m for m in left if m[2] not in shown] or left, worth, width)
        found, value = _likeliest(text, windows, width, barred, far)
        passage = Passage(name, text, place, found, matches)
        passage.formula = not said
        passage.worth = value
        if not any(map(passage.overlaps, made)):
            made.append(passage)
            yield passage
        shown |= passage.which
        left = [match for match in left if match[1] <= found.start or match[0] >= found.end]


def _likeliest(
    text: str,
    windows: Sequence[Window],
    width: int,
    barred: Sequence[tuple[int, int]],
    far: int,
) -> tuple[Stretch, float]:
    """The window that makes the best passage, as one, and what it is worth."""
    most = max(window.rarity for window in windows)
    ranked = sorted(
        ((_worth(window, most, width, far), window) for window in windows),
        key=lambda each: -each[0],
    )
    best: Stretch | None = None
    best_worth = -1.0
    for worth, window in ranked[:_LOOKED_AT]:
        if worth + _WHOLE <= best_worth:
            break
        made = stretch(text, window.first, window.last, width, barred)
        worth += 0 if made.cut_before or made.cut_after else _WHOLE
        if worth > best_worth:
            best, best_worth = made, worth
    assert best is not None
    return best, best_worth


def _worth(window: Window, most: float, width: int, far: int) -> float:
    return (
        window.different
        + _RAREST * window.rarity / most
        + _CLOSE * max(1 - (window.last - window.first) / width, 0)
        + _NEAR * _HALF_AS_NEAR / (_HALF_AS_NEAR + window.first)
        + (_NOT_APPENDED if window.first < far else 0)
    )
