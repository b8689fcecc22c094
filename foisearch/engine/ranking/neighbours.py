"""The second look: hits in which words of the query stand side by side, as they do in it, move up.

A search adds up what each word says of a record; whether *stop* and *search* stand together there
does not count.  Of the first :data:`FIRST` hits that is looked up, and each gets for every pair of
neighbouring words of the query::

    extra = 255 × min(weight(a), weight(b)) × times / (times + 1) × (n + 1) / (2 × n)

``times`` is how often ``b`` stands right behind ``a`` (or as far behind it as in the query, where
small words stand between them: *stop and search*) in the topic, request, response or body; ``n`` is
how many pairs the query has.  So all pairs together are worth about half of what the words are.
The idea is that of sequential dependence (Metzler and Croft, *A Markov random
field model for term dependencies*, SIGIR 2005); ``docs/ranking.md`` has what it gave.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import count, pairwise
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from foisearch.analysis import is_function_word
from foisearch.engine.ranking import collecting
from foisearch.engine.schema.entry import TEXTS
from foisearch.engine.scoring import STEPS
from foisearch.engine.segments import textfields, tokens
from foisearch.query import ast

if TYPE_CHECKING:
    from foisearch.analysis import Analyzer
    from foisearch.engine.matching.matcher import Matcher
    from foisearch.engine.planning.plan import Plan
    from foisearch.engine.ranking.ordering import Match
    from foisearch.engine.segments.segment import Segment

Ints = NDArray[np.int64]
Pair = tuple[str, str, int]
"""Two terms that follow one another in the query, and how far behind the first the second stands:
1, or more where small words stand between them."""
Gain = tuple[Pair, int, int]
"""A pair, how often it stands in a record, and what that added to the score."""

FIRST = 30
"""So many hits, the best by their words, are looked at again."""
FARTHEST = 3
"""Words with more small ones between them than two are no neighbours."""
MOST_PAIRS = 64
"""Of a long query the pairs that are worth most, so many, are looked for."""
_NAMES = TEXTS.index("force")


def extra(weight: int, times: int, pairs: int) -> int:
    """What a pair adds to a score, in the unit of scores; 0 where it does not stand there.

    Args:
        weight: what a step of impact of the lesser of its words is worth.
        times: how often the pair stands in the record.
        pairs: how many pairs the query has, 1 or more.
    """
    return STEPS * weight * times * (pairs + 1) // (2 * pairs * (times + 1))


def pairs_of(node: ast.Node, analyzer: Analyzer) -> list[Pair]:
    """The terms that are neighbours in words side by side, each pair once.

    One or two small words may stand between them: *stop and search*.  Fields, phrases, weights and
    operators part words: nothing is a neighbour across them.
    """
    found: dict[Pair, None] = {}
    for run in _runs(node, analyzer):
        for (a, at), (b, place) in pairwise(run):
            if a != b and place - at <= FARTHEST:
                found[a, b, place - at] = None
    return list(found)


def _runs(node: ast.Node, analyzer: Analyzer) -> Iterator[list[tuple[str, int]]]:
    """The terms of words that follow one another in a query, and their places; small ones are
    counted, but left out."""
    match node:
        case ast.And() | ast.Or():
            for each in node.nodes:
                yield from _runs(each, analyzer)
        case ast.AnyOf() | ast.Reworded() | ast.Word():
            run: list[tuple[str, int]] = []
            at = 0
            for each in ast.as_typed(node.nodes if isinstance(node, ast.AnyOf) else (node,)):
                if not isinstance(each, ast.Word):
                    yield run
                    run = []
                    yield from _runs(each, analyzer)
                    continue
                terms = list(analyzer.terms(each.text))
                if not is_function_word(each.text):
                    run += zip(terms, count(at), strict=False)
                at += len(terms)
            yield run


def ranked(
    matcher: Matcher, asked: Plan, pairs: Iterable[Pair], end: int
) -> tuple[int, list[Match]]:
    """How many documents match, and the first ``end`` by relevance after the second look."""
    total, page = collecting.ranked(matcher, asked, "relevance", max(end, FIRST))
    return total, reordered(matcher, page, pairs)[0][:end]


def reordered(
    matcher: Matcher, page: Sequence[Match], pairs: Iterable[Pair]
) -> tuple[list[Match], dict[Match, list[Gain]]]:
    """The page with its first :data:`FIRST` hits in the order of their scores and extras.

    Args:
        matcher: knows the segments and what terms are worth.
        page: from the first hit on, in order, ``FIRST`` of them at least if there are as many.
        pairs: what to look for.

    Returns:
        All hits, those looked at with their new scores; and for each of these that got something
        its pairs, how often each stands there, and what it added.
    """
    head, rest = page[:FIRST], page[FIRST:]
    gained = _gained(matcher, head, pairs)
    if not gained:
        return list(page), {}
    found: dict[Match, list[Gain]] = {}
    looked_at = []
    for score, number, doc in head:
        gains = gained.get((number, doc), [])
        match = (score + sum(added for _, _, added in gains), number, doc)
        looked_at.append((-match[0], matcher.segments[number].string("id", doc), match))
        if gains:
            found[match] = gains
    return [*(match for *_, match in sorted(looked_at)), *rest], found


def _gained(
    matcher: Matcher, head: Sequence[Match], pairs: Iterable[Pair]
) -> dict[tuple[int, int], list[Gain]]:
    """What hits got for the pairs that are worth most, by segment and document."""
    weighed = ((min(matcher.term_weight(term, 1.0) for term in pair[:2]), pair) for pair in pairs)
    chosen = sorted(weighed, key=lambda each: -each[0])[:MOST_PAIRS]
    found: dict[tuple[int, int], list[Gain]] = {}
    for number, segment in enumerate(matcher.segments):
        docs = sorted(doc for _, place, doc in head if place == number)
        if not docs:
            continue
        places = _Places(segment, np.array(docs, np.int64))
        for weight, pair in chosen:
            for doc, times in places.times(pair):
                gain = (pair, times, extra(weight, times, len(chosen)))
                found.setdefault((number, doc), []).append(gain)
    return found


class _Places:
    """Where terms stand in some documents of a segment; each is looked up once."""

    def __init__(self, segment: Segment, docs: Ints) -> None:
        self._segment = segment
        self._docs = docs
        self._at = tokens.positions(segment)
        self._known: dict[str, dict[int, tuple[int, int]]] = {}
        names, _ = textfields.spans(segment, _NAMES, docs)
        self._ends = dict(zip(docs.tolist(), names.tolist(), strict=True))

    def times(self, pair: Pair) -> Iterator[tuple[int, int]]:
        """The documents that hold a pair, and how often; names of bodies do not count."""
        first, second, leap = pair
        held, other = self._held(first), self._held(second)
        for doc in held.keys() & other.keys():
            behind = {position + leap for position in self._at(*held[doc])}
            end = self._ends[doc]
            times = sum(p < end and p in behind for p in self._at(*other[doc]))
            if times:
                yield doc, times

    def _held(self, term: str) -> dict[int, tuple[int, int]]:
        """The documents that hold a term, and where its tokens in each begin and end."""
        known = self._known.get(term)
        if known is None:
            known = self._known[term] = self._found(term)
        return known

    def _found(self, term: str) -> dict[int, tuple[int, int]]:
        listed = self._segment.listed(term)
        if listed is None:
            return {}
        kept, elements = listed.among(self._docs, self._segment.documents)
        if not len(kept):
            return {}
        docs = self._docs.take(kept)
        begins, ends = tokens.spans(self._segment, (listed,), docs, (elements,))
        bounds = zip(begins.tolist(), ends.tolist(), strict=True)
        return dict(zip(docs.tolist(), bounds, strict=True))
