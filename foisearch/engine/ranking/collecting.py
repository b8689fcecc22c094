"""What a plan finds in all segments: how many documents, and the first of them in an order."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from foisearch.engine.matching import live, multiterm, phrases, selection
from foisearch.engine.matching.accumulators import Weighed
from foisearch.engine.matching.matcher import Matcher
from foisearch.engine.planning import plan
from foisearch.engine.planning.plan import Plan
from foisearch.engine.postings import scratch
from foisearch.engine.postings.term import NO_DOCUMENTS
from foisearch.engine.ranking import approximate, ordering, pruning
from foisearch.engine.ranking.ordering import Found, Match
from foisearch.engine.segments.segment import Segment

Ints = NDArray[np.int64]
Scores = NDArray[Any]
Search = Callable[[int, Segment, int], tuple[Ints, Scores]]
"""Finds, in a segment with a number, what can be among the best, given a score that so many
documents of other segments reach."""

ORDERS = ordering.ORDERS


def best(matcher: Matcher, node: Plan, end: int) -> list[Match]:
    """The first ``end`` matches by relevance, without counting the others."""
    if end <= 0:
        return []
    nodes = node.plans if type(node) is plan.Any else (node,)
    words = matcher.words(nodes)
    if words is not None:
        return _best(matcher, end, _of_words(words, end))
    if type(node) is plan.AnyTerm and not node.field:
        return _best(matcher, end, _of_terms(matcher, node, end))
    if type(node) is plan.Phrase and not node.field:
        return _best(matcher, end, _of_phrase(matcher, node, end))
    return ranked(matcher, node, "relevance", end)[1]


def foremost(matcher: Matcher, node: plan.Any, end: int) -> list[Found]:
    """Documents of each segment among which are likely the ``end`` best for many words.

    They are in order in each segment, not across.

    Args:
        matcher: of all segments.
        node: words in any field, and nothing else.
        end: how many are wanted, 1 or more.
    """
    words = matcher.words(node.plans)
    if words is None:
        raise ValueError("not words alone")
    return _gathered(
        matcher,
        end,
        lambda number, segment, floor: approximate.best(segment, words[number], end, floor),
    )


def _best(matcher: Matcher, end: int, search: Search) -> list[Match]:
    """The best of all segments, in order."""
    found = _gathered(matcher, end, search)
    return ordering.page(matcher.segments, found, "relevance", 0, end)


def _gathered(matcher: Matcher, end: int, search: Search) -> list[Found]:
    """The best of each segment; what is found in one is a floor for the next."""
    found: list[Found] = []
    floor = 0
    for number, segment in enumerate(matcher.segments):
        docs, scores = search(number, segment, floor)
        if len(docs):
            docs, scores = ordering.first(segment, docs, scores, "relevance", end)
            if len(docs) == end:
                floor = max(floor, int(scores[-1]))
            found.append((number, docs, scores))
    return found


def _of_words(words: list[list[Weighed]], end: int) -> Search:
    return lambda number, segment, floor: pruning.best(segment, words[number], end, floor)


def _of_phrase(matcher: Matcher, node: plan.Phrase, end: int) -> Search:
    def search(_: int, segment: Segment, floor: int) -> tuple[Ints, Scores]:
        phrase = phrases.put(matcher, segment, node)
        if isinstance(phrase, phrases.Phrase):
            return phrase.best(end, floor)
        return NO_DOCUMENTS, NO_DOCUMENTS

    return search


def _of_terms(matcher: Matcher, node: plan.AnyTerm, end: int) -> Search:
    """How to find the best for many terms that count as one word."""
    highest = [
        multiterm.highest(segment, multiterm.term_numbers(segment, node.terms))
        for segment in matcher.segments
    ]
    weight = matcher.weight_of(sum(map(np.count_nonzero, highest)), node.boost)

    def search(number: int, _: Segment, __: int) -> tuple[Ints, Scores]:
        best = highest[number]
        docs = selection.leading(best, end, 1)
        scores = best.take(docs).astype(np.int64)
        scores *= weight
        best.fill(0)
        scratch.given_back(best)
        return docs, scores

    return search


def ranked(
    matcher: Matcher, node: Plan, order: str, end: int, begin: int = 0
) -> tuple[int, list[Match]]:
    """How many documents match, and in an order those from ``begin`` to ``end``."""
    total = 0
    found: list[Found] = []
    matched: list[Ints] = []
    for number, segment in enumerate(matcher.segments):
        docs, scores = live.matches(matcher, segment, node)
        matched.append(docs)
        total += len(docs)
        if end > begin and len(docs):
            found.append((number, *ordering.first(segment, docs, scores, order, end)))
    matcher.found = node, matched
    return total, ordering.page(matcher.segments, found, order, begin, end)
