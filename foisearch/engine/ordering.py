"""The order of hits, the same whatever the segments of the index: ties are broken by id."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from heapq import nsmallest
from typing import Any

Match = tuple[int, float]


def page(searcher: Any, matches: list[Match], sort: str, offset: int, limit: int) -> list[Match]:
    """The matches from ``offset`` on, at most ``limit``, in the order that ``sort`` names.

    Args:
        searcher: Whoosh's, asked for the columns that are sorted by.
        matches: document numbers and scores, in any order.
        sort: ``relevance``, ``newest``, ``oldest`` or ``ref``.
        offset: how many of the first to leave out, 0 or more.
        limit: how many to give, 0 or more.
    """
    end = offset + limit
    if limit <= 0 or offset >= len(matches):
        return []
    if sort == "relevance":
        matches = _contenders(matches, end)
    key = _key(searcher, sort)
    chosen = nsmallest(end, matches, key=key)[offset:]
    return [(number, _rounded(score)) for number, score in chosen]


def _contenders(matches: list[Match], end: int) -> list[Match]:
    """Those that can be among the first ``end``, so that few ids have to be read."""
    if len(matches) <= end:
        return matches
    cut = sorted((score for _, score in matches), reverse=True)[end - 1]
    return [match for match in matches if _rounded(match[1]) >= _rounded(cut)]


def _rounded(score: float) -> float:
    """Scores added up in another order differ in their last bits; that is still a tie."""
    return round(score, 9)


def _key(searcher: Any, sort: str) -> Callable[[Match], Any]:
    ids = _column(searcher, "id")
    if sort == "relevance":
        return lambda match: (-_rounded(match[1]), ids(match[0]))
    if sort == "ref":
        refs = _column(searcher, "order_ref")
        return lambda match: (refs(match[0]), ids(match[0]))
    days = _column(searcher, "order_date")
    sign = -1 if sort == "newest" else 1
    # A date that is not known is 0 in the index, and comes last either way.
    return lambda match: (days(match[0]) == 0, sign * days(match[0]), ids(match[0]))


def _column(searcher: Any, name: str) -> Callable[[int], Any]:
    """A look-up of one value by document number over all segments."""
    readers: Iterable[tuple[Any, int]] = searcher.reader().leaf_readers()
    columns = [(offset, reader.column_reader(name)) for reader, offset in readers]
    columns.reverse()

    def value(number: int) -> Any:
        for offset, column in columns:
            if number >= offset:
                return column[number - offset]
        raise LookupError(number)

    return value
