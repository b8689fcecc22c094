"""The tree of a query.  ``str(node)`` writes it so that parsing gives the same tree again.

``pos`` is where in the typed query a node begins; it does not count when trees are compared.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Everything:
    """The empty query: every record."""

    def __str__(self) -> str:
        return ""


@dataclass(frozen=True, slots=True)
class Word:
    """One word as typed; the analyzer may find several terms in it (``body-worn``)."""

    text: str
    pos: int = field(default=0, compare=False)

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Pattern:
    """A word with ``*`` (any letters, or none) or ``?`` inside (one letter)."""

    text: str
    pos: int = field(default=0, compare=False)

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Fuzzy:
    """A word or any that differs from it by at most ``distance`` letters (1 or 2)."""

    text: str
    distance: int
    pos: int = field(default=0, compare=False)

    def __str__(self) -> str:
        return f"{self.text}~{self.distance}"


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words next to one another, in this order; up to ``slop`` other words among them."""

    text: str
    slop: int = 0
    pos: int = field(default=0, compare=False)

    def __str__(self) -> str:
        return f'"{self.text}"' + (f"~{self.slop}" if self.slop else "")


@dataclass(frozen=True, slots=True)
class Period:
    """A date field within a span of days, both included; ``None`` where a side is open.

    ``said`` is how it was written where that was in words, to tell the person how it was read.
    """

    name: str
    since: date | None
    until: date | None
    pos: int = field(default=0, compare=False)
    said: str = field(default="", compare=False)

    def __str__(self) -> str:
        return f"{self.name}:{self.since or ''}..{self.until or ''}"


@dataclass(frozen=True, slots=True)
class Scoped:
    """What must be found in the field ``name``."""

    name: str
    node: Node
    pos: int = field(default=0, compare=False)

    def __str__(self) -> str:
        return f"{self.name}:{_atom(self.node)}"


@dataclass(frozen=True, slots=True)
class Boosted:
    """A node whose matches weigh ``factor`` times as much in the ranking."""

    node: Node
    factor: float

    def __str__(self) -> str:
        return f"{_atom(self.node)}^{self.factor:g}"


@dataclass(frozen=True, slots=True)
class Not:
    """Records that the node does not match."""

    node: Node

    def __str__(self) -> str:
        return f"-{_atom(self.node)}"


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Nodes side by side.

    A record needs one of the words, phrases and groups, every field clause, and nothing negated.
    """

    nodes: tuple[Node, ...]

    def __str__(self) -> str:
        return " ".join(_atom(node) for node in self.nodes)


@dataclass(frozen=True, slots=True)
class And:
    """Records that every node matches."""

    nodes: tuple[Node, ...]

    def __str__(self) -> str:
        return " AND ".join(_atom(node) for node in self.nodes)


@dataclass(frozen=True, slots=True)
class Or:
    """Records that at least one node matches."""

    nodes: tuple[Node, ...]

    def __str__(self) -> str:
        return " OR ".join(_atom(node) for node in self.nodes)


@dataclass(frozen=True, slots=True)
class Other:
    """Other words for some that were typed.

    ``terms`` follow one another, as the index has them; ``said`` is how a person writes them;
    ``weight``, above 0 and at most 1, how surely they stand for what was typed.
    """

    said: str
    terms: tuple[str, ...]
    weight: float


@dataclass(frozen=True, slots=True)
class Reworded:
    """Words side by side, and other words that will do for all of them together.

    No query is read as this: it is what :mod:`foisearch.engine.words.rewording` makes of words.
    """

    nodes: tuple[Word, ...]
    others: tuple[Other, ...]

    def __str__(self) -> str:
        return " ".join(map(str, self.nodes))


Node = (
    Everything
    | Word
    | Pattern
    | Fuzzy
    | Phrase
    | Period
    | Scoped
    | Boosted
    | Not
    | AnyOf
    | And
    | Or
    | Reworded
)
"""Any node of a query."""


def _atom(node: Node) -> str:
    """A node so that what stands beside it cannot be taken for a part of it."""
    return f"({node})" if isinstance(node, AnyOf | And | Or) else str(node)


def position(node: Node) -> int:
    """Where in the typed query the node begins."""
    if isinstance(node, Boosted | Not):
        return position(node.node)
    if isinstance(node, AnyOf | And | Or | Reworded):
        return position(node.nodes[0])
    return 0 if isinstance(node, Everything) else node.pos


def as_typed(nodes: Iterable[Node]) -> Iterator[Node]:
    """Nodes, with the words that were typed in the place of those that have been reworded."""
    for node in nodes:
        if isinstance(node, Reworded):
            yield from as_typed(node.nodes)
        else:
            yield node
