"""Matches marked in whole texts, as snippets mark them in passages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from foisearch.render.layout import Span

if TYPE_CHECKING:
    from foisearch.analysis import Analyzer
    from foisearch.occurrences import Finder
    from foisearch.query.wanted import Wanted

MATCH = "match"
"""The role of what matched."""


class Marks:
    """What to mark in the texts of a disclosure: nothing, unless it was looked for.

    Args:
        wanted: what was looked for, each thing in a field or anywhere.
        analyzer: of the index that was asked.
    """

    def __init__(self, wanted: Sequence[Wanted] = (), analyzer: Analyzer | None = None) -> None:
        self._wanted = wanted
        self._analyzer = analyzer

    def spans(self, field: str, text: str, role: str = "") -> tuple[Span, ...]:
        """A text of a field in one role, but for what matches in it."""
        return _split(text, self._ranges(field, text), 0, len(text), role)

    def lines(self, field: str, text: str, role: str = "") -> Iterator[tuple[Span, ...]]:
        """Each line of such a text, trimmed; a phrase may go on from one line to the next."""
        ranges = self._ranges(field, text)
        at = len(text) - len(text.lstrip())
        for raw in text.strip().splitlines(keepends=True):
            body = raw.strip()
            start = at + raw.find(body)
            yield _split(text, ranges, start, start + len(body), role)
            at += len(raw)

    @cached_property
    def _finder(self) -> Finder | None:
        if not self._wanted or self._analyzer is None:
            return None
        from foisearch.occurrences import Finder

        return Finder(self._wanted, self._analyzer)

    def _ranges(self, field: str, text: str) -> list[tuple[int, int]]:
        """What matches, as ranges in order that do not overlap."""
        if self._finder is None:
            return []
        ranges: list[tuple[int, int]] = []
        for match in self._finder.find(text, ("", field)):
            if ranges and match.start < ranges[-1][1]:
                ranges[-1] = (ranges[-1][0], max(match.end, ranges[-1][1]))
            else:
                ranges.append((match.start, match.end))
        return ranges


def _split(
    text: str, ranges: Sequence[tuple[int, int]], start: int, end: int, role: str
) -> tuple[Span, ...]:
    """``text[start:end]`` as spans; tabs are two blanks wide."""
    spans: list[Span] = []
    for first, last in ranges:
        if last <= start or first >= end:
            continue
        spans.append(Span(text[start : max(first, start)], role))
        spans.append(Span(text[max(first, start) : min(last, end)], MATCH))
        start = min(last, end)
    spans.append(Span(text[start:end], role))
    return tuple(Span(s.text.replace("\t", "  "), s.role) for s in spans if s.text)
