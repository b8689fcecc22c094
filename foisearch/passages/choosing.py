"""The passages of a record that are shown."""

from __future__ import annotations

from foisearch.passages.densest import densest, rarities
from foisearch.passages.formulas import appended, formulas
from foisearch.passages.stretching import Stretch, stretch

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from foisearch.passages.densest import Match, Window

WIDTH = 240
"""About how many characters a passage has."""
LIMIT = 3
"""So many passages of a record are shown."""
_MOST = 2
_TRIED = 4  # passages of a text that are looked at, so that some may say the same as others
_LOOKED_AT = 6
"""So many windows are stretched to sentences to see which fits best."""

# What a passage is worth beside the number of different things wanted in it; less than 1 in all, so
# that none of it outweighs one thing more.
_RAREST = 0.4
_CLOSE = 0.15
_WHOLE = 0.1
_NEAR = 0.15
_HALF_AS_NEAR = 4_000  # characters
_NOT_APPENDED = 0.15

_SAME = 0.8
"""Two passages say the same if so many of the words of the shorter stand in the other."""


class Passage:
    """A stretch of one text of a field, and what it shows.

    ``which`` are the things wanted in it, ``worth`` is how many and what else speaks for it;
    ``formula`` says that nothing but what every letter says matched.
    """

    def __init__(self, field: str, text: str, place: int, made: Stretch, worth: float) -> None:
        self.field = field
        self.text = text
        self.place = place
        self.made = made
        self.worth = worth
        self.which: frozenset[int] = frozenset()
        self.formula = False
        self.matches: Sequence[Match] = ()

    def says(self) -> frozenset[str]:
        """Its words."""
        return frozenset(self.text[self.made.start : self.made.end].lower().split())


def chosen(
    found: Mapping[str, Sequence[tuple[str, Sequence[Match]]]],
    limit: int = LIMIT,
    width: int = WIDTH,
) -> list[Passage]:
    """The passages of a record that show best why it was found, in the order of the record.

    Of every field in which something matched the best, and then second ones where there is room,
    those first that show something new.  None says what another says, and none is a formula
    unless only formulas have what it shows.

    Args:
        found: the texts of each field, in order, each with what matches in it, in order.
        limit: the most passages to give, 1 or more.
        width: about how many characters each has.
    """
    fields = {name: _of_field(name, texts, width) for name, texts in found.items()}
    taken: list[Passage] = []
    firsts = [passages[0] for passages in fields.values() if passages]
    for passage in sorted(firsts, key=lambda each: (each.formula, each.field == "topic")):
        others = [each for each in fields[passage.field] if not _repeats(each, taken)]
        if others:
            taken.append(others[0])
    taken = [each for each in taken if not (each.formula and _adds_nothing(each, taken))]
    taken.sort(key=lambda each: -each.worth)
    del taken[limit:]
    seconds = [each for passages in fields.values() for each in passages if each not in taken]
    while len(taken) < limit:
        fitting = [each for each in seconds if _may_follow(each, taken)]
        if not fitting:
            break
        shown = frozenset(which for each in taken for which in each.which)
        taken.append(max(fitting, key=lambda each: (len(each.which - shown), each.worth)))
    order = list(fields)
    return sorted(taken, key=lambda each: (order.index(each.field), each.place, each.made.start))


def _repeats(passage: Passage, taken: Sequence[Passage]) -> bool:
    """Whether a passage says what one of those taken says."""
    words = passage.says()
    for other in taken:
        if other.field == "topic" or passage.field == "topic":
            continue  # a heading is no sentence of the letter
        said = other.says()
        if len(words & said) >= _SAME * min(len(words), len(said)):
            return True
    return False


def _adds_nothing(passage: Passage, taken: Sequence[Passage]) -> bool:
    others = (each for each in taken if each is not passage and not each.formula)
    return passage.which <= frozenset(which for each in others for which in each.which)


def _may_follow(passage: Passage, taken: Sequence[Passage]) -> bool:
    """Whether a second passage of a field is worth showing."""
    if passage.formula or passage.field == "topic":
        return False
    of_field = [each for each in taken if each.field == passage.field]
    return len(of_field) < _MOST and not _repeats(passage, taken)


def _of_field(name: str, texts: Sequence[tuple[str, Sequence[Match]]], width: int) -> list[Passage]:
    """The passages of all texts of a field, best first."""
    found = []
    for place, (text, matches) in enumerate(texts):
        if matches:
            found.extend(_best(name, text, place, matches, width))
    found.sort(key=lambda each: (each.formula, -each.worth))
    return found


def _best(name: str, text: str, place: int, matches: Sequence[Match], width: int) -> list[Passage]:
    """Passages of one text that do not overlap, best first."""
    barred = formulas(text)
    far = appended(text)
    said = [match for match in matches if not _inside(match, barred)]
    worth = rarities(matches)
    made: list[Passage] = []
    left = said or matches
    while left and len(made) < (1 if name == "topic" else _TRIED):
        windows = densest(left, worth, width)
        found, value = _likeliest(text, windows, width, barred, far)
        passage = Passage(name, text, place, found, value)
        passage.formula = not said
        passage.matches = matches
        passage.which = frozenset(
            which for start, end, which in matches if found.start <= start and end <= found.end
        )
        if not any(found.start < each.made.end and each.made.start < found.end for each in made):
            made.append(passage)
        best = windows[0]
        low, high = min(found.start, best.first), max(found.end, best.last)
        left = [match for match in left if match[1] <= low or match[0] >= high]
    return made


def _inside(match: Match, barred: Sequence[tuple[int, int]]) -> bool:
    return any(start <= match[0] < end for start, end in barred)


def _likeliest(
    text: str,
    windows: Sequence[Window],
    width: int,
    barred: Sequence[tuple[int, int]],
    far: int,
) -> tuple[Stretch, float]:
    """The window that makes the best passage, as one, and what it is worth."""
    most = max(window.rarity for window in windows)
    ranked = sorted(windows, key=lambda each: -_worth(each, most, width, far))
    best: Stretch | None = None
    best_worth = -1.0
    for window in ranked[:_LOOKED_AT]:
        worth = _worth(window, most, width, far)
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
