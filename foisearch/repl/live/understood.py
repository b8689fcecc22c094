"""What a query means while it is being typed: as much of it as can be understood.

Nothing is left out in silence: what could not be used is said, with the reason.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from foisearch.errors import QueryError
from foisearch.fields import BY_NAME, FieldKind
from foisearch.query import parse, parse_leniently
from foisearch.query.ast import (
    And,
    AnyOf,
    Boosted,
    Everything,
    Node,
    Not,
    Or,
    Pattern,
    Scoped,
    Word,
    position,
)
from foisearch.text import collapse_space, truncate

BEGINNING = 3
"""So many letters at least stand for all words that begin so; fewer begin half of all words."""
LONGEST = 40
"""Characters that are shown of what was left out."""


@dataclass(frozen=True, slots=True)
class Understood:
    """A query that can be searched for, and what of the typed one is not in it.

    ``query`` is a strict query.  ``begun`` is the last word where it was taken for the beginning
    of words.  ``ignored`` says of each thing that was left out which one and why.
    """

    query: str = ""
    begun: str = ""
    ignored: tuple[str, ...] = ()

    def without(self, error: QueryError) -> Understood | None:
        """The same without what a search refused; ``None`` where nothing can be taken out."""
        node, _ = parse_leniently(self.query)
        lost = _at(node, error.position)
        if lost is None:
            return None
        left = str(_less(node, lost) or Everything())
        if left == self.query:
            return None
        said = f"“{truncate(str(lost), LONGEST)}”: {error.message}"
        known = any(error.message in each for each in self.ignored)
        return replace(self, query=left, ignored=self.ignored if known else (*self.ignored, said))


def understand(text: str, is_word: Callable[[str], bool]) -> Understood:
    """What can be understood of a text; a last word that is none yet stands for all that begin so.

    Args:
        text: the query as far as it has been typed.
        is_word: whether any record has this word.
    """
    node, problems = parse_leniently(text)
    ignored = tuple(_said(problem) for problem in problems)
    last = _last(node, len(text))
    if last is None or len(last.text) < BEGINNING or is_word(last.text):
        return _strictly(Understood(str(node), "", ignored))
    grown = _put(node, last, Pattern(f"{last.text}*", last.pos))
    return _strictly(Understood(str(grown), last.text, ignored))


def _strictly(understood: Understood) -> Understood:
    """What of it a strict reader takes, too: a word with the colon of an unknown field is none."""
    try:
        parse(understood.query)
    except QueryError as error:
        less = understood.without(error)
        return Understood(ignored=(error.message,)) if less is None else _strictly(less)
    return understood


def _said(problem: QueryError) -> str:
    """``“force:”: nothing stands after force:``."""
    rest = collapse_space(problem.query[problem.position :])
    shown = f"“{truncate(rest, LONGEST)}”: " if rest else ""
    return shown + problem.message


def _last(node: Node, end: int) -> Word | None:
    """The plain word right at the end of what was typed, where words are looked for by letters."""
    match node:
        case Word():
            simple = node.text.isalpha()
            return node if simple and node.pos + len(node.text) == end else None
        case AnyOf() | And() | Or():
            return _last(node.nodes[-1], end)
        case Scoped() if BY_NAME[node.name].kind is FieldKind.TEXT:
            return _last(node.node, end)
        case _:
            return None


def _put(node: Node, old: Node, new: Node) -> Node:
    """The tree with ``new`` in the place of ``old``."""
    if node is old:
        return new
    match node:
        case AnyOf() | And() | Or():
            return replace(node, nodes=tuple(_put(each, old, new) for each in node.nodes))
        case Scoped() | Boosted() | Not():
            return replace(node, node=_put(node.node, old, new))
        case _:
            return node


def _at(node: Node, place: int) -> Node | None:
    """What begins nearest before a place; a field goes with its value."""
    match node:
        case Everything():
            return None
        case AnyOf() | And() | Or():
            begun = [each for each in node.nodes if position(each) <= place]
            return _at(begun[-1], place) if begun else node.nodes[0]
        case _:
            return node


def _less(node: Node, lost: Node) -> Node | None:
    """The tree without one of its nodes; ``None`` where nothing is left."""
    if node is lost:
        return None
    if not isinstance(node, AnyOf | And | Or):
        return node
    left = tuple(each for each in (_less(n, lost) for n in node.nodes) if each is not None)
    if not left:
        return None
    return left[0] if len(left) == 1 else replace(node, nodes=left)
