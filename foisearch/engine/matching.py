"""Whoosh queries of our own, where Whoosh's would go wrong, rank by chance or cost too much.

:class:`AnyTerm` is in the place of Prefix and Wildcard, whose scores depend on the size of a
segment; :class:`Sequence` of Phrase, which counts the words between two neighbours only;
:class:`Sifted` of Require and AndNot, which lose their way when one stands in another.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from math import log
from typing import Any

from whoosh import matching, query, scoring
from whoosh.reading import TermNotFound

K1 = 1.2
B = 0.75
WEIGHTING = scoring.BM25F(B=B, K1=K1, ref_B=0.0, exemption_B=0.0, force_id_B=0.0)
"""The ranking: see ``docs/ranking.md``.  Key fields are not punished for holding many values."""
_FIELD_B = {"ref": 0.0, "exemption": 0.0, "force_id": 0.0}


class OwnQuery(query.Query):  # type: ignore[misc]
    """What our queries have in common: they are compared and printed by ``key``."""

    boost = 1.0
    key: tuple[Any, ...] = ()

    def __repr__(self) -> str:
        return f"{type(self).__name__}{self.key!r}"

    __str__ = __repr__

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and repr(other) == repr(self)

    def __hash__(self) -> int:
        return hash(repr(self))

    def is_leaf(self) -> bool:
        """Whoosh need not look inside."""
        return True

    def normalize(self) -> OwnQuery:
        """It is as simple as it gets."""
        return self

    def estimate_min_size(self, ixreader: Any) -> int:
        """How many documents it matches, at least."""
        return 0


class AnyTerm(OwnQuery):
    """Documents that hold any of ``terms`` in ``fieldname``, scored as if they were one word.

    Their frequencies in a document are added up, and the number of documents that hold any of them
    is the document frequency.

    Args:
        fieldname: a field of the schema.
        terms: as they stand in the index.
        boost: the weight of a match; 0 to score every match the same.
    """

    def __init__(self, fieldname: str, terms: Iterable[str], boost: float = 0.0) -> None:
        self.fieldname = fieldname
        self.terms_ = tuple(sorted(set(terms)))
        self.boost = boost
        self.key = (fieldname, self.terms_, boost)
        self._totals: dict[int, float] = {}

    def estimate_size(self, ixreader: Any) -> int:
        """How many documents it may match, at most."""
        found = sum(ixreader.doc_frequency(self.fieldname, term) for term in self.terms_)
        return min(int(found), int(ixreader.doc_count_all()))

    def matcher(self, searcher: Any, context: Any = None) -> Any:
        """All matches of one segment, found at once."""
        found = self._frequencies(searcher.reader())
        if not found:
            return matching.NullMatcher()
        ids = sorted(found)
        if not self.boost or (context is not None and context.weighting is None):
            return matching.ListMatcher(ids, all_weights=1.0)
        weights = self._scores(searcher, ids, found)
        return matching.ListMatcher(ids, weights=weights)

    def _frequencies(self, reader: Any) -> dict[int, float]:
        """Documents that are not deleted, with how often any of the terms stands in them."""
        found: dict[int, float] = {}
        for term in self.terms_:
            try:
                postings = reader.postings(self.fieldname, term.encode())
            except TermNotFound:
                continue
            while postings.is_active():
                number = postings.id()
                found[number] = found.get(number, 0.0) + postings.weight()
                postings.next()
        return found

    def _scores(self, searcher: Any, ids: list[int], found: dict[int, float]) -> list[float]:
        parent = searcher.get_parent()
        holding = self._totals.get(id(parent))
        if holding is None:
            holding = self._totals[id(parent)] = len(self._frequencies(parent.reader()))
        # The same idf and saturation as Whoosh's BM25F, so that "word" and "word*" compare.
        idf = log(parent.doc_count_all() / (holding + 1)) + 1
        average = parent.avg_field_length(self.fieldname) or 1
        b = _FIELD_B.get(self.fieldname, B)
        reader = searcher.reader()
        lengths = (reader.doc_field_length(number, self.fieldname, 1) for number in ids)
        return [
            self.boost * scoring.bm25(idf, found[number], length, average, b, K1)
            for number, length in zip(ids, lengths, strict=True)
        ]


class Sequence(OwnQuery):
    """Documents where ``words`` follow one another in ``fieldname``.

    Args:
        fieldname: a field with positions.
        words: two terms or more; the same may occur again.
        slop: how many other words may stand among them, in all.
        boost: the weight of a match, which is the sum of the scores of its words.
    """

    def __init__(self, fieldname: str, words: tuple[str, ...], slop: int, boost: float) -> None:
        self.fieldname = fieldname
        self.words = words
        self.slop = slop
        self.boost = boost
        self.key = (fieldname, words, slop, boost)

    def estimate_size(self, ixreader: Any) -> int:
        """How many documents it may match, at most."""
        return min(int(ixreader.doc_frequency(self.fieldname, word)) for word in self.words)

    def matcher(self, searcher: Any, context: Any = None) -> Any:
        """All matches of one segment, found at once."""
        terms = {word: query.Term(self.fieldname, word) for word in self.words}
        matchers = {word: term.matcher(searcher, context) for word, term in terms.items()}
        scored = context is None or context.weighting is not None
        ids: list[int] = []
        weights: list[float] = []
        while all(m.is_active() for m in matchers.values()):
            number = max(m.id() for m in matchers.values())
            behind = [m for m in matchers.values() if m.id() < number]
            for each in behind:
                each.skip_to(number)
            if behind:
                continue
            places = {word: list(m.value_as("positions")) for word, m in matchers.items()}
            if self._follow([places[word] for word in self.words]):
                ids.append(number)
                score = sum(matchers[word].score() for word in self.words) if scored else 1.0
                weights.append(score * self.boost)
            next(iter(matchers.values())).next()
        return matching.ListMatcher(ids, weights=weights) if ids else matching.NullMatcher()

    def _follow(self, places: list[list[int]]) -> bool:
        """Whether a place for each word can be found, in order and close enough."""
        for first in places[0]:
            last = first
            for following in places[1:]:
                # The nearest place is the best, whatever comes after.
                at = bisect_right(following, last)
                if at == len(following):
                    return False  # nor can any later beginning do
                last = following[at]
            if last - first - (len(places) - 1) <= self.slop:
                return True
        return False


class Sifted(OwnQuery):
    """Matches of ``scored`` that ``sieve`` matches, or does not where ``keep`` is false."""

    def __init__(self, scored: Any, sieve: Any, *, keep: bool) -> None:
        self.scored = scored
        self.sieve = sieve
        self.keep = keep
        self.key = (scored, sieve, keep)

    def estimate_size(self, ixreader: Any) -> int:
        """How many documents it may match, at most."""
        return int(self.scored.estimate_size(ixreader))

    def matcher(self, searcher: Any, context: Any = None) -> Any:
        """The matches of one segment; those of the sieve are found first, all at once."""
        sieve = self.sieve.matcher(searcher, searcher.boolean_context())
        ids = frozenset(sieve.all_ids())
        if self.keep and not ids:
            return matching.NullMatcher()
        return matching.FilterMatcher(
            self.scored.matcher(searcher, context), ids, exclude=not self.keep
        )
