"""Other words for the words of a query, as the field's tables have them.

Words that stand side by side are looked up together (``body worn video``) and each by itself
(``video``).  Nothing is added for what is quoted, negated, a pattern or near miss, names a body or
a provision, or stands in a field of values.  The other words of the query choose what an acronym
means; other words that the index has never seen are left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from foisearch.analysis import Analyzer, is_function_word
from foisearch.authorities import Authorities
from foisearch.engine.values import Expanded
from foisearch.engine.words import recognise
from foisearch.engine.words.recognise import Named
from foisearch.engine.words.variants import other_spelling
from foisearch.fields import BY_NAME, FieldKind
from foisearch.query import ast
from foisearch.query.ast import Node, Other, Reworded, Word
from foisearch.text import fold
from foisearch.wording.choosing import Chooser, Typed

if TYPE_CHECKING:
    from foisearch.engine.words.known import Known
    from foisearch.wording import Wording

NAMES = 0.8
"""What the other names of a provision are worth: the same words also stand for other things."""
_EDGES = " ?!.,;:'\"’‘“”"  # what a word is said without


def reworded(index: Known, node: Node) -> tuple[Node, tuple[Expanded, ...]]:
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
    _chooser: Chooser = field(init=False)

    def of(self, node: Node) -> Node:
        """The query with what else will do for its words."""
        context = [term for word in _words(node) for term in self._terms(word)]
        said = sum(not is_function_word(word.text) for word in _words(node))
        self._chooser = Chooser(self.wording, self.df, self.documents, context, said)
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
            if len(others) < self._chooser.phrases and self._chooser.may_stand(terms):
                others.setdefault(terms, Other(name, terms, NAMES))
        return [self._group(words, tuple(others.values()))] if others else nodes

    def _run(self, words: Sequence[Word]) -> list[Word | Reworded]:
        """Neighbouring words, with what else will do for them."""
        if not words:
            return []
        found: list[Word | Reworded] = []
        at = 0
        for (start, end), choices in self._chooser.groups([self._typed(word) for word in words]):
            others = [Other(*choice) for choice in choices]
            found += [*words[at:start], self._group(tuple(words[start:end]), others)]
            at = end
        return [*found, *words[at:]]

    def _typed(self, word: Word) -> Typed:
        spelling = other_spelling(fold(word.text.strip("?!.,;:'")))
        spelt = self.terms_of(spelling) if spelling else {}
        return Typed(self._terms(word), is_function_word(word.text), spelt)

    def _group(self, words: tuple[Word, ...], others: Sequence[Other]) -> Reworded:
        group = Reworded(words, tuple(others))
        said = tuple(dict.fromkeys(other.said for other in others))
        typed = str(group).strip(_EDGES)
        self.expanded[typed] = Expanded(typed, said)
        return group

    def _terms(self, word: Word) -> tuple[str, ...]:
        return tuple(self.analyzer.terms(word.text))


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
