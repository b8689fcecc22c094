"""The words that the index has seen, and those that a prefix, a pattern or a near miss means."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from foisearch.engine.schema.traits import UNDATED
from foisearch.engine.segments.segment import Segment
from foisearch.engine.segments.stems import reading
from foisearch.query import dates
from foisearch.surfaces import TERM_LENGTH
from foisearch.text import fold

if TYPE_CHECKING:
    from foisearch.analysis import Analyzer
    from foisearch.authorities import Authorities

_JOINTS = re.compile("[-\u2010\u2011\u2013./_'\u2019\\\\+]+")
_WILD = re.compile(r"\*|(?<=[^\W_])\?(?=[^\W_*?])")
_FIRST_LETTER = b"\x20"  # below any word, above every key


class Known(Protocol):
    """What has to be known of an open index to find other words for those of a query."""

    @property
    def analyzer(self) -> Analyzer:
        """Cuts words as the index did."""

    @property
    def bodies(self) -> Authorities:
        """Names of public bodies."""

    @property
    def words(self) -> Words:
        """The words that the records have."""

    def df(self, term: str) -> int:
        """In how many records a term stands."""

    def __len__(self) -> int:
        """How many records there are."""


class Words:
    """All words of the index with their stems, and its terms that are no words.

    Args:
        segments: the open segments of the index.
    """

    def __init__(self, segments: Sequence[Segment]) -> None:
        self._lists = [_WordList(segment) for segment in segments]
        self._segments = segments
        self._periods: dict[str, list[tuple[str, date, date]]] = {}

    def matching(self, pattern: str) -> frozenset[str]:
        """The terms of words, and of what is no word, that ``pattern`` describes.

        ``*`` stands for any characters or none, ``?`` between letters for one.
        """
        head, test = _test(pattern)
        found: set[str] = set()
        with reading(self._segments):
            for words in self._lists:
                found |= words.stems(head, test)
                found |= {term for term in words.others(head) if test.match(term)}
        return frozenset(found)

    def near(self, word: str, distance: int) -> frozenset[str]:
        """The terms of words at most ``distance`` letters away from ``word``, itself included.

        The distance is Levenshtein's: letters put in, left out or changed.
        """
        word = fold(word)[:TERM_LENGTH]
        found: set[str] = set()
        with reading(self._segments):
            for words in self._lists:
                found |= words.near(word, distance)
        return frozenset(found)

    def alike(self, word: str, distance: int) -> dict[str, str]:
        """The words that :meth:`near` finds, folded, each with its term."""
        found: dict[str, str] = {}
        with reading(self._segments):
            for words in self._lists:
                found |= words.alike(fold(word)[:TERM_LENGTH], distance)
        return found

    def keys(self, name: str, pattern: str) -> frozenset[str]:
        """The values of a key field that ``pattern`` describes."""
        _, test = _test(pattern)
        with reading(self._segments):
            return frozenset(value for value in self._values(name) if test.match(value))

    def has_ref(self, form: str) -> bool:
        """Whether a record may be found by this form of a reference."""
        with reading(self._segments):
            return any(len(segment.with_ref(form)) for segment in self._segments)

    def values(self, name: str) -> frozenset[str]:
        """All values of a key field."""
        with reading(self._segments):
            return frozenset(self._values(name))

    def _values(self, name: str) -> Iterator[str]:
        for segment in self._segments:
            if name == "ref":
                from foisearch.engine.schema.references import ref_terms

                for ref in segment.strings("ref").values():
                    yield from ref_terms(ref.decode())
            else:
                yield from segment.key_numbers(name)

    def periods(self, name: str) -> list[tuple[str, date, date]]:
        """The values of a date field that are dates, with their first and last days."""
        found = self._periods.get(name)
        if found is None:
            known = sorted(self.values(name) - {UNDATED})
            spans = ((value, *dates.span(value)) for value in known)
            found = self._periods[name] = [(v, a, b) for v, a, b in spans if a and b]
        return found

    def all(self) -> frozenset[str]:
        """Every folded word; for completion."""
        with reading(self._segments):
            return frozenset(word for words in self._lists for word in words.words())


class _WordList:
    """The words of one segment."""

    def __init__(self, segment: Segment) -> None:
        self._segment = segment

    def words(self) -> list[str]:
        """All of them, in order."""
        return [word.decode() for word in self._segment.strings("word").values()]

    @cached_property
    def _joined(self) -> str:
        """All words, one a line: one search over it is quicker than one for each word."""
        return "\n" + "\n".join(self.words()) + "\n"

    @cached_property
    def _line_starts(self) -> NDArray[np.int64]:
        sizes = np.fromiter(map(len, self.words()), np.int64)
        return np.concatenate(([0], np.cumsum(sizes + 1)))

    @cached_property
    def _other_terms(self) -> list[str]:
        """The terms that are not made of letters only, in order."""
        dictionary = self._segment.dictionary
        low = bisect_left(dictionary, _FIRST_LETTER)
        terms = (dictionary[n].decode() for n in range(low, len(dictionary)))
        return [term for term in terms if not term.isalpha()]

    def stems(self, head: str, test: re.Pattern[str]) -> set[str]:
        """The stems of the words that begin with ``head`` and that ``test`` matches."""
        words = self._segment.words
        if head:
            low, high = words.span(head.encode("utf-8", "surrogatepass"))
            numbers = list(range(low, high))
            if test.pattern != _anything_after(head):
                numbers = [n for n in numbers if test.match(words[n].decode())]
        else:
            lines = re.compile(rf"(?<=\n)(?:{test.pattern[:-2]})(?=\n)".replace(".", r"[^\n]"))
            starts = [m.start() - 1 for m in lines.finditer(self._joined)]
            numbers = np.searchsorted(self._line_starts, starts).tolist()
        return self._stems(numbers)

    def _stems(self, numbers: Sequence[int]) -> set[str]:
        terms = self._segment.array("word.term", "u4")[np.array(numbers, np.int64)]
        return {self._segment.dictionary[n].decode() for n in np.unique(terms).tolist()}

    def others(self, head: str) -> Iterator[str]:
        """The terms that begin with ``head`` and are not made of letters only."""
        terms = self._other_terms
        for place in range(bisect_left(terms, head), len(terms)):
            if not terms[place].startswith(head):
                return
            yield terms[place]

    @cached_property
    def _bags(self) -> NDArray[np.uint64]:
        """For each word the bytes that occur in it, as bits: words near one another share most."""
        strings = self._segment.strings("word")
        bits = np.uint64(1) << _BAG.take(strings.text)
        if not len(bits):
            return np.zeros(0, np.uint64)
        return np.bitwise_or.reduceat(bits, strings.offsets[:-1].astype(np.int64))

    def near(self, word: str, distance: int) -> set[str]:
        """The stems of the words at most ``distance`` letters away."""
        return self._stems(self._near(word, distance))

    def alike(self, word: str, distance: int) -> dict[str, str]:
        """The same words as they are written, each with its stem."""
        numbers = self._near(word, distance)
        terms = self._segment.array("word.term", "u4")[np.array(numbers, np.int64)].tolist()
        dictionary, words = self._segment.dictionary, self._segment.words
        return {
            words[n].decode(): dictionary[term].decode()
            for n, term in zip(numbers, terms, strict=True)
        }

    def _near(self, word: str, distance: int) -> list[int]:
        raw = np.frombuffer(word.encode("utf-8", "surrogatepass"), np.uint8)
        bag = np.bitwise_or.reduce(np.uint64(1) << _BAG.take(raw)) if len(raw) else np.uint64(0)
        sizes = np.diff(self._segment.strings("word").offsets.astype(np.int64))
        # One edit takes away at most one kind of byte and brings in one (a letter has up to 4).
        likely = np.bitwise_count(self._bags ^ bag) <= 2 * distance
        likely &= np.abs(sizes - len(raw)) <= 4 * distance
        words = self._segment.words
        return [
            n for n in np.flatnonzero(likely).tolist() if within(word, words[n].decode(), distance)
        ]


def _bag_bits() -> NDArray[np.uint64]:
    bits = np.full(256, 63, np.uint64)  # all that is not ASCII counts as one
    bits[:128] = np.arange(128) % 60
    for place, letter in enumerate(b"abcdefghijklmnopqrstuvwxyz0123456789"):
        bits[letter] = place
    return bits


_BAG = _bag_bits()


def _anything_after(head: str) -> str:
    return re.escape(head) + r".*\Z"


def _test(pattern: str) -> tuple[str, re.Pattern[str]]:
    """The letters that a pattern begins with, and a test for whole terms.

    Punctuation goes the way it goes in terms: ``body-w*`` describes ``bodyworn``, ``12/3*``
    describes ``12-34``.
    """
    joint = "" if any(char.isalpha() for char in pattern) else "-"
    segments: list[list[str]] = [[]]
    last = 0
    for wild in (*_WILD.finditer(pattern), None):
        literal = pattern[last : wild.start()] if wild else pattern[last:]
        segments[-1].append(re.escape(_JOINTS.sub(joint, fold(literal))))
        if wild is None:
            break
        last = wild.end()
        if wild.group() == "?":
            segments[-1].append(".")
        else:
            segments.append([])
    written = ["".join(segment) for segment in segments]
    first, middle, end = written[0], written[1:-1], written[1:][-1:]
    # The leftmost place for each piece is as good as any, so it is never tried again.
    source = first + "".join(f"(?>.*?{piece})" for piece in middle) + "".join(".*" + e for e in end)
    head = _JOINTS.sub(joint, fold(re.split(r"[*?]", pattern)[0]))
    return head, re.compile(source + r"\Z", re.DOTALL)


def within(a: str, b: str, distance: int) -> bool:
    """Whether two words are at most ``distance`` (0 or more) edits apart."""
    if abs(len(a) - len(b)) > distance:
        return False
    start = 0
    shorter = min(len(a), len(b))
    while start < shorter and a[start] == b[start]:
        start += 1
    end = 0
    while end < shorter - start and a[-1 - end] == b[-1 - end]:
        end += 1
    a, b = a[start : len(a) - end], b[start : len(b) - end]
    if not a or not b:
        return max(len(a), len(b)) <= distance
    if distance == 0:
        return False
    return (
        within(a[1:], b, distance - 1)
        or within(a, b[1:], distance - 1)
        or within(a[1:], b[1:], distance - 1)
    )
