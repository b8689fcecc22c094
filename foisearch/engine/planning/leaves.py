"""What one word, phrase, pattern or value of a query asks for, and what to highlight of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice, product

from foisearch.analysis import Analyzer, is_function_word
from foisearch.authorities import Authorities
from foisearch.engine.planning import plan
from foisearch.engine.planning.combining import either, sequence
from foisearch.engine.planning.key_values import Keys
from foisearch.engine.planning.plan import Plan
from foisearch.engine.schema.documents import FORCE_ID
from foisearch.engine.schema.traits import UNDATED
from foisearch.engine.words import recognise
from foisearch.engine.words.known import Words
from foisearch.engine.words.recognise import Named
from foisearch.fields import BY_NAME, FieldKind
from foisearch.query import ast
from foisearch.query.dates import in_words
from foisearch.query.wanted import Wanted

_READINGS = 8  # ways to write one phrase that are tried
PART = "part"
"""The field whose words stand in any text, but of one part."""


@dataclass(slots=True)
class Leaves:
    """Plans the leaves of one query against one open index.

    Args:
        source: the query as typed, for errors that point into it.
        analyzer: cuts words as the index did.
        words: the words that the index has seen.
        bodies: names of public bodies.
        undated: a date field of which the records without a date are asked for instead.
        files: the sources of the index, by name.

    What it learns besides the plan: ``wanted`` is to be highlighted, small words were ``ignored``,
    ``understood`` are notes on what names and dates were taken for, and ``said`` holds how pieces
    of the plan were typed.
    """

    source: str
    analyzer: Analyzer
    words: Words
    bodies: Authorities
    undated: str = ""
    files: Collection[str] = ()
    wanted: list[Wanted] = field(default_factory=list)
    ignored: dict[str, None] = field(default_factory=dict)
    understood: dict[str, None] = field(default_factory=dict)
    said: dict[Plan, str] = field(default_factory=dict)
    _negated: int = 0

    def notes(self) -> list[str]:
        """What the person should know of how the query was read."""
        ignored = [f"ignored: {', '.join(self.ignored)}"] if self.ignored else []
        return [*ignored, *self.understood]

    def _leaf(self, node: ast.Node, scope: str, boost: float) -> Plan | None:
        if scope and BY_NAME[scope].kind is FieldKind.KEY:
            return self._key(node, scope, boost)
        match node:
            case ast.Word():
                return self._word(node, scope, boost)
            case ast.Phrase():
                found = self._text(node.text, scope, boost, node.slop)
                return self._or_body(found, node.text, scope, boost)
            case ast.Pattern():
                described = self._any_term(self.words.matching(node.text), node, scope, boost)
                if not scope and any(char.isdigit() for char in node.text):
                    refs = self._refs(self.words.keys("ref", node.text), boost)
                    return either([described, refs])
                return described
            case ast.Fuzzy():
                found_near = self.words.near(node.text, node.distance)
                return self._any_term(found_near, node, scope, boost)
            case _:
                return None

    def _word(self, node: ast.Word, scope: str, boost: float) -> Plan | None:
        if not scope and (name := recognise.name_of(node.text, node, self.bodies)):
            return self._named(name, boost)
        found = self._text(node.text, scope, boost)
        if not scope and found and (ref := recognise.reference_term(node.text)):
            found = either([found, self._refs([ref], boost)])
        return self._or_body(found, node.text, scope, boost)

    def _loosely(self, word: ast.Word, boost: float) -> Plan | None:
        """Any word of a compound, or the whole written as one word; ``None`` if it is none."""
        sequences = self.analyzer.sequences(word.text)
        terms = {term for rows in sequences for row in rows for term in row}
        several = any(len(row) > 1 for rows in sequences for row in rows)
        named = recognise.name_of(word.text, word, self.bodies)
        if not several or named or not all(map(str.isalpha, terms)):
            return None
        return either([self._any_row(word, rows, boost) for rows in sequences])

    def _any_row(self, word: ast.Word, rows: Sequence[tuple[str, ...]], boost: float) -> Plan:
        """The words of one compound, one by one; written together they count as well."""
        split = max(rows, key=len)
        content = tuple(term for term in split if not is_function_word(term)) or split
        found: list[Plan] = [plan.Word(term, "", boost) for term in dict.fromkeys(content)]
        self.said |= dict.fromkeys(found, f"“{word}”")
        together = [row for row in rows if len(row) < len(split)]
        for row in (*((term,) for term in content), *together):
            instead = content if row in together else ()
            self._want("", tuple(frozenset((term,)) for term in row), 0, instead)
        apart = found[0] if len(found) == 1 else plan.Any(tuple(found))
        if not together:
            return apart
        others = [plan.Instead(row, content, "", boost) for row in together]
        self.said |= dict.fromkeys(others, f"“{word}” in one word")
        return plan.Best((apart, *others))

    def _refs(self, forms: Iterable[str], boost: float) -> Plan:
        """Records with any of these references."""
        weight = boost * BY_NAME["ref"].boost
        return either([plan.Ref(form, weight) for form in sorted(forms)]) or plan.Any(())

    def _or_body(self, found: Plan | None, text: str, scope: str, boost: float) -> Plan | None:
        """In the field of bodies, also those that ``text`` is another name of."""
        body = self.bodies.resolve(text) if scope == "force" else None
        if body is None:
            return found
        more = plan.Key(FORCE_ID, frozenset((body.id,)), boost * BY_NAME["force"].boost)
        return either([found, more] if found else [more])

    def _named(self, name: Named, boost: float) -> Plan | None:
        weight = boost * BY_NAME["force" if name.field == FORCE_ID else name.field].boost
        words = self._text(name.text, "", boost)
        keys: list[Plan] = [plan.Key(name.field, frozenset((k,)), weight) for k in name.keys]
        for key, value in zip(keys, name.keys, strict=True):
            self.said[key] = f"“{name.text}” as {name.what} {value}"
        if not self._negated:
            self.understood[name.note()] = None
        return either([words, *keys] if words else keys)

    def _text(self, text: str, scope: str, boost: float, slop: int = 0) -> Plan | None:
        """``text`` as a word or a phrase, in any way that the analyzer knows to write it."""
        sequences = [alternatives[::-1] for alternatives in self.analyzer.sequences(text)]
        if not sequences:
            return None
        readings = [
            tuple(term for part in parts for term in part)
            for parts in islice(product(*sequences), _READINGS)
        ]
        for reading in readings:
            self._want(scope, tuple(frozenset((term,)) for term in reading), slop)
        found = [sequence(reading, text_field(scope), slop, boost) for reading in readings]
        self.said |= dict.fromkeys(found, f"“{text}”")
        return either(found)

    def _any_term(self, found: frozenset[str], node: ast.Node, scope: str, boost: float) -> Plan:
        self._want(scope, (found,), 0)
        asked = plan.AnyTerm(found, text_field(scope), boost)
        self.said[asked] = f"“{node}”"
        return asked

    def _key(self, node: ast.Node, scope: str, boost: float) -> Plan | None:
        field, keys = self._keys().of(scope, node)
        if scope == "exemption" and not self._negated:
            head = self.analyzer.stemmer("section")
            for number in dict.fromkeys(key.rpartition(":")[2] for key in sorted(keys)[:50]):
                self.wanted.append(Wanted("", (frozenset((head,)), frozenset((number,)))))
        if scope == "ref":
            return self._refs(keys, boost)
        return plan.Key(field, keys, boost * BY_NAME[scope].boost)

    def _keys(self) -> Keys:
        return Keys(self.source, self.words, self.bodies, self.files)

    def period(self, node: ast.Period) -> Plan:
        """Records dated within a span, or, when those are asked for, without a date."""
        if self.undated == node.name:
            return plan.Key(node.name, frozenset((UNDATED,)))
        span = in_words(node.since, node.until)
        if node.said:
            self.understood[f"{node.said} read as {span}"] = None
        dated = plan.Key(node.name, self._keys().within(node))
        self.said[dated] = f"{node.name} {span}"
        return dated

    def _want(
        self,
        scope: str,
        steps: tuple[frozenset[str], ...],
        slop: int,
        instead: tuple[str, ...] = (),
    ) -> None:
        if not self._negated:
            field = "" if scope == "force" else text_field(scope)
            self.wanted.append(Wanted(field, steps, slop, instead))


def text_field(scope: str) -> str:
    """The text field that words of a scope stand in, empty for any."""
    return "" if scope == PART else scope
