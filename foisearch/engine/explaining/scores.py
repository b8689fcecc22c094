"""What a document's score is made of: the plan of the search, gone through once more for it.

Every value comes from the same postings and the same weights as the score itself, and tests hold
the sum of the parts to be the score.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from foisearch.engine import scoring
from foisearch.engine.explaining.explanation import Explanation, Reading, ScorePart, settled
from foisearch.engine.explaining.reading import Teller, spoken
from foisearch.engine.matching.matcher import Matcher
from foisearch.engine.planning import plan
from foisearch.engine.planning.compiler import Compiler
from foisearch.engine.planning.parts import relaxed
from foisearch.engine.planning.plan import Plan
from foisearch.engine.postings.term import Listed
from foisearch.engine.ranking import neighbours
from foisearch.engine.ranking.neighbours import Pair
from foisearch.engine.ranking.ordering import Match
from foisearch.engine.schema.entry import TEXTS
from foisearch.engine.segments import textfields, tokens
from foisearch.engine.segments.segment import Segment
from foisearch.engine.segments.stems import written_as

POINTS = scoring.GRAIN * scoring.STEPS
"""So many points, as scores are counted, are a score of 1."""
_MOST_TERMS = 200
"""Of so many words it is told which one counts."""
UNTOLD = "other stages of the ranking"
"""What a stage adds that does not say so itself; tests see that there is none."""


@dataclass(slots=True)
class Explainer:
    """Explains the scores of documents of one segment.

    Args:
        matcher: knows the weights.
        segment: where the documents are.
        said: how pieces of the plan were typed, to name them by.
    """

    matcher: Matcher
    segment: Segment
    said: Mapping[Plan, str]

    def explanation(
        self, node: Plan, doc: int, score: float, pairs: Sequence[Pair] = ()
    ) -> Explanation:
        """Why a document has its score.

        Args:
            node: the plan of the search.
            doc: a document that matches it.
            score: as it was found.
            pairs: the neighbours in the query that the second look looked for.
        """
        parts = [part for part in self._parts(node, doc) if part.value]
        number = self.matcher.segments.index(self.segment)
        match = self._points(node, doc), number, doc
        parts += self._second_look(pairs, match, round(score * POINTS))
        left = round(score * POINTS - sum(part.value for part in parts) * POINTS)
        if left:
            parts.append(ScorePart(UNTOLD, left / POINTS, "not told one by one"))
        return Explanation(score, settled(score, parts))

    def _parts(self, node: Plan, doc: int) -> Iterator[ScorePart]:
        """The parts that a node of the plan adds to the score."""
        if not plan.scored(node) or not self._matched(node, doc):
            return
        match node:
            case plan.Any() | plan.All():
                for each in node.plans:
                    yield from self._parts(each, doc)
            case plan.Sift():
                yield from self._parts(node.plan, doc)
            case plan.InPart():
                yield from self._parts(relaxed(node.plan), doc)
            case plan.Best():
                yield self._best(node, doc)
            case plan.Phrase():
                yield self._phrase(node, doc, self._name(node))
            case plan.Instead():
                yield self._instead(node, doc)
            case plan.Word():
                yield self._word(node, doc, self._name(node))
            case plan.AnyTerm():
                yield self._any_term(node, doc, self._name(node))
            case plan.Key() | plan.Ref():
                yield self._leaf(node, doc, self._name(node))
            case _:
                yield ScorePart(type(node).__name__.lower(), self._points(node, doc) / POINTS)

    def _matched(self, node: Plan, doc: int) -> bool:
        kept, _ = self.matcher.put(self.segment, node).among(_alone(doc))
        return len(kept) > 0

    def _points(self, node: Plan, doc: int) -> int:
        """What a node adds to the score, in the whole numbers that scores are counted in."""
        kept, scores = self.matcher.put(self.segment, node).among(_alone(doc))
        return int(scores[0]) if len(kept) and scores is not None else 0

    def _name(self, node: Plan) -> str:
        """What a piece of the plan is called: as it was typed, where that is known."""
        known = self.said.get(node)
        if known is not None:
            return known
        match node:
            case plan.Word():
                return f"“{node.term}”"
            case plan.Phrase() | plan.Instead():
                return f"“{' '.join(node.terms)}”"
            case plan.AnyTerm():
                return f"any of {len(node.terms):,} words"
            case plan.Ref():
                return f"reference {node.form}"
            case plan.Key():
                return f"{node.field} {' or '.join(sorted(node.values)[:3])}"
            case _:
                return type(node).__name__.lower()

    def _second_look(self, pairs: Sequence[Pair], match: Match, points: int) -> list[ScorePart]:
        """What neighbouring words of the query added to the score of a hit.

        Args:
            pairs: the neighbours in the query.
            match: the hit, with the score that its words alone give it.
            points: the score that it has.
        """
        if points == match[0]:
            return []
        gained = neighbours.reordered(self.matcher, [match], pairs)[1]
        return [
            ScorePart(self._side_by_side(pair), added / POINTS, f"as in the query, {_times(times)}")
            for found in gained.values()
            for pair, times, added in found
        ]

    def _side_by_side(self, pair: Pair) -> str:
        first, second, leap = pair
        typed = [spoken(term, self.said) for term in (first, second)]
        return f"“{(' … ' if leap > 1 else ' ').join(typed)}”"

    # Leaves.

    def _leaf(
        self, node: plan.Word | plan.AnyTerm | plan.Key | plan.Ref, doc: int, name: str
    ) -> ScorePart:
        """What is worth its impact times its weight."""
        weight = self.matcher.weight(node)
        points = self._points(node, doc)
        detail = f"impact {points // weight} of {scoring.STEPS} × {_weight(weight, node.boost)}"
        return ScorePart(name, points / POINTS, detail)

    def _word(self, node: plan.Word, doc: int, name: str) -> ScorePart:
        """A word, shared out among the fields that it stands in as these contribute to it."""
        return self._shared_out(self._leaf(node, doc, name), node.term, node.field, doc)

    def _any_term(self, node: plan.AnyTerm, doc: int, name: str) -> ScorePart:
        """Any of some words: that with the highest impact counts, and is told unless they are
        many."""
        part = self._leaf(node, doc, name)
        if len(node.terms) > _MOST_TERMS:
            return part
        there = [
            word for word in sorted(node.terms) if self._matched(plan.Word(word, node.field), doc)
        ]
        term = max(there, key=lambda word: self._impact(plan.Word(word, node.field), doc))
        part = replace(part, detail=f"as {term}, {part.detail}")
        return self._shared_out(part, term, node.field, doc)

    def _impact(self, node: plan.Word, doc: int) -> int:
        return self._points(node, doc) // self.matcher.weight(node)

    def _shared_out(self, part: ScorePart, term: str, field: str, doc: int) -> ScorePart:
        """A part that comes from a term, with the share of each field that it stands in."""
        listed = self.segment.listed(term)
        shares = [] if listed is None else list(self._fields(listed, doc, field))
        whole = sum(worth for _, worth, _ in shares)
        fields = tuple(
            ScorePart(f"in {name}", part.value * worth / whole, detail)
            for name, worth, detail in shares
        )
        return replace(part, parts=fields)

    def _fields(self, listed: Listed, doc: int, only: str) -> Iterator[tuple[str, int, str]]:
        """Each field that a term stands in, its contribution there, and how often it stands."""
        docs = _alone(doc)
        _, elements = listed.among(docs, self.segment.documents)
        begins, ends = tokens.spans(self.segment, [listed], docs, [elements])
        places = self.segment.places.at(np.arange(int(begins[0]), int(ends[0])))
        which = textfields.fields_at(self.segment, docs.repeat(len(places)), places)
        for number, count in enumerate(np.bincount(which, minlength=len(TEXTS)).tolist()):
            if count and only in ("", TEXTS[number]):
                each = int(textfields.contribution(self.segment, number, docs)[0])
                length = textfields.lengths(self.segment, "length", number, docs)
                words = 0 if length is None else int(length[0])
                detail = f"{_times(count)} in {words:,} words"
                yield TEXTS[number], count * each, detail

    def _phrase(self, node: plan.Phrase, doc: int, name: str) -> ScorePart:
        """A phrase: its words added up."""
        words = [plan.Word(term, node.field, node.boost) for term in node.terms]
        parts = tuple(self._word(word, doc, self._name(word)) for word in words)
        near = f" within {node.slop} other words" if node.slop else ""
        detail = f"its words added up{near}"
        return ScorePart(name, sum(part.value for part in parts), detail, parts)

    def _instead(self, node: plan.Instead, doc: int) -> ScorePart:
        """Other words for those that were typed."""
        found = self.matcher.settled(node)
        name = self._name(node)
        if isinstance(found, plan.Word):
            part = self._word(found, doc, name)
        else:
            part = self._phrase(found, doc, name)
        typed = " ".join(spoken(term, self.said) for term in node.of)
        detail = f"instead of “{typed}”: {part.detail}"
        return ScorePart(part.label, part.value, detail, part.parts)

    def _best(self, node: plan.Best, doc: int) -> ScorePart:
        """Of alternatives the one that adds most."""
        best = max(node.plans, key=lambda each: self._points(each, doc))
        parts = tuple(part for part in self._parts(best, doc) if part.value)
        if len(parts) == 1:
            only = parts[0]
            detail = f"the best of {len(node.plans)}; {only.detail}"
            return ScorePart(only.label, only.value, detail, only.parts)
        value = self._points(best, doc) / POINTS
        label = " and ".join(part.label for part in parts)
        return ScorePart(label, value, f"the best of {len(node.plans)}", parts)


def _alone(doc: int) -> NDArray[np.int64]:
    return np.array([doc], np.int64)


def _weight(weight: int, boost: float) -> str:
    """A weight in words: rarity times boost, where that is not 1."""
    worth = weight / scoring.GRAIN
    if boost == 1:
        return f"weight {worth:.2f}"
    return f"weight {worth:.2f} (rarity {worth / boost:.2f} × boost {boost:g})"


def _times(count: int) -> str:
    return "once" if count == 1 else "twice" if count == 2 else f"{count:,} times"


def explained(
    matcher: Matcher,
    asked: Plan,
    said: Mapping[Plan, str],
    pairs: Sequence[Pair],
    hits: Sequence[tuple[float, str]],
) -> tuple[Explanation, ...]:
    """Why hits have their scores.

    Args:
        matcher: of all segments.
        asked: the plan of the search.
        said: how pieces of it were typed.
        pairs: the neighbours in the query that the second look looked for.
        hits: scores and ids.
    """
    explainers = [Explainer(matcher, segment, said) for segment in matcher.segments]
    found = []
    for score, name in hits:
        for explainer in explainers:
            doc = explainer.segment.with_id(name.encode("utf-8", "surrogatepass"))
            if doc >= 0:
                found.append(explainer.explanation(asked, doc, score, pairs))
                break
    return tuple(found)


def read(compiler: Compiler, asked: Plan, segments: Sequence[Segment]) -> Reading:
    """How a query was read, once it has been compiled to a plan for some segments."""
    teller = Teller(compiler.said, lambda stem: written_as(segments, stem))
    return teller.reading(asked, compiler.notes())
