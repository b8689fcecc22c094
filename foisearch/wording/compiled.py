"""The tables as a dictionary of first stems, so that a text is looked up word by word.

Compiling reads only the first word of every expression; the rest is stemmed when that word is
first met in a text.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from foisearch.wording.forms import first_stems, variants
from foisearch.wording.table import Acronym, Concept

DOUBT = 0.5
"""The weight of an acronym with several senses while no word beside it chooses one."""

NARROWER = 0.7
"""How surely a narrower word stands for its concept, and the concept for it."""

Member = tuple[tuple[str, ...], float, str]

_SURE = -1
_BROAD = -1
_NO_LETTER = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Pattern:
    """An expression, by the stems that follow its first.

    ``length`` counts all its stems; ``concept`` numbers the concept; ``kind`` numbers the narrower
    word of the concept that the expression is or abbreviates, else it is -1; ``acronym`` is a row
    of the acronyms' table where the match is in doubt, else -1; ``strength`` is the concept's times
    ``weight``, times :data:`NARROWER` for a narrower word.
    """

    rest: tuple[str, ...]
    length: int
    concept: int
    kind: int
    acronym: int
    weight: float
    strength: float


@dataclass(frozen=True, slots=True)
class Continuations:
    """The expressions that begin with a stem, longest first.

    ``alone`` are those of one stem; ``followed`` has, by second stem, all that may stand there.
    """

    alone: tuple[Pattern, ...]
    followed: dict[str, tuple[Pattern, ...]]


class Compiled:
    """Both tables, compiled for a stemmer.

    An acronym whose expansion is a word of concepts becomes a word of these, narrower where its
    expansion is; every other one makes a concept of its own with its expansion, of strength 1.
    ``names`` and ``strengths`` are those
    of all concepts by number.
    """

    def __init__(
        self,
        concepts: tuple[Concept, ...],
        acronyms: tuple[Acronym, ...],
        stem: Callable[[str], str],
    ) -> None:
        self.acronyms = acronyms
        self._stem = stem
        self.names = [concept.name for concept in concepts]
        self.strengths = [concept.strength for concept in concepts]
        self.ready: dict[str, Continuations] = {}
        self.waiting: dict[str, list[tuple[int, str, int, int]]] = {}
        self._sayings: list[list[tuple[str, int, int, str]]] = []
        self._members: dict[tuple[int, int], tuple[Member, ...]] = {}
        self._near: dict[int, frozenset[str]] = {}
        expansions = {acronym.expansion for acronym in acronyms}
        having: dict[str, list[tuple[int, int]]] = {}
        heads: dict[str, tuple[str, ...]] = {}
        waiting = self.waiting
        for number, concept in enumerate(concepts):
            sayings = [(word, _BROAD, _SURE, word) for word in concept.words]
            if concept.narrower:
                sayings += [(word, kind, _SURE, word) for kind, word in enumerate(concept.narrower)]
            self._sayings.append(sayings)
            for word, kind, _, _ in sayings:
                head = word.partition(" ")[0]
                keys = heads.get(head)
                if keys is None:
                    keys = heads[head] = first_stems(head, stem)
                for key in keys:
                    if key in waiting:
                        waiting[key].append((number, word, kind, _SURE))
                    else:
                        waiting[key] = [(number, word, kind, _SURE)]
                if word in expansions:
                    having.setdefault(word, []).append((number, kind))
        self.senses: dict[str, list[int]] = {}
        self.written: dict[str, list[int]] = {}
        for row, acronym in enumerate(acronyms):
            self.senses.setdefault(acronym.written.lower(), []).append(row)
            self.written.setdefault(acronym.written, []).append(row)
        self.homes = [self._add(row, acronym, having) for row, acronym in enumerate(acronyms)]

    def _add(
        self, row: int, acronym: Acronym, having: dict[str, list[tuple[int, int]]]
    ) -> list[int]:
        """Make an acronym a word of concepts, and say of which."""
        stem, waiting = self._stem, self.waiting
        folded = acronym.written.lower()
        homes = having.get(acronym.expansion)
        if homes is None:
            number = len(self.names)
            homes = having[acronym.expansion] = [(number, _BROAD)]
            self.names.append(_NO_LETTER.sub("-", acronym.expansion))
            self.strengths.append(1.0)
            self._sayings.append([(acronym.expansion, _BROAD, _SURE, acronym.expansion)])
            for key in first_stems(acronym.expansion.partition(" ")[0], stem):
                waiting.setdefault(key, []).append((number, acronym.expansion, _BROAD, _SURE))
        doubtful = row if acronym.word or len(self.senses[folded]) > 1 else _SURE
        forms = [folded]
        if folded.isalpha() and not acronym.word and stem(f"{folded}s") != stem(folded):
            forms.append(f"{folded}s")  # stemmers leave the s of FPNs, which has no vowel
        for form in forms:
            keys = first_stems(form, stem)
            for number, kind in homes:
                self._sayings[number].append((form, kind, doubtful, acronym.written))
                for key in keys:
                    waiting.setdefault(key, []).append((number, form, kind, doubtful))
        return [number for number, _ in homes]

    def resolve(self, first: str) -> Continuations:
        """The expressions that begin with a stem."""
        found: dict[tuple[int, tuple[str, ...], int], Pattern] = {}
        sure: set[tuple[int, tuple[str, ...]]] = set()
        for number, word, kind, row in self.waiting.get(first, ()):
            weight = 1.0 if row == _SURE else DOUBT
            strength = self.strengths[number] * weight * (1.0 if kind == _BROAD else NARROWER)
            for stems in variants(word, self._stem):
                if stems[0] != first or (number, stems[1:]) in sure:
                    continue
                if row == _SURE:
                    sure.add((number, stems[1:]))
                found[number, stems[1:], row] = Pattern(
                    stems[1:], len(stems), number, kind, row, weight, strength
                )
        alone = tuple(pattern for pattern in found.values() if not pattern.rest)
        longer: dict[str, list[Pattern]] = {}
        for pattern in sorted(found.values(), key=lambda pattern: -pattern.length):
            if pattern.rest:
                longer.setdefault(pattern.rest[0], []).append(pattern)
        self.ready[first] = known = Continuations(
            alone, {after: (*patterns, *alone) for after, patterns in longer.items()}
        )
        return known

    def members(self, number: int, kind: int) -> tuple[Member, ...]:
        """What stands for an expression of a concept: stems in order, a factor, how it is written.

        The factor times the ``strength`` of the expression's pattern is the weight.  For a narrower
        word these are the words of the concept and its own spellings, never another narrower one.
        """
        known = self._members.get((number, kind))
        if known is None:
            found: dict[tuple[str, ...], tuple[float, str]] = {}
            for word, its_kind, row, said in self._sayings[number]:
                factor = 1.0 if row == _SURE else DOUBT
                if its_kind != _BROAD:
                    if kind not in (_BROAD, its_kind):
                        continue
                    factor = factor * NARROWER if kind == _BROAD else factor / NARROWER
                for stems in variants(word, self._stem):
                    if stems not in found or found[stems][0] < factor:
                        found[stems] = (factor, said)
            known = self._members[number, kind] = tuple(
                (stems, factor, said) for stems, (factor, said) in found.items()
            )
        return known

    def near(self, row: int) -> frozenset[str]:
        """The stems that speak for a sense of an acronym."""
        known = self._near.get(row)
        if known is None:
            near = self.acronyms[row].near
            known = self._near[row] = frozenset(self._stem(word) for word in near)
        return known
