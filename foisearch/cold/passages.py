"""The passages of a record that are shown: those that :mod:`foisearch.snippet` shows."""

from __future__ import annotations

from foisearch.passages.choosing import WIDTH, chosen
from foisearch.passages.line import Line
from foisearch.passages.stretching import part_of, stretch

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence
    from typing import Any

    from foisearch.cold.finding import Match
    from foisearch.cold.wanted import Wanted
    from foisearch.cold.words import Term
    from foisearch.passages.stretching import Stretch


class Snippet:
    """A passage of one field: as :class:`foisearch.snippet.Snippet`."""

    def __init__(self, field: str, text: str, made: Stretch, matches: Sequence[Match]) -> None:
        line = Line(text, made.start, made.end, matches)
        self.field = field
        self.text = line.text
        self.highlights = line.ranges
        self.before = line.before
        self.after = line.after
        self.part = part_of(text, made)
        self.cut_before = made.cut_before
        self.cut_after = made.cut_after


def snippets(
    fields: Mapping[str, Sequence[str]],
    wanted: Wanted,
    spelled: Callable[[Term], Collection[str]],
    parts: Sequence[dict[str, Any]],
) -> list[Snippet]:
    """The passages that show best why a record was found, in the order of the record.

    Args:
        fields: the record's texts.
        wanted: what is looked for.
        spelled: the folded words that have a term.
        parts: the record's parts, as it is kept.

    Raises:
        NotSimple: a text has to be read more closely.
    """
    found = {
        name: [(text, wanted.find(text, spelled)) for text in pieces]
        for name, pieces in fields.items()
    }
    answered = [(part["number"], part["question"], part["answer"]) for part in parts]
    passages = chosen(found, answered)
    if not passages:
        return _beginning(fields)
    return [Snippet(each.field, each.text, each.made, each.matches) for each in passages]


def _beginning(fields: Mapping[str, Sequence[str]]) -> list[Snippet]:
    for name in ("request", "response", "body", "topic"):
        for text in fields[name]:
            if text.strip():
                return [Snippet(name, text, stretch(text, 0, 0, WIDTH), ())]
    return []
