"""Surfaces: the pieces that a text is cut into, and the terms that each stands for.

What comes out of it stands in a table at the head of :mod:`foisearch.analysis`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from foisearch.text import fold

# A word is whatever is no white space, control, punctuation or symbol, written as ranges.  Not \w:
# the engine behind NLTK's tokenizer and Python's ``re`` follow different editions of Unicode, and
# both have to cut the same text at the same places.  Combining accents and the soft hyphen belong
# to the word that they stand in.  Each such class takes half a millisecond to compile.
_LETTER = (
    "[^\x00-/:-@\\[-`{-\u00a9\u00ab\u00ac\u00ae-\u00b1\u00b4\u00b6-\u00b8\u00bb\u00bf\u00d7\u00f7"
    "\u2000-\u206f\u20a0-\u2bff\u2e00-\u303f\ufe00-\ufe6f\uff00-\uff0f\ufff0-\uffff]"
)
_RUN = f"{_LETTER}++"
_INNER = "[-\u2010\u2011\u2013./&_'\u2019\\\\+]"
_PLAIN = "[0-9A-Za-z]"
_NO_MORE = f"(?!{_PLAIN}|[-/.]{_PLAIN})"
_PROVISION = "[0-9]{1,3}[A-Za-z]{0,2}"
_BRACKETS = r"\([0-9A-Za-z]{1,5}\)"
_ALTERNATIVES = (
    r"https?://[^\s<>\"]*[^\s<>\".,;:!?)\]'\u2019]",
    f"{_PLAIN}++(?:[._%+-]{_PLAIN}++)*+@{_PLAIN}++(?:[.-]{_PLAIN}++)++",
    rf"(?:[Ss]{{1,2}}|[Ss]ecs?|[Rr]egs?)\.?\s?{_PROVISION}(?:\s?{_BRACKETS})*{_NO_MORE}",
    f"{_PROVISION}(?:{_BRACKETS})+{_NO_MORE}",
    f"[£$€]\\s?[0-9]+(?:,[0-9]{{3}})*+(?:\\.[0-9]+)?+[A-Za-z]*+{_NO_MORE}",
    f"[0-9]{{1,3}}(?:,[0-9]{{3}})++(?:\\.[0-9]+)?+{_NO_MORE}",
    f"[0-9]++\\.[0-9]++{_NO_MORE}",
    f"{_RUN}(?:{_INNER}{_RUN})*+",
)
PATTERN = "|".join(f"(?:{alternative})" for alternative in _ALTERNATIVES)
"""What a surface is; understood alike by :mod:`re` and by NLTK's tokenizer."""

SURFACE = re.compile(PATTERN)
"""The pattern, for :mod:`re`."""

_PARTS = re.compile(_RUN)
_ABBREVIATED = re.compile(
    rf"([Ss]{{1,2}}|[Ss]ecs?|[Rr]egs?)\.?\s?({_PROVISION}(?:\s?{_BRACKETS})*)\Z"
)
_BRACKETED = re.compile(rf"{_PROVISION}(?:{_BRACKETS})+\Z")
_AMOUNT = re.compile(r"[£$€]\s?[0-9]")
_NUMBER = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?\Z|[0-9]+\.[0-9]+\Z")
_POSSESSIVE = re.compile("['\u2019][sS]\\Z")
_APOSTROPHES = re.compile("(?<=[^\\W\\d])['\u2019](?=[^\\W\\d])")

TERM_LENGTH = 80
"""Longer terms are cut to this many characters, in the index and in a question alike."""


@dataclass(frozen=True, slots=True)
class Emission:
    """One term of a surface: its text, its position and its range counted from the surface's."""

    term: str
    position: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Expansion:
    """What a surface stands for.

    ``emissions`` are indexed; ``alternatives`` are the sequences of terms that a question holding
    the surface looks for, any of which will do; ``positions`` is how many places it takes.
    """

    emissions: tuple[Emission, ...]
    alternatives: tuple[tuple[str, ...], ...]
    positions: int


