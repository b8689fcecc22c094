"""Snippets: a piece of a text and the ranges in it that matched; no markup in the value."""

from __future__ import annotations

from dataclasses import dataclass

from foisearch.disclosure import Disclosure
from foisearch.occurrences import Finder
from foisearch.passages.choosing import LIMIT, WIDTH, chosen
from foisearch.passages.line import Line
from foisearch.passages.stretching import part_of, stretch

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from foisearch.occurrences import Match
    from foisearch.passages.stretching import Stretch


@dataclass(frozen=True, slots=True)
class Snippet:
    """A passage of one field, on one line.

    ``highlights`` are half-open character ranges ``(start, end)`` into ``text``, in order and not
    overlapping.  ``before`` and ``after`` say whether the field goes on beyond the passage;
    ``cut_before`` and ``cut_after`` whether it is cut there within a sentence.  ``part`` is the
    number of the part that the passage stands in, as written (``2.``, ``Q3``, ``(b)``), where the
    passage begins after it; else empty.
    """

    field: str
    text: str
    highlights: tuple[tuple[int, int], ...]
    before: bool = False
    after: bool = False
    part: str = ""
    cut_before: bool = False
    cut_after: bool = False


def snippets(
    disclosure: Disclosure, finder: Finder, *, limit: int = LIMIT, width: int = WIDTH
) -> tuple[Snippet, ...]:
    """The passages of a record that show best why it was found, in the order of the record.

    Of every field in which something matched the one with the most different and the rarest things
    wanted, where there is room another; at most one of the topic and two of every other field.
    Where a question matched and its answer has none of the words, the answer, without highlights.
    Where nothing matched, as in a search by filters only, the beginning of the text.

    Args:
        disclosure: the record.
        finder: of what was looked for; the same one for all records of a search.
        limit: the most snippets to give beside the topic, 1 or more.
        width: about how many characters each has.
    """
    from foisearch.engine.schema.documents import texts

    fields = texts(disclosure)
    found: dict[str, list[tuple[str, Sequence[Match]]]] = {
        name: [(text, finder.find(text, ("", name)) if text else []) for text in pieces]
        for name, pieces in fields.items()
    }
    parts = [(part.number, part.question, part.answer) for part in disclosure.parts]
    passages = chosen(found, parts, max(limit, 1), width)
    if not passages:
        return _beginning(fields, width)
    return tuple(_snippet(each.field, each.text, each.made, each.matches) for each in passages)


def opening(name: str, text: str, width: int = WIDTH) -> Snippet:
    """The beginning of a text of a field; nothing in it matched."""
    return _snippet(name, text, stretch(text, 0, 0, width), ())


def _beginning(fields: Mapping[str, Sequence[str]], width: int) -> tuple[Snippet, ...]:
    for name in ("request", "response", "body", "topic"):
        for text in fields[name]:
            if text.strip():
                return (opening(name, text, width),)
    return ()


def _snippet(
    name: str, text: str, made: Stretch, matches: Sequence[tuple[int, int, int]]
) -> Snippet:
    line = Line(text, made.start, made.end, matches)
    return Snippet(
        name,
        line.text,
        tuple(line.ranges),
        line.before,
        line.after,
        part_of(text, made),
        made.cut_before,
        made.cut_after,
    )
