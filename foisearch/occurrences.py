"""Where in a text stands what a question looks for?

A text is first cut at white space only, and each different *chunk* is looked at once for the whole
question: most hold nothing that is wanted, and a set knows those in no time.  Only chunks that do
are looked up in the text.  What is found is what cutting the whole text with the analyzer finds,
however long the text is.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from foisearch.analysis import Analyzer, Token
from foisearch.query import near
from foisearch.query.wanted import Wanted


class Match(NamedTuple):
    """A range of a text that one of the things wanted covers; ``which`` says which.

    Other words cover every word that they stand for.
    """

    start: int
    end: int
    which: int


_Places = dict[str, list[tuple[int, int]]]
"""For each term the ranges that it covers in a text."""
_EDGES = "\"'\u2018\u2019\u201c\u201d.,;:?!()[]"
"""Around a word these end it; within one they may join it to another."""
_ABBREVIATIONS = frozenset(("s", "ss", "sec", "secs", "reg", "regs"))
"""Before a number, across a space, they are sections and regulations."""
_SIGNS = "£$€"
_WITH_Y = ("di", "li", "ti")  # dying is die; all other words begin with two letters of their stem
_SHARED = 2  # of a longer stem, all but the last so many letters begin every word that has it
_BRACKETED = 7  # so long is the longest limb of a provision, its brackets included
_SPACE_IN_WORDS = "\u1680"  # white space to Python, part of a word to the analyzer
_MOST_PHRASES = 5_000
"""So many places in one text are looked at for a phrase."""


class Finder:
    """Finds what one question looks for in one text after the other.

    Args:
        wanted: what is looked for.
        analyzer: the one that the texts were indexed with.
    """

    def __init__(self, wanted: Sequence[Wanted], analyzer: Analyzer) -> None:
        self.wanted = tuple(dict.fromkeys(wanted))
        self._which = _numbered(self.wanted)
        self.analyzer = analyzer
        self._terms = {term for each in wanted for step in each.steps for term in step}
        self._in_numbers = any("(" in term or term[:1] in _SIGNS for term in self._terms)
        self._before_numbers = not self._terms.isdisjoint(
            (analyzer.stemmer("section"), analyzer.stemmer("regulation"))
        )
        self._starts = _starts({*self._terms, *(_ABBREVIATIONS if self._before_numbers else ())})
        self._dull: set[str] = set()  # chunks in which nothing is wanted
        self._telling: dict[str, tuple[Token, ...] | None] = {}  # None: it depends on the next

    def find(self, text: str, fields: Iterable[str] | None = None) -> list[Match]:
        """Every range of ``text`` that something wanted covers, in order.

        Args:
            text: of any length.
            fields: with it, only what is wanted in one of these fields; ``""`` is any field.
        """
        asked = [
            (which, each)
            for which, each in zip(self._which, self.wanted, strict=True)
            if fields is None or each.field in fields
        ]
        if not asked:
            return []
        tokens: list[Token] = []
        if _SPACE_IN_WORDS in text:
            tokens = self.analyzer.occurrences(text, self._terms)
            places = _by_term(tokens)
        else:
            places = self._places(text)
        found: set[Match] = set()
        for which, each in asked if places else ():
            ranges: Iterable[tuple[int, int]]
            if len(each.steps) == 1:
                ranges = _of(each.steps[0], places)
            elif tokens:
                ranges = _sequences(tokens, each)
            else:
                ranges = self._phrases(text, places, each)
            found.update(Match(*span, thing) for span in ranges for thing in which)
        return sorted(found)

    def _places(self, text: str) -> _Places:
        """Where the terms stand that are wanted."""
        careful: list[int] = []
        found: _Places = {}
        for chunk in self._worth_a_look(text):
            tokens = self._telling[chunk] if chunk in self._telling else self._look(chunk)
            if tokens is None:
                careful.extend(_standing(text, chunk))
            elif tokens:
                standing = list(_standing(text, chunk))
                for t in tokens:
                    ranges = found.setdefault(t.term, [])
                    ranges += [(place + t.start, place + t.end) for place in standing]
        behind = 0
        for place in sorted(careful):
            if place >= behind:
                start, behind = _stretch(text, place, place)
                for t in self.analyzer.occurrences(text[start:behind], self._terms):
                    found.setdefault(t.term, []).append((start + t.start, start + t.end))
        return found

    def _worth_a_look(self, text: str) -> list[str]:
        """The different chunks of a text, without plain words that begin like none wanted."""
        starts = self._starts
        chunks = set(text.split()) - self._dull
        kept = [
            chunk
            for chunk in chunks
            if not ((bare := chunk.strip(_EDGES)).isalpha() and bare.isascii())
            or (word := bare[:3].lower()) in starts
            or word[:2] in starts
        ]
        self._dull |= chunks.difference(kept)
        return kept

    def _look(self, chunk: str) -> tuple[Token, ...] | None:
        """What is wanted in a chunk; ``None`` if that depends on its neighbours."""
        found: tuple[Token, ...] | None = ()
        bare = chunk.strip(_EDGES)
        word = bare.lower()
        if bare.isascii() and bare.isalpha() and not _may_be_limb(chunk):
            if word in _ABBREVIATIONS:
                found = None if self._before_numbers or word in self._terms else ()
            else:
                found = tuple(self.analyzer.occurrences(chunk, self._terms))
        else:
            found = tuple(self.analyzer.occurrences(chunk, self._terms))
            if self._depends(chunk, found):
                found = None
        if found == ():
            self._dull.add(chunk)
        else:
            self._telling[chunk] = found
        return found

    def _depends(self, chunk: str, found: Sequence[Token]) -> bool:
        """Whether what is wanted in a chunk may be another thing beside its neighbours."""
        if self._before_numbers and _ends_in_abbreviation(chunk):
            return True
        if not _combines(chunk):
            return False
        if found or self._in_numbers:
            return True
        # Behind a sign or an abbreviation a number ends elsewhere: ``£ 5'drone``.
        if not chunk[0].isdigit() or not any(map(str.isalpha, chunk)):
            return False
        behind = (f"{before} {chunk}" for before in "£s")
        return any(self.analyzer.occurrences(piece, self._terms) for piece in behind)

    def _phrases(self, text: str, places: _Places, wanted: Wanted) -> Iterator[tuple[int, int]]:
        """The ranges of what follows one another, looked for around its rarest term."""
        rarest = min((_of(step, places) for step in wanted.steps), key=len)
        rarest.sort()
        terms = {term for step in wanted.steps for term in step}
        reach = len(wanted.steps) - 1 + wanted.slop
        behind = 0
        for at, (first, last) in enumerate(rarest[:_MOST_PHRASES]):
            if last <= behind:
                continue
            start = _words_back(text, first, reach)
            behind = _words_on(text, last, reach)
            for begin, end in rarest[at + 1 :]:  # one stretch for neighbours
                if begin > behind:
                    break
                behind = _words_on(text, max(end, behind), reach)
            start, behind = _stretch(text, start, behind)
            piece = self.analyzer.occurrences(text[start:behind], terms)
            yield from ((start + a, start + b) for a, b in _sequences(piece, wanted))


def _by_term(tokens: Iterable[Token]) -> _Places:
    found: _Places = {}
    for t in tokens:
        found.setdefault(t.term, []).append((t.start, t.end))
    return found


def _of(step: frozenset[str], places: _Places) -> list[tuple[int, int]]:
    """Where any of some terms stands."""
    terms = step if len(step) < len(places) else [term for term in places if term in step]
    return [span for term in terms if term in places for span in places[term]]


def _numbered(wanted: Sequence[Wanted]) -> list[tuple[int, ...]]:
    """For each of what is wanted, the numbers of the things that it covers."""
    things: dict[object, int] = {}
    found = []
    for each in wanted:
        typed = each.steps[0] if len(each.steps) == 1 else each.steps
        covers: list[object] = [frozenset((term,)) for term in each.instead] or [typed]
        found.append(tuple(things.setdefault((each.field, c), len(things)) for c in covers))
    return found


def _starts(terms: Iterable[str]) -> frozenset[str]:
    """The two or three letters that a word with one of these stems begins with."""
    found = {term[: 2 if len(term) < 3 + _SHARED else 3] for term in terms if term.isalpha()}
    return frozenset(found | {f"{start[0]}y" for start in _WITH_Y if start in found})


def _may_be_limb(chunk: str) -> bool:
    """Whether a chunk may belong to the provision before it: ``(a)``."""
    return chunk[0] == "(" and ")" in chunk[:_BRACKETED]


def _ends_in_abbreviation(chunk: str) -> bool:
    """``s.`` or ``(reg``, which the number behind makes a section or a regulation."""
    bare = chunk[:-1] if chunk[-1] == "." else chunk
    tail = bare[-4:]
    size = 0
    while size < len(tail) and tail[-1 - size].isalpha():
        size += 1
    return size > 0 and tail[len(tail) - size :].lower() in _ABBREVIATIONS


def _combines(chunk: str) -> bool:
    """Whether the analyzer may cut a chunk and its neighbour as one."""
    return (
        not chunk.isalpha()
        and (_may_be_limb(chunk) or any(c.isdigit() or c in _SIGNS for c in chunk))
    ) or _ends_in_abbreviation(chunk)


def _standing(text: str, chunk: str) -> Iterator[int]:
    """Where a chunk stands between white space."""
    size, length = len(chunk), len(text)
    place = text.find(chunk)
    while place >= 0:
        end = place + size
        if (place == 0 or text[place - 1].isspace()) and (end == length or text[end].isspace()):
            yield place
        place = text.find(chunk, end)


def _stretch(text: str, start: int, end: int) -> tuple[int, int]:
    """A range up to the white space around it, with the chunks that may combine with its ends."""
    start, end = _chunk_start(text, start), _chunk_end(text, end)
    while start > 1 and not text[start - 2].isspace():
        before = _chunk_start(text, start - 2)
        if not _combines(text[before : start - 1]):
            break
        start = before
    while end < len(text) - 1 and not text[end + 1].isspace():
        after = _chunk_end(text, end + 1)
        if not _combines(text[end + 1 : after]):
            break
        end = after
    return start, end


def _chunk_start(text: str, place: int) -> int:
    while place > 0 and not text[place - 1].isspace():
        place -= 1
    return place


def _chunk_end(text: str, place: int) -> int:
    while place < len(text) and not text[place].isspace():
        place += 1
    return place


def _words_back(text: str, place: int, words: int) -> int:
    """Where at least so many words before a place begin."""
    place = _chunk_start(text, place)
    while words > 0 and place > 0:
        start = _chunk_start(text, place - 1)
        words -= _holds_word(text, start, place)
        place = start
    return place


def _words_on(text: str, place: int, words: int) -> int:
    """Where at least so many words behind a place end."""
    place = _chunk_end(text, place)
    while words > 0 and place < len(text):
        end = _chunk_end(text, place + 1)
        words -= _holds_word(text, place, end)
        place = end
    return place


def _holds_word(text: str, start: int, end: int) -> bool:
    return any(char.isascii() and char.isalnum() for char in text[start:end])


def _sequences(tokens: list[Token], wanted: Wanted) -> Iterator[tuple[int, int]]:
    if wanted.slop:
        yield from _near(tokens, wanted)
        return
    first, *rest = wanted.steps
    positions = [t.position for t in tokens]
    for begin in [t for t in tokens if t.term in first]:
        chain = [begin]
        for step in rest:
            at = bisect_right(positions, chain[-1].position)
            next_ones = tokens[at : bisect_right(positions, chain[-1].position + 1)]
            following = next((t for t in next_ones if t.term in step), None)
            if following is None:
                break
            chain.append(following)
        else:
            yield min(t.start for t in chain), max(t.end for t in chain)


def _near(tokens: list[Token], wanted: Wanted) -> Iterator[tuple[int, int]]:
    """Each word of those that stand near one another, in any order."""
    standing = {step: {t.position: t for t in tokens if t.term in step} for step in wanted.steps}
    places = {step: sorted(held) for step, held in standing.items()}
    for chain in near.chains(wanted.steps, places, wanted.slop):
        for step, place in zip(wanted.steps, chain, strict=True):
            yield standing[step][place].start, standing[step][place].end


def find(text: str, wanted: Sequence[Wanted], analyzer: Analyzer) -> list[Match]:
    """What a :class:`Finder` finds in a single text."""
    return Finder(wanted, analyzer).find(text)
