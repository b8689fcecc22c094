"""The words that the index has seen, and those that a prefix, a pattern or a near miss means."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cached_property
from typing import Any

from foisearch.analysis import Stemmer
from foisearch.surfaces import TERM_LENGTH
from foisearch.text import fold

_JOINTS = re.compile("[-\u2010\u2011\u2013./_'\u2019\\\\+]+")
_WILD = re.compile(r"\*|(?<=[^\W_])\?(?=[^\W_*?])")


class Words:
    """All words of the index with their stems, and its terms that are no words.

    Args:
        stemmer: the stemmer that holds the table of the index.
        reader: the Whoosh reader, asked for terms such as references and amounts.
    """

    def __init__(self, stemmer: Stemmer, reader: Any) -> None:
        self.stemmer = stemmer
        self._table = dict(stemmer.known)
        self._reader = reader

    @cached_property
    def _sorted(self) -> list[str]:
        return sorted(self._table)

    def matching(self, pattern: str, fields: tuple[str, ...]) -> frozenset[str]:
        """The terms, in any of the text ``fields``, of words that ``pattern`` describes.

        ``*`` stands for any characters or none, ``?`` between letters for one.
        """
        head, test = _test(pattern)
        found = {self._table[word] for word in self._from(head) if test.match(word)}
        for name in fields:
            found.update(term for term in self.others(name, head) if test.match(term))
        return frozenset(term[:TERM_LENGTH] for term in found)

    def near(self, word: str, distance: int) -> frozenset[str]:
        """The terms of words at most ``distance`` letters away from ``word``, itself included.

        The distance is Levenshtein's: letters put in, left out or changed.
        """
        word = fold(word)[:TERM_LENGTH]
        found = {stem for other, stem in self._table.items() if within(word, other, distance)}
        return frozenset(term[:TERM_LENGTH] for term in found)

    def others(self, name: str, head: str = "") -> Iterator[str]:
        """The terms of a field that begin with ``head`` and are not made of letters only."""
        for raw in self._reader.expand_prefix(name, head.encode()):
            term = raw.decode()
            if not term.isalpha():
                yield term

    def keys(self, name: str, pattern: str) -> frozenset[str]:
        """The values of a key field that ``pattern`` describes."""
        _, test = _test(pattern)
        terms = (raw.decode() for raw in self._reader.lexicon(name))
        return frozenset(term for term in terms if test.match(term))

    def _from(self, head: str) -> Iterator[str]:
        if not head:
            yield from self._sorted
            return
        for place in range(bisect_left(self._sorted, head), len(self._sorted)):
            if not self._sorted[place].startswith(head):
                return
            yield self._sorted[place]


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
