"""Texts to numbers, quickly: a text is split at white space and every piece looked up.

A piece (a *chunk*: ``police,`` or ``(body-worn``) is analysed once, when first met, by the one
analyzer; from then on a number says which term it stands for.  A chunk that stands for anything
but one term at one position is *odd*: its number says where its terms are listed.

The analyzer reads some things over a space: ``s 40``, ``s.40 (2)``, ``£ 5``.  Where a chunk that
may begin such a thing stands before one that may go on with it, both are analysed as one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from foisearch.analysis import Analyzer
from foisearch.engine.building.hashing import LONGEST, Growing, HashTable, Text
from foisearch.engine.postings.lists import gathered
from foisearch.surfaces import TERM_LENGTH, Expansion

Ints = NDArray[np.int64]

_ABBREVIATED = r"(?:\A|[^0-9A-Za-z])(?:[Ss]{1,2}|[Ss]ecs?|[Rr]egs?)\.?"
_PROVISION = "[0-9]{1,3}[A-Za-z]{0,2}"
_BRACKETS = r"\([0-9A-Za-z]{1,5}\)"
_MARKS = (
    re.compile(rf"{_ABBREVIATED}\Z|[£$€]\Z"),  # a number may follow
    re.compile("[0-9]"),
    re.compile(rf"{_ABBREVIATED}\s?{_PROVISION}(?:\s?{_BRACKETS})*\Z"),  # brackets may follow
    re.compile(_BRACKETS),
    re.compile(rf"(?:{_PROVISION})?(?:\s?{_BRACKETS})*\Z"),  # brackets may, if this follows itself
)
_AT_START = (False, True, False, True, True)
_HEAD, _NUMBER, _OPEN, _BRACKET, _BARE = (1 << n for n in range(len(_MARKS)))
_EDGES = ".,;:!?()[]\"'\u2018\u2019\u201c\u201d"
"""What may stand around a word without changing what the analyzer makes of it."""
_ABBREVIATIONS = frozenset(("s", "ss", "sec", "secs", "reg", "regs"))
_ODD = 1 << 40
"""Added to the place of an odd chunk in the list of those; below are the numbers of terms."""
MOST_CHUNKS = 1_000_000
MOST_TERMS = 400_000
MOST_CHARACTERS = 32_000_000
"""With more of any in memory, :attr:`Chunks.crowded` says so: together some 300 MB."""


@dataclass(frozen=True, slots=True)
class Read:
    """Texts as numbers.

    ``terms`` are the terms of all texts, in order, and ``places`` the position of each, counted
    through from the first text to the last; each text has so many ``tokens`` and ``positions``.
    """

    terms: Ints
    places: Ints
    tokens: Ints
    positions: Ints


class Chunks:
    """Chunks to terms; a new one is analysed when it is met, and remembered.

    Args:
        analyzer: says what a chunk stands for.
        main: only the main terms, those of :meth:`~foisearch.analysis.Analyzer.terms`, without
            joined forms and ancestors; positions mean nothing then.
    """

    def __init__(self, analyzer: Analyzer, *, main: bool = False) -> None:
        self._main = main
        # With a memory of its own for surfaces, which goes when this one is dropped.
        self._analyzer = Analyzer(analyzer.stemmer, analyzer.scan)
        self.terms: dict[str, int] = {}
        self._table = HashTable()
        self._words: dict[str, int] = {}
        self._strings: dict[str, int] = {}
        self._characters = 0
        self._unread: dict[int, str] = {}
        self._marks = Growing()
        self._first = Growing()
        self._count = Growing()
        self._length = Growing()
        self._odd_terms = Growing()
        self._odd_places = Growing()

    @property
    def crowded(self) -> bool:
        """Whether so much is remembered that it is better to begin anew."""
        return (
            len(self._table) > MOST_CHUNKS
            or len(self.terms) > MOST_TERMS
            or self._characters > MOST_CHARACTERS
        )

    def term(self, name: str) -> int:
        """The number of a term."""
        return self.terms.setdefault(name, len(self.terms))

    def read(self, texts: list[str]) -> Read:
        """The terms of some texts and where they stand."""
        text = Text(texts)
        found, sizes = self._numbers(text), text.sizes
        odd = np.flatnonzero(found >= _ODD)
        if not len(odd):
            return Read(found, np.arange(len(found)), sizes, sizes)
        which = found[odd] - _ODD
        owner = np.cumsum(sizes).searchsorted(odd, side="right")
        linked = _linked(odd, owner, self._marks.array().take(which))
        if linked.any():
            found = self._joined(text, found, odd, linked)
            dropped = np.bincount(owner[1:][linked], minlength=len(sizes))
            sizes = sizes - dropped
            odd = np.flatnonzero(found >= _ODD)
            which = found[odd] - _ODD
            owner = np.cumsum(sizes).searchsorted(odd, side="right")
        return self._expanded(found, odd, which, owner, sizes)

    def _expanded(self, found: Ints, odd: Ints, which: Ints, owner: Ints, sizes: Ints) -> Read:
        """Numbers of chunks to terms; ``owner`` says to which text each of the odd ones belongs."""
        self._read_late(which)
        count = self._count.array().take(which)
        length = self._length.array().take(which)
        first = self._first.array().take(which)
        steps = np.ones(len(found), np.int64)
        steps[odd] = length
        places = np.cumsum(steps)
        places -= steps
        terms = found
        at, source = odd, first
        if not (count == 1).all():
            repeats = np.ones(len(found), np.int64)
            repeats[odd] = count
            terms, places = np.repeat(found, repeats), np.repeat(places, repeats)
            more = count - 1
            at = gathered(odd + np.cumsum(more) - more, count)
            source = gathered(first, count)
        terms[at] = self._odd_terms.array().take(source)
        places[at] += self._odd_places.array().take(source)
        return Read(
            terms,
            places,
            sizes + _summed(owner, count - 1, sizes),
            sizes + _summed(owner, length - 1, sizes),
        )

    # Numbers of chunks.

    def _numbers(self, text: Text) -> Ints:
        """The number of every chunk of a text."""
        hashes = text.hashes()
        found = self._table.find(hashes)
        long = np.flatnonzero(text.lengths > LONGEST)
        if len(long):
            found[long] = [self._string(chunk) for chunk in text.chunks(long)]
        new = np.flatnonzero(found < 0)
        if len(new):
            unique, first, back = np.unique(hashes[new], return_index=True, return_inverse=True)
            order = np.argsort(first)  # terms are numbered in the order of appearance
            numbers = np.empty(len(unique), np.int64)
            numbers[order] = self._met(text.chunks(new[first[order]]))
            self._table.add(unique, numbers)
            found[new] = numbers[back]
        return found

    def _met(self, chunks: list[str]) -> list[int]:
        """Numbers for new chunks; most are one word with or without punctuation around it."""
        words = self._words
        found = []
        for chunk in chunks:
            core = chunk.strip(_EDGES)
            if core.isalpha() and core.isascii() and not (chunk[0] == "(" and _marked(chunk)):
                core = core.lower()
                number = words.get(core, -1)
                if number < 0 and core not in _ABBREVIATIONS:
                    stem = self._analyzer.stemmer(core)[:TERM_LENGTH]
                    number = words[core] = self.term(stem) if stem else self._odd(chunk)
                if number >= 0:
                    found.append(number)
                    continue
            found.append(self._odd(chunk))
        return found

    def _string(self, text: str, joined: bool = False) -> int:
        """The number of a stretch of text that is found by itself, not by its hash."""
        number = self._strings.get(text, -1)
        if number < 0:
            number = self._strings[text] = self._odd(text, joined)
            self._characters += len(text)
        return number

    def _odd(self, text: str, joined: bool = False) -> int:
        """A number for a stretch of text that may be odd.

        One that can belong to what stands beside it is analysed when it is first met alone, not
        earlier: what it would stand for then may occur nowhere.
        """
        marks = 0 if joined else _marked(text)
        number = len(self._marks)
        if marks:
            self._unread[number] = text
            first, count, length = 0, -1, 0
        else:
            first, count, length = self._analysed(text)
            if count == length == 1:
                return self._odd_terms.last()
        self._marks.add(marks)
        self._first.add(first)
        self._count.add(count)
        self._length.add(length)
        return number + _ODD

    def _analysed(self, text: str) -> tuple[int, int, int]:
        """Where the terms of a text begin in their list, how many there are, and its positions."""
        first, position = len(self._odd_terms), 0
        core = text.strip(_EDGES)
        if core.isdigit() and core.isascii():  # worth a short way
            self._odd_terms.add(self.term(core[:TERM_LENGTH]))
            self._odd_places.add(0)
            return first, 1, 1
        for start, end in self._analyzer.scan(text):
            expansion = self._analyzer.expansion(text[start:end])
            if self._main:
                position += self._main_terms(expansion, position)
                continue
            for emission in expansion.emissions:
                self._odd_terms.add(self.term(emission.term))
                self._odd_places.add(position + emission.position)
            position += expansion.positions
        return first, len(self._odd_terms) - first, position

    def _main_terms(self, expansion: Expansion, position: int) -> int:
        """List the main terms of a surface, from a position on; how many there are."""
        terms = [term for sequence in expansion.alternatives[-1:] for term in sequence]
        for place, term in enumerate(terms):
            self._odd_terms.add(self.term(term))
            self._odd_places.add(position + place)
        return len(terms)

    def _read_late(self, which: Ints) -> None:
        """Analyse those odd chunks that were put off."""
        late = which[self._count.array().take(which) < 0]
        for number in dict.fromkeys(late.tolist()):
            found = self._analysed(self._unread.pop(number))
            for column, value in zip((self._first, self._count, self._length), found, strict=True):
                column.array()[number] = value

    def _joined(self, text: Text, found: Ints, odd: Ints, linked: NDArray[np.bool_]) -> Ints:
        """The numbers with every chain of linked chunks as one."""
        edges = np.diff(linked.astype(np.int8), prepend=0, append=0)
        firsts, lasts = odd[np.flatnonzero(edges > 0)], odd[np.flatnonzero(edges < 0)]
        found = found.copy()
        for first, last in zip(firsts.tolist(), lasts.tolist(), strict=True):
            found[first] = self._string(text.stretch(first, last), joined=True)
        kept = np.ones(len(found), np.bool_)
        kept[odd[1:][linked]] = False
        return found[kept]


def _marked(text: str) -> int:
    """How a chunk may be read together with its neighbours: a sum of the marks."""
    return sum(
        1 << place
        for place, mark in enumerate(_MARKS)
        if (mark.match if _AT_START[place] else mark.search)(text)
    )


def _linked(odd: Ints, owner: Ints, marks: Ints) -> NDArray[np.bool_]:
    """Which odd chunks may be read as one with the odd chunk behind them."""
    left, right = marks[:-1], marks[1:]
    bracket = right & _BRACKET > 0
    beside = (odd[1:] == odd[:-1] + 1) & (owner[1:] == owner[:-1])
    begins: NDArray[np.bool_] = beside & (
        (left & _HEAD > 0) & (right & _NUMBER > 0) | (left & _OPEN > 0) & bracket
    )
    if not begins.any():
        return begins
    goes_on = beside & (left & _BARE > 0) & bracket
    # A pair that only goes on counts if since the last that does not, one has begun.
    place = np.arange(len(begins))
    begun = np.maximum.accumulate(np.where(begins, place, -1))
    broken = np.maximum.accumulate(np.where(begins | goes_on, -1, place))
    linked: NDArray[np.bool_] = begun > broken
    return linked


def _summed(owner: Ints, values: Ints, sizes: Ints) -> Ints:
    """The sum of the values of each text."""
    return np.bincount(owner, values, len(sizes)).astype(np.int64)
