"""The passages of a record that are shown."""

from __future__ import annotations

from foisearch.passages.answers import answer_to, passage_of
from foisearch.passages.densest import densest, rarities
from foisearch.passages.formulas import appended, formulas
from foisearch.passages.stretching import Stretch, stretch

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from foisearch.passages.answers import Answered
    from foisearch.passages.densest import Match, Window

    Found = Mapping[str, Sequence[tuple[str, Sequence[Match]]]]
    """The texts of each field, in order, each with what matches in it, in order."""

WIDTH = 240
"""About how many characters a passage has."""
LIMIT = 3
"""So many passages of a record are shown beside its topic."""
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
"""A passage says what another says if such a share of its words stand in the other."""


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

    def overlaps(self, other: Passage) -> bool:
        """Whether it shares some of its text with another."""
        if self.place != other.place:
            return False
        return self.made.start < other.made.end and other.made.start < self.made.end

    def says(self) -> frozenset[str]:
        """Its words."""
        return frozenset(self.text[self.made.start : self.made.end].lower().split())


def chosen(
    found: Found, parts: Sequence[Answered] = (), limit: int = LIMIT, width: int = WIDTH
) -> list[Passage]:
    """The passages of a record that show best why it was found, in the order of the record.

    Of every field in which something matched the best; then, where the request has more of what is
    wanted than the response, the answer to the question that matched; then second ones where there
    is room, those first that show something new.  None says what another says, and none is a
    formula unless only formulas have what it shows.

    Args:
        found: what matches in the record.
        parts: its questions and answers.
        limit: the most passages to give beside the topic, 1 or more.
        width: about how many characters each has.
    """
    worth = rarities([m for texts in found.values() for _, matches in texts for m in matches])
    fields = {name: _of_field(name, texts, worth, width) for name, texts in found.items()}
    taken = _firsts(fields)
    topic = [each for each in taken if each.field == "topic"]
    taken = sorted((each for each in taken if each.field != "topic"), key=lambda p: -p.worth)
    del taken[limit:]
    if len(taken) < limit:
        taken.extend(_answer(found, parts, taken, width))
    seconds = [each for passages in fields.values() for each in passages if each not in taken]
    while len(taken) < limit:
        fitting = [each for each in seconds if _may_follow(each, taken)]
        if not fitting:
            break
        taken.append(max(fitting, key=lambda each: _as_second(each, taken)))
    order = list(fields)
    taken.sort(key=lambda each: (order.index(each.field), each.place, each.made.start))
    return topic + taken


def _firsts(fields: Mapping[str, Sequence[Passage]]) -> list[Passage]:
    """The best passage of every field that has one which is no formula and says something new."""
    taken: list[Passage] = []
    firsts = [passages[0] for passages in fields.values() if passages]
    for passage in sorted(firsts, key=lambda each: each.formula):
        others = [each for each in fields[passage.field] if not _repeats(each, taken)]
        if others and not (passage.formula and _adds_nothing(passage, taken)):
            taken.append(others[0])
    return taken


def _answer(
    found: Found, parts: Sequence[Answered], taken: Sequence[Passage], width: int
) -> list[Passage]:
    """The passage that answers the question that matched, unless what matched there shows it."""
    asked = next((each for each in taken if each.field == "request"), None)
    answered = frozenset(w for each in taken if each.field == "response" for w in each.which)
    if asked is None or asked.which <= answered:
        return []
    part = answer_to(asked.text, asked.made, asked.matches, parts)
    for place, (text, matches) in enumerate(found.get("response", ()) if part else ()):
        made = passage_of(text, part, width, bool(answered)) if part else None
        if made is not None and not _stands_in(made.start, formulas(text)):
            passage = Passage("response", text, place, made, 0)
            passage.matches = matches
            shown = [each for each in taken if each.field == "response" and each.place == place]
            return [] if any(map(passage.overlaps, shown)) else [passage]
    return []


def _repeats(passage: Passage, taken: Sequence[Passage]) -> bool:
    """Whether a passage says nothing but what one of those taken says."""
    if passage.field == "topic":
        return False  # a heading is no sentence of the letter
    words = passage.says()
    others = [each for each in taken if each.field != "topic"]
    return any(len(words & each.says()) >= _SAME * len(words) for each in others)


def _adds_nothing(passage: Passage, taken: Sequence[Passage]) -> bool:
    return passage.which <= frozenset(which for each in taken for which in each.which)


def _may_follow(passage: Passage, taken: Sequence[Passage]) -> bool:
    """Whether a second passage of a field is worth showing."""
    if passage.formula or passage.field == "topic":
        return False
    of_field = [each for each in taken if each.field == passage.field]
    if len(of_field) == _MOST or any(map(passage.overlaps, of_field)):
        return False
    return not _repeats(passage, taken)


def _as_second(passage: Passage, taken: Sequence[Passage]) -> tuple[int, bool, float]:
    """How a second passage ranks: what is new in its field first, and answers before questions."""
    shown = frozenset(w for each in taken if each.field == passage.field for w in each.which)
    return len(passage.which - shown), passage.field != "request", passage.worth


def _of_field(
    name: str,
    texts: Sequence[tuple[str, Sequence[Match]]],
    worth: Mapping[int, float],
    width: int,
) -> list[Passage]:
    """The passages of all texts of a field, best first."""
    found = []
    for place, (text, matches) in enumerate(texts):
        if matches:
            found.extend(_best(name, text, place, matches, worth, width))
    found.sort(key=lambda each: (each.formula, -each.worth))
    return found


def _best(
    name: str,
    text: str,
    place: int,
    matches: Sequence[Match],
    worth: Mapping[int, float],
    width: int,
) -> list[Passage]:
    """Passages of one text that do not overlap, best first."""
    barred = formulas(text)
    far = appended(text)
    said = [match for match in matches if not _stands_in(match[0], barred)]
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
        if not any(map(passage.overlaps, made)):
            made.append(passage)
        best = windows[0]
        low, high = min(found.start, best.first), max(found.end, best.last)
        left = [match for match in left if match[1] <= low or match[0] >= high]
    return made


def _stands_in(place: int, barred: Sequence[tuple[int, int]]) -> bool:
    return any(start <= place < end for start, end in barred)


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
