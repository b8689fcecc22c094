"""Other words for the words of a query, as the field's tables have them.

Words that stand side by side are looked up together (``body worn video``) and each by itself
(``video``).  Nothing is added for what is quoted, negated, a pattern or near miss, names a body or
a provision, or stands in a field of values.  The other words of the query choose what an acronym
means; other words that the index has never seen are left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import sqrt
from typing import TYPE_CHECKING

from foisearch.analysis import Analyzer, is_function_word
from foisearch.authorities import Authorities
from foisearch.engine import recognise
from foisearch.engine.recognise import Named
from foisearch.engine.values import Expanded
from foisearch.engine.variants import other_spelling
from foisearch.fields import BY_NAME, FieldKind
from foisearch.query import ast
from foisearch.query.ast import Node, Other, Reworded, Word
from foisearch.text import fold
from foisearch.wording.asking import ASKING

if TYPE_CHECKING:
    from foisearch.engine.index import Index
    from foisearch.wording import Wording

MOST = 6
"""So many other words are looked for at most: the surest, and of these the first in the tables."""
PHRASES = 3
"""So many of them have several words, which take longest to find."""
TYPED = 0.98
"""What other words are worth, at most, beside what was typed: of two records that are alike but for
that, the one that has it comes first."""
ENOUGH = 8
"""A query of more words says more itself: other words for one of *n* of them are worth less, as
the root of ``ENOUGH / n``."""
NAMES = 0.8
"""What the other names of a provision are worth: the same words also stand for other things."""
CONTEXT = 200
"""So many words of a query choose what its acronyms mean."""
LONG = 40
"""In a query of more words, which says things again itself, none of them has several words."""
LEAST = 0.4
"""Other words that stand less surely for what was typed are left out."""
FREQUENT = 50
"""Expressions all of whose words stand in one document of so many are left out, where that is
more than :data:`FEW` documents: *kept in* says little, and takes long to find."""
FEW = 5_000
_EDGES = " ?!.,;:'\"’‘“”"  # what a word is said without


def reworded(index: Index, node: Node) -> tuple[Node, tuple[Expanded, ...]]:
    """A query with what else will do for its words, and what that is.

    Args:
        index: the open index.
        node: the query as it was read.
    """
    if not any(True for _ in _words(node)):
        return node, ()
    rewording = Rewording(
        _wording(),
        index.analyzer,
        index.df,
        len(index),
        index.bodies,
        lambda word: index.words.alike(word, 0),
    )
    found = rewording.of(node)
    return found, tuple(rewording.expanded.values())


def is_known(term: str) -> bool:
    """Whether an expression of the field's tables begins with a term."""
    return _wording().knows(term)


def _wording() -> Wording:
    from foisearch.wording import Wording

    return Wording.shipped()


