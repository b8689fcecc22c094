"""A query in the words that are put to the index: typed, other ones for them, and corrected ones.

Other words are looked for besides those that were typed, unless the search is exact.  A word that
no record has may be misspelt: where nothing was found, what was perhaps meant is searched instead,
and said; where something was, it is only suggested, and only if it finds something.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import TYPE_CHECKING

from foisearch.engine.values import Expanded
from foisearch.engine.words.rewording import has_words, is_known, reworded
from foisearch.errors import QueryError
from foisearch.query import ast, parse
from foisearch.search.values import Suggestion

if TYPE_CHECKING:
    from foisearch.engine.index import Index
    from foisearch.engine.values import ResolvedFilters

_MOST_CORRECTED = 5
"""Of the words that no record has, the first so many are looked at."""
_Near = tuple[ast.Word | None, ast.Word, ast.Word | None]
_EDGES = "?!.,;:'\"()’‘“”"


@dataclass(frozen=True, slots=True)
class Worded:
    """A query, its tree with other words in it, and which these are."""

    query: str
    node: ast.Node
    expansions: tuple[Expanded, ...] = ()


def worded(index: Index, query: str, exact: bool) -> Worded:
    """A query as it is put to the index; ``exact``: in no other words than those typed.

    Raises:
        QueryError: the query breaks a rule.
    """
    node = parse(query)
    if exact:
        return Worded(query, node)
    return Worded(query, *reworded(index, node))


def suggested(
    index: Index, asked: Worded, filters: ResolvedFilters, exact: bool
) -> tuple[Worded, Suggestion] | None:
    """What was perhaps meant where words of a query stand in no record, and how much that finds.

    Args:
        index: the open index.
        asked: the query.
        filters: what every record must satisfy too.
        exact: whether no other words are looked for.
    """
    for query in _corrected(index, asked):
        try:
            meant = worded(index, query, exact)
            total = index.ranked(meant.node, filters, source=query, limit=0).total
        except QueryError:  # put otherwise it is no query: "taserforce:" as "taser force:"
            continue
        if total:
            return meant, Suggestion(query, total)
    return None


def _corrected(index: Index, asked: Worded) -> Iterator[str]:
    """The query with other words in place of those that no record has, the likeliest first."""
    from foisearch.engine.words import spelling

    changes: list[list[tuple[int, int, str]]] = []
    for before, word, after in islice(_unheld(index, asked), _MOST_CORRECTED):
        start, end, text = _bare(word)
        pairs = ((before, word), (word, after))
        joined = [_joined(index, one, other) for one, other in pairs if one and other]
        options = [each for each in joined if each]
        meant = spelling.candidates(index, text, is_known)
        options += [(start, end, each) for each in meant]
        if options:
            changes.append(options)
    if not changes:
        return
    yield _replaced(asked.query, [options[0] for options in changes])
    if len(changes) == 1:
        yield from (_replaced(asked.query, [option]) for option in changes[0][1:])


def _unheld(index: Index, asked: Worded) -> Iterator[_Near]:
    """The words that no record has, each between its neighbours."""
    from foisearch.engine.words import spelling

    for before, word, after in _words(asked):
        *_, text = _bare(word)
        if text.isalpha() and not spelling.is_held(index, text):
            yield before, word, after


def _joined(index: Index, one: ast.Word, other: ast.Word) -> tuple[int, int, str] | None:
    """Two words written as one, where records have that."""
    from foisearch.engine.words import spelling

    start, _, first = _bare(one)
    _, end, second = _bare(other)
    text = first + second
    if text.isalpha() and spelling.is_held(index, text):
        return start, end, text
    return None


def _bare(word: ast.Word) -> tuple[int, int, str]:
    """Where a word stands in the query without punctuation at its ends, and what it is."""
    text = word.text.strip(_EDGES)
    start = word.pos + word.text.find(text)
    return start, start + len(text), text


def _replaced(query: str, changes: Sequence[tuple[int, int, str]]) -> str:
    """The query with stretches of it replaced; of those that overlap, the first."""
    pieces, at = [], 0
    for start, end, text in sorted(changes):
        if start >= at:
            pieces += [query[at:start], text]
            at = end
    return "".join([*pieces, query[at:]])


def _words(asked: Worded) -> Iterator[_Near]:
    """The words that are wanted and have no other words, each between its neighbours."""
    for run in _runs(asked.node):
        beside = [None, *run, None]
        for (before, word), (_, after) in pairwise(pairwise(beside)):
            if isinstance(word, ast.Word):
                yield _word(before), word, _word(after)


def _word(node: ast.Node | None) -> ast.Word | None:
    return node if isinstance(node, ast.Word) else None


def _runs(node: ast.Node) -> Iterator[Sequence[ast.Node]]:
    """Nodes side by side; what is negated left out."""
    match node:
        case ast.AnyOf():
            yield node.nodes
            for each in node.nodes:
                if not isinstance(each, ast.Word):
                    yield from _runs(each)
        case ast.And() | ast.Or():
            for each in node.nodes:
                yield from _runs(each)
        case ast.Scoped() if has_words(node.name):
            yield from _runs(node.node)
        case ast.Boosted():
            yield from _runs(node.node)
        case ast.Word():
            yield [node]
