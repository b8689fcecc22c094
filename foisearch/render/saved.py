"""Saved searches as a person reads them: what is new in one, and the list of all."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from foisearch.disclosure import PartialDate, Precision
from foisearch.render.answers import Listed, Renewed, Row
from foisearch.render.hits import hit_blocks
from foisearch.render.layout import BLANK, Block, Span, joined, line
from foisearch.render.words import count_words, date_words
from foisearch.text import collapse_space

INDENT = 3


def renewed_blocks(renewed: Renewed) -> Iterator[Block]:
    """The hits that are new, then how many there are."""
    yield from hit_blocks(renewed.found.result.hits)
    yield line(*joined([Span(renewed.name, "ref"), *_counts(renewed)]), hang=INDENT)
    for note in renewed.found.result.notes:
        yield line(Span("note: ", "note"), note, hang=6)


def listed_blocks(listed: Listed) -> Iterator[Block]:
    """Each search with what is new in it, what it looks for, and where."""
    if not listed.rows:
        yield line("no search is saved; at the prompt .save NAME saves one")
    for row in listed.rows:
        if row is not listed.rows[0]:
            yield BLANK
        yield from _row(row)


def _row(row: Row) -> Iterator[Block]:
    counts = _counts(row.renewed) if row.renewed else []
    yield line(*joined([Span(row.name, "ref"), *counts]), hang=INDENT)
    if row.request is not None:
        steps = [step.value for step in row.request.filters.within]
        query = collapse_space(row.request.query) or "everything"
        yield line(Span("looks for ", "dim"), " › ".join([query, *steps]), indent=INDENT)
    if row.corpus is not None:
        yield line(Span("corpus ", "dim"), str(row.corpus), indent=INDENT)
    if row.problem:
        yield line(Span("problem: ", "warning"), row.problem, indent=INDENT, hang=INDENT + 2)


def _counts(renewed: Renewed) -> list[str | Span]:
    since = f"since {day_words(renewed.looked)}"
    new = Span(f"{renewed.new:,} new", "bold") if renewed.new else Span("nothing new")
    gone = f"{renewed.gone:,} gone" if renewed.gone else ""
    return [Span(f"{new.text} {since}", new.role), f"{renewed.total:,} in all", gone]


def day_words(moment: datetime) -> str:
    """``14 October 2026 at 09:05``, where whoever reads it is."""
    here = moment.astimezone()
    day = date_words(PartialDate(here.date(), Precision.DAY))
    return f"{day} at {here:%H:%M}"


def total_words(total: int) -> str:
    """What a search finds now, when it is saved."""
    return f"{count_words(total, 'record')} found now; later .saved tells what is new"
