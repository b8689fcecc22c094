"""Which cues of ``outcome_cues.csv`` can stand in a sentence at all.

Every cue needs a piece of a word, one of its row's ``needs``.  Few can stand in any one sentence,
and asking each is slow: so words are looked at once, and remembered with the cues that need a
piece of them.  Sets of cues are bits of a number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, cached_property, lru_cache

from foisearch.law.patterns import IGNORECASE, Pattern
from foisearch.law.regimes import read_table

IN_COMPANY = frozenset(["upheld", "changed", "ordered", "more"])
"""Signals that count only beside another one, of any sentence: they need pieces of that."""

_WORDS_KEPT = 1 << 16
_ESCAPE = Pattern(r"\\.")
_OTHER_WORDS = Pattern(r"(?![\x00-\x7f])[\w\s]")
"""Letters, figures and spaces that are not those of English."""


class Cue:
    """What signals ``signal``; its patterns are compiled when they are first needed."""

    def __init__(self, signal: str, source: str) -> None:
        assert _ESCAPE.sub("", source).lower() == _ESCAPE.sub("", source), source
        self.signal = signal
        self._source = source

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Finds it in any text."""
        return re.compile(self._source, IGNORECASE | re.MULTILINE)

    @cached_property
    def plain(self) -> re.Pattern[str]:
        """Finds it in lower case where all letters are English: more than twice as fast."""
        return re.compile(self._source, re.ASCII | re.MULTILINE)


class Cues:
    """Every cue of the table, ``all`` in its order, and what each needs."""

    def __init__(self) -> None:
        self.all: list[Cue] = []
        self._company: list[tuple[int, list[str]]] = []
        words: dict[str, int] = {}
        for row in read_table("outcome_cues.csv"):
            bit, needs = 1 << len(self.all), row["needs"].split("|")
            self.all.append(Cue(row["outcome"], rf"\b(?:{row['pattern']})"))
            if row["outcome"] in IN_COMPANY:
                self._company.append((bit, needs))
                continue
            for piece in needs:
                words[piece] = words.get(piece, 0) | bit
        self._in_words = [pair for pair in words.items() if " " not in pair[0]]
        self._over_words = [pair for pair in words.items() if " " in pair[0]]
        self._of_word = lru_cache(_WORDS_KEPT)(self._look_at)

    def _look_at(self, word: str) -> int:
        found = 0
        for piece, cues in self._in_words:
            if piece in word:
                found |= cues
        return found

    def company(self, text: str) -> int:
        """The cues that count in any sentence of a text, as it has what they need beside them."""
        lower = text.lower()
        return sum(bit for bit, needs in self._company if any(piece in lower for piece in needs))

    def found(self, sentence: str, company: int) -> Iterator[Cue]:
        """The cues that stand in a sentence, in the order of the table, as they are asked for."""
        lower = sentence.lower()
        likely = company
        for word in lower.split():
            likely |= self._of_word(word)
        for piece, cues in self._over_words:
            if cues & ~likely and piece in lower:
                likely |= cues
        english = sentence.isascii() or not _OTHER_WORDS.search(sentence)
        while likely:
            cue = self.all[(likely & -likely).bit_length() - 1]
            likely &= likely - 1
            if cue.plain.search(lower) if english else cue.pattern.search(sentence):
                yield cue


@cache
def cues() -> Cues:
    """The cues, read once."""
    return Cues()
