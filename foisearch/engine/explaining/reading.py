"""How a query was understood, told from the plan that is searched with."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from foisearch.engine.explaining.explanation import Reading
from foisearch.engine.planning import plan
from foisearch.engine.planning.plan import Plan

_FORMS = 6
"""So many forms of a word, or values of a field, are told."""
_FIELDS = {"force_id": "force"}
"""Fields of the index by the names that people know."""


@dataclass(frozen=True, slots=True)
class Teller:
    """Tells plans.

    Args:
        said: how pieces of the plan were typed.
        forms: the words of the index that have a stem.
    """

    said: Mapping[Plan, str]
    forms: Callable[[str], Sequence[str]]

    def reading(self, node: Plan, notes: Iterable[str]) -> Reading:
        """The whole of a query, with what else there is to know of it."""
        told = self.told(node)
        more = tuple(Reading("note", note) for note in notes)
        return Reading("all", "", (told, *more)) if more else told

    def told(self, node: Plan) -> Reading:
        """A piece of a plan, in words."""
        match node:
            case plan.Everything():
                return Reading("everything", "every record")
            case plan.Any():
                return self._several("any", "any of these; what they score is added up", node)
            case plan.All():
                return self._several("all", "all of these; what they score is added up", node)
            case plan.Best():
                return self._several("best", "any of these; only the best of them scores", node)
            case plan.Sift():
                return self._sifted(node)
            case plan.InPart():
                text = "in one question and its answer"
                return Reading("part", text, (self.told(node.plan),))
            case _:
                return self._leaf(node)

    def _several(self, kind: str, text: str, node: plan.Any | plan.All | plan.Best) -> Reading:
        if not plan.scored(node):
            text = text.partition(";")[0]
        parts = tuple(self.told(each) for each in node.plans)
        if not parts:
            return Reading("any", "nothing that the index holds")
        return parts[0] if len(parts) == 1 else Reading(kind, text, parts)

    def _sifted(self, node: plan.Sift) -> Reading:
        sieve = self.told(node.sieve)
        if not node.keep:
            told = Reading("without", "without", (sieve,))
        elif sieve.kind == "all":
            told = Reading("only", "only records with all of these", sieve.parts)
        else:
            told = Reading("only", "only records with", (sieve,))
        inner = self.told(node.plan)
        if isinstance(node.plan, plan.Sift) and inner.kind == "all":
            return Reading("all", inner.text, (*inner.parts, told))
        return Reading("all", "", (inner, told))

    def _leaf(self, node: Plan) -> Reading:
        match node:
            case plan.Word():
                return Reading("word", self._word(node))
            case plan.AnyTerm():
                return Reading("words", self._words(node))
            case plan.Phrase():
                return Reading("phrase", self._phrase(node))
            case plan.Instead():
                typed = " ".join(spoken(term, self.said) for term in node.of)
                text = f"{self._name(node)} instead of “{typed}”, worth {node.boost:.0%} of it"
                return Reading("other", text + _where(node.field))
            case plan.Ref():
                text = f"a reference that is {node.form} or ends so"
                return Reading("reference", text + _weighing(node.boost))
            case plan.Key():
                return Reading("value", self._value(node) + _weighing(node.boost))
        return Reading("value", type(node).__name__.lower())

    def _name(self, node: Plan) -> str:
        match node:
            case plan.Phrase() | plan.Instead():
                return self.said.get(node) or f"“{' '.join(node.terms)}”"
            case plan.Word():
                return self.said.get(node) or f"“{node.term}”"
        return self.said.get(node, "")

    def _word(self, node: plan.Word) -> str:
        name, forms = self._name(node), sorted(set(self.forms(node.term)))
        if not node.term.isalpha():
            told = name
        elif not forms:
            told = f"{name}, which stands nowhere in any form"
        else:
            stem = f", by its stem {node.term}" if node.term not in forms else ""
            told = f"{name} in any form ({_few(forms)}){stem}"
        return told + _where(node.field) + _boosted(node.boost)

    def _words(self, node: plan.AnyTerm) -> str:
        count = "only the word" if len(node.terms) == 1 else f"{len(node.terms):,} words, as"
        held = f"{count} {_few(sorted(node.terms))}" if node.terms else "no word of the index"
        return f"{self._name(node)}: {held}{_where(node.field)}{_boosted(node.boost)}"

    def _phrase(self, node: plan.Phrase) -> str:
        how = "next to one another, in this order"
        if node.slop:
            others = "1 other word" if node.slop == 1 else f"{node.slop} other words"
            order = "in this order" if node.ordered else "in any order"
            how = f"with at most {others} among them, {order}"
        return f"{self._name(node)} {how}{_where(node.field)}{_boosted(node.boost)}"

    def _value(self, node: plan.Key) -> str:
        if node in self.said:
            return self.said[node]
        field = _FIELDS.get(node.field, node.field)
        return f"{field} {_few(sorted(node.values), ' or ')}" if node.values else f"no {field}"


def spoken(term: str, said: Mapping[Plan, str]) -> str:
    """A term as it was typed, where that is known."""
    return said.get(plan.Word(term), term).strip("“”")


def _few(values: Sequence[str], join: str = ", ") -> str:
    more = f" and {len(values) - _FORMS:,} more" if len(values) > _FORMS else ""
    return join.join(values[:_FORMS]) + more


def _where(field: str) -> str:
    return f", in {field}" if field else ""


def _boosted(boost: float) -> str:
    return "" if boost == 1 else f", weighing {boost:g} times"


def _weighing(boost: float) -> str:
    """Of a value, whether it scores."""
    return f", weighing {boost:g} times" if boost else ""
