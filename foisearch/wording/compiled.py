"""The tables as a dictionary of first stems, so that a text is looked up word by word.

Compiling reads only the first word of every expression; the rest is stemmed when that word is
first met in a text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from foisearch.wording.forms import first_stems, variants
from foisearch.wording.lookup import Wording
from foisearch.wording.table import Acronym, Concept, all_acronyms, all_concepts
from foisearch.wording.tables import BROAD, SURE, Saying, Stems, Tables

_NO_LETTER = re.compile(r"[^a-z0-9]+")


class Compiled(Tables):
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
        super().__init__()
        self.acronyms = acronyms
        self._stem = stem
        self.names = [concept.name for concept in concepts]
        self.strengths = [concept.strength for concept in concepts]
        self.firsts: dict[str, list[tuple[int, str, int, int]]] = {}
        self._sayings: list[list[tuple[str, int, int]]] = []
        self._near: dict[int, frozenset[str]] = {}
        self._capitals = _written(acronyms)
        expansions = {acronym.expansion for acronym in acronyms}
        having: dict[str, list[tuple[int, int]]] = {}
        heads: dict[str, tuple[str, ...]] = {}
        firsts = self.firsts
        for number, concept in enumerate(concepts):
            sayings = [(word, BROAD, SURE) for word in concept.words]
            if concept.narrower:
                sayings += [(word, kind, SURE) for kind, word in enumerate(concept.narrower)]
            self._sayings.append(sayings)
            for word, kind, _ in sayings:
                head = word.partition(" ")[0]
                keys = heads.get(head)
                if keys is None:
                    keys = heads[head] = first_stems(head, stem)
                for key in keys:
                    if key in firsts:
                        firsts[key].append((number, word, kind, SURE))
                    else:
                        firsts[key] = [(number, word, kind, SURE)]
                if word in expansions:
                    having.setdefault(word, []).append((number, kind))
        self._senses: dict[str, list[int]] = {}
        self.written: dict[str, list[int]] = {}
        for row, acronym in enumerate(acronyms):
            self._senses.setdefault(acronym.written.lower(), []).append(row)
            self.written.setdefault(acronym.written, []).append(row)
        self._homes = [self._add(row, acronym, having) for row, acronym in enumerate(acronyms)]

    def _add(
        self, row: int, acronym: Acronym, having: dict[str, list[tuple[int, int]]]
    ) -> list[int]:
        """Make an acronym a word of concepts, and say of which."""
        stem, firsts = self._stem, self.firsts
        folded = acronym.written.lower()
        homes = having.get(acronym.expansion)
        if homes is None:
            number = len(self.names)
            homes = having[acronym.expansion] = [(number, BROAD)]
            self.names.append(_NO_LETTER.sub("-", acronym.expansion))
            self.strengths.append(1.0)
            self._sayings.append([(acronym.expansion, BROAD, SURE)])
            for key in first_stems(acronym.expansion.partition(" ")[0], stem):
                firsts.setdefault(key, []).append((number, acronym.expansion, BROAD, SURE))
        doubtful = row if acronym.word or len(self._senses[folded]) > 1 else SURE
        forms = [folded]
        if folded.isalpha() and not acronym.word and stem(f"{folded}s") != stem(folded):
            forms.append(f"{folded}s")  # stemmers leave the s of FPNs, which has no vowel
        for form in forms:
            keys = first_stems(form, stem)
            for number, kind in homes:
                self._sayings[number].append((form, kind, doubtful))
                for key in keys:
                    firsts.setdefault(key, []).append((number, form, kind, doubtful))
        return [number for number, _ in homes]

    def name(self, number: int) -> str:
        """What a concept is called."""
        return self.names[number]

    def strength(self, number: int) -> float:
        """How far the words of a concept stand for one another."""
        return self.strengths[number]

    def sayings(self, number: int) -> Iterator[Saying]:
        """The expressions of a concept, one for each way to spell it."""
        for word, kind, row in self._sayings[number]:
            said = self._capitals.get(word, word)
            for stems in variants(word, self._stem):
                yield stems, kind, row, said

    def beginning(self, first: str) -> Iterator[tuple[int, Stems, int, int]]:
        """The expressions that begin with a stem: concept, stems, narrower word, acronym."""
        for number, word, kind, row in self.firsts.get(first, ()):
            for stems in variants(word, self._stem):
                if stems[0] == first:
                    yield number, stems, kind, row

    def senses(self, row: int) -> Sequence[int]:
        """The rows of all acronyms that are written like one, but for capitals."""
        return self._senses[self.acronyms[row].written.lower()]

    def homes(self, row: int) -> Sequence[int]:
        """The concepts that an acronym is a word of."""
        return self._homes[row]

    def is_word(self, row: int) -> bool:
        """Whether an acronym is also an ordinary word."""
        return self.acronyms[row].word

    def near(self, row: int) -> frozenset[str]:
        """The stems that speak for a sense of an acronym."""
        known = self._near.get(row)
        if known is None:
            near = self.acronyms[row].near
            known = self._near[row] = frozenset(self._stem(word) for word in near)
        return known


def _written(acronyms: tuple[Acronym, ...]) -> dict[str, str]:
    """How acronyms are written, by what stands for them in texts; those of the tables' words too.

    One that is also a word keeps the small letters of that.
    """
    exact = {each.written.lower(): each.written for each in acronyms if not each.word}
    return {f"{folded}s": written for folded, written in exact.items()} | exact


@lru_cache(maxsize=4)
def wording(stem: Callable[[str], str]) -> Wording:
    """What the tables that come with the program say; see :meth:`Wording.compiled`."""
    return Wording(Compiled(all_concepts(), all_acronyms(), stem))
