"""From the tree of a query to a Whoosh query, and what to highlight of it.

A clause is *scored* when its matches add to the ranking (words, phrases, references, provisions)
and a *filter* when it only lets records through (dates, outcomes, bodies that answered).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import islice, product
from typing import Any

from foisearch.analysis import FUNCTION_WORDS, Analyzer
from foisearch.authorities import Authorities
from foisearch.engine import recognise, terms
from foisearch.engine.keys import Keys
from foisearch.engine.recognise import Named
from foisearch.engine.schema import FORCE_ID
from foisearch.engine.words import Words
from foisearch.errors import QueryError
from foisearch.fields import BY_NAME, FIELDS, FieldKind
from foisearch.query import ast
from foisearch.query.wanted import Wanted
from foisearch.text import fold

TEXT_FIELDS = tuple(f.name for f in FIELDS if f.default and f.kind is FieldKind.TEXT)
"""Where bare words are looked for."""
_READINGS = 8  # ways to write one phrase that are tried


@dataclass(frozen=True, slots=True)
class Clause:
    """A Whoosh query, and whether its score counts."""

    query: Any
    scored: bool


@dataclass(slots=True)
class Compiler:
    """Compiles one query against one open index.

    Args:
        source: the query as typed, for errors that point into it.
        analyzer: cuts words as the index did.
        words: the words that the index has seen.
        bodies: names of public bodies.
        undated: a date field of which the records without a date are asked for instead.
    """

    source: str
    analyzer: Analyzer
    words: Words
    bodies: Authorities
    undated: str = ""
    wanted: list[Wanted] = field(default_factory=list)
    ignored: dict[str, None] = field(default_factory=dict)
    understood: dict[str, None] = field(default_factory=dict)
    _negated: int = 0

    def compile(self, node: ast.Node) -> Clause:
        """The query for ``node``.

        Raises:
            QueryError: a value names nothing, or there is no word in the query.
        """
        clause = self._clause(node, "", 1.0)
        if clause is None:
            raise QueryError("there is no word to look for in this", self.source, 0, "type a word")
        return clause

    def notes(self) -> list[str]:
        """What the person should know of how the query was read."""
        ignored = [f"ignored: {', '.join(self.ignored)}"] if self.ignored else []
        return [*ignored, *self.understood]

    def _clause(self, node: ast.Node, scope: str, boost: float) -> Clause | None:
        match node:
            case ast.Everything():
                return Clause(terms.all_records(), False)
            case ast.Boosted():
                return self._clause(node.node, scope, boost * node.factor)
            case ast.Scoped():
                return self._clause(node.node, node.name, boost)
            case ast.Period():
                return self.period(node)
            case ast.Not():
                return self._without([], [node.node], scope)
            case ast.And():
                return self._and(node.nodes, scope, boost)
            case ast.Or():
                found = [self._clause(each, scope, boost) for each in node.nodes]
                return _either([clause for clause in found if clause])
            case ast.AnyOf():
                return self._any_of(node.nodes, scope, boost)
            case _:
                return self._leaf(node, scope, boost)

    def _leaf(self, node: ast.Node, scope: str, boost: float) -> Clause | None:
        if scope and BY_NAME[scope].kind is FieldKind.KEY:
            return self._key(node, scope, boost)
        fields = (scope,) if scope else TEXT_FIELDS
        match node:
            case ast.Word():
                return self._word(node, scope, boost)
            case ast.Phrase():
                clause = self._text(node.text, fields, boost, node.slop)
                return self._or_body(clause, node.text, scope, boost)
            case ast.Pattern():
                clause = self._any_term(self.words.matching(node.text, fields), fields, boost)
                if not scope and any(char.isdigit() for char in node.text):
                    refs = self.words.keys("ref", node.text)
                    more = terms.AnyTerm("ref", refs, boost * BY_NAME["ref"].boost)
                    clause = Clause(terms.either([clause.query, more]), True)
                return clause
            case ast.Fuzzy():
                near = self.words.near(node.text, node.distance)
                return self._any_term(near, fields, boost)
            case _:
                return None

    # Combinations.

    def _and(self, nodes: Sequence[ast.Node], scope: str, boost: float) -> Clause | None:
        positive = [n for n in nodes if not isinstance(n, ast.Not)]
        negative = [n.node for n in nodes if isinstance(n, ast.Not)]
        found = [self._clause(each, scope, boost) for each in positive]
        return self._without([clause for clause in found if clause], negative, scope)

    def _any_of(self, nodes: Sequence[ast.Node], scope: str, boost: float) -> Clause | None:
        negative = [n.node for n in nodes if isinstance(n, ast.Not)]
        narrow = [n for n in nodes if _narrows(n)]
        wide = [n for n in nodes if not _narrows(n) and not isinstance(n, ast.Not)]
        found = [self._clause(each, scope, boost) for each in narrow]
        required = [clause for clause in found if clause]
        if words := [clause for clause in self._wide(wide, scope, boost) if clause]:
            either = _either(words)
            required += [either] if either else []
        return self._without(required, negative, scope)

    def _wide(self, nodes: Sequence[ast.Node], scope: str, boost: float) -> list[Clause | None]:
        """Clauses for words side by side; function words among others are left out."""
        if scope:
            return [self._clause(each, scope, boost) for each in nodes]
        together = recognise.named(nodes, self.bodies)
        content = [each for each in together if not _is_function_word(each)]
        if content and len(content) < len(together):
            small = (each for each in together if _is_function_word(each))
            self.ignored |= {each.text: None for each in small if isinstance(each, ast.Word)}
        idioms = [self._text(idiom, TEXT_FIELDS, boost) for idiom in _idioms(together)]
        clauses = [
            self._named(each, boost) if isinstance(each, Named) else self._clause(each, "", boost)
            for each in content or together
        ]
        return [*clauses, *idioms]

    def _without(
        self, positive: list[Clause], negative: Sequence[ast.Node], scope: str
    ) -> Clause | None:
        self._negated += 1
        found = [self._clause(each, scope, 1.0) for each in negative]
        self._negated -= 1
        unwanted = [clause.query for clause in found if clause]
        if not positive and not unwanted:
            return None
        kept = both(positive) if positive else Clause(terms.all_records(), False)
        if not unwanted:
            return kept
        return Clause(terms.without(kept.query, terms.either(unwanted)), kept.scored)

    # Leaves.

    def _word(self, node: ast.Word, scope: str, boost: float) -> Clause | None:
        if not scope and (name := recognise.name_of(node.text, node, self.bodies)):
            return self._named(name, boost)
        clause = self._text(node.text, (scope,) if scope else TEXT_FIELDS, boost)
        if not scope and clause and (ref := recognise.reference_term(node.text)):
            more = terms.term("ref", ref, boost * BY_NAME["ref"].boost)
            clause = Clause(terms.either([clause.query, more]), True)
        return self._or_body(clause, node.text, scope, boost)

    def _or_body(self, clause: Clause | None, text: str, scope: str, boost: float) -> Clause | None:
        """In the field of bodies, also those that ``text`` is another name of."""
        body = self.bodies.resolve(text) if scope == "force" else None
        if body is None:
            return clause
        more = terms.term(FORCE_ID, body.id, boost * BY_NAME["force"].boost)
        return Clause(terms.either([clause.query, more] if clause else [more]), True)

    def _named(self, name: Named, boost: float) -> Clause | None:
        weight = boost * BY_NAME["force" if name.field == FORCE_ID else name.field].boost
        clause = self._text(name.text, TEXT_FIELDS, boost)
        keys = [terms.term(name.field, key, weight) for key in name.keys]
        if not self._negated:
            self.understood[name.note()] = None
        return Clause(terms.either([*([clause.query] if clause else []), *keys]), True)

    def _text(
        self, text: str, fields: tuple[str, ...], boost: float, slop: int = 0
    ) -> Clause | None:
        """``text`` as a word or a phrase, in any way that the analyzer knows to write it."""
        sequences = [alternatives[::-1] for alternatives in self.analyzer.sequences(text)]
        if not sequences:
            return None
        readings = [
            tuple(term for part in parts for term in part)
            for parts in islice(product(*sequences), _READINGS)
        ]
        for reading in readings:
            self._want(fields, tuple(frozenset((term,)) for term in reading), slop)
        return _text_clause(
            fields, boost, lambda name, b: [terms.phrase(name, r, slop, b) for r in readings]
        )

    def _any_term(self, found: frozenset[str], fields: tuple[str, ...], boost: float) -> Clause:
        self._want(fields, (found,), 0)
        return _text_clause(fields, boost, lambda name, b: [terms.AnyTerm(name, found, b)])

    def _key(self, node: ast.Node, scope: str, boost: float) -> Clause | None:
        keys = Keys(self.source, self.words, self.bodies).of(scope, node)
        if scope == "exemption" and not self._negated:
            head = self.analyzer.stemmer("section")
            for number in dict.fromkeys(key.rpartition(":")[2] for key in sorted(keys)[:50]):
                self.wanted.append(Wanted("", (frozenset((head,)), frozenset((number,)))))
        if not BY_NAME[scope].boost:
            return Clause(terms.AnyTerm(scope, keys), False)
        return Clause(terms.AnyTerm(scope, keys, boost * BY_NAME[scope].boost), True)

    def period(self, node: ast.Period) -> Clause:
        """Records dated within a span, or, when those are asked for, without a date."""
        if self.undated == node.name:
            return Clause(terms.AnyTerm(node.name, ("unknown",)), False)
        found = Keys(self.source, self.words, self.bodies).within(node)
        return Clause(terms.AnyTerm(node.name, found), False)

    def _want(self, fields: tuple[str, ...], steps: tuple[frozenset[str], ...], slop: int) -> None:
        if not self._negated:
            name = "" if fields == TEXT_FIELDS or fields == ("force",) else fields[0]
            self.wanted.append(Wanted(name, steps, slop))


def both(clauses: list[Clause]) -> Clause:
    """All of the clauses; filters let through, the others score."""
    scored = [clause.query for clause in clauses if clause.scored]
    filters = [clause.query for clause in clauses if not clause.scored]
    if not scored or not filters:
        return Clause(terms.every(scored or filters), bool(scored))
    return Clause(terms.require(terms.every(scored), terms.every(filters)), True)


def _either(clauses: list[Clause]) -> Clause | None:
    if not clauses:
        return None
    scored = any(clause.scored for clause in clauses)
    return Clause(terms.either([clause.query for clause in clauses]), scored)


def _text_clause(
    fields: tuple[str, ...], boost: float, make: Callable[[str, float], list[Any]]
) -> Clause:
    queries = [q for name in fields for q in make(name, boost * BY_NAME[name].boost)]
    return Clause(terms.either(queries), True)


def _narrows(node: ast.Node) -> bool:
    """Whether a node side by side with others must match: a field does, a word need not."""
    if isinstance(node, ast.Boosted):
        return _narrows(node.node)
    if isinstance(node, ast.Or):
        return all(isinstance(each, ast.Period) for each in node.nodes)
    return isinstance(node, ast.Scoped | ast.Period)


def _is_function_word(node: ast.Node | Named) -> bool:
    return isinstance(node, ast.Word) and fold(node.text).strip("?!.,;:'") in FUNCTION_WORDS


def _idioms(nodes: Sequence[ast.Node | Named]) -> list[str]:
    """Two words with small ones between them, as typed: "stop and search", "use of force".

    Records that have them just so score the phrase besides its words.
    """
    found: list[str] = []
    run: list[str] = []
    for node in nodes:
        if not isinstance(node, ast.Word):
            run = []
        elif _is_function_word(node):
            run = [*run, node.text] if run else []
        else:
            if len(run) > 1:
                found.append(" ".join([*run, node.text]))
            run = [node.text]
    return found
