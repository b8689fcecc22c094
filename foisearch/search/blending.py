"""Search by words and by meaning made one ranking: reciprocal rank fusion.

*By words* is what ranked search finds, its first :data:`DEPTH`; *by meaning* are the disclosures
whose nearest question has the highest cosine with the query's free words, as many and of
:data:`LEAST` at least.  Both are fused with k = 60 (Cormack, Clarke and Büttcher, SIGIR 2009); what
words rank beyond that follows, in its order.  So every page is a stretch of one sequence, whatever
page it is, and the total counts what words find and what meaning alone adds to that.

Filters, fields and what is excluded hold for both.  Words side by side widen a search, so meaning
may add to them; operators, a phrase alone and patterns demand something, so meaning then only
orders what has it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from foisearch.query import ast
from foisearch.snippet import Snippet, opening

if TYPE_CHECKING:
    from foisearch.disclosure import Disclosure
    from foisearch.engine.index import Index
    from foisearch.engine.values import Found, Ranked, ResolvedFilters

DEPTH = 200
"""So many of each ranking are fused."""
LEAST = 0.3
"""The least cosine that counts: in the sample corpus what a query is about is nearer than this
(0.35 to 0.8), the nearest question to a query about something else is not (0.15 to 0.3)."""
NO_WORDS = "by meaning nothing was looked for: the query has no word outside a field"
OTHER_ORDER = "by meaning nothing was looked for: only --sort relevance ranks by it"

Place = tuple[int, int]
"""The number of a segment, and a document in it."""


@dataclass(frozen=True, slots=True)
class Near:
    """A disclosure, which of its questions is nearest, and the cosine of that."""

    place: Place
    question: int
    cosine: float


class Meaning(Protocol):
    """The sentence model's side of a search."""

    def near(
        self, text: str, passes: Callable[[int, int], bool], most: int, least: float
    ) -> list[Near]:
        """The nearest ``most`` disclosures that pass, of a cosine of ``least`` or more."""

    def question(self, disclosure: Disclosure, number: int) -> tuple[str, str]:
        """A question of a disclosure: the field that it stands in, and its words."""

    def notes(self) -> Sequence[str]:
        """What to know of the vectors: questions that have none."""


@dataclass(frozen=True, slots=True)
class Way:
    """How a hit was found: by ``words``, by ``meaning`` or both; what to show of it, if by the
    latter alone; and its places, from 1, in those of the two rankings that count."""

    found_by: tuple[str, ...] = ()
    snippet: Snippet | None = None
    ranks: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """A query, the filters that every hit must satisfy too, and where the page begins.

    ``source`` is the query as typed.
    """

    node: ast.Node
    filters: ResolvedFilters
    source: str
    sort: str
    offset: int


def ranked(
    index: Index, asked: Asked, meaning: Meaning | None
) -> Callable[[int], tuple[Found, Sequence[Way]]]:
    """What finds so many hits, and says of each how it was found unless words alone were asked.

    Args:
        index: the open index.
        asked: the query.
        meaning: the sentence model's side, where it is to be asked.
    """
    note = ""
    if meaning is not None:
        if asked.sort != "relevance":
            note = OTHER_ORDER
        elif not any(map(str.strip, free_words(asked.node))):
            note = NO_WORDS
        else:
            return Blend(index, asked, meaning).page

    def by_words(limit: int) -> tuple[Found, Sequence[Way]]:
        found = index.search(
            asked.node,
            asked.filters,
            source=asked.source,
            sort=asked.sort,
            limit=limit,
            offset=asked.offset,
        )
        return replace(found, notes=(*found.notes, note)) if note else found, ()

    return by_words


