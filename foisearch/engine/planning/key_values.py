"""Values of key and date fields: from what people write to what the index holds."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from foisearch.authorities import Authorities
from foisearch.disclosure import Kind, Outcome
from foisearch.engine.planning import source_names
from foisearch.engine.schema import traits
from foisearch.engine.schema.documents import source_term
from foisearch.engine.words import recognise
from foisearch.engine.words.known import Words
from foisearch.errors import QueryError
from foisearch.query import ast
from foisearch.text import fold, ref_key, slugify

_OWN_VALUES = frozenset({"has", "is", "source"})
"""Fields whose values are not what the index holds of that name."""

Asked = tuple[str, frozenset[str]]
"""A key field of the index, and those of its values that will do."""


@dataclass(frozen=True, slots=True)
class Keys:
    """Looks values up.

    Args:
        source: the query as typed, for errors that point into it.
        words: what the index holds.
        bodies: names of public bodies.
        files: the sources of the index, by name.
    """

    source: str
    words: Words
    bodies: Authorities
    files: Collection[str] = ()

    def of(self, name: str, node: ast.Node) -> Asked:
        """What a word, phrase or pattern in the key field ``name`` asks for.

        Raises:
            QueryError: it is not a value of that field.
        """
        if isinstance(node, ast.Pattern) and name not in _OWN_VALUES:
            return name, self.words.keys(name, node.text)
        patterns = ast.Pattern if name == "source" else ast.Word
        if not isinstance(node, ast.Word | ast.Phrase | patterns):
            raise QueryError(
                f"{name}: takes whole values, without ~", self.source, ast.position(node), "drop ~"
            )
        text = node.text.strip(" ,;")
        try:
            return self._asked(name, text)
        except LookupError as error:
            message, cure = str(error.args[0]), str(error.args[1])
            raise QueryError(message, self.source, node.pos, cure) from None

    def _asked(self, name: str, text: str) -> Asked:
        if name == "source":
            return name, frozenset(map(source_term, source_names.named(text, self.files)))
        if name in _OWN_VALUES:
            field, value = traits.had(text) if name == "has" else traits.being(text)
            return field, frozenset((value,))
        return name, frozenset(self._values(name, text))

    def _values(self, name: str, text: str) -> Iterable[str]:
        if name == "ref":
            return (ref_key(text),)
        if name == "exemption":
            return provision(text)
        if name == "authority":
            return (self._authority(text),)
        return (choice(name, text),)

    def _authority(self, text: str) -> str:
        return slug(text, self.bodies, self.words.values("authority"))

    def within(self, period: ast.Period) -> frozenset[str]:
        """The dates of a field, whole or partial, whose period touches the span."""
        since, until = period.since or date.min, period.until or date.max
        return frozenset(
            value
            for value, first, last in self.words.periods(period.name)
            if first <= until and last >= since
        )


def provision(text: str) -> tuple[str, ...]:
    """The terms for a provision as people write it.

    Raises:
        LookupError: it names none; two arguments, what is wrong and the cure.
    """
    found = recognise.provision_terms(text)
    if not found:
        raise LookupError(
            f"“{text[:60]}” names no provision", 'write it as 40(2), s31, foia:12 or "cost limit"'
        )
    return found


def choice(name: str, text: str) -> str:
    """One of the values of ``outcome`` or ``kind``.

    Raises:
        LookupError: it is none of them; two arguments, what is wrong and the cure.
    """
    values = [str(value) for value in (Outcome if name == "outcome" else Kind)]
    value = slugify(text)
    if value in values:
        return value
    from difflib import get_close_matches

    near = get_close_matches(value[:40], values, n=3, cutoff=0.5)
    cure = f"did you mean {' or '.join(near)}?" if near else f"write one of: {', '.join(values)}"
    raise LookupError(f"there is no {name} “{text[:60]}”", cure)


def slug(text: str, bodies: Authorities, held: Collection[str]) -> str:
    """The slug of the body that ``text`` names, be it one that only the index (``held``) knows.

    Raises:
        LookupError: it names none, or several; two arguments, what is wrong and the cure.
    """
    found = bodies.resolve(text)
    own = slugify(text)
    if found is None and own not in held:
        raise LookupError(f"“{text[:60]}” is no body known here", near_bodies(text, bodies))
    return found.id if found else own


def near_bodies(text: str, bodies: Authorities) -> str:
    """The cure for a name that no body goes by."""
    near = bodies.suggest(fold(text), 3)
    if near:
        return f"did you mean {' or '.join(each.id for each in near)}?"
    return "run foisearch stats to see which bodies there are"
