"""Which words of the index a word that it does not hold was perhaps meant to be.

A slip costs 1: a letter put in, left out, or changed, or two neighbours that changed places.  What
happens more often costs less (a letter doubled or not, a key beside the right one, a letter that
sounds the same), another first letter costs more.  Of words equally near, those of more records
are likelier, as in the noisy channel of Kernighan, Church and Gale (*A spelling correction program
based on a noisy channel model*, COLING 1990), and more so those that the field's tables know.
A word may also be two written as one.
"""

from __future__ import annotations

from math import log
from typing import TYPE_CHECKING

from foisearch.analysis import FUNCTION_WORDS
from foisearch.text import fold

if TYPE_CHECKING:
    from collections.abc import Callable

    from foisearch.engine.words.known import Known

SHORTEST = 4
"""Of shorter words too many are like too many others."""
LONG = 7
"""Words of so many letters may have two slips, others one."""
MOST = 3
"""So many candidates are given."""
_SLIP = 5.0
"""What a slip weighs beside the logarithm of how many records have a word."""
_FIELD = 3.0
"""What it weighs that the field's tables have a word."""
_DOUBLED, _ALIKE, _BESIDE, _FIRST = 0.6, 0.6, 0.8, 0.6
_SOUNDS = ("sz", "sc", "ck", "kq", "iy", "ei", "ae", "ao", "ie", "eo", "uo")
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_NEIGHBOURS = frozenset(
    pair
    for upper, lower in zip(_ROWS, (*_ROWS[1:], ""), strict=True)
    for place, key in enumerate(upper)
    for other in (*upper[place + 1 : place + 2], *lower[max(place - 1, 0) : place + 1])
    for pair in (key + other, other + key)
)
_COSTS = dict.fromkeys(_NEIGHBOURS, _BESIDE) | {
    pair: _ALIKE for both in _SOUNDS for pair in (both, both[::-1])
}
_PART = 3  # letters of either part of a word that is cut in two


def candidates(index: Known, word: str, known: Callable[[str], bool]) -> list[str]:
    """What a word may have been meant to be, the likeliest first: words that the records have.

    Args:
        index: the open index.
        word: letters; it is not among the words of the index.
        known: whether the field's tables have a term.
    """
    word = fold(word)
    if len(word) < SHORTEST or not word.isalpha():
        return []
    found: list[tuple[float, str]] = []
    for near, term in _alike(index, word).items():
        if near.isalpha() and near not in FUNCTION_WORDS and (df := index.df(term)):
            worth = log(df) + _FIELD * known(term)
            found.append((_SLIP * distance(word, near) - worth, near))
    for place in range(_PART, len(word) - _PART + 1):
        pair = word[:place], word[place:]
        if df := min(_df(index, part) for part in pair):
            found.append((_SLIP - log(df), " ".join(pair)))
    return [near for _, near in sorted(found)[:MOST]]


def _alike(index: Known, word: str) -> dict[str, str]:
    """The words of the index that a few slips make of a word, each with its term."""
    if len(word) >= LONG:
        return index.words.alike(word, 2)
    found = index.words.alike(word, 1)
    for place in range(len(word) - 1):
        swapped = word[:place] + word[place + 1] + word[place] + word[place + 2 :]
        found |= index.words.alike(swapped, 0)
    return found


def is_held(index: Known, word: str) -> bool:
    """Whether any record has a word, in any form of it."""
    return all(index.df(term) for term in index.analyzer.terms(word))


def _df(index: Known, word: str) -> int:
    return min((index.df(term) for term in index.analyzer.terms(word)), default=0)


def distance(typed: str, meant: str) -> float:
    """How far a word is from another, in slips."""
    before: list[float] = []
    row = [float(n) for n in range(len(meant) + 1)]
    for i, a in enumerate(typed, 1):
        last, before, row = before, row, [float(i)]
        for j, b in enumerate(meant, 1):
            changed = before[j - 1] + (0.0 if a == b else _COSTS.get(a + b, 1.0))
            put_in = before[j] + (_DOUBLED if i > 1 and typed[i - 2] == a else 1.0)
            left_out = row[j - 1] + (_DOUBLED if j > 1 and meant[j - 2] == b else 1.0)
            best = min(changed, put_in, left_out)
            if i > 1 and j > 1 and a == meant[j - 2] and typed[i - 2] == b:
                best = min(best, last[j - 2] + 1.0)
            row.append(best)
    return row[-1] + (_FIRST if typed[:1] != meant[:1] else 0.0)