@dataclass(slots=True)
class Rewording:
    """Finds the other words for one query.

    Args:
        wording: the field's tables.
        analyzer: that of the index.
        df: in how many documents of the index a term stands.
        documents: how many there are.
        bodies: names of public bodies.
        terms_of: a word as the index has it, with its term; nothing where it has none.
    """

    wording: Wording
    analyzer: Analyzer
    df: Callable[[str], int]
    documents: int
    bodies: Authorities
    terms_of: Callable[[str], Mapping[str, str]]
    expanded: dict[str, Expanded] = field(default_factory=dict)
    _context: list[str] = field(default_factory=list)
    _phrases: int = PHRASES
    _worth: float = TYPED

    def of(self, node: Node) -> Node:
        """The query with what else will do for its words."""
        self._context = [term for word in _words(node) for term in self._terms(word)]
        self._phrases = PHRASES if len(self._context) <= LONG else 0
        said = sum(not is_function_word(word.text) for word in _words(node))
        self._worth = TYPED * sqrt(ENOUGH / max(said, ENOUGH))
        del self._context[CONTEXT:]
        return self._reworded(node)

    def _reworded(self, node: Node) -> Node:
        match node:
            case Word():
                return self._side_by_side([node])[0]
            case ast.Boosted():
                return ast.Boosted(self._reworded(node.node), node.factor)
            case ast.Scoped() if has_words(node.name):
                return replace(node, node=self._reworded(node.node))
            case ast.And() | ast.Or():
                return type(node)(tuple(self._reworded(each) for each in node.nodes))
            case ast.AnyOf():
                return ast.AnyOf(tuple(self._side_by_side(node.nodes)))
            case _:
                return node

    def _side_by_side(self, nodes: Sequence[Node]) -> list[Node]:
        """Nodes side by side, of which neighbouring words are looked up together."""
        found: list[Node] = []
        run: list[Word] = []
        at = 0
        for each in recognise.named(nodes, self.bodies):
            size = each.size if isinstance(each, Named) else 1
            if isinstance(each, Word):
                run.append(each)
            else:
                found += self._run(run)
                found += self._named(each, nodes[at : at + size])
                run = []
            at += size
        return [*found, *self._run(run)]

    def _named(self, each: Node | Named, nodes: Sequence[Node]) -> Sequence[Node]:
        """What is no plain word, or words that name something: a provision by its other names."""
        if not isinstance(each, Named):
            return [self._reworded(each)]
        words = tuple(node for node in nodes if isinstance(node, Word))
        others: dict[tuple[str, ...], Other] = {}
        for name in recognise.other_names(each):
            terms = tuple(self.analyzer.terms(name))
            if len(others) < self._phrases and self._may_stand(terms):
                others.setdefault(terms, Other(name, terms, NAMES))
        return [self._group(words, tuple(others.values()))] if others else nodes

    def _run(self, words: Sequence[Word]) -> list[Word | Reworded]:
        """Neighbouring words, with what else will do for them."""
        if not words:
            return []
        others = self._others(words)
        found: list[Word | Reworded] = []
        at = 0
        for start, end in [*_apart(others), (len(words), len(words))]:
            found += [self._single(words, place, others) for place in range(at, start)]
            if start < end:
                found.append(self._group(tuple(words[start:end]), others[start, end]))
            at = end
        return found

    def _single(
        self, words: Sequence[Word], place: int, others: dict[tuple[int, int], list[Other]]
    ) -> Word | Reworded:
        known = others.get((place, place + 1))
        return self._group((words[place],), known) if known else words[place]

    def _group(self, words: tuple[Word, ...], others: Sequence[Other]) -> Reworded:
        group = Reworded(words, tuple(others))
        said = tuple(dict.fromkeys(other.said for other in others))
        typed = str(group).strip(_EDGES)
        self.expanded[typed] = Expanded(typed, said)
        return group

    def _others(self, words: Sequence[Word]) -> dict[tuple[int, int], list[Other]]:
        """What else will do, by the words that it stands for: where these begin and end."""
        terms: list[str] = []
        begins: dict[int, int] = {}
        for place, word in enumerate(words):
            begins[len(terms)] = place
            terms += self._terms(word)
        begins[len(terms)] = len(words)
        found: dict[tuple[int, int], list[Other]] = {}
        for each in self.wording.expansions((*terms, "", *self._context)):
            if each.start not in begins or each.end not in begins or each.end > len(terms):
                continue
            start, end = begins[each.start], begins[each.end]
            content = [word for word in words[start:end] if not is_function_word(word.text)]
            if not content or each.concept in ASKING or each.weight < LEAST:
                continue
            known = found.setdefault((start, end), [])
            said = {term for word in content for term in self._terms(word)}
            if len(known) >= MOST or said <= {*each.words} or not self._may_stand(each.words):
                continue
            if len(each.words) == 1 or sum(len(o.terms) > 1 for o in known) < self._phrases:
                known.append(Other(each.said, each.words, self._worth * each.weight))
        for place, word in enumerate(words):
            found.setdefault((place, place + 1), [])[:0] = self._spelt_otherwise(word)
        return {place: others for place, others in found.items() if others}

    def _spelt_otherwise(self, word: Word) -> list[Other]:
        """``organize`` for ``organise``, where a record has it."""
        spelling = other_spelling(fold(word.text.strip("?!.,;:'")))
        terms = self.terms_of(spelling) if spelling else {}
        return [
            Other(written, (term,), self._worth)
            for written, term in terms.items()
            if self.df(term) and term not in self._terms(word)
        ]

    def _may_stand(self, terms: Sequence[str]) -> bool:
        """Whether the index may have an expression, and it is not one of frequent words alone."""
        least = min(map(self.df, terms))
        frequent = len(terms) > 1 and least > FEW and least * FREQUENT > self.documents
        return least > 0 and not frequent

    def _terms(self, word: Word) -> tuple[str, ...]:
        return tuple(self.analyzer.terms(word.text))


def _apart(places: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Of the places of several words those that do not overlap, longer ones preferred."""
    kept: list[tuple[int, int]] = []
    for start, end in sorted(places, key=lambda place: (place[0] - place[1], place[0])):
        if end - start > 1 and all(end <= a or start >= b for a, b in kept):
            kept.append((start, end))
    return sorted(kept)


def _words(node: Node) -> Iterable[Word]:
    """The words of a query that are wanted, in order."""
    match node:
        case Word():
            yield node
        case ast.Boosted():
            yield from _words(node.node)
        case ast.Scoped() if has_words(node.name):
            yield from _words(node.node)
        case ast.AnyOf() | ast.And() | ast.Or():
            for each in node.nodes:
                yield from _words(each)


def has_words(name: str) -> bool:
    """Whether a field holds words of texts, for which others will do, and no names."""
    return BY_NAME[name].kind in {FieldKind.TEXT, FieldKind.PART} and name != "force"
