"""From the tree of a query to a plan: how its leaves belong together.

A plan is *scored* when its matches add to the ranking (words, phrases, references, provisions) and
a *filter* when it only lets records through (dates, outcomes, bodies that answered).
"""

from __future__ import annotations

from collections.abc import Sequence

from foisearch.analysis import is_function_word
from foisearch.engine.planning import parts, plan
from foisearch.engine.planning.combining import both, either, every
from foisearch.engine.planning.leaves import PART, Leaves, text_field
from foisearch.engine.planning.plan import Plan
from foisearch.engine.words import recognise
from foisearch.engine.words.recognise import Named
from foisearch.errors import QueryError
from foisearch.query import ast


class Compiler(Leaves):
    """Compiles one query against one open index; it learns what :class:`Leaves` says."""

    __slots__ = ()

    def compile(self, node: ast.Node) -> Plan:
        """The plan for ``node``.

        Raises:
            QueryError: a value names nothing, or there is no word in the query.
        """
        clause = self._clause(node, "", 1.0)
        if clause is None:
            raise QueryError("there is no word to look for in this", self.source, 0, "type a word")
        return clause

    def _clause(self, node: ast.Node, scope: str, boost: float) -> Plan | None:
        match node:
            case ast.Everything():
                return plan.Everything()
            case ast.Boosted():
                return self._clause(node.node, scope, boost * node.factor)
            case ast.Scoped(name="part"):
                return self._in_part(node, boost)
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
                return either([clause for clause in found if clause])
            case ast.AnyOf() if scope == PART:
                return self._and(_said(node.nodes), scope, boost)
            case ast.AnyOf():
                return self._any_of(node.nodes, scope, boost)
            case ast.Reworded():
                return self._reworded(node, scope, boost)
            case _:
                return self._leaf(node, scope, boost)

    def _and(self, nodes: Sequence[ast.Node], scope: str, boost: float) -> Plan | None:
        positive = [n for n in nodes if not isinstance(n, ast.Not)]
        negative = [n.node for n in nodes if isinstance(n, ast.Not)]
        found = [self._clause(each, scope, boost) for each in positive]
        return self._without([clause for clause in found if clause], negative, scope)

    def _any_of(self, nodes: Sequence[ast.Node], scope: str, boost: float) -> Plan | None:
        negative = [n.node for n in nodes if isinstance(n, ast.Not)]
        narrow = [n for n in nodes if _narrows(n)]
        wide = [n for n in nodes if not _narrows(n) and not isinstance(n, ast.Not)]
        found = [self._clause(each, scope, boost) for each in narrow]
        required = [clause for clause in found if clause]
        if words := [clause for clause in self._wide(wide, scope, boost) if clause]:
            any_word = either(words)
            required += [any_word] if any_word else []
        return self._without(required, negative, scope)

    def _wide(self, nodes: Sequence[ast.Node], scope: str, boost: float) -> list[Plan | None]:
        """Clauses for words side by side; function words among others are left out."""
        if scope:
            return [self._clause(each, scope, boost) for each in nodes]
        together = recognise.named(nodes, self.bodies)
        pieces = list(ast.as_typed(nodes))
        spaced = {form for form in recognise.spaced_references(pieces) if self.words.has_ref(form)}
        return [*self._content(together, boost), *([self._refs(spaced, boost)] if spaced else [])]

    def _content(
        self, nodes: Sequence[ast.Node | Named], boost: float, loose: bool = False
    ) -> list[Plan | None]:
        """Clauses for what is no function word, or for all where there is nothing else.

        With ``loose`` they stand among other words: then a compound needs not stand there whole.
        """
        content = [each for each in nodes if not _is_function_word(each)]
        if content and len(content) < len(nodes):
            small = (each for each in nodes if _is_function_word(each))
            self.ignored |= {each.text: None for each in small if isinstance(each, ast.Word)}
        chosen = content or nodes
        loose = loose or len(chosen) > 1
        return [self._beside(each, boost, loose) for each in chosen]

    def _beside(self, node: ast.Node | Named, boost: float, loose: bool) -> Plan | None:
        match node:
            case Named():
                return self._named(node, boost)
            case ast.Reworded():
                return self._reworded(node, "", boost, loose)
            case ast.Word() if loose:
                return self._loosely(node, boost) or self._word(node, "", boost)
            case _:
                return self._clause(node, "", boost)

    def _without(
        self, positive: list[Plan], negative: Sequence[ast.Node], scope: str
    ) -> Plan | None:
        self._negated += 1
        found = [self._clause(each, scope, 1.0) for each in negative]
        self._negated -= 1
        unwanted = either([each for each in found if each])
        if not positive and not unwanted:
            return None
        kept = both(positive) if positive else plan.Everything()
        return plan.Sift(kept, unwanted, keep=False) if unwanted else kept

    def _in_part(self, node: ast.Scoped, boost: float) -> Plan | None:
        """Records of which one question, with its answer, has all of the words side by side."""
        held = self._clause(node.node, PART, boost)
        if held is not None and not parts.bounded(held):
            place = ast.position(node.node)
            raise QueryError(
                "part: needs a word that must be there", self.source, place, "add one to it"
            )
        return held and plan.InPart(held)

    def _reworded(
        self, node: ast.Reworded, scope: str, boost: float, loose: bool = False
    ) -> Plan | None:
        """Words, or what else will do for all of them together: the best of these counts."""
        if scope:
            found = [self._clause(each, scope, boost) for each in node.nodes]
        else:
            found = self._content(recognise.named(node.nodes, self.bodies), boost, loose)
        clauses = [each for each in found if each]
        typed = every(clauses) if scope == PART and clauses else either(clauses)
        if typed is None:
            return None
        content = [word for word in node.nodes if not _is_function_word(word)] or node.nodes
        of = tuple(term for word in content for term in self.analyzer.terms(word.text))
        for other in node.others:
            self._want(scope, tuple(frozenset((term,)) for term in other.terms), 0, of)
        others: list[Plan] = []
        for other in node.others:
            others.append(plan.Instead(other.terms, of, text_field(scope), boost * other.weight))
            self.said[others[-1]] = f"“{other.said}”"
        return plan.Best((typed, *others))


def _said(nodes: Sequence[ast.Node]) -> Sequence[ast.Node]:
    """Without function words, where there is anything else."""
    return [each for each in nodes if not _is_function_word(each)] or nodes


def _narrows(node: ast.Node) -> bool:
    """Whether a node side by side with others must match: a field does, a word need not."""
    if isinstance(node, ast.Boosted):
        return _narrows(node.node)
    if isinstance(node, ast.Or):
        return all(isinstance(each, ast.Period) for each in node.nodes)
    return isinstance(node, ast.Scoped | ast.Period)


def _is_function_word(node: ast.Node | Named) -> bool:
    return isinstance(node, ast.Word) and is_function_word(node.text)