def expand(surface: str, stem: Callable[[str], str]) -> Expansion:
    """What one surface stands for: see the table at the head of the module."""
    if surface.isascii() and surface.isalpha():
        return _single(_cut(stem(surface.lower())), len(surface))
    if surface.startswith(("http://", "https://")):
        return _compound(surface, surface.index("//") + 2, "", stem)
    if "@" in surface:
        return _compound(surface, 0, fold(surface), stem)
    if provision := _ABBREVIATED.match(surface):
        return _abbreviated(provision, stem)
    if _BRACKETED.match(surface):
        return _provision(surface, 0, 0)
    if _AMOUNT.match(surface):
        return _amount(surface)
    if _NUMBER.match(surface):
        return _single(_cut(surface.replace(",", "")), len(surface))
    return _words(surface, stem)


def _words(surface: str, stem: Callable[[str], str]) -> Expansion:
    bare = _APOSTROPHES.sub("", _POSSESSIVE.sub("", surface))
    if len(_PARTS.findall(bare)) == 1:
        return _single(_cut(stem(_folded(bare))), len(surface))
    parts = [_folded(part) for part in _PARTS.findall(surface)]
    if all(part.isdigit() for part in parts):
        joined = "-".join(parts)
    elif "&" in surface:
        joined = _folded(surface)
    else:
        joined = stem("".join(parts))
    return _compound(surface, 0, joined, stem)


def _folded(word: str) -> str:
    return word.lower() if word.isascii() else fold(word.replace("\u00ad", ""))


def _cut(term: str) -> str:
    return term[:TERM_LENGTH]


def _single(term: str, length: int) -> Expansion:
    if not term:
        return Expansion((), (), 0)
    return Expansion((Emission(term, 0, 0, length),), ((term,),), 1)


def _compound(surface: str, begin: int, joined: str, stem: Callable[[str], str]) -> Expansion:
    """Parts at positions of their own; the joined form at the first and the last of them.

    Both ends, so that the phrases ``wearing bodyworn`` and ``bodyworn video`` are found where it
    says *wearing body-worn video*.
    """
    joined = _cut(joined)
    places = [(m.start(), m.end(), m.group()) for m in _PARTS.finditer(surface, begin)]
    parts = [(start, end, _cut(stem(_folded(part)))) for start, end, part in places]
    parts = [part for part in parts if part[2]]
    last = len(parts) - 1
    emissions: list[Emission] = []
    for position, (start, end, term) in enumerate(parts):
        emissions.append(Emission(term, position, start, end))
        if joined and joined != term and position in (0, last):
            emissions.append(Emission(joined, position, 0, len(surface)))
    sequence = tuple(term for _, _, term in parts)
    wanted = ((joined,), sequence) if joined and (joined,) != sequence else (sequence,)
    return Expansion(tuple(emissions), tuple(w for w in wanted if w), len(parts))


def _provision(text: str, offset: int, position: int) -> Expansion:
    """A provision and those that contain it, at one position."""
    number, *rest = re.sub(r"\s", "", text).replace("(", " (").split(" ")
    whole = [fold("".join([number, *rest[:count]])) for count in range(len(rest) + 1)]
    end = offset + len(text)
    emissions = tuple(Emission(_cut(term), position, offset, end) for term in whole)
    return Expansion(emissions, ((_cut(whole[-1]),),), 1)


def _abbreviated(match: re.Match[str], stem: Callable[[str], str]) -> Expansion:
    word = stem("regulation" if match[1][0] in "rR" else "section")
    provision = _provision(match[2], match.start(2), 1)
    head = Emission(word, 0, 0, len(match[1]))
    return Expansion((head, *provision.emissions), ((word, *provision.alternatives[0]),), 2)


def _amount(surface: str) -> Expansion:
    whole = _cut(fold(re.sub(r"[\s,]", "", surface)))
    plain = whole[1:]
    start = next(i for i, c in enumerate(surface) if c.isdigit())
    length = len(surface)
    emissions = (Emission(plain, 0, start, length), Emission(whole, 0, 0, length))
    return Expansion(emissions, ((whole,),), 1)