class Blend:
    """One query, ranked both ways.

    Args:
        index: the open index.
        asked: the query.
        meaning: the sentence model's side.
    """

    def __init__(self, index: Index, asked: Asked, meaning: Meaning) -> None:
        self._index = index
        self._asked = asked
        self._meaning = meaning

    def page(self, limit: int) -> tuple[Found, Sequence[Way]]:
        """A page of the one sequence, and how each of its hits was found.

        Raises:
            QueryError: a value in the query names nothing.
            IndexUnusable: the index or the vectors turn out to be damaged.
        """
        from foisearch.engine.values import Found

        offset = self._asked.offset
        words = self._words(max(DEPTH, offset + limit))
        near = self._near
        matches = self._passing(self._asked.node)
        alone = {place for place in near if not matches(*place)}
        by_words, by_meaning = [place for _, place in words.hits], list(near)
        sequence = _sequence(by_words, by_meaning)
        ranks = _ranks(by_words, by_meaning)
        hits, ways = [], []
        for place, score in sequence[offset : offset + limit]:
            disclosure = self._index.fetch(*place)
            hits.append((round(score, 6), disclosure))
            way = self._way(disclosure, near.get(place), place in alone)
            ways.append(replace(way, ranks=ranks[place]))
        notes = (*words.notes, *self._meaning.notes())
        return Found(words.total + len(alone), tuple(hits), words.wanted, notes, tuple(alone)), ways

    def _words(self, count: int) -> Ranked:
        asked = self._asked
        return self._index.ranked(asked.node, asked.filters, source=asked.source, limit=count)

    def _passing(self, node: ast.Node) -> Callable[[int, int], bool]:
        return self._index.passing(node, self._asked.filters, source=self._asked.source)

    @cached_property
    def _near(self) -> Mapping[Place, Near]:
        node = self._asked.node
        text = " ".join(free_words(node))
        found = self._meaning.near(text, self._passing(narrowing(node)), DEPTH, LEAST)
        return {near.place: near for near in found}

    def _way(self, disclosure: Disclosure, near: Near | None, alone: bool) -> Way:
        if near is None:
            return Way(("words",))
        if not alone:
            return Way(("words", "meaning"))
        field, text = self._meaning.question(disclosure, near.question)
        return Way(("meaning",), opening(field, text))


def _sequence(by_words: list[Place], by_meaning: list[Place]) -> list[tuple[Place, float]]:
    """The first of both fused, then the other words' hits, which go on scoring by their rank."""
    from foisearch.semantic.fusion import K, fuse

    sequence = fuse([by_words[:DEPTH], by_meaning])
    have = set(by_meaning)
    for rank, place in enumerate(by_words[DEPTH:], DEPTH + 1):
        if place not in have:
            sequence.append((place, 1 / (K + rank)))
    return sequence


def _ranks(
    by_words: list[Place], by_meaning: list[Place]
) -> dict[Place, tuple[tuple[str, int], ...]]:
    """The places in the two rankings that the scores in the sequence are made of."""
    found: dict[Place, tuple[tuple[str, int], ...]] = {}
    have = set(by_meaning)
    for rank, place in enumerate(by_words, 1):
        if rank <= DEPTH or place not in have:
            found[place] = (("words", rank),)
    for rank, place in enumerate(by_meaning, 1):
        found[place] = (*found.get(place, ()), ("meaning", rank))
    return found


def free_words(node: ast.Node) -> Iterator[str]:
    """The words that are looked for anywhere, as typed: what the query means."""
    match node:
        case ast.Word() | ast.Phrase():
            yield node.text
        case ast.Boosted():
            yield from free_words(node.node)
        case ast.AnyOf() | ast.And() | ast.Or() | ast.Reworded():
            for each in node.nodes:
                yield from free_words(each)


def narrowing(node: ast.Node) -> ast.Node:
    """What a query demands of every hit, whether or not it has the words side by side."""
    match node:
        case ast.Word() | ast.Reworded():
            return ast.Everything()
        case ast.Boosted() if not isinstance(node.node, ast.Phrase):
            return narrowing(node.node)
        case ast.AnyOf():
            kept = [each for each in node.nodes if _demands(each)]
            if not kept:
                return ast.Everything()
            return kept[0] if len(kept) == 1 else ast.And(tuple(kept))
        case _:
            return node


def _demands(node: ast.Node) -> bool:
    """Whether a node side by side with words must hold: fields, dates and what is excluded."""
    match node:
        case ast.Boosted():
            return _demands(node.node)
        case ast.Or():
            return all(isinstance(each, ast.Period) for each in node.nodes)
        case _:
            return isinstance(node, ast.Scoped | ast.Period | ast.Not)
