"""How alike a paragraph of a response and the questions of the request are, word by word."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from foisearch.text import fold

_WORD = re.compile(r"\w+")
_STEM = 5
"""Letters by which two forms of a word are known as one: "employed", "employee"."""

_FUNCTION_WORDS = """
    a an and any are as at be been by can could did do does each for from give had has have how
    i if in into is it its kindly last list many may me much my name names number numbers of on
    or our own please provide provided question questions request send should so state than that
    the their them there these they this those to total under use used uses was we were what
    when where whether which who whose why will with would you your copy copies current
    currently details information act freedom authority council force trust
"""
_EMPTY = frozenset(_FUNCTION_WORDS.split())
"""Words that say how is asked and not what about."""

_SURE = 0.8
_ALIKE = 0.6
_MARGIN = 0.15


def words_of(text: str) -> frozenset[str]:
    """The words of a text, case and accents folded."""
    return frozenset(_WORD.findall(fold(text)))


def subjects(text: str) -> frozenset[str]:
    """The stems of the words that say what a text is about."""
    return frozenset(
        _stem(word)
        for word in _WORD.findall(fold(text))
        if word.isdigit() or (word not in _EMPTY and len(word) > 2)
    )


def _stem(word: str) -> str:
    plural = word.endswith("s") and not word.endswith("ss") and len(word) > 3
    return (word[:-1] if plural else word)[:_STEM]


@dataclass(frozen=True, slots=True)
class Likeness:
    """The questions of a request, ready to be compared with paragraphs of its response."""

    words: tuple[frozenset[str], ...]
    about: tuple[frozenset[str], ...]
    rarity: dict[str, float]

    @staticmethod
    def of(texts: Sequence[str]) -> Likeness:
        """What the questions say; a word that few of them say weighs more."""
        about = tuple(subjects(text) for text in texts)
        counted = Counter(stem for stems in about for stem in stems)
        rarity = {s: 1.0 + math.log(len(texts) / n) for s, n in counted.items()}
        return Likeness(tuple(words_of(t) for t in texts), about, rarity)

    def repeated(self, text: str) -> tuple[float, int]:
        """The question that a text repeats nearly word for word, and how nearly; 0.0 for none."""
        own = words_of(text)
        best = (0.0, 0)
        for index, asked in enumerate(self.words if len(own) > 1 else ()):
            if not _SURE * len(own) <= len(asked) <= len(own) / _SURE:
                continue
            both = len(asked & own)
            alike = both / (len(asked) + len(own) - both) if both else 0.0
            if alike >= _SURE and alike > best[0]:
                best = (alike, index)
        return best

    def meant(self, text: str) -> int | None:
        """The question that a text puts in other words, or is a heading for; none if two fit."""
        own = subjects(text)
        if not own:
            return None
        scores = [self._score(own, asked) for asked in self.about]
        best = max(range(len(scores)), key=scores.__getitem__)
        others = max((s for i, s in enumerate(scores) if i != best), default=0.0)
        return best if scores[best] >= _ALIKE and scores[best] - others >= _MARGIN else None

    def nearest(self, text: str) -> int | None:
        """The one question with which a text shares most of what is rare; none where two do."""
        own = subjects(text)
        shared = [self._weight(own & asked) for asked in self.about]
        best = max(range(len(shared)), key=shared.__getitem__, default=0)
        if not shared or not shared[best]:
            return None
        others = max((s for i, s in enumerate(shared) if i != best), default=0.0)
        return best if shared[best] >= others * 1.5 and shared[best] >= 1.0 else None

    def has_figures(self, text: str) -> bool:
        """Whether a text gives a figure that no question names: then it answers."""
        figures = {word for word in words_of(text) if any(c.isdigit() for c in word)}
        return not all(any(figure in asked for asked in self.words) for figure in figures)

    def _score(self, own: frozenset[str], asked: frozenset[str]) -> float:
        """Shared weight, by all of both (Dice), or by a short text's own where it is a heading."""
        both = self._weight(own & asked)
        total = self._weight(own) + self._weight(asked)
        dice = 2 * both / total if total else 0.0
        if len(own) <= 4 and own <= asked:
            return max(dice, 0.75)
        return dice

    def _weight(self, stems: frozenset[str]) -> float:
        return sum(self.rarity.get(stem, 1.0) for stem in stems)
