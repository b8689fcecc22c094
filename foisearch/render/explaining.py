"""How a query was read, as a tree in words; and what the score of a hit is made of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from foisearch.engine.explaining.explanation import Explanation, Reading, ScorePart, settled
from foisearch.render.layout import BLANK, Line, Span, line
from foisearch.search import Hit, SearchResult

STEP = 2
"""So many columns further in stands what is under something."""
PLACES = 4
"""Scores are shown to so many places; what is shown adds up."""


def explained_lines(result: SearchResult) -> Iterator[Line]:
    """The reading of a query, then each hit by its name, with its score."""
    yield from reading_lines(result.reading)
    for hit in result.hits:
        yield BLANK
        d = hit.disclosure
        yield line(Span(f"{hit.rank}  ", "rank"), Span(d.ref or d.id, "ref"), "  ", d.topic or "")
        yield from score_lines(hit, len(str(hit.rank)) + 2)


def reading_lines(reading: Reading | None) -> Iterator[Line]:
    """How a query was read."""
    if reading is not None:
        yield line(Span("the query was read as", "heading"))
        yield from _told(reading, STEP)


def _told(reading: Reading, indent: int) -> Iterator[Line]:
    if reading.text:
        label = Span("note: ", "note") if reading.kind == "note" else Span("")
        yield line(label, reading.text, indent=indent, hang=indent + STEP)
        indent += STEP
    for part in reading.parts:
        yield from _told(part, indent)


def score_lines(hit: Hit, indent: int) -> Iterator[Line]:
    """What the score of a hit is made of."""
    why = hit.explanation
    if why is None:
        return
    yield line(Span("score     ", "dim"), _number(why.score), indent=indent)
    yield from _parts(settled(round(why.score, PLACES), why.parts, PLACES), indent + STEP)


def _parts(parts: Sequence[ScorePart], indent: int) -> Iterator[Line]:
    for part in parts:
        detail = [Span(f": {part.detail}", "dim")] if part.detail else []
        value = f"{_number(part.value)} "
        yield line(value, part.label, *detail, indent=indent, hang=indent + len(value))
        yield from _parts(part.parts, indent + STEP)


def _number(value: float) -> str:
    return f"{value:.{PLACES}f}"


def reading_object(reading: Reading) -> dict[str, Any]:
    """A reading as JSON."""
    parts = [reading_object(part) for part in reading.parts]
    return {"kind": reading.kind, "text": reading.text, "parts": parts}


def explanation_object(why: Explanation) -> dict[str, Any]:
    """An explanation as JSON."""
    return {"score": why.score, "parts": [_part_object(part) for part in why.parts]}


def _part_object(part: ScorePart) -> dict[str, Any]:
    parts = [_part_object(each) for each in part.parts]
    return {"label": part.label, "value": part.value, "detail": part.detail, "parts": parts}
