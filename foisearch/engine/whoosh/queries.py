"""Queries of our own: what Whoosh's cannot say, or where its matchers go wrong.

All work on stock readers, with stock matchers below and above them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from copy import copy
from datetime import date
from typing import Any
from weakref import WeakKeyDictionary

from whoosh import matching, query

from foisearch.engine import scoring
from foisearch.engine.whoosh.postings import IMPACT
from foisearch.query import dates, near


class OwnQuery(query.Query):  # type: ignore[misc]
    """What our queries have in common: they are compared and printed by what made them."""

    made_of: tuple[Any, ...] = ()

    def __repr__(self) -> str:
        return f"{type(self).__name__}{self.made_of!r}"

    __str__ = __repr__

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and repr(other) == repr(self)

    def __hash__(self) -> int:
        return hash(repr(self))


class OneWord(OwnQuery, query.MultiTerm):  # type: ignore[misc]
    """Documents that hold any of several terms, scored as if these were one word.

    The impact is the highest of those of the terms; the document frequency counts the documents
    that hold any.  Whoosh's own score depends on how many terms and documents there are.
    """

    def __init__(self, fieldname: str, boost: float) -> None:
        self.fieldname = fieldname
        self.boost = boost
        self._counts: WeakKeyDictionary[Any, int] = WeakKeyDictionary()

    def __deepcopy__(self, memo: object) -> OneWord:
        return copy(self)

    def with_boost(self, boost: float) -> OneWord:
        """The same with another boost."""
        other = copy(self)
        other.boost = boost
        other.made_of = (*self.made_of[:-1], boost)
        return other

    def matcher(self, searcher: Any, context: Any = None) -> Any:
        """All matches of one segment, found at once."""
        best = self._impacts(searcher.reader())
        if not best:
            return matching.NullMatcher()
        ids = sorted(best)
        parent = searcher.get_parent()
        if parent not in self._counts:
            leaves = parent.leaf_searchers()
            self._counts[parent] = sum(len(self._impacts(leaf.reader())) for leaf, _ in leaves)
        weight = scoring.weight(parent.doc_count(), self._counts[parent], self.boost)
        return matching.ListMatcher(ids, weights=[weight * best[number] for number in ids])

    def _impacts(self, reader: Any) -> dict[int, int]:
        """Documents that hold any of the terms, with the highest impact."""
        best: dict[int, int] = {}
        for text in set(self._btexts(reader)):
            postings = reader.postings(self.fieldname, text)
            while postings.is_active():
                number = postings.id()
                best[number] = max(best.get(number, 0), postings.value_as(IMPACT))
                postings.next()
        return best


class AnyTerm(OneWord):
    """Documents that hold any of ``words``."""

    def __init__(self, fieldname: str, words: Iterable[str], boost: float = 1.0) -> None:
        super().__init__(fieldname, boost)
        self.words = tuple(sorted(set(words)))
        self.text = "|".join(self.words)
        self.made_of = (fieldname, self.words, boost)

    def _btexts(self, ixreader: Any) -> Iterator[bytes]:
        for word in self.words:
            text = ixreader.schema[self.fieldname].to_bytes(word)
            if (self.fieldname, text) in ixreader:
                yield text


class Within(OneWord):
    """Documents with a date that touches a span: a month does if one of its days is in it.

    ``None`` stands for an open side.
    """

    def __init__(
        self, fieldname: str, since: date | None, until: date | None, boost: float = 1.0
    ) -> None:
        super().__init__(fieldname, boost)
        self.since = since
        self.until = until
        self.text = f"{since or ''}..{until or ''}"
        self.made_of = (fieldname, since, until, boost)

    def _btexts(self, ixreader: Any) -> Iterator[bytes]:
        since, until = self.since or date.min, self.until or date.max
        for text in ixreader.lexicon(self.fieldname):
            try:
                first, last = dates.span(text.decode())
            except ValueError:
                continue  # the date is not known
            if first and last and first <= until and last >= since:
                yield text


class Chain(OwnQuery):
    """Documents where ``words`` follow one another, at most ``slop`` others among them, in all.

    Whoosh's Phrase counts those between each two neighbours, one more than there are.  The score is
    the sum of those of the words.
    """

    def __init__(
        self, fieldname: str, words: Iterable[str], slop: int = 0, boost: float = 1.0
    ) -> None:
        self.fieldname = fieldname
        self.words = tuple(words)
        self.slop = slop
        self.boost = boost
        self.made_of = (fieldname, self.words, slop, boost)

    def has_terms(self) -> bool:
        """It asks for words as they are."""
        return True

    def terms(self, phrases: bool = False) -> Iterator[tuple[str, str]]:
        """The words, where those of phrases are wanted too; for highlighting."""
        return ((self.fieldname, word) for word in self.words if phrases)

    def _terms(self) -> dict[str, Any]:
        return {word: query.Term(self.fieldname, word, self.boost) for word in self.words}

    def estimate_size(self, ixreader: Any) -> int:
        """How many documents it may match, at most."""
        return min(int(term.estimate_size(ixreader)) for term in self._terms().values())

    def estimate_min_size(self, ixreader: Any) -> int:
        """How many documents it matches, at least."""
        return 0

    def matcher(self, searcher: Any, context: Any = None) -> Any:
        """All matches of one segment, found at once."""
        held = {word: term.matcher(searcher, context) for word, term in self._terms().items()}
        ids: list[int] = []
        scores: list[float] = []
        while all(each.is_active() for each in held.values()):
            number = max(each.id() for each in held.values())
            behind = [each for each in held.values() if each.id() < number]
            for each in behind:
                each.skip_to(number)
            if behind:
                continue
            places = {word: each.value_as("positions") for word, each in held.items()}
            if self._follow([places[word] for word in self.words]):
                ids.append(number)
                scores.append(sum(held[word].score() for word in self.words))
            held[self.words[0]].next()
        return matching.ListMatcher(ids, weights=scores) if ids else matching.NullMatcher()

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


class Cluster(Chain):
    """Documents where ``words`` stand near one another in any order, as in ``"stop search"~2``."""

    def _follow(self, places: list[list[int]]) -> bool:
        held = dict(zip(self.words, places, strict=True))
        return any(True for _ in near.chains(self.words, held, self.slop))


class Without(query.AndNot):  # type: ignore[misc]
    """Matches of ``a`` that ``b`` does not match.

    Whoosh's AndNot lets the first match of ``a`` through where ``b`` has one before it.
    """

    def matcher(self, searcher: Any, context: Any = None) -> Any:
        """The matches of one segment; those of ``b`` are found first, all at once."""
        unwanted = frozenset(self.b.matcher(searcher, searcher.boolean_context()).all_ids())
        return matching.FilterMatcher(self.a.matcher(searcher, context), unwanted, exclude=True)


def settled(node: Any) -> Any:
    """An And with the clauses under Not taken out of it; any other query as it is."""
    if type(node) is not query.And:
        return node
    unwanted = [each.query for each in node.subqueries if isinstance(each, query.Not)]
    wanted = [each for each in node.subqueries if not isinstance(each, query.Not)]
    if not unwanted:
        return node
    kept = query.And(wanted, boost=node.boost) if wanted else query.Every()
    return Without(kept, query.Or(unwanted))
