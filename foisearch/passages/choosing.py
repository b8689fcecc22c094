"""The passages of a record that are shown."""

from __future__ import annotations

from foisearch.passages.answers import answer_to, passage_of
from foisearch.passages.candidates import Field, Passage
from foisearch.passages.densest import rarities
from foisearch.passages.formulas import formulas, stands_in

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from foisearch.passages.answers import Answered
    from foisearch.passages.densest import Match

    Found = Mapping[str, Sequence[tuple[str, Sequence[Match]]]]
    """The texts of each field, in order, each with what matches in it, in order."""

WIDTH = 240
"""About how many characters a passage has."""
LIMIT = 3
"""So many passages of a record are shown beside its topic."""
_OF_ONE_FIELD = 2
_SAME = 0.8
"""A passage says what another says if such a share of its words stand in the other."""


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
    fields = [Field(name, texts, worth, width) for name, texts in found.items()]
    firsts = _firsts(fields)
    topic = [each for each in firsts if each.field == "topic"]
    taken = [each for each in firsts if each.field != "topic"]
    taken.sort(key=lambda each: -each.worth)
    del taken[limit:]
    if len(taken) < limit:
        taken.extend(_answer(found, parts, taken, width))
    while len(taken) < limit:
        seconds = [each for field in fields for each in _second(field, taken)]
        if not seconds:
            break
        taken.append(max(seconds, key=lambda each: _as_second(each, taken)))
    order = list(found)
    taken.sort(key=lambda each: (order.index(each.field), each.place, each.made.start))
    return topic + taken


def _firsts(fields: Sequence[Field]) -> list[Passage]:
    """The best passage of every field that has one which says something new."""
    taken: list[Passage] = []
    formulaic: list[Passage] = []
    for field in fields:
        for passage in field:
            if not _repeats(passage, taken):
                (formulaic if passage.formula else taken).append(passage)
                break
    for passage in formulaic:
        if not passage.which <= frozenset(which for each in taken for which in each.which):
            taken.append(passage)
    return taken


def _answer(
    found: Found, parts: Sequence[Answered], taken: Sequence[Passage], width: int
) -> list[Passage]:
    """The passage that answers the question that matched, unless what matched there shows it."""
    asked = next((each for each in taken if each.field == "request"), None)
    shown = [each for each in taken if each.field == "response"]
    if asked is None or asked.which <= frozenset(w for each in shown for w in each.which):
        return []
    part = answer_to(asked.text, asked.made, asked.matches, parts)
    if part is None:
        return []
    for place, (text, matches) in enumerate(found.get("response", ())):
        made = passage_of(text, part, width, bool(shown))
        if made is not None and not stands_in(made.start, formulas(text, (made.start,))):
            passage = Passage("response", text, place, made, matches)
            return [] if any(map(passage.overlaps, shown)) else [passage]
    return []


def _second(field: Field, taken: Sequence[Passage]) -> list[Passage]:
    """The passage of a field that may follow those taken, if there is one."""
    of_field = [each for each in taken if each.field == field.name]
    if field.name == "topic" or len(of_field) == _OF_ONE_FIELD:
        return []
    for passage in field:
        if passage.formula:
            break
        if not any(map(passage.overlaps, of_field)) and not _repeats(passage, taken):
            return [passage]
    return []


def _as_second(passage: Passage, taken: Sequence[Passage]) -> tuple[int, bool, float]:
    """How a second passage ranks: what is new in its field first, and answers before questions."""
    shown = frozenset(w for each in taken if each.field == passage.field for w in each.which)
    return len(passage.which - shown), passage.field != "request", passage.worth


def _repeats(passage: Passage, taken: Sequence[Passage]) -> bool:
    """Whether a passage says nothing but what one of those taken says."""
    if passage.field == "topic":
        return False  # a heading is no sentence of the letter
    words = passage.says()
    others = [each for each in taken if each.field != "topic"]
    return any(len(words & each.says()) >= _SAME * len(words) for each in others)
