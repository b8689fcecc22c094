"""Whoosh queries to plans, as far as a plan can say the same.

A plan has no constant scores, and knows no place but the order and nearness of words.  What it
cannot say is refused; :mod:`foisearch.engine.whoosh.executor` then does that part in another way.

============================================  =====================================================
Prefix, Wildcard, Regex, FuzzyTerm, TermRange  their terms count as one word, however many there are
Phrase                                        ``slop`` 1 is 0 of ours; more only for two words
And with Not among its clauses                what Not matches is left out and adds nothing
boosts                                        of a compound, go to the terms; also with one clause
Every, Not, ConstantScoreQuery                add nothing to the score, or are refused (``exact``)
DateRange                                     the dates of a date field that touch the span
============================================  =====================================================
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import Any

from whoosh import query

from foisearch.engine.planning import plan
from foisearch.engine.planning.plan import Plan
from foisearch.engine.whoosh.queries import AnyTerm, Chain, Cluster, Within, Without, settled
from foisearch.engine.whoosh.schema import ANY, KINDS
from foisearch.fields import FieldKind

NOTHING = plan.Any(())
"""The plan that matches nothing."""
_KEY_MARK = "\x1f"  # what the dictionary's terms for keys begin with


class Untranslatable(ValueError):
    """No plan says what the query does."""


def to_plan(node: Any, reader: Any = None, *, exact: bool = False) -> Plan:
    """The plan for a Whoosh query.

    Args:
        node: the query.
        reader: expands patterns; one over our arrays.
        exact: whether a constant that would count in a score is refused; it is left out otherwise.

    Raises:
        Untranslatable: there is none.
    """
    return _Translator(reader, exact).plan(node)


class _Translator:
    """Translates the nodes of one query."""

    def __init__(self, reader: Any, exact: bool) -> None:
        self._reader = reader
        self._exact = exact

    def plan(self, node: Any, boost: float = 1.0, scored: bool = True) -> Plan:
        """The plan for a node, its terms boosted; ``scored`` tells whether the scores matter."""
        node = settled(node)
        # Not isinstance: what somebody made of a query of Whoosh's may match in another way.
        how = _HOW.get(type(node))
        if how is None:
            raise Untranslatable(f"no plan for {type(node).__name__}")
        boost *= getattr(node, "boost", 1.0)
        if boost < 0:
            raise Untranslatable("a boost is less than nothing")
        if not boost and scored:
            return plan.Sift(plan.Everything(), how(self, node, 1.0, False))
        return how(self, node, boost or 1.0, scored)

    # Leaves.

    def _leaf(self, name: str, texts: Iterable[str | bytes], boost: float, scored: bool) -> Plan:
        """Documents that hold any of some terms in a field."""
        kind = KINDS.get(name)
        terms = frozenset(_terms(texts))
        if kind is FieldKind.TEXT:
            terms = frozenset(term for term in terms if not term.startswith(_KEY_MARK))
        field = "" if name == ANY else name
        if name == "id" or (name == "ref" and scored and len(terms) > 1):
            raise Untranslatable(f"no plan for terms of {name}")
        if kind is None or not terms:
            return NOTHING
        if name == "ref":
            refs = tuple(plan.Ref(form, boost) for form in sorted(terms))
            return refs[0] if len(refs) == 1 else plan.Any(refs)
        if kind is not FieldKind.TEXT:
            return plan.Key(field, terms, boost)
        if len(terms) == 1:
            (term,) = terms
            return plan.Word(term, field, boost)
        return plan.AnyTerm(terms, field, boost)

    def term(self, node: Any, boost: float, scored: bool) -> Plan:
        """One term."""
        return self._leaf(node.fieldname, (node.text,), boost, scored)

    def terms(self, node: Any, boost: float, scored: bool) -> Plan:
        """A query that stands for several terms."""
        if isinstance(node, AnyTerm):
            return self._leaf(node.fieldname, node.words, boost, scored)
        if node.fieldname not in KINDS:
            return self._leaf(node.fieldname, (), boost, scored)
        if self._reader is None:
            raise Untranslatable("a pattern needs a reader")
        if _is_every(node):
            return self.every(node, boost, scored)
        found = {
            text for leaf, _ in self._reader.leaf_readers() for _, text in node.expanded_terms(leaf)
        }
        return self._leaf(node.fieldname, found, boost, scored)

    def dates(self, node: Any, boost: float, scored: bool) -> Plan:
        """A range of dates."""
        if KINDS.get(node.fieldname) is not FieldKind.DATE:
            raise Untranslatable("not a field of dates")
        moment = timedelta(microseconds=1)
        since, until = node.startdate, node.enddate
        since = since and (since + moment if node.startexcl else since).date()
        until = until and (until - moment if node.endexcl else until).date()
        return self.terms(Within(node.fieldname, since, until), boost, scored)

    def phrase(self, node: Any, boost: float, scored: bool) -> Plan:
        """Words that follow one another."""
        words = [word for word in node.words if word is not None]
        if node.fieldname not in KINDS or len(words) < 2:
            return self._leaf(node.fieldname, words, boost, scored)
        slop = node.slop - (type(node) is query.Phrase)
        if KINDS[node.fieldname] is not FieldKind.TEXT or slop < 0:
            raise Untranslatable("no field of words, or no slop")
        if slop and len(words) > 2 and type(node) is query.Phrase:
            raise Untranslatable("slop between each two of several words")
        terms = tuple(_terms(words))
        if len(terms) < len(words) or any(term.startswith(_KEY_MARK) for term in terms):
            return NOTHING
        field = "" if node.fieldname == ANY else node.fieldname
        return plan.Phrase(terms, field, slop, boost, ordered=type(node) is not Cluster)

    # Constants.

    def _constant(self, members: Plan, scored: bool) -> Plan:
        """Matches that all get the same score, which a plan leaves out."""
        if scored and self._exact:
            raise Untranslatable("a constant score")
        if not scored or isinstance(members, plan.Everything):
            return members
        return plan.Sift(plan.Everything(), members)

    def every(self, node: Any, boost: float, scored: bool) -> Plan:
        """Every document, or every one that has something in a field."""
        if node.fieldname is None:
            return self._constant(plan.Everything(), scored)
        kind = KINDS.get(node.fieldname)
        if kind in (None, FieldKind.TEXT) or node.fieldname == "ref" or self._reader is None:
            raise Untranslatable("everything in a field that is not of keys")
        values = self._reader.lexicon(node.fieldname)
        return self._constant(self._leaf(node.fieldname, values, 1.0, False), scored)

    def constant(self, node: Any, boost: float, scored: bool) -> Plan:
        """The matches of another query, at a constant score."""
        return self._constant(self.plan(node.child, 1.0, False), scored)

    def inverse(self, node: Any, boost: float, scored: bool) -> Plan:
        """What another query does not match."""
        unwanted = self.plan(node.query, 1.0, False)
        return self._constant(plan.Sift(plan.Everything(), unwanted, keep=False), scored)

    def nothing(self, node: Any, boost: float, scored: bool) -> Plan:
        """Nothing."""
        return NOTHING

    # Compounds.

    def all(self, node: Any, boost: float, scored: bool) -> Plan:
        """What all clauses match."""
        plans = tuple(self.plan(each, boost, scored) for each in node.subqueries)
        return plan.All(plans) if plans else NOTHING

    def any(self, node: Any, boost: float, scored: bool) -> Plan:
        """What any clause matches."""
        if node.scale and scored:
            raise Untranslatable("scores that depend on how many terms match")
        return plan.Any(tuple(self.plan(each, boost, scored) for each in node.subqueries))

    def best(self, node: Any, boost: float, scored: bool) -> Plan:
        """What any clause matches, with the best score of those."""
        if scored and len(node.subqueries) > 1:
            raise Untranslatable("the best of several scores")
        return plan.Any(tuple(self.plan(each, boost, scored) for each in node.subqueries))

    def without(self, node: Any, boost: float, scored: bool) -> Plan:
        """What the first matches and the second does not."""
        unwanted = self.plan(node.b, 1.0, False)
        return plan.Sift(self.plan(node.a, boost, scored), unwanted, keep=False)

    def require(self, node: Any, boost: float, scored: bool) -> Plan:
        """What both match, scored by the first."""
        return plan.Sift(self.plan(node.a, boost, scored), self.plan(node.b, 1.0, False))

    def maybe(self, node: Any, boost: float, scored: bool) -> Plan:
        """What the first matches, scored by both."""
        wanted = self.plan(node.a, boost, scored)
        if not scored:
            return wanted
        return plan.Sift(plan.Any((wanted, self.plan(node.b, boost, True))), wanted)


def _terms(texts: Iterable[str | bytes]) -> Iterable[str]:
    """Terms as text, those left out that no index can hold."""
    for text in texts:
        try:
            yield text.decode() if isinstance(text, bytes) else text.encode().decode()
        except ValueError:
            continue


def _is_every(node: Any) -> bool:
    """Whether a pattern says nothing, which Whoosh then reads as Every."""
    every = {query.Prefix: "", query.Wildcard: "*", query.Regex: ".*"}
    return every.get(type(node)) == node.text if type(node) in every else False


_How = Callable[[_Translator, Any, float, bool], Plan]
_HOW: dict[type, _How] = {
    query.Term: _Translator.term,
    query.DateRange: _Translator.dates,
    query.Phrase: _Translator.phrase,
    Chain: _Translator.phrase,
    Cluster: _Translator.phrase,
    query.Every: _Translator.every,
    query.ConstantScoreQuery: _Translator.constant,
    query.Not: _Translator.inverse,
    type(query.NullQuery): _Translator.nothing,
    query.And: _Translator.all,
    query.Or: _Translator.any,
    query.DisjunctionMax: _Translator.best,
    query.AndNot: _Translator.without,
    Without: _Translator.without,
    query.Require: _Translator.require,
    query.AndMaybe: _Translator.maybe,
    **dict.fromkeys((query.Prefix, query.Wildcard, query.Regex), _Translator.terms),
    **dict.fromkeys((query.FuzzyTerm, query.Variations, query.TermRange), _Translator.terms),
    **dict.fromkeys((AnyTerm, Within), _Translator.terms),
}
