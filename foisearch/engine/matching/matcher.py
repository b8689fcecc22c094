"""From a plan to what finds its matches: terms become postings, and postings get weights."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache, partial

import numpy as np
from numpy.typing import NDArray

from foisearch.analysis import Analyzer
from foisearch.engine import scoring
from foisearch.engine.matching import disjunction, multiterm, operators, phrases
from foisearch.engine.matching.accumulators import Weighed
from foisearch.engine.matching.in_part import InPart
from foisearch.engine.matching.operators import Found, Operator
from foisearch.engine.planning import plan
from foisearch.engine.planning.parts import relaxed
from foisearch.engine.planning.plan import Plan
from foisearch.engine.postings import scratch
from foisearch.engine.postings.term import NO_DOCUMENTS, NOTHING
from foisearch.engine.schema.entry import TEXTS, key_term
from foisearch.engine.segments import textfields
from foisearch.engine.segments.segment import Segment

Ints = NDArray[np.int64]
Bytes = NDArray[np.uint8]
Leaf = plan.Word | plan.AnyTerm | plan.Key | plan.Ref

_FEW_VALUES = 8
"""So many values of a key are looked up one by one."""
_NARROW = 5_000
"""Scores of plans with smaller boosts, added up, fit into 32 bits."""
_weight = lru_cache(1 << 16)(scoring.weight)


class Matcher:
    """Finds the matches of plans; made anew for every search.

    What depends on all segments (document frequencies) is found once and remembered.

    Args:
        segments: all segments of the index.
        documents: how many documents they have that are not deleted.
        analyzer: cuts the texts that have to be read for a plan; a new one by default.
    """

    __slots__ = ("_raw", "_weights", "analyzer", "documents", "found", "segments")

    def __init__(
        self, segments: Sequence[Segment], documents: int, analyzer: Analyzer | None = None
    ) -> None:
        self.segments = segments
        self.documents = documents
        self.analyzer = analyzer or Analyzer()
        self.found: tuple[Plan, list[Ints]] | None = None
        """The last plan that was ranked, and its live matches in each segment."""
        self._weights: dict[Plan, int] = {}
        self._raw: dict[tuple[int, Plan], tuple[Ints, Bytes]] = {}

    def matches(self, segment: Segment, node: Plan) -> Found:
        """The matches of a plan in one segment, ascending; deleted ones may be among them."""
        return self.put(segment, node).matches()

    # Weights.

    def weight_of(self, df: int, boost: float) -> int:
        """What is worth, per step of impact, what stands in so many live documents."""
        return _weight(self.documents, df, boost)

    def df(self, term: str) -> int:
        """In how many live documents a term of the dictionary stands."""
        df = 0
        for segment in self.segments:
            listed = segment.listed(term)
            if listed is not None:
                df += segment.live_df(listed)
        return df

    def term_weight(self, term: str, boost: float) -> int:
        """What a term of the dictionary is worth."""
        return _weight(self.documents, self.df(term), boost)

    def weight(self, node: Leaf) -> int:
        """What a match of a leaf is worth."""
        term = term_of(node)
        if term is not None:
            return self.term_weight(term, node.boost)
        known = self._weights.get(node)
        if known is None:
            df = 0
            for segment in self.segments:
                docs, _ = self.raw(segment, node)
                df += len(docs)
                if len(segment.dead):
                    df -= len(docs) - int(np.count_nonzero(segment.alive.take(docs)))
            known = self._weights[node] = _weight(self.documents, df, node.boost)
        return known

    def settled(self, node: plan.Instead) -> plan.Word | plan.Phrase:
        """The word or phrase that is looked for instead of others, with the boost that it gets."""
        own, theirs = (self._worth(terms, node.field) for terms in (node.terms, node.of))
        boost = node.boost * min(1.0, theirs / own)
        if len(node.terms) == 1:
            return plan.Word(node.terms[0], node.field, boost)
        return plan.Phrase(node.terms, node.field, 0, boost)

    def _worth(self, terms: Sequence[str], field: str) -> int:
        """What some terms are worth together."""
        return sum(self.weight(plan.Word(term, field)) for term in terms)

    # From nodes to operators.

    def words(self, nodes: Sequence[Plan]) -> list[list[Weighed]] | None:
        """The postings of plans that are words or keys, by segment; ``None`` if one is not."""
        weights: dict[str, int] = {}
        for node in nodes:
            if type(node) is plan.Word and not node.field:
                term: str | None = node.term
            elif type(node) is plan.Key and node.boost > 0:
                term = term_of(node)
            else:
                return None
            if term is None:
                return None
            weight = self.term_weight(term, node.boost)
            weights[term] = weights[term] + weight if term in weights else weight
        found = []
        for segment in self.segments:
            held = [(segment.listed(term), weight) for term, weight in weights.items()]
            found.append([(listed, weight) for listed, weight in held if listed is not None])
        return found

    def put(self, segment: Segment, node: Plan) -> Operator:
        """What finds the matches of a plan in one segment."""
        match node:
            case plan.Word() | plan.Key() | plan.AnyTerm() | plan.Ref():
                return self._leaf(segment, node)
            case plan.Any():
                return self._any(segment, node)
            case plan.Best():
                parts = [self.put(segment, each) for each in node.plans]
                return disjunction.BestOf(segment, parts, _kind(node))
            case plan.Instead():
                return self.put(segment, self.settled(node))
            case plan.All():
                return self._all(segment, node.plans)
            case plan.Sift():
                part, sieve = self.put(segment, node.plan), self.put(segment, node.sieve)
                return operators.Sifted(segment, part, sieve, node.keep)
            case plan.Phrase():
                return phrases.put(self, segment, node)
            case plan.InPart():
                likely = self.put(segment, relaxed(node.plan))
                return InPart(segment, likely, node, self.analyzer)
            case plan.Everything():
                return operators.Whole(segment)

    def _any(self, segment: Segment, node: plan.Any) -> Operator:
        words = self.words(node.plans)
        if words is not None:
            return disjunction.Words(segment, words[self.segments.index(segment)])
        parts = [self.put(segment, each) for each in node.plans]
        if plan.always_scored(node):
            return disjunction.SumOf(segment, parts, _kind(node))
        return disjunction.AnyOf(segment, parts)

    def _all(self, segment: Segment, nodes: Sequence[Plan]) -> Operator:
        terms: list[operators.Term] = []
        others: list[Operator] = []
        for node in nodes:
            part = self.put(segment, node)
            if isinstance(part, operators.Term):
                terms.append(part)
            elif isinstance(part, operators.Nothing):
                return part
            else:
                others.append(part)
        return operators.AllOf(segment, terms, others) if nodes else operators.Nothing()

    def _leaf(self, segment: Segment, node: Leaf) -> Operator:
        term = term_of(node)
        if term is not None:
            listed = segment.listed(term)
            if listed is None:
                return operators.Nothing()
            scored = type(node) is plan.Word or node.boost > 0
            weigh = self.term_weight if scored else None
            return operators.Term(segment, listed, weigh, term, node.boost)
        if isinstance(node, plan.Key) and not node.boost and len(node.values) <= _FEW_VALUES:
            values = [plan.Key(node.field, frozenset((value,))) for value in node.values]
            return disjunction.AnyOf(segment, [self._leaf(segment, value) for value in values])
        weigh = partial(self.weight, node) if plan.scored(node) else None
        return operators.Leaf(segment, partial(self.raw, segment, node), weigh)

    def raw(self, segment: Segment, node: Leaf) -> tuple[Ints, Bytes]:
        """Documents (deleted ones may be among them) and impacts of a leaf."""
        term = term_of(node)
        if term is not None:
            listed = segment.listed(term)
            return listed.everywhere(segment.documents) if listed else (NO_DOCUMENTS, NOTHING)
        key = id(segment), node
        found = self._raw.get(key)
        if found is None:
            found = self._raw[key] = _postings(segment, node)
        return found


def _kind(node: Plan) -> disjunction.Kind:
    """What holds the scores of a plan: at most 375,000 for each 1 of boost, at 2^32 documents."""
    return np.int32 if plan.boosts(node) < _NARROW else np.int64


def term_of(node: Plan) -> str | None:
    """The one term of the dictionary whose postings are those of a plan, if there is one."""
    if type(node) is plan.Word:
        return None if node.field else node.term
    if type(node) is plan.Key and len(node.values) == 1:
        (value,) = node.values
        return key_term(node.field, value)
    return None


def _postings(segment: Segment, node: Leaf) -> tuple[Ints, Bytes]:
    """Documents and impacts of a leaf that is not just one term's."""
    match node:
        case plan.Word():
            return textfields.postings(segment, (node.term,), TEXTS.index(node.field))
        case plan.AnyTerm(field=""):
            best = multiterm.highest(segment, multiterm.term_numbers(segment, node.terms))
        case plan.AnyTerm():
            return textfields.postings(segment, node.terms, TEXTS.index(node.field))
        case plan.Key():
            numbers = multiterm.key_numbers(segment, node.field, node.values)
            best = multiterm.highest(segment, numbers)
        case plan.Ref():
            docs = segment.with_ref(node.form)
            return docs, np.full(len(docs), scoring.STEPS, np.uint8)
    docs = (best > 0).nonzero()[0]
    impacts: Bytes = best.take(docs)
    best.fill(0)
    scratch.given_back(best)
    return docs, impacts
